@axis:once
Feature: Exchange of migration files
  Every migration file is stored before it is sent, sent until it is accepted, and processed once. Whatever happens in transit, no
  installation is lost and nothing is done to it twice.

  Rule: A recipient that was down receives its files when it is back up

    @ST-A10 @severity:critical
    Scenario Outline: The <file> waits for <recipient> while it is down
      Given an installation
      And the <file> reaches <recipient> after an outage of two hours
      When its migration is authorised
      Then <recipient> records the arrivals of the <file> as "accepted"
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
    Scenario: A delayed outcome is not overtaken by a later one at the Migration Control Centre
      Given two installations, the second one with a communications hub that is not on the EPCL
      And the Commissioning Outcome File reaches the Migration Control Centre after an outage of two hours
      When their migration is authorised
      Then the Migration Control Centre records the arrivals of the Commissioning Outcome File as "accepted, accepted"
      And the Commissioning Outcome File reports the first installation as migrated
      And the migration of the second installation stops at the validation of the common file with "SIM-CPV-11"
      And every attempt has its outcome

  Rule: The Requesting Party hears of a migration when the Commissioning Party has taken its instruction

    @id:ST-A10-19 @ST-A10 @severity:critical
    Scenario: The Requesting Party waits until the Commissioning Party has its instruction
      Given an installation
      And the Commissioning Party receives the migration instruction three hours late
      When its migration is authorised
      Then the installation is migrated
      And every attempt has its outcome
      And every device that has keys shows the next key version

  Rule: A truncated file may be sent again in full

    @ST-A10 @negative:ST-A10 @severity:critical
    Scenario Outline: The <file> reaches <recipient> truncated, and then in full
      Given an installation
      And the <file> reaches <recipient> truncated, then in full
      When its migration is authorised
      Then <recipient> records the arrivals of the <file> as "<code>, accepted"
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

  Rule: A file is processed once, even when it is repeated with other bytes

    @negative:ST-A10 @severity:critical
    Scenario Outline: The <file> that reaches <recipient> three times is processed once
      Given an installation
      And the <file> reaches <recipient> twice, then once more with other bytes
      When its migration is authorised
      Then <recipient> records the arrivals of the <file> as "accepted, duplicate, <code>"
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
    Scenario: A day's migration files that arrive again on another day have no effect
      Given two installations, the second one whose electricity meter runs firmware other than declared
      And their migration is authorised
      And a day passes
      When every migration file of that day arrives again
      Then every one of them is recorded as a duplicate
      And every attempt has its outcome
      And every device that has keys shows the next key version
      And the electricity supplier has received the alert "N42" for the electricity meter once
      And the SMSO can read the electricity meter of the second installation

  Rule: The order in which files arrive does not matter

    @ST-A10 @severity:critical
    Scenario Outline: Files that depend on a late <file> wait for it at <recipient>
      Given two installations, the second one with a communications hub that is not on the EPCL
      And the <file> reaches <recipient> three hours late
      When their migration is authorised
      Then <recipient> records the arrivals of the <file> as "accepted"
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
    Scenario: A file that waits more than four hours for its common file is rejected, and the attempt ends with its window
      Given an installation
      And the Migration Common File reaches the S1SP five hours late
      And its migration is authorised
      When the attempt window closes
      Then the S1SP records the arrivals of the Migration Group File as "SIM-S1V-07"
      And the Requesting Party is told of the rejection
      And the S1SP records the arrivals of the Migration Common File as "accepted"
      And the migration stops at the Required File Set with "SIM-CPV-20"
      And every attempt has its outcome
      And the SIM was never handed over
      And the SMSO can read the electricity meter

  Rule: A message whose acknowledgement was lost is delivered again, and taken once

    @id:ST-A10-82 @negative:ST-A10 @severity:critical
    Scenario: A migration is completed although the first acknowledgement of every kind of message is lost
      Given an installation
      And the first acknowledgement of every kind of message between the parties is lost
      When its migration is authorised
      Then the installation is migrated
      And every attempt has its outcome
      And every device that has keys shows the next key version
      And the electricity supplier has received the alert "N42" for the electricity meter once
      And each of these messages was delivered again, and was the same message:
        | message                          | recipient                    |
        | migration instruction            | the Commissioning Party      |
        | migration instruction            | the Requesting Party         |
        | Migration Common File            | the Commissioning Party      |
        | Migration Common File            | the S1SP                     |
        | Migration Common File            | the DCO                      |
        | Migration Group File             | the S1SP                     |
        | Migration Group Encrypted File   | the S1SP                     |
        | Migration Group Encrypted File   | the DCO                      |
        | Migration Common Validation File | the Requesting Party         |
        | Migration Common Validation File | the S1SP                     |
        | Migration Common Validation File | the DCO                      |
        | S1SP Viable Installations File   | the DCO                      |
        | S1SP Viable Installations File   | the Requesting Party         |
        | DCO Viable Installations File    | the S1SP                     |
        | key rotation request             | the DCO                      |
        | key rotation authorisation       | the S1SP                     |
        | key verification                 | the DCO                      |
        | key confirmation                 | the S1SP                     |
        | S1SP Commissioning File          | the Commissioning Party      |
        | notified credentials             | the S1SP                     |
        | Commissioning Outcome File       | the S1SP                     |
        | Commissioning Outcome File       | the DCO                      |
        | Commissioning Outcome File       | the Requesting Party         |
        | Commissioning Outcome File       | the Migration Control Centre |

    @negative:ST-A10 @severity:critical
    Scenario Outline: <sender> is told once that <recipient> rejects the <file>, although the acknowledgement is lost
      Given an installation
      And the <file> reaches <recipient> truncated, then in full
      And the first acknowledgement of every file rejection is lost
      When its migration is authorised
      Then <recipient> records the arrivals of the <file> as "<code>, accepted"
      And <sender> is told of the rejection
      And the installation is migrated
      And every attempt has its outcome
      And each of these messages was delivered again, and was the same message:
        | message        | recipient |
        | file rejection | <sender>  |

      Examples:
        | id         | file                             | sender                  | recipient               | code       |
        | ST-A10-111 | Migration Common File            | the Requesting Party    | the Commissioning Party | SIM-CPV-01 |
        | ST-A10-112 | Migration Common Validation File | the Commissioning Party | the Requesting Party    | SIM-RPE-01 |
        | ST-A10-113 | S1SP Viable Installations File   | the S1SP                | the DCO                 | SIM-DCO-01 |
        | ST-A10-114 | DCO Viable Installations File    | the DCO                 | the S1SP                | SIM-S1V-01 |

  Rule: A message that is no file waits for its recipient too, and has its effect once

    @ST-A10 @severity:critical
    Scenario Outline: The <message> reaches <recipient> <delivery>
      Given an installation
      And <recipient> receives the <message> <delivery>
      When its migration is authorised
      Then the installation is migrated
      And every attempt has its outcome
      And every device that has keys shows the next key version
      And the electricity supplier has received the alert "N42" for the electricity meter once

      Examples:
        | id        | message                    | recipient               | delivery                     |
        | ST-A10-83 | migration instruction      | the Commissioning Party | after an outage of two hours |
        | ST-A10-84 | migration instruction      | the Requesting Party    | twice                        |
        | ST-A10-85 | migration instruction      | the Requesting Party    | three hours late             |
        | ST-A10-86 | migration instruction      | the Requesting Party    | after an outage of two hours |
        | ST-A10-87 | key rotation authorisation | the S1SP                | twice                        |
        | ST-A10-88 | key rotation authorisation | the S1SP                | three hours late             |
        | ST-A10-89 | key rotation authorisation | the S1SP                | after an outage of two hours |
        | ST-A10-90 | key rotation request       | the DCO                 | twice                        |
        | ST-A10-91 | key rotation request       | the DCO                 | three hours late             |
        | ST-A10-92 | key rotation request       | the DCO                 | after an outage of two hours |
        | ST-A10-93 | key verification           | the DCO                 | twice                        |
        | ST-A10-94 | key verification           | the DCO                 | three hours late             |
        | ST-A10-95 | key verification           | the DCO                 | after an outage of two hours |
        | ST-A10-96 | key confirmation           | the S1SP                | twice                        |
        | ST-A10-97 | key confirmation           | the S1SP                | three hours late             |
        | ST-A10-98 | key confirmation           | the S1SP                | after an outage of two hours |

  Rule: A party that was down goes on with its work when it is back up

    @ST-A10 @severity:critical
    Scenario Outline: The migration is completed after <party> was down
      Given an installation
      And <party> is down for two hours from the start of the slot
      When its migration is authorised
      Then the installation is migrated
      And every attempt has its outcome
      And every device that has keys shows the next key version
      And the electricity supplier has received the alert "N42" for the electricity meter once

      Examples:
        | id         | party                        |
        | ST-A10-99  | the Migration Control Centre |
        | ST-A10-100 | the Requesting Party         |
        | ST-A10-101 | the Commissioning Party      |
        | ST-A10-102 | the SMSO                     |
        | ST-A10-103 | the S1SP                     |
        | ST-A10-104 | the DCO                      |
        | ST-A10-105 | the DSP                      |
