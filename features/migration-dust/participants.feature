@axis:once @phase:Active
Feature: Participants of Migration DUST
  Migration DUST is a Testing Service for Active Meters. It is open to Responsible Suppliers, Distribution Network Operators, Gas
  Transporters and adapter providers once their prerequisites are recorded. It is no Test Phase.

  Rule: Each of the four kinds of participant can migrate a test installation

    @DU-1 @severity:critical
    Scenario Outline: <participant> migrates a test installation
      Given <participant> has an authorisation for its test installation
      And <participant> submits it with its registration data
      When the migration day of the test installation has passed
      Then <participant> receives a Commissioning Outcome File that reports its test installation as migrated

      Examples:
        | id      | participant                       |
        | DU-1-01 | the Responsible Supplier          |
        | DU-1-02 | the Distribution Network Operator |
        | DU-1-03 | the Gas Transporter               |
        | DU-1-04 | the adapter provider              |

    @DU-1 @id:DU-1-05
    Scenario: An adapter provider acts for the party that appointed it
      Given Migration DUST is open to the adapter provider
      When the adapter provider asks for its summary
      Then the summary of the adapter provider says that it acts for "Avon Supply"

  Rule: Migration DUST is closed until the migration solution is deployed in UIT

    @negative:DU-1 @severity:critical @id:DU-1-11
    Scenario: A booking is refused before the deployment is recorded
      Given Migration DUST, whose solution is not recorded as deployed
      And one free test installation in the DCC's laboratory
      When the Responsible Supplier books a test installation in the DCC's laboratory
      Then Migration DUST refuses it with "SIM-DST-01"

    @negative:DU-1 @id:DU-1-12
    Scenario: A deployment in another environment opens nothing
      Given Migration DUST, whose solution is recorded as deployed in SIT
      And one free test installation in the DCC's laboratory
      When the Responsible Supplier books a test installation in the DCC's laboratory
      Then Migration DUST refuses it with "SIM-DST-01"

    @DU-1 @id:DU-1-13
    Scenario: A deployment in UIT opens Migration DUST
      Given Migration DUST, whose solution is recorded as deployed in UIT
      And one free test installation in the DCC's laboratory
      When the Responsible Supplier books a test installation in the DCC's laboratory
      Then Migration DUST takes it

  Rule: A participant meets its prerequisites before it begins

    @negative:DU-1
    Scenario Outline: <participant> is refused while its <prerequisite> is not recorded
      Given Migration DUST is open to <participant>, whose <prerequisite> is not recorded
      And one free test installation in the DCC's laboratory
      When <participant> books a test installation in the DCC's laboratory
      Then Migration DUST refuses it with "SIM-DST-02"

      Examples:
        | id      | participant                       | prerequisite |
        | DU-1-21 | the Responsible Supplier          | party-status |
        | DU-1-22 | the Distribution Network Operator | certificates |
        | DU-1-23 | the Gas Transporter               | connection   |
        | DU-1-24 | the adapter provider              | appointment  |

    @DU-1 @id:DU-1-25
    Scenario: A supplier needs no appointment
      Given Migration DUST is open to the Responsible Supplier, whose appointment is not recorded
      And one free test installation in the DCC's laboratory
      When the Responsible Supplier books a test installation in the DCC's laboratory
      Then Migration DUST takes it

  Rule: Migration DUST takes Active Meters

    @negative:DU-1
    Scenario Outline: A <kind> installation of a participant is refused
      Given Migration DUST is open to the Responsible Supplier
      When the Responsible Supplier registers its own installation, which is <kind>
      Then Migration DUST refuses it with "SIM-DST-06"

      Examples:
        | id      | kind    |
        | DU-1-31 | Dormant |
        | DU-1-32 | Mixed   |

    @negative:DU-1 @id:DU-1-33
    Scenario: A Dormant installation is not taken into the pool
      Given Migration DUST is open to the Responsible Supplier
      When the operators offer a Dormant installation as a test installation
      Then Migration DUST refuses it with "SIM-DST-06"

  Rule: A participant's summary says what was tried and what came, and passes no judgement

    @DU-1 @id:DU-1-41
    Scenario: The summary shows what came of a migration
      Given the Responsible Supplier has migrated a test installation
      When the Responsible Supplier asks for its summary
      Then the summary of the Responsible Supplier shows what came of its migration

    @DU-1 @id:DU-1-42
    Scenario: The summary says that there are no entry and exit criteria
      Given Migration DUST is open to the Responsible Supplier
      When the Responsible Supplier asks for its summary
      Then the summary of the Responsible Supplier says that Migration DUST is no Test Phase

    @DU-1 @id:DU-1-43
    Scenario: The summary names the code of a provoked exception
      Given the Responsible Supplier has an authorisation for its test installation
      When the Responsible Supplier submits it and chooses the exception "SIM-AUT-06"
      Then the summary of the Responsible Supplier names its authorisation with "SIM-AUT-06"
      And the summary of the Responsible Supplier says that Migration DUST is no Test Phase
