@needs:lab @needs:virtual-time @axis:release
Feature: Installations that were enrolled before
  What migrated in earlier cycles, of whatever cohort, with gas or without, goes on working as on its first day.

  Rule: An enrolled installation stays with the S1SP

    @id:FR-1-01 @FR-1 @severity:blocker
    Scenario: A month later the S1SP reaches the installations of every cohort, and the SMSO none
      Given an installation of each cohort that migrated last month
      Then the S1SP reaches every enrolled installation, and the SMSO none
      And every enrolled installation is as it was

    @FR-1 @severity:blocker
    Scenario Outline: <user> reads all that its role <role> may read of every cohort
      Given an installation of each cohort that migrated last month
      When <user> reads all that its role <role> may read of every enrolled installation
      Then every one of them is answered as it has to be, and in time

      Examples:
        | id      | user                             | role |
        | FR-1-11 | the electricity supplier         | IS   |
        | FR-1-12 | the gas supplier                 | GS   |
        | FR-1-13 | the electricity network operator | ED   |
        | FR-1-14 | the gas transporter              | GT   |
        | FR-1-15 | the suppliers' agent             | RSA  |
        | FR-1-16 | the export supplier              | ES   |
        | FR-1-17 | an other user                    | OU   |
