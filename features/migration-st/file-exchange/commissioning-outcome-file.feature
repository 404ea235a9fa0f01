Feature: Commissioning Outcome File
  Whatever happens to an installation, its supplier receives the outcome of each attempt in a file signed by the Commissioning
  Party.

  Rule: Every authorised installation has exactly one correct outcome for each attempt

    @id:ST-A9-01 @ST-A9 @DT-2 @severity:blocker @regression
    Scenario: A migrated installation is reported device by device
      Given an installation
      When its migration is authorised
      Then the Commissioning Outcome File reports the installation as migrated
      And it reports every device of the installation as commissioned
      And the Requesting Party, the S1SP and the DCO have received the same Commissioning Outcome File

    @id:ST-A9-02 @ST-A9 @negative:ST-A9 @severity:blocker @regression
    Scenario: A failed installation is reported as not migrated and none of its devices as commissioned
      Given two installations, the second one whose electricity meter runs firmware other than declared
      When their migration is authorised
      Then the Commissioning Outcome File reports the first installation as migrated
      And the Commissioning Outcome File reports the second installation as not migrated
      And it reports no device of the second installation as commissioned
      And every attempt has its outcome

    @id:ST-A9-03 @ST-A9 @negative:ST-A9 @severity:critical @axis:release-and-phase
    Scenario: An installation that the S1SP does not report has its outcome when the window closes
      Given an installation
      And the S1SP Commissioning File does not reach the Commissioning Party
      And its migration is authorised
      When the attempt window closes
      Then the Commissioning Outcome File reports the installation as not migrated
      And the inventory holds no device of the installation

    @id:ST-A9-451 @ST-A9 @axis:once
    Scenario: An attempt without a result is open until an hour after its window
      Given an installation
      And the Migration Common Validation File does not reach the S1SP
      And its migration is authorised
      When it is 59 minutes after the end of the attempt window
      Then the portfolio of the supplier counts one in flight

    @id:ST-A9-452 @negative:ST-A9 @axis:once @applies:dual-fuel @severity:critical
    Scenario: An hour after the window every attempt without a result is closed, whichever set it belongs to
      Given an installation
      And a further installation with one supplier for electricity and gas
      And the Migration Common Validation File does not reach the S1SP
      And their migration is authorised
      When it is 60 minutes after the end of the attempt window
      Then the migration of the first installation stops at the Required File Set with "SIM-CPV-20"
      And the migration of the second installation stops at the Required File Set with "SIM-CPV-20"
      And every attempt has its outcome

    @id:ST-A9-04 @ST-A9 @negative:ST-A9 @axis:once @severity:critical
    Scenario: When the file set fails as a whole, every installation in it still has its outcome
      Given three installations
      And the Migration Group File reaches the S1SP altered after it was signed
      When their migration is authorised
      Then the migration of the first installation stops at the Required File Set with "SIM-S1V-20"
      And the migration of the second installation stops at the Required File Set with "SIM-S1V-20"
      And the migration of the third installation stops at the Required File Set with "SIM-S1V-20"
      And every attempt has its outcome
      And nobody has received a commissioning alert

    @id:ST-A9-05 @negative:ST-A9 @axis:once
    Scenario: An outcome that is in the file twice is processed once
      Given an installation without WAN on its migration day
      And the Commissioning Outcome File reaches the Migration Control Centre with its outcome twice
      And its migration is authorised
      When a day passes
      Then the installation is migrated at attempt 2

    @negative:ST-A9 @axis:once @severity:critical
    Scenario Outline: An outcome <fault> leaves the next attempt scheduled
      Given an installation without WAN on its migration day
      And its migration is authorised
      When the tester, in the place of the Commissioning Party, sends the Migration Control Centre another Commissioning Outcome File <fault>
      Then the first installation is still scheduled

      Examples:
        | id       | fault                                  |
        | ST-A9-06 | reporting the attempt as migrated      |
        | ST-A9-07 | reporting the next attempt as migrated |

    @negative:ST-A9 @axis:once @severity:critical
    Scenario Outline: The next attempt is made after an outcome <fault>
      Given an installation without WAN on its migration day
      And its migration is authorised
      And the tester, in the place of the Commissioning Party, sends the Migration Control Centre another Commissioning Outcome File <fault>
      When a day passes
      Then the installation is migrated at attempt 2

      Examples:
        | id       | fault                                  |
        | ST-A9-08 | reporting the attempt as migrated      |
        | ST-A9-09 | reporting the next attempt as migrated |

    @id:ST-A9-91 @ST-A9 @applies:dual-fuel @applies:electricity-only-fallback @severity:critical @axis:release-and-phase
    Scenario: A gas meter that is left behind is reported as excluded
      Given an installation whose gas meter does not answer on its migration day
      When its migration is authorised
      Then the Commissioning Outcome File reports the installation as migrated
      And it reports the electricity meter as commissioned
      And it reports the gas meter as excluded with "GT01"
      And it reports the gas proxy function as excluded with "GT01"

  Rule: The outcome reaches the suppliers of the installation, unaltered, and nobody else

    @id:ST-A9-11 @negative:ST-A9 @severity:critical @axis:release-and-phase
    Scenario: A supplier sees the outcomes of its own installations only
      Given an installation
      When its migration is authorised
      Then the electricity supplier can fetch the Commissioning Outcome File
      And another supplier cannot fetch the Commissioning Outcome File

    @id:ST-A9-12 @negative:ST-A9 @axis:once @severity:critical @regression
    Scenario: The Migration Control Centre does not forward an altered outcome file
      Given an installation
      And the Commissioning Outcome File reaches the Migration Control Centre altered after it was signed
      When its migration is authorised
      Then the Migration Control Centre rejects the Commissioning Outcome File with "SIM-MCC-03"
      And the Commissioning Party is told of the rejection
      And the electricity supplier cannot fetch the Commissioning Outcome File

    @id:ST-A9-13 @negative:ST-A9 @negative:ST-C2 @axis:once @severity:critical
    Scenario: The S1SP raises no alert on an outcome file that fails its checks
      Given an installation
      And the Commissioning Outcome File reaches the S1SP signed by the S1SP
      When its migration is authorised
      Then the S1SP rejects the Commissioning Outcome File with "SIM-S1V-04"
      And the electricity supplier has received no alert "8F69"
