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
