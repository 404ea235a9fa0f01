Feature: Migration Common File
  The Requesting Party extracts the installations of a migration day from the SMSO and tells the Commissioning Party, the
  S1SP and the DCO of them in one signed file.

  Rule: Every party that works on a migration receives the same Migration Common File

    @id:ST-A2-01 @ST-A2 @severity:blocker @regression
    Scenario: The common file names every authorised installation with its devices
      Given two installations
      When their migration is authorised
      Then the Commissioning Party accepts the Migration Common File
      And the Commissioning Party, the S1SP and the DCO have received the same Migration Common File
      And the Migration Common File names every installation with the devices that the SMSO declared

    @id:ST-A2-02 @ST-A2 @axis:release-and-phase
    Scenario: A Migration Common File that arrives twice is processed once
      Given an installation
      And the Migration Common File reaches the Commissioning Party twice
      When its migration is authorised
      Then the Commissioning Party records the arrivals of the Migration Common File as "accepted, duplicate"
      And the installation is migrated
      And every attempt has its outcome

    @id:ST-A2-03 @negative:ST-A2 @axis:release-and-phase
    Scenario: An installation that the SMSO does not know is reported as omitted
      Given two installations
      And the migration instruction names an MPAN that the SMSO does not know in place of the second installation
      When their migration is authorised
      Then the migration of the second installation stops at the extraction with "SIM-RPE-11"
      And the Commissioning Outcome File reports the first installation as migrated
      And the SMSO can read the electricity meter of the second installation

    @id:ST-A2-90 @negative:ST-A2 @axis:once
    Scenario: An installation whose SMSO answers nothing until the attempt window ends is reported as omitted
      Given an installation
      And the SMSO is down for 25 hours from the start of the slot
      And its migration is authorised
      When three days pass
      Then the migration stops at the extraction with "SIM-RPE-11"

    @id:ST-A2-91 @ST-A2 @axis:once
    Scenario: An installation whose SMSO answers again within the attempt window is migrated
      Given an installation
      And the SMSO is down for 12 hours from the start of the slot
      And its migration is authorised
      When three days pass
      Then the installation is migrated at attempt 1

  Rule: A Migration Common File that fails its checks has no effect

    @negative:ST-A2 @axis:once @severity:blocker
    Scenario Outline: A Migration Common File <fault> is rejected by <recipient>
      Given an installation
      And the Migration Common File reaches <recipient> <fault>
      When its migration is authorised
      Then <recipient> rejects the Migration Common File with "<code>"
      And the Requesting Party is told of the rejection
      And the SMSO can read the electricity meter
      And the inventory holds no device of the installation

      Examples:
        | id       | recipient               | fault                              | code       |
        | ST-A2-11 | the Commissioning Party | truncated                          | SIM-CPV-01 |
        | ST-A2-12 | the Commissioning Party | with an element its schema forbids | SIM-CPV-02 |
        | ST-A2-13 | the Commissioning Party | altered after it was signed        | SIM-CPV-03 |
        | ST-A2-14 | the Commissioning Party | without a signature                | SIM-CPV-03 |
        | ST-A2-15 | the Commissioning Party | signed by the DCO                  | SIM-CPV-04 |
        | ST-A2-16 | the Commissioning Party | with an unused Group ID            | SIM-CPV-05 |
        | ST-A2-17 | the S1SP                | altered after it was signed        | SIM-S1V-03 |

    @id:ST-A2-18 @negative:ST-A2 @ST-B2 @axis:once @severity:critical @regression
    Scenario: No key is rotated when the DCO rejects the Migration Common File
      Given an installation
      And the Migration Common File reaches the DCO altered after it was signed
      And its migration is authorised
      When the attempt window closes
      Then the DCO rejects the Migration Common File with "SIM-DCO-03"
      And no key of the installation has been rotated
      And the SMSO can read the electricity meter

    @negative:ST-A2 @axis:once @severity:critical
    Scenario Outline: A Migration Common File with a used sequence counter is rejected by <recipient>
      Given a migrated installation
      When the tester, in the place of the Requesting Party, sends <recipient> another Migration Common File with the sequence counter of the previous file
      Then <recipient> rejects the Migration Common File with "<code>"
      And the Requesting Party is told of the rejection

      Examples:
        | id       | recipient               | code       |
        | ST-A2-21 | the Commissioning Party | SIM-CPV-06 |
        | ST-A2-22 | the S1SP                | SIM-S1V-06 |
        | ST-A2-23 | the DCO                 | SIM-DCO-06 |

  Rule: An attempt without an accepted Migration Common File ends when its window closes

    @id:ST-A2-31 @negative:ST-A2 @ST-A9 @axis:release-and-phase
    Scenario: An attempt whose Migration Common File was rejected has its outcome when the window closes
      Given an installation
      And the Migration Common File reaches the Commissioning Party altered after it was signed
      And its migration is authorised
      When the attempt window closes
      Then the migration stops at the extraction with "SIM-CPV-20"
      And the Commissioning Outcome File reports the installation as not migrated
      And nobody has received a commissioning alert
