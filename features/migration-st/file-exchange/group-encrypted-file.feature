@needs:lab @needs:virtual-time
Feature: Migration Group Encrypted File
  The keys of the devices leave the SMSO encrypted: master keys for the DCO, access keys for the S1SP, and neither can read
  what is meant for the other.

  Rule: Key material can be read by its recipient and by nobody else

    @id:ST-A4-01 @ST-A4 @severity:blocker @needs:role-taking
    Scenario: Each recipient can open its own file and only that
      Given an installation
      When its migration is authorised
      Then the DCO accepts its Migration Group Encrypted File
      And the S1SP accepts its Migration Group Encrypted File
      And the key of the DCO opens the Migration Group Encrypted File for the DCO, with master keys
      And the key of the S1SP opens the Migration Group Encrypted File for the S1SP, with access keys
      And the key of the S1SP does not open the Migration Group Encrypted File for the DCO
      And the key of the DCO does not open the Migration Group Encrypted File for the S1SP

    @negative:ST-A4 @needs:role-taking @axis:once @severity:critical
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

  Rule: Without usable key material an installation is not migrated

    @negative:ST-A4 @ST-B2 @needs:role-taking @severity:critical
    Scenario Outline: The migration stops where <recipient> receives keys <fault>
      Given an installation
      And the Migration Group Encrypted File reaches <recipient> <fault>
      When its migration is authorised
      Then the migration stops at the key material with "<code>"
      And the SMSO can read the electricity meter
      And the S1SP cannot reach the communications hub
      And no key of the installation has been rotated

      Examples:
        | id       | recipient | fault                                   | code       |
        | ST-A4-21 | the S1SP  | encrypted for the DCO                   | SIM-S1V-13 |
        | ST-A4-22 | the DCO   | encrypted for the S1SP                  | SIM-DCO-12 |
        | ST-A4-23 | the DCO   | with the key of a device from elsewhere | SIM-DCO-13 |

      @applies:keyless-gas
      Examples:
        | id       | recipient | fault                                       | code       |
        | ST-A4-24 | the DCO   | with a key of the gas meter, which has none | SIM-DCO-13 |
