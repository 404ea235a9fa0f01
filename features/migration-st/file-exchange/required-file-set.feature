Feature: S1SP Required File Set
  Common file, group file, encrypted file and validation file together are the set that the S1SP must hold before it begins.

  Rule: Nothing starts before the Required File Set is complete

    @id:ST-A6-01 @ST-A6 @severity:critical @axis:release-and-phase
    Scenario: A set that becomes complete in time is processed
      Given an installation
      And the Migration Group File reaches the S1SP three hours late
      When its migration is authorised
      Then the installation is migrated
      And the SIM was handed over three hours after the start of the slot

    @id:ST-A6-431 @ST-A6 @axis:once
    Scenario: A set that becomes complete in the last minute of the four hours is processed
      Given an installation
      And the Migration Group File reaches the S1SP a minute less than four hours late
      When its migration is authorised
      Then the installation is migrated

    @id:ST-A6-432 @negative:ST-A6 @axis:once
    Scenario: A set that becomes complete a minute after the four hours is not processed
      Given an installation
      And the Migration Group File reaches the S1SP a minute more than four hours late
      When its migration is authorised
      Then the migration stops at the Required File Set with "SIM-S1V-20"
      And the SIM was never handed over
      And the SMSO can read the electricity meter

    @negative:ST-A6 @severity:critical @axis:release-and-phase
    Scenario Outline: Without <file> the S1SP does not begin
      Given an installation
      And <file> does not reach the S1SP
      When its migration is authorised
      Then the migration stops at the Required File Set with "SIM-S1V-20"
      And the SIM was never handed over
      And the SMSO can read the electricity meter
      And no key of the installation has been rotated

      Examples:
        | id       | file                               |
        | ST-A6-11 | the Migration Group File           |
        | ST-A6-12 | the Migration Group Encrypted File |

    @id:ST-A6-13 @negative:ST-A6 @axis:release-and-phase
    Scenario: Without a validation file the S1SP does nothing until the window closes
      Given an installation
      And the Migration Common Validation File does not reach the S1SP
      And its migration is authorised
      When the attempt window closes
      Then the Commissioning Outcome File reports the installation as not migrated
      And the SIM was never handed over
      And the SMSO can read the electricity meter

    @id:ST-A6-14 @negative:ST-A6 @severity:critical @axis:release-and-phase
    Scenario: Without the common file the S1SP rejects the files that are bound to it and does not begin
      Given an installation
      And the Migration Common File does not reach the S1SP
      And its migration is authorised
      When the attempt window closes
      Then the S1SP rejects the Migration Group File with "SIM-S1V-07"
      And the migration stops at the Required File Set with "SIM-CPV-20"
      And the SIM was never handed over
      And the SMSO can read the electricity meter

    @id:ST-A6-15 @negative:ST-A6 @ST-A9 @severity:critical @axis:release-and-phase
    Scenario: A set that becomes complete too late is not processed
      Given an installation
      And the Migration Group File reaches the S1SP five hours late
      When its migration is authorised
      Then the S1SP accepts the Migration Group File
      And the migration stops at the Required File Set with "SIM-S1V-20"
      And the SIM was never handed over
      And the SMSO can read the electricity meter
      And every attempt has its outcome

  Rule: The file sets of one day do not affect one another

    @negative:ST-A6 @ST-A6 @axis:once @applies:dual-fuel @severity:critical
    Scenario Outline: A set without its <file> at <party> leaves another set of the same day alone
      Given an installation
      And a further installation with one supplier for electricity and gas
      And the first <file> does not reach <party>
      When their migration is authorised
      Then the migration of the first installation stops at <step> with "<code>"
      And the SMSO can read the electricity meter of the first installation
      And no key of the first installation has been rotated
      And the second installation is migrated at attempt 1
      And the inventory shows the electricity meter of the second installation as commissioned

      Examples:
        | id       | file                           | party    | step                  | code       |
        | ST-A6-41 | Migration Group File           | the S1SP | the Required File Set | SIM-S1V-20 |
        | ST-A6-42 | Migration Group Encrypted File | the S1SP | the Required File Set | SIM-S1V-20 |
        | ST-A6-43 | Migration Group Encrypted File | the DCO  | the key material      | SIM-DCO-11 |

    @id:ST-A6-44 @negative:ST-A6 @ST-A6 @axis:once @applies:dual-fuel @severity:critical
    Scenario: A set without its validation file leaves another set of the same day alone until its window closes
      Given an installation
      And a further installation with one supplier for electricity and gas
      And the first Migration Common Validation File does not reach the S1SP
      And their migration is authorised
      And the second installation is migrated at attempt 1
      When the attempt window closes
      Then the migration of the first installation stops at the Required File Set with "SIM-CPV-20"
      And the SMSO can read the electricity meter of the first installation
      And every attempt has its outcome

    @ST-A6 @axis:once @applies:dual-fuel @severity:critical
    Scenario Outline: Two sets of one day whose <file> reaches <party> late are both processed
      Given an installation
      And a further installation with one supplier for electricity and gas
      And the <file> reaches <party> three hours late
      When their migration is authorised
      Then the first installation is migrated at attempt 1
      And the second installation is migrated at attempt 1
      And every attempt has its outcome

      Examples:
        | id       | file                           | party                   |
        | ST-A6-45 | Migration Group File           | the S1SP                |
        | ST-A6-46 | Migration Group Encrypted File | the DCO                 |
        | ST-A6-47 | Migration Common File          | the S1SP                |
        | ST-A6-48 | DCO Viable Installations File  | the S1SP                |
        | ST-A6-49 | S1SP Commissioning File        | the Commissioning Party |
