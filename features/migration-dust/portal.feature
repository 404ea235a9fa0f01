@axis:once @phase:Active
Feature: Portal of Migration DUST
  In a browser, the people of a participant do and see what Migration DUST publishes for participants' systems, and nothing of others.

  Rule: Participants book and return test installations in the portal

    @DU-2
    Scenario Outline: A test installation in <laboratory> is booked in the portal
      Given Migration DUST is open to the Responsible Supplier
      And one free test installation in the DCC's laboratory
      And one free test installation in a remote laboratory
      And the Responsible Supplier is signed in to the portal of Migration DUST
      When the Responsible Supplier books a test installation in <laboratory> in its browser
      Then the portal of Migration DUST shows the Responsible Supplier one test installation
      And no test installation in <laboratory> is free

      Examples:
        | id      | laboratory           |
        | DU-2-81 | the DCC's laboratory |
        | DU-2-82 | a remote laboratory  |

    @negative:DU-2 @id:DU-2-83
    Scenario: The portal says that no test installation is free
      Given Migration DUST is open to the Responsible Supplier
      And the Responsible Supplier is signed in to the portal of Migration DUST
      When the Responsible Supplier books a test installation in the DCC's laboratory in its browser
      Then the portal of Migration DUST refuses it with "SIM-DST-03"
      And the portal of Migration DUST shows the Responsible Supplier no test installations

    @DU-2 @id:DU-2-84
    Scenario: A test installation that is returned in the portal is free again
      Given the Responsible Supplier has a test installation in the DCC's laboratory
      And the Responsible Supplier is signed in to the portal of Migration DUST
      When the Responsible Supplier returns its test installation in its browser
      Then the portal of Migration DUST shows the Responsible Supplier no test installations
      And one test installation in the DCC's laboratory is free

    @negative:DU-7 @id:DU-7-81
    Scenario: A migrated test installation cannot be returned in the portal
      Given the Responsible Supplier has migrated a test installation
      And the Responsible Supplier is signed in to the portal of Migration DUST
      When the Responsible Supplier returns its test installation in its browser
      Then the portal of Migration DUST refuses it with "SIM-DST-17"
      And the portal of Migration DUST shows the Responsible Supplier one test installation

  Rule: Participants register and authorise in the portal

    @DU-3 @severity:critical @id:DU-3-81
    Scenario: An authorisation that is submitted in the portal is scheduled
      Given the Responsible Supplier has an authorisation for its test installation
      And the Responsible Supplier is signed in to the portal of Migration DUST
      When the Responsible Supplier submits it with its registration data in its browser
      Then the portal of Migration DUST shows the authorisation of the Responsible Supplier as accepted
      And the page shows every row of the authorisation as scheduled

    @negative:DU-3 @id:DU-3-82
    Scenario: The portal says what an authorisation waits for
      Given the Responsible Supplier has an authorisation for its test installation
      And the Responsible Supplier is signed in to the portal of Migration DUST
      When the Responsible Supplier submits the authorisation alone in its browser
      Then the portal of Migration DUST shows the authorisation of the Responsible Supplier as waiting for its registration data
      And each page of the portal of Migration DUST shows the Responsible Supplier what the interface gives

    @negative:DU-3
    Scenario Outline: Registration data with <fault> are refused in the portal
      Given the Responsible Supplier has an authorisation for its test installation
      And the Responsible Supplier is signed in to the portal of Migration DUST
      When the Responsible Supplier submits it with registration data that have <fault> in its browser
      Then the portal of Migration DUST refuses it with "<code>"

      Examples:
        | id      | fault                   | code       |
        | DU-3-83 | other column names      | SIM-DST-10 |
        | DU-3-84 | a meter point of nobody | SIM-DST-11 |

    @negative:DU-3 @id:DU-3-85
    Scenario: The portal asks for a file
      Given Migration DUST is open to the Responsible Supplier
      And the Responsible Supplier is signed in to the portal of Migration DUST
      When the Responsible Supplier submits no file in its browser
      Then the page says "Choose at least one file."

    @DU-5 @id:DU-5-81
    Scenario: An exception that is chosen in the portal comes back as a file
      Given the Responsible Supplier has an authorisation for its test installation
      And the Responsible Supplier is signed in to the portal of Migration DUST
      When the Responsible Supplier submits it and chooses the exception "SIM-AUT-06" in its browser
      Then the portal of Migration DUST shows the authorisation of the Responsible Supplier as rejected
      And the page gives the Responsible Supplier the exception file with "SIM-AUT-06"

    @DU-5 @id:DU-5-82
    Scenario: The portal offers the exceptions of the menu
      Given Migration DUST is open to the Responsible Supplier
      And the Responsible Supplier is signed in to the portal of Migration DUST
      When the Responsible Supplier opens the authorisations in its browser
      Then the page offers the Responsible Supplier the exceptions of the menu

  Rule: The portal gives what the interface gives

    @DU-4 @severity:critical
    Scenario Outline: Each <file> in the portal is that of the interface
      Given the Responsible Supplier has migrated a test installation
      And 24 hours pass
      When the Responsible Supplier is signed in to the portal of Migration DUST
      Then the portal of Migration DUST gives the Responsible Supplier each <file> as the interface does

      Examples:
        | id      | file         |
        | DU-4-81 | outcome file |
        | DU-4-82 | alert        |
        | DU-4-83 | report       |

    @DU-4 @DU-1 @DU-2 @DU-3 @severity:critical @id:DU-4-85
    Scenario: Each page of the portal shows what the interface gives
      Given the Responsible Supplier has migrated a test installation
      And the Responsible Supplier has an authorisation for its test installations
      And the Responsible Supplier submits it and chooses the exception "SIM-AUT-06"
      And 7 days pass
      When the Responsible Supplier is signed in to the portal of Migration DUST
      Then each page of the portal of Migration DUST shows the Responsible Supplier what the interface gives

    @DU-4 @id:DU-4-86
    Scenario: A participant that has nothing yet is shown so on each page of the portal
      Given Migration DUST is open to the adapter provider
      When the adapter provider is signed in to the portal of Migration DUST
      Then each page of the portal of Migration DUST shows the adapter provider what the interface gives

    @DU-6 @id:DU-6-81
    Scenario: Each example file in the portal is that of the interface
      Given Migration DUST is open to the Responsible Supplier
      When the Responsible Supplier is signed in to the portal of Migration DUST
      Then the portal of Migration DUST gives the Responsible Supplier each example file as the interface does

    @negative:DU-4 @id:DU-4-84
    Scenario: The portal gives nothing before the migration day
      Given the Responsible Supplier has an authorisation for its test installation
      And the Responsible Supplier is signed in to the portal of Migration DUST
      When the Responsible Supplier submits it with its registration data in its browser
      Then the portal of Migration DUST gives no outcome file
      And the portal of Migration DUST gives no alert

    @DU-1 @id:DU-1-81
    Scenario: The summary in the portal says that there are no criteria
      Given Migration DUST is open to the Responsible Supplier
      And the Responsible Supplier is signed in to the portal of Migration DUST
      When the Responsible Supplier opens the summary in its browser
      Then the page says that Migration DUST is no Test Phase and has no criteria

    @negative:DU-1 @id:DU-1-82
    Scenario: The summary in the portal says which prerequisite is not recorded
      Given Migration DUST is open to the adapter provider, whose appointment is not recorded
      And the adapter provider is signed in to the portal of Migration DUST
      When the adapter provider opens the summary in its browser
      Then the page shows the prerequisite appointment as not recorded, and no other
