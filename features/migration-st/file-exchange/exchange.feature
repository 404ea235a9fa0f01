@needs:lab @needs:virtual-time @needs:role-taking @axis:once
Feature: Exchange of migration files
  Every migration file is stored before it is sent, sent until it is taken, and taken once. Whatever happens on the way, no
  installation is lost and nothing is done to it twice.

  Rule: A recipient that is down gets its files when it is back

    @ST-A10 @severity:critical
    Scenario Outline: The <file> waits for <recipient> while it is down
      Given an installation
      And the <file> reaches <recipient> only after it was down for two hours
      When its migration is authorised
      Then <recipient> judges the arrivals of the <file> "accepted"
      And the installation is migrated
      And every attempt has its outcome
      And every device that has keys shows the next key version
      And the electricity supplier has received the alert "N42" for the electricity meter once

      Examples:
        | id        | file                             | recipient                    |
        | ST-A10-01 | Migration Common File            | the Commissioning Party      |
        | ST-A10-02 | Migration Common File            | the S1SP                     |
        | ST-A10-03 | Migration Common File            | the DCO                      |
        | ST-A10-04 | Migration Group File             | the S1SP                     |
        | ST-A10-05 | Migration Group Encrypted File   | the S1SP                     |
        | ST-A10-06 | Migration Group Encrypted File   | the DCO                      |
        | ST-A10-07 | Migration Common Validation File | the Requesting Party         |
        | ST-A10-08 | Migration Common Validation File | the S1SP                     |
        | ST-A10-09 | Migration Common Validation File | the DCO                      |
        | ST-A10-10 | S1SP Viable Installations File   | the DCO                      |
        | ST-A10-11 | S1SP Viable Installations File   | the Requesting Party         |
        | ST-A10-12 | DCO Viable Installations File    | the S1SP                     |
        | ST-A10-13 | S1SP Commissioning File          | the Commissioning Party      |
        | ST-A10-14 | Commissioning Outcome File       | the S1SP                     |
        | ST-A10-15 | Commissioning Outcome File       | the DCO                      |
        | ST-A10-16 | Commissioning Outcome File       | the Requesting Party         |
        | ST-A10-17 | Commissioning Outcome File       | the Migration Control Centre |

    @id:ST-A10-18 @ST-A10 @ST-A9 @applies:sleepy-gas @severity:critical
    Scenario: An outcome that waits for the Migration Control Centre is not overtaken by a later one
      Given two installations, the second with a communications hub that is not on the EPCL
      And the Commissioning Outcome File reaches the Migration Control Centre only after it was down for two hours
      When their migration is authorised
      Then the Migration Control Centre judges the arrivals of the Commissioning Outcome File "accepted, accepted"
      And the Commissioning Outcome File reports the first installation as migrated
      And the migration of the second installation stops at the validation of the common file with "SIM-CPV-11"
      And every attempt has its outcome

  Rule: A file that broke off on its way may be sent again as a whole

    @ST-A10 @negative:ST-A10 @severity:critical
    Scenario Outline: The <file> breaks off on its way to <recipient> and then arrives whole
      Given an installation
      And the <file> reaches <recipient> broken off in the middle, then whole
      When its migration is authorised
      Then <recipient> judges the arrivals of the <file> "<code>, accepted"
      And <sender> is told of the rejection
      And the installation is migrated
      And every attempt has its outcome
      And every device that has keys shows the next key version
      And the electricity supplier has received the alert "N42" for the electricity meter once

      Examples:
        | id        | file                             | sender                  | recipient                    | code       |
        | ST-A10-21 | Migration Common File            | the Requesting Party    | the Commissioning Party      | SIM-CPV-01 |
        | ST-A10-22 | Migration Common File            | the Requesting Party    | the S1SP                     | SIM-S1V-01 |
        | ST-A10-23 | Migration Common File            | the Requesting Party    | the DCO                      | SIM-DCO-01 |
        | ST-A10-24 | Migration Group File             | the Requesting Party    | the S1SP                     | SIM-S1V-01 |
        | ST-A10-25 | Migration Group Encrypted File   | the Requesting Party    | the S1SP                     | SIM-S1V-01 |
        | ST-A10-26 | Migration Group Encrypted File   | the Requesting Party    | the DCO                      | SIM-DCO-01 |
        | ST-A10-27 | Migration Common Validation File | the Commissioning Party | the Requesting Party         | SIM-RPE-01 |
        | ST-A10-28 | Migration Common Validation File | the Commissioning Party | the S1SP                     | SIM-S1V-01 |
        | ST-A10-29 | Migration Common Validation File | the Commissioning Party | the DCO                      | SIM-DCO-01 |
        | ST-A10-30 | S1SP Viable Installations File   | the S1SP                | the DCO                      | SIM-DCO-01 |
        | ST-A10-31 | S1SP Viable Installations File   | the S1SP                | the Requesting Party         | SIM-RPE-01 |
        | ST-A10-32 | DCO Viable Installations File    | the DCO                 | the S1SP                     | SIM-S1V-01 |
        | ST-A10-33 | S1SP Commissioning File          | the S1SP                | the Commissioning Party      | SIM-CPV-01 |
        | ST-A10-34 | Commissioning Outcome File       | the Commissioning Party | the S1SP                     | SIM-S1V-01 |
        | ST-A10-35 | Commissioning Outcome File       | the Commissioning Party | the DCO                      | SIM-DCO-01 |
        | ST-A10-36 | Commissioning Outcome File       | the Commissioning Party | the Requesting Party         | SIM-RPE-01 |
        | ST-A10-37 | Commissioning Outcome File       | the Commissioning Party | the Migration Control Centre | SIM-MCC-01 |

  Rule: The same file counts once, in whatever bytes it comes again

    @negative:ST-A10 @severity:critical
    Scenario Outline: The <file> that reaches <recipient> three times counts once
      Given an installation
      And the <file> reaches <recipient> twice, then once more in other bytes
      When its migration is authorised
      Then <recipient> judges the arrivals of the <file> "accepted, duplicate, <code>"
      And <sender> is told of the rejection
      And the installation is migrated
      And every attempt has its outcome
      And every device that has keys shows the next key version
      And the electricity supplier has received the alert "N42" for the electricity meter once
      And the electricity supplier has received the alert "8F69" for the electricity meter once

      Examples:
        | id        | file                             | sender                  | recipient                    | code       |
        | ST-A10-41 | Migration Common File            | the Requesting Party    | the Commissioning Party      | SIM-CPV-06 |
        | ST-A10-42 | Migration Common File            | the Requesting Party    | the S1SP                     | SIM-S1V-06 |
        | ST-A10-43 | Migration Common File            | the Requesting Party    | the DCO                      | SIM-DCO-06 |
        | ST-A10-44 | Migration Group File             | the Requesting Party    | the S1SP                     | SIM-S1V-06 |
        | ST-A10-45 | Migration Group Encrypted File   | the Requesting Party    | the S1SP                     | SIM-S1V-06 |
        | ST-A10-46 | Migration Group Encrypted File   | the Requesting Party    | the DCO                      | SIM-DCO-06 |
        | ST-A10-47 | Migration Common Validation File | the Commissioning Party | the Requesting Party         | SIM-RPE-06 |
        | ST-A10-48 | Migration Common Validation File | the Commissioning Party | the S1SP                     | SIM-S1V-06 |
        | ST-A10-49 | Migration Common Validation File | the Commissioning Party | the DCO                      | SIM-DCO-06 |
        | ST-A10-50 | S1SP Viable Installations File   | the S1SP                | the DCO                      | SIM-DCO-06 |
        | ST-A10-51 | S1SP Viable Installations File   | the S1SP                | the Requesting Party         | SIM-RPE-06 |
        | ST-A10-52 | DCO Viable Installations File    | the DCO                 | the S1SP                     | SIM-S1V-06 |
        | ST-A10-53 | S1SP Commissioning File          | the S1SP                | the Commissioning Party      | SIM-CPV-06 |
        | ST-A10-54 | Commissioning Outcome File       | the Commissioning Party | the S1SP                     | SIM-S1V-06 |
        | ST-A10-55 | Commissioning Outcome File       | the Commissioning Party | the DCO                      | SIM-DCO-06 |
        | ST-A10-56 | Commissioning Outcome File       | the Commissioning Party | the Requesting Party         | SIM-RPE-06 |
        | ST-A10-57 | Commissioning Outcome File       | the Commissioning Party | the Migration Control Centre | SIM-MCC-06 |

    @id:ST-A10-58 @negative:ST-A10 @severity:critical @regression
    Scenario: A whole day of files that arrives again on another day changes nothing
      Given two installations, the second whose electricity meter runs other firmware than declared
      And their migration is authorised
      And a day passes
      When every migration file of that day arrives again
      Then every one of them is taken for a duplicate
      And every attempt has its outcome
      And every device that has keys shows the next key version
      And the electricity supplier has received the alert "N42" for the electricity meter once
      And the SMSO can read the electricity meter of the second installation

  Rule: The order in which files arrive does not matter

    @ST-A10 @severity:critical
    Scenario Outline: What came before a late <file> waits for it at <recipient>
      Given two installations, the second with a communications hub that is not on the EPCL
      And the <file> reaches <recipient> three hours late
      When their migration is authorised
      Then <recipient> judges the arrivals of the <file> "accepted"
      And the first installation is migrated
      And the migration of the second installation stops at the validation of the common file with "SIM-CPV-11"
      And every attempt has its outcome
      And the electricity supplier has received the alert "N42" for the electricity meter once

      Examples:
        | id        | file                             | recipient               |
        | ST-A10-61 | Migration Common File            | the Commissioning Party |
        | ST-A10-62 | Migration Common File            | the S1SP                |
        | ST-A10-63 | Migration Common File            | the DCO                 |
        | ST-A10-64 | Migration Group Encrypted File   | the S1SP                |
        | ST-A10-65 | Migration Group Encrypted File   | the DCO                 |
        | ST-A10-66 | Migration Common Validation File | the S1SP                |
        | ST-A10-67 | Migration Common Validation File | the DCO                 |
        | ST-A10-68 | S1SP Viable Installations File   | the DCO                 |
        | ST-A10-69 | DCO Viable Installations File    | the S1SP                |
        | ST-A10-70 | S1SP Commissioning File          | the Commissioning Party |

    @id:ST-A10-81 @negative:ST-A10 @severity:critical
    Scenario: What waits longer than four hours for its common file is refused, and the attempt ends with its window
      Given an installation
      And the Migration Common File reaches the S1SP five hours late
      And its migration is authorised
      When the attempt window closes
      Then the S1SP judges the arrivals of the Migration Group File "SIM-S1V-07"
      And the Requesting Party is told of the rejection
      And the S1SP judges the arrivals of the Migration Common File "accepted"
      And the migration stops at the Required File Set with "SIM-CPV-20"
      And every attempt has its outcome
      And the SIM was never handed over
      And the SMSO can read the electricity meter
