Feature: Migration Group Encrypted File
  The keys of the devices leave the SMSO encrypted: master keys for the DCO, access keys for the S1SP, and neither can read
  what is meant for the other.

  Rule: Key material can be read by its recipient and by nobody else

    @id:ST-A4-01 @ST-A4 @severity:blocker @regression
    Scenario: Each recipient can decrypt its own file and no other
      Given an installation
      When its migration is authorised
      Then the DCO accepts its Migration Group Encrypted File
      And the S1SP accepts its Migration Group Encrypted File
      And the key of the DCO opens the Migration Group Encrypted File for the DCO, with master keys
      And the key of the S1SP opens the Migration Group Encrypted File for the S1SP, with access keys
      And the key of the S1SP does not open the Migration Group Encrypted File for the DCO
      And the key of the DCO does not open the Migration Group Encrypted File for the S1SP

    @negative:ST-A4 @axis:once @severity:critical
    Scenario Outline: A Migration Group Encrypted File <fault> is rejected by <recipient>
      Given an installation
      And the Migration Group Encrypted File reaches <recipient> <fault>
      When its migration is authorised
      Then <recipient> rejects the Migration Group Encrypted File with "<code>"
      And the Requesting Party is told of the rejection
      And no key of the installation has been rotated

      Examples:
        | id       | recipient | fault                                  | code       |
        | ST-A4-11 | the DCO   | altered after it was signed            | SIM-DCO-03 |
        | ST-A4-12 | the DCO   | signed by the S1SP                     | SIM-DCO-04 |
        | ST-A4-13 | the S1SP  | altered after it was signed            | SIM-S1V-03 |
        | ST-A4-14 | the S1SP  | bound to another Migration Common File | SIM-S1V-07 |
        | ST-A4-15 | the S1SP  | bound to the Migration Group File      | SIM-S1V-07 |
        | ST-A4-16 | the S1SP  | meant for the DCO                      | SIM-S1V-05 |
        | ST-A4-17 | the DCO   | meant for the S1SP                     | SIM-DCO-05 |

  Rule: Without usable key material an installation is not migrated

    @negative:ST-A4 @ST-B2 @severity:critical @axis:release-and-phase
    Scenario Outline: The migration stops when <recipient> receives keys <fault>
      Given an installation
      And the Migration Group Encrypted File reaches <recipient> <fault>
      When its migration is authorised
      Then the migration stops at the key material with "<code>"
      And the SMSO can read the electricity meter
      And the S1SP cannot reach the communications hub
      And no key of the installation has been rotated

      Examples:
        | id       | recipient | fault                             | code       |
        | ST-A4-21 | the S1SP  | encrypted for the DCO             | SIM-S1V-13 |
        | ST-A4-22 | the DCO   | encrypted for the S1SP            | SIM-DCO-12 |
        | ST-A4-23 | the DCO   | with the key of an unknown device | SIM-DCO-13 |

      @applies:keyless-gas
      Examples:
        | id       | recipient | fault                                       | code       |
        | ST-A4-24 | the DCO   | with a key of the gas meter, which has none | SIM-DCO-13 |

    @negative:ST-A4 @ST-B2 @severity:critical @axis:release-and-phase
    Scenario Outline: When <recipient> receives a file <fault>, only that installation stops
      Given two installations
      And the Migration Group Encrypted File reaches <recipient> <fault>
      When their migration is authorised
      Then the migration of the second installation stops at <step> with "<code>"
      And the Commissioning Outcome File reports the first installation as migrated
      And the SMSO can read the electricity meter of the second installation
      And no key of the second installation has been rotated

      Examples:
        | id       | recipient | fault                                                  | step                  | code       |
        | ST-A4-31 | the S1SP  | without the keys of the second installation            | the key material      | SIM-S1V-13 |
        | ST-A4-32 | the DCO   | without the keys of the second installation            | the key material      | SIM-DCO-11 |
        | ST-A4-33 | the S1SP  | with the keys of the first installation for the second | the key material      | SIM-S1V-13 |
        | ST-A4-34 | the DCO   | with the keys of the first installation for the second | the key material      | SIM-DCO-11 |
        | ST-A4-35 | the S1SP  | with keys of the other kind for the second             | the key material      | SIM-S1V-13 |
        | ST-A4-36 | the DCO   | with keys of the other kind for the second             | the key material      | SIM-DCO-11 |
        | ST-A4-37 | the S1SP  | with a truncated cipher text for the second            | the key material      | SIM-S1V-13 |
        | ST-A4-38 | the DCO   | with a truncated cipher text for the second            | the key material      | SIM-DCO-12 |
        | ST-A4-39 | the S1SP  | with keys of another version for the second            | the Required File Set | SIM-S1V-14 |
        | ST-A4-40 | the DCO   | with keys of another version for the second            | the key rotation      | SIM-KEY-01 |

    @id:ST-A4-29 @negative:ST-A4 @severity:critical @axis:release-and-phase @regression
    Scenario: A file with a key of a migrated meter stops the installation that it is sent for
      Given a migrated installation
      And a second installation
      And the Migration Group Encrypted File reaches the S1SP with a key of the migrated installation in it
      When the migration of the second installation is authorised
      Then the migration of the second installation stops at the key material with "SIM-S1V-13"

    @id:ST-A4-30 @negative:ST-A4 @severity:critical @axis:release-and-phase @regression
    Scenario: A key that is sent for a migrated meter does not replace the key in use
      Given a migrated installation
      And a second installation
      And the Migration Group Encrypted File reaches the S1SP with a key of the migrated installation in it
      And the migration of the second installation is authorised
      When the electricity supplier asks the electricity meter of the first installation for its import registers
      Then the response "I0" contains the register reading of the electricity meter of the first installation
