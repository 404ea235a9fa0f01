@axis:once @phase:Active
Feature: Test devices of Migration DUST
  Test devices are linked to the test SMSO. They stand in the DCC's laboratory or in a remote one, or a participant brings its own. Those
  of laboratories are a limited pool, from which participants book.

  Rule: A participant books from a limited pool

    @DU-2
    Scenario Outline: A test installation in <laboratory> is booked
      Given Migration DUST is open to the Responsible Supplier
      And two free test installations in <laboratory>
      When the Responsible Supplier books a test installation in <laboratory>
      Then the Responsible Supplier has one test installation
      And one test installation in <laboratory> is free

      Examples:
        | id      | laboratory           |
        | DU-2-01 | the DCC's laboratory |
        | DU-2-02 | a remote laboratory  |

    @negative:DU-2 @id:DU-2-03
    Scenario: A booking is refused while no test installation is free
      Given Migration DUST is open to the Gas Transporter
      And the Responsible Supplier has a test installation in the DCC's laboratory
      When the Gas Transporter books a test installation in the DCC's laboratory
      Then Migration DUST refuses it with "SIM-DST-03"
      And the Responsible Supplier has one test installation

    @negative:DU-2 @id:DU-2-04
    Scenario: A remote laboratory's devices are not given for those of the DCC's
      Given Migration DUST is open to the Responsible Supplier
      And one free test installation in a remote laboratory
      When the Responsible Supplier books a test installation in the DCC's laboratory
      Then Migration DUST refuses it with "SIM-DST-03"

    @negative:DU-2 @id:DU-2-05
    Scenario: A participant has at most two test installations
      Given the Responsible Supplier has a test installation in the DCC's laboratory
      And the Responsible Supplier has a test installation in a remote laboratory
      And one free test installation in the DCC's laboratory
      When the Responsible Supplier books a further test installation in the DCC's laboratory
      Then Migration DUST refuses it with "SIM-DST-04"
      And the Responsible Supplier has two test installations

    @negative:DU-2 @severity:critical @id:DU-2-06
    Scenario: Two participants who book the last test installation at the same time do not both get it
      Given Migration DUST is open to the Responsible Supplier
      And Migration DUST is open to the Distribution Network Operator
      And one free test installation in the DCC's laboratory
      When the Responsible Supplier and the Distribution Network Operator book a test installation in the DCC's laboratory at the same time
      Then the Responsible Supplier and the Distribution Network Operator have one test installation between them

  Rule: What a participant does not need any more comes back

    @DU-2 @id:DU-2-11
    Scenario: A returned test installation is free again
      Given the Responsible Supplier has a test installation in the DCC's laboratory
      When the Responsible Supplier returns its test installation
      Then one test installation in the DCC's laboratory is free
      And the Responsible Supplier has no test installations

    @DU-2 @id:DU-2-12
    Scenario: A booking ends after 30 days
      Given the Responsible Supplier has a test installation in the DCC's laboratory
      When 30 days pass
      Then one test installation in the DCC's laboratory is free
      And the Responsible Supplier has no test installations

    @negative:DU-2 @id:DU-2-13
    Scenario: A booking lasts until its thirtieth day
      Given the Responsible Supplier has a test installation in the DCC's laboratory
      When 29 days pass
      Then no test installation in the DCC's laboratory is free
      And the Responsible Supplier has one test installation

  Rule: A remote laboratory connects and disconnects its devices

    @negative:DU-2 @id:DU-2-21
    Scenario: A disconnected test installation is not free
      Given Migration DUST is open to the Responsible Supplier
      And one free test installation in a remote laboratory
      When the remote laboratory disconnects its test installation
      Then no test installation in a remote laboratory is free

    @DU-2 @id:DU-2-22
    Scenario: A test installation that is connected again is free again
      Given Migration DUST is open to the Responsible Supplier
      And one free test installation in a remote laboratory
      And the remote laboratory disconnects its test installation
      When the remote laboratory connects its test installation again
      Then one test installation in a remote laboratory is free

    @negative:DU-2 @id:DU-2-23
    Scenario: A test installation that is disconnected cannot be authorised
      Given the Responsible Supplier has a test installation in a remote laboratory
      And the remote laboratory disconnects its test installation
      When the Responsible Supplier submits an authorisation for the test installation of the Responsible Supplier
      Then Migration DUST refuses it with "SIM-DST-09"

    @DU-2 @severity:critical @id:DU-2-24
    Scenario: A test installation of a remote laboratory is migrated
      Given the Responsible Supplier has a test installation in a remote laboratory
      And the Responsible Supplier submits an authorisation for the test installation of the Responsible Supplier
      When the migration day of the test installation has passed
      Then the Responsible Supplier receives a Commissioning Outcome File that reports its test installation as migrated

  Rule: A remote laboratory simulates its devices itself

    @DU-2 @severity:critical @id:DU-2-41
    Scenario: A device that a remote laboratory simulates migrates and answers a service request
      Given the Responsible Supplier has a test installation that a remote laboratory simulates
      And the Responsible Supplier submits an authorisation for the test installation of the Responsible Supplier
      And the migration day of the test installation has passed
      When the electricity supplier asks the electricity meter for its import registers
      Then the response "I0" contains the register that the remote laboratory has chosen
      And the Responsible Supplier receives a Commissioning Outcome File that reports its test installation as migrated

    @DU-2 @id:DU-2-42
    Scenario: An alert of a device that a remote laboratory simulates comes to the participant
      Given the Responsible Supplier has a test installation that a remote laboratory simulates
      And the Responsible Supplier submits an authorisation for the test installation of the Responsible Supplier
      And the migration day of the test installation has passed
      When the cover of the electricity meter in the remote laboratory is opened
      Then the Responsible Supplier receives the alert "8F74" about its electricity meter

    @negative:DU-2 @id:DU-2-43
    Scenario: Devices of a remote laboratory whose process has ended do not migrate
      Given the Responsible Supplier has a test installation that a remote laboratory simulates
      And the Responsible Supplier submits an authorisation for the test installation of the Responsible Supplier
      And the process of the remote laboratory ends
      When the migration day of the test installation has passed
      Then the Responsible Supplier receives a Commissioning Outcome File that reports its test installation as not migrated with "SIM-COM-01"

    @negative:DU-2 @id:DU-2-59
    Scenario: A migrated meter whose remote laboratory's process has ended does not answer a service request
      Given the Responsible Supplier has a test installation that a remote laboratory simulates
      And the Responsible Supplier submits an authorisation for the test installation of the Responsible Supplier
      And the migration day of the test installation has passed
      And the process of the remote laboratory ends
      When the electricity supplier asks the electricity meter for its import registers
      Then the response "E20" arrives at once

    @negative:DU-2 @id:DU-2-44
    Scenario: Devices that a remote laboratory has disconnected are not reached
      Given the Responsible Supplier has a test installation that a remote laboratory simulates
      And the Responsible Supplier submits an authorisation for the test installation of the Responsible Supplier
      And the remote laboratory disconnects its test installation
      When the migration day of the test installation has passed
      Then the Responsible Supplier receives a Commissioning Outcome File that reports its test installation as not migrated with "SIM-COM-01"

    @DU-2 @id:DU-2-86
    Scenario: Devices that a remote laboratory connects again are reached where they were
      Given the Responsible Supplier has a test installation that a remote laboratory simulates
      And the Responsible Supplier submits an authorisation for the test installation of the Responsible Supplier
      And the remote laboratory disconnects its test installation
      And the remote laboratory connects its test installation again
      When the migration day of the test installation has passed
      Then the Responsible Supplier receives a Commissioning Outcome File that reports its test installation as migrated

    @negative:DU-2
    Scenario Outline: A remote laboratory that answers with <fault> counts as silent
      Given the Responsible Supplier has a test installation whose remote laboratory answers with <fault>
      And the Responsible Supplier submits an authorisation for the test installation of the Responsible Supplier
      When the migration day of the test installation has passed
      Then the Responsible Supplier receives a Commissioning Outcome File that reports its test installation as not migrated with "SIM-COM-01"

      Examples:
        | id      | fault                         |
        | DU-2-45 | something that is not JSON    |
        | DU-2-46 | an answer of another form     |
        | DU-2-47 | an answer that is too long    |
        | DU-2-48 | an HTTP error                 |
        | DU-2-49 | a redirect                    |
        | DU-2-60 | nothing in time               |
        | DU-2-50 | a connection that it closes   |

    @negative:DU-2
    Scenario Outline: A remote laboratory is not reached at <address>
      Given the Responsible Supplier has a test installation that a remote laboratory simulates
      When the remote laboratory connects its test installation at <address>
      Then Migration DUST refuses it with "SIM-DST-18"

      Examples:
        | id      | address                        |
        | DU-2-51 | an address of another machine  |
        | DU-2-52 | an address with a user name    |
        | DU-2-53 | an address with a path         |
        | DU-2-54 | an address that is a name      |
        | DU-2-55 | an address of another protocol |

    @negative:DU-2 @severity:critical @id:DU-2-56
    Scenario: A remote laboratory does not answer for the devices of another
      Given the Responsible Supplier has a test installation that a remote laboratory simulates
      When another remote laboratory connects the test installation at an address of its own
      Then Migration DUST refuses it with "SIM-DST-19"

    @negative:DU-2 @id:DU-2-57
    Scenario: A remote laboratory does not raise alerts for the devices of another
      Given the Responsible Supplier has a test installation that a remote laboratory simulates
      When another remote laboratory tells of an opened cover of the electricity meter
      Then Migration DUST refuses it

    @negative:DU-2 @id:DU-2-58
    Scenario: A remote laboratory does not raise alerts for a device that is not in its test installation
      Given the Responsible Supplier has a test installation that a remote laboratory simulates
      When the remote laboratory tells of an opened cover of a device that is not its own
      Then Migration DUST refuses it with "SIM-DST-07"

  Rule: A participant's own devices are linked to the test SMSO

    @DU-2 @id:DU-2-31
    Scenario: A participant registers its own devices
      Given Migration DUST is open to the Responsible Supplier
      When the Responsible Supplier registers an installation of its own
      Then the Responsible Supplier has one test installation
      And the test installation stays with the Responsible Supplier without an end

    @negative:DU-2 @id:DU-2-32
    Scenario: Devices that are not linked to the test SMSO are refused
      Given Migration DUST is open to the Responsible Supplier
      When the Responsible Supplier registers an installation that the test SMSO does not operate
      Then Migration DUST refuses it with "SIM-DST-05"

    @negative:DU-2 @id:DU-2-33
    Scenario: A device that the test SMSO does not declare there is refused
      Given Migration DUST is open to the Responsible Supplier
      When the Responsible Supplier registers an installation of its own with a device of another
      Then Migration DUST refuses it with "SIM-DST-07"
