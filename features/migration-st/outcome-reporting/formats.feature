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

  Rule: A list has the same entries wherever it is read

    @id:ST-A11-441 @ST-A11 @ST-A1 @ST-A9 @ST-A12 @phase:Active @axis:once @severity:critical
    Scenario: The interface, the CSV files and the portal list the same
      Given a demand file for three days, the second with a day beyond the horizon
      And the supplier delivers it
      And the supplier wants two installations of another SMSO migrated on the first open day
      And the Migration Control Centre can migrate four installations a day
      And three installations, the second one without WAN on its migration day
      And their migration is authorised
      And the third open day is allocated
      And an authorisation for two installations on the first open day
      And the supplier submits it
      And an authorisation for three installations, the second with a wrong MPAN check digit
      And the supplier submits it
      When the supplier signs in to the portal
      Then the portal shows every list of the supplier as the interface returns it
      And every CSV file of the supplier has what the interface lists
      And the lists of the supplier agree with its authorisations and outcome files

    @id:ST-A11-443 @ST-A11 @phase:Active @axis:once @severity:critical
    Scenario: The reports of a week agree with what is listed
      Given it is 9 June 2019
      And an installation without WAN
      And an installation with a device on the whitelist that the SMSO did not declare
      And their migration is authorised
      And the day ends
      And an authorisation for three installations, the third with a wrong MPAN check digit
      And the supplier submits the authorisation file alone
      And two hours pass
      And the supplier submits the password file
      When the week ends
      Then every report of the supplier agrees with what the interface lists
      And every report of the gas supplier agrees with what the interface lists
      And every report to the people of the Migration Control Centre agrees with what the interface lists to all suppliers

    @id:ST-A11-442 @ST-A11 @ST-A13 @phase:Dormant @applies:dual-fuel @axis:once
    Scenario: The interface, the CSV files and the portal list the same plans for Dormant Meters
      Given an installation with one supplier for electricity and gas
      And an installation
      And notice has been given of the migration of the first installation
      And notice has been given of the migration of the second installation
      When the supplier signs in to the portal
      Then the portal shows every list of the supplier as the interface returns it
      And every CSV file of the supplier has what the interface lists
