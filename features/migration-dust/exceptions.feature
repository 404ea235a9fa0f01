@axis:once @phase:Active
Feature: Exceptions in Migration DUST
  Participants choose exceptions of the validation of the Migration Authorisation File from a menu, and receive them as files. Example
  files show the errors of later phases on dummy data.

  Rule: A participant can provoke each exception of the menu

    @DU-5 @severity:critical
    Scenario Outline: The exception <code> comes back as a file
      Given the Responsible Supplier has an authorisation for its test installation
      When the Responsible Supplier submits it and chooses the exception "<code>"
      Then the Responsible Supplier receives an exception file with "<code>"

      Examples:
        | id      | code       |
        | DU-5-01 | SIM-AUT-03 |
        | DU-5-02 | SIM-AUT-05 |
        | DU-5-03 | SIM-AUT-06 |
        | DU-5-04 | SIM-AUT-09 |
        | DU-5-05 | SIM-AUT-11 |
        | DU-5-06 | SIM-AUT-14 |
        | DU-5-07 | SIM-AUT-16 |

    @DU-5 @id:DU-5-11
    Scenario: The menu names its exceptions
      Given Migration DUST is open to the Responsible Supplier
      When the Responsible Supplier asks for the menu of exceptions
      Then the codes of the menu of exceptions are "SIM-AUT-03, SIM-AUT-05, SIM-AUT-06, SIM-AUT-09, SIM-AUT-11, SIM-AUT-14, SIM-AUT-16"

    @negative:DU-5 @id:DU-5-12
    Scenario: An exception that is not on the menu is refused
      Given the Responsible Supplier has an authorisation for its test installation
      When the Responsible Supplier submits it and chooses the exception "SIM-AUT-19"
      Then Migration DUST refuses it with "SIM-DST-16"

    @negative:DU-5 @id:DU-5-13
    Scenario: A rejected authorisation migrates nothing
      Given the Responsible Supplier has an authorisation for its test installation
      And the Responsible Supplier submits it and chooses the exception "SIM-AUT-06"
      When 48 hours pass
      Then the Responsible Supplier sees its authorisation as rejected
      And the Responsible Supplier receives no Commissioning Outcome File

  Rule: Example files show errors of later phases

    @DU-6 @severity:critical @id:DU-6-01
    Scenario: Each example file is valid and names its code
      Given Migration DUST is open to the Responsible Supplier
      When the Responsible Supplier fetches every example file
      Then each example file is valid by its schema and names its code

    @DU-6 @id:DU-6-02
    Scenario: There is an example of each later phase
      Given Migration DUST is open to the Responsible Supplier
      When the Responsible Supplier fetches every example file
      Then the codes of the example files are "SIM-COM-01, SIM-CPV-11, SIM-DCO-11, SIM-KEY-02, SIM-KEY-11, SIM-SIM-02, SIM-WHL-02"

    @negative:DU-6 @severity:critical @id:DU-6-03
    Scenario: No example file can be taken for an outcome
      Given the Responsible Supplier has a test installation in the DCC's laboratory
      When the Responsible Supplier fetches every example file
      Then each example file is marked as an example
      And each example file names no device of a test installation
