@axis:release
Feature: Enrolled installations
  Installations of every cohort that migrated in earlier cycles, with or without gas, still work as they did when they migrated.

  Rule: An enrolled installation stays with the S1SP

    @id:FR-1-01 @FR-1 @severity:blocker
    Scenario: A month after migration only the S1SP can reach the installations of every cohort
      Given an installation of each cohort that migrated last month
      Then the S1SP can reach every enrolled installation and the SMSO can reach none
      And every enrolled installation is unchanged

  Rule: A migrated installation does not migrate again

    @negative:FR-1 @phase:Active @phase:Mixed @severity:critical
    Scenario Outline: Another authorisation for the <name> installation is refused
      Given an installation of each cohort that migrated last month
      And an authorisation for the <name> installation
      When the supplier submits it
      Then the installation is rejected with "SIM-AUT-19"
      And every enrolled installation is unchanged

      Examples:
        | id      | name                 |
        | FR-1-02 | IOC                  |
        | FR-1-03 | MDS                  |
        | FR-1-04 | Secure               |
        | FR-1-05 | electricity-only FOC |
