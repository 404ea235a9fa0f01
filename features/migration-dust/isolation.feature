@axis:once @phase:Active
Feature: Isolation between participants of Migration DUST
  A participant sees and touches only what is its own, also where two participants authorise in the name of one test supplier.

  Rule: What a participant has is nobody else's to see

    @negative:DU-1 @severity:critical
    Scenario Outline: The Gas Transporter cannot read the <thing> of another participant
      Given Migration DUST is open to the Gas Transporter
      And the Distribution Network Operator has migrated a test installation
      When the Gas Transporter asks for the <thing> of the Distribution Network Operator
      Then Migration DUST refuses it

      Examples:
        | id      | thing          |
        | DU-1-51 | authorisation  |
        | DU-1-52 | exception file |
        | DU-1-53 | outcome file   |
        | DU-1-54 | alert          |

    @negative:DU-1 @severity:critical @id:DU-1-55
    Scenario: A report shows only the authorisations of its reader
      Given Migration DUST is open to the Gas Transporter
      And the Distribution Network Operator has migrated a test installation
      And 24 hours pass
      When the Gas Transporter asks for its summary
      Then the Gas Transporter receives no report that names the authorisation of the Distribution Network Operator

    @negative:DU-1 @severity:critical @id:DU-1-56
    Scenario: The party that appointed an adapter provider does not see what that one tests
      Given Migration DUST is open to the Responsible Supplier
      And the adapter provider has migrated a test installation
      When the Responsible Supplier asks for its summary
      Then the Responsible Supplier receives no Commissioning Outcome File
      And the Responsible Supplier receives no alert

  Rule: What a participant has is nobody else's to touch

    @negative:DU-1 @severity:critical @id:DU-1-61
    Scenario: A participant cannot return the test installation of another
      Given Migration DUST is open to the Gas Transporter
      And the Distribution Network Operator has a test installation in the DCC's laboratory
      When the Gas Transporter asks for the test installation of the Distribution Network Operator
      Then Migration DUST refuses it
      And the Distribution Network Operator has one test installation

    @negative:DU-1 @severity:critical @id:DU-1-62
    Scenario: A participant cannot authorise the test installation of another
      Given the Gas Transporter has a test installation in the DCC's laboratory
      And the Distribution Network Operator has a test installation in the DCC's laboratory
      When the Gas Transporter submits an authorisation for the test installation of the Distribution Network Operator
      Then Migration DUST refuses it with "SIM-DST-14"

    @negative:DU-2 @id:DU-2-63
    Scenario: A participant cannot register the test installation of another as its own
      Given Migration DUST is open to the Gas Transporter
      And the Distribution Network Operator has a test installation in the DCC's laboratory
      When the Gas Transporter registers the test installation of the Distribution Network Operator as its own
      Then Migration DUST refuses it with "SIM-DST-08"

  Rule: Nobody without an account is let in, and only operators record what is for them to record

    @negative:DU-1
    Scenario Outline: Somebody without an account cannot read <address>
      Given Migration DUST is open to the Responsible Supplier
      When somebody without an account asks for "<address>"
      Then Migration DUST refuses it

      Examples:
        | id      | address             |
        | DU-1-71 | /summary            |
        | DU-1-72 | /test-installations |

    @negative:DU-1 @severity:critical @id:DU-1-73
    Scenario: A participant cannot record a deployment
      Given Migration DUST is open to the Responsible Supplier
      When the Responsible Supplier records a deployment of its own
      Then Migration DUST refuses it
