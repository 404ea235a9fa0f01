Feature: Formats of the reports
  A supplier reads the same data through the interface, in the portal and in the CSV file.

  Rule: A report has the same rows wherever it is read

    @id:ST-A11-56 @ST-A11 @axis:once @severity:critical
    Scenario: The CSV file has every row of every report
      Given three installations, the second one without WAN on its migration day
      And their migration is authorised
      When the day ends
      Then the CSV of every report of the supplier matches the report
      And the CSV of every report of the gas supplier matches the report

    @id:ST-A11-57 @ST-A11 @axis:once @severity:critical
    Scenario: The portal shows the same reports as the interface
      Given three installations, the second one without WAN on its migration day
      And their migration is authorised
      And the day ends
      When the supplier signs in to the portal
      Then the portal shows every report of the supplier, and its CSV, as the interface returns it

    @id:ST-A11-59 @ST-A11 @negative:ST-A11 @phase:Active @axis:once @severity:critical
    Scenario: With installations of two suppliers the portal shows each supplier its own reports
      Given an installation
      And another supplier has authorised an installation of its own
      And the migration of the first installation is authorised
      And the day ends
      When the supplier signs in to the portal
      Then the portal shows every report of the supplier, and its CSV, as the interface returns it
