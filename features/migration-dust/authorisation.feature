@axis:once @phase:Active
Feature: Authorisation in Migration DUST
  Testing starts with a Migration Authorisation File and the registration data that configure the test environment. A participant who
  is no supplier authorises in the name of a test supplier. Validation stays with the Migration Control Centre.

  Rule: An authorisation comes with the registration data of its meter points

    @DU-3 @severity:critical @id:DU-3-01
    Scenario: The registration data configure the test environment
      Given the Responsible Supplier has an authorisation for its test installation
      When the Responsible Supplier submits it with its registration data
      Then the Responsible Supplier sees its authorisation as accepted

    @DU-3 @id:DU-3-02
    Scenario: A network operator authorises in the name of its test supplier
      Given the Distribution Network Operator has an authorisation for its test installation
      When the Distribution Network Operator submits it with its registration data
      Then the Distribution Network Operator sees its authorisation as accepted

    @negative:DU-3 @id:DU-3-03
    Scenario: An authorisation waits for its registration data
      Given the Responsible Supplier has an authorisation for its test installation
      When the Responsible Supplier submits the authorisation alone
      Then Migration DUST takes it
      And the Responsible Supplier sees its authorisation as waiting for its registration data

    @negative:DU-3
    Scenario Outline: Registration data with <fault> are refused
      Given the Responsible Supplier has an authorisation for its test installation
      When the Responsible Supplier submits it with registration data that have <fault>
      Then Migration DUST refuses it with "<code>"

      Examples:
        | id      | fault                     | code       |
        | DU-3-11 | other column names        | SIM-DST-10 |
        | DU-3-12 | no meter point            | SIM-DST-10 |
        | DU-3-13 | a fuel that there is not  | SIM-DST-10 |
        | DU-3-14 | a supplier that is no EUI | SIM-DST-10 |
        | DU-3-15 | a meter point of nobody   | SIM-DST-11 |
        | DU-3-16 | another supplier          | SIM-DST-12 |
        | DU-3-17 | no gas meter point        | SIM-DST-13 |

  Rule: A name is used once

    @negative:DU-3 @id:DU-3-21
    Scenario: An authorisation that was submitted cannot be submitted again
      Given the Responsible Supplier has an authorisation for its test installation
      And the Responsible Supplier submits it with its registration data
      When the Responsible Supplier submits it with its registration data again
      Then Migration DUST refuses it with "SIM-DST-15"
