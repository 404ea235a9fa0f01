@axis:once @phase:Active
Feature: What Migration DUST returns
  In answer to an authorisation a participant receives the Commissioning Outcome File, the alerts about its devices and the reports of the
  Migration Reporting Regime.

  Rule: The Commissioning Outcome File is passed on as it was signed

    @DU-4 @severity:critical @id:DU-4-01
    Scenario: The outcome of a migration
      Given the Responsible Supplier has an authorisation for its test installation
      And the Responsible Supplier submits it with its registration data
      When the migration day of the test installation has passed
      Then the Responsible Supplier receives a Commissioning Outcome File that reports its test installation as migrated

    @negative:DU-4 @id:DU-4-02
    Scenario: The outcome of a migration that fails
      Given the Responsible Supplier has tried to migrate a test installation whose communications hub is silent
      When the Responsible Supplier asks for its summary
      Then the Responsible Supplier receives a Commissioning Outcome File that reports its test installation as not migrated with "SIM-COM-01"
      And the Responsible Supplier receives no alert

    @negative:DU-4 @id:DU-4-03
    Scenario: No outcome comes before the migration day
      Given the Responsible Supplier has an authorisation for its test installation
      When the Responsible Supplier submits it with its registration data
      Then the Responsible Supplier receives no Commissioning Outcome File
      And the Responsible Supplier receives no alert

  Rule: Alerts about the devices of a participant come to it

    @DU-4 @id:DU-4-11
    Scenario: A supplier receives the alerts to the suppliers of its meters
      Given the Responsible Supplier has an authorisation for its test installation
      And the Responsible Supplier submits it with its registration data
      When the migration day of the test installation has passed
      Then the Responsible Supplier receives the alert "N42" about each of its meters
      And the Responsible Supplier receives the text of each of its alerts

    @DU-4 @id:DU-4-12
    Scenario: A network operator receives the alerts that are for itself and for its test suppliers
      Given the Distribution Network Operator has an authorisation for its test installation
      And the Distribution Network Operator submits it with its registration data
      When the migration day of the test installation has passed
      Then the Distribution Network Operator receives the alert "N16" about its electricity meter
      And the Distribution Network Operator receives the alert "N42" about each of its meters

  Rule: Reports are those of the Migration Reporting Regime

    @DU-4 @id:DU-4-21
    Scenario: The outcome report shows the migration
      Given the Responsible Supplier has migrated a test installation
      When 24 hours pass
      Then the Responsible Supplier receives the outcome report with the result of its test installation

    @DU-4 @id:DU-4-22
    Scenario: A report can be fetched for a spreadsheet
      Given the Responsible Supplier has migrated a test installation
      When 24 hours pass
      Then the Responsible Supplier receives a report as CSV that names its authorisation
