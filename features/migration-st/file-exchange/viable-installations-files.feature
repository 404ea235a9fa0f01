Feature: Viable Installations Files
  After the device tests the S1SP says which installations it found viable, and the DCO, which it can protect. Keys are
  rotated only where both agree.

  Rule: Keys are rotated only for installations that both lists name

    @id:ST-A7-01 @ST-A7 @severity:blocker
    Scenario: S1SP and DCO both find the installation viable
      Given an installation
      When its migration is authorised
      Then the S1SP Viable Installations File names the installation as viable
      And the DCO Viable Installations File names the installation as viable
      And the installation is migrated

    @negative:ST-A7 @ST-B2 @severity:critical @axis:release-and-phase
    Scenario Outline: An installation without the master key of <device> is not viable
      Given two installations, the second one without the master key of <device>
      When their migration is authorised
      Then the DCO Viable Installations File names the second installation as not viable with "SIM-DCO-11"
      And the migration of the second installation stops at the key material with "SIM-DCO-11"
      And the Commissioning Outcome File reports the first installation as migrated
      And the SMSO can read the electricity meter of the second installation

      Examples:
        | id       | device                 |
        | ST-A7-11 | the electricity meter  |
        | ST-A7-12 | the communications hub |

    @id:ST-A7-13 @negative:ST-A7 @ST-A7 @severity:critical @axis:release-and-phase
    Scenario: The S1SP's list names an installation that is not viable, with its code
      Given two installations, the second one with a device on the whitelist that the SMSO did not declare
      When their migration is authorised
      Then the S1SP Viable Installations File names the first installation as viable
      And the S1SP Viable Installations File names the second installation as not viable with "SIM-WHL-02"

    @id:ST-A7-14 @negative:ST-A7 @severity:blocker @regression
    Scenario: Without the DCO Viable Installations File no key is rotated and the SIM is returned
      Given an installation
      And the DCO Viable Installations File does not reach the S1SP
      And its migration is authorised
      When the attempt window closes
      Then no key of the installation has been rotated
      And the SMSO can read the electricity meter
      And the Commissioning Outcome File reports the installation as not migrated

  Rule: A device without keys of its own needs no key material

    @id:ST-A7-31 @ST-A7 @applies:keyless-gas @severity:critical @axis:release-and-phase
    Scenario: An installation whose gas meter holds no keys is viable without them
      Given an installation
      When its migration is authorised
      Then the DCO Viable Installations File names the installation as viable
      And the installation is migrated

  Rule: A list that fails its checks has no effect

    @negative:ST-A7 @axis:once @severity:critical
    Scenario Outline: A list that arrives <fault> is rejected by <recipient>
      Given an installation
      And <file> reaches <recipient> <fault>
      When its migration is authorised
      Then <recipient> rejects <file> with "<code>"
      And <sender> is told of the rejection
      And no key of the installation has been rotated

      Examples:
        | id       | file                               | recipient | fault                       | sender   | code       |
        | ST-A7-21 | the S1SP Viable Installations File | the DCO   | altered after it was signed | the S1SP | SIM-DCO-03 |
        | ST-A7-22 | the DCO Viable Installations File  | the S1SP  | signed by the S1SP          | the DCO  | SIM-S1V-04 |

  Rule: Unless both lists name an installation as viable, its keys are not rotated

    @negative:ST-A7 @ST-B2 @axis:once @severity:critical
    Scenario Outline: No key is rotated when the <file> reaches <recipient> <fault>
      Given two installations
      And the <file> reaches <recipient> <fault>
      When their migration is authorised
      Then the migration of the second installation stops at <step> with "<code>"
      And the Commissioning Outcome File reports the first installation as migrated
      And no key of the second installation has been rotated
      And the SMSO can read the electricity meter of the second installation

      Examples:
        | id       | file                           | recipient | fault                                                          | step             | code       |
        | ST-A7-81 | S1SP Viable Installations File | the DCO   | naming the second installation as viable as well as not viable | the key rotation | SIM-KEY-13 |
        | ST-A7-82 | S1SP Viable Installations File | the DCO   | omitting the second installation                               | the key rotation | SIM-KEY-13 |
        | ST-A7-83 | DCO Viable Installations File  | the S1SP  | naming the second installation as viable as well as not viable | the key material | SIM-DCO-11 |
        | ST-A7-84 | DCO Viable Installations File  | the S1SP  | omitting the second installation                               | the key material | SIM-KEY-13 |

  Rule: Key rotation begins only within the attempt window

    @id:ST-A7-91 @ST-A7 @ST-B6 @axis:once @applies:no-sleepy-gas @severity:critical
    Scenario: Keys are rotated when the last list of viable installations arrives in the last minute of the window
      Given an installation
      And the DCO Viable Installations File is held back
      And its migration is authorised
      And it is one minute before the end of the attempt window
      When the DCO Viable Installations File arrives
      Then the installation is migrated at attempt 1
      And every device that has keys shows the next key version

    @id:ST-A7-92 @negative:ST-A7 @ST-B6 @axis:once @applies:sleepy-gas @applies:no-keyless-gas @severity:critical
    Scenario: A key rotation that begins in the last minute of the window and outlasts it needs an intervention
      Given an installation
      And the DCO Viable Installations File is held back
      And its migration is authorised
      And it is one minute before the end of the attempt window
      And the DCO Viable Installations File arrives
      When the attempt window ends
      Then the installation is in intervention with "SIM-KEY-12"
      And the S1SP can reach the communications hub
      And the inventory holds no device of the installation

    @id:ST-A7-93 @negative:ST-A7 @ST-B2 @axis:once @applies:dual-fuel @severity:critical
    Scenario: At the end of the window every installation without a second list is returned to the SMSO
      Given an installation
      And a further installation with one supplier for electricity and gas
      And the DCO Viable Installations File does not reach the S1SP
      And their migration is authorised
      When the attempt window ends
      Then the migration of the first installation stops at the key reading with "SIM-S1V-21"
      And the migration of the second installation stops at the key reading with "SIM-S1V-21"
      And no key of the first installation has been rotated
      And no key of the second installation has been rotated
      And the SMSO can read the electricity meter of the first installation
      And the SMSO can read the electricity meter of the second installation

    @id:ST-A7-94 @negative:ST-A7 @axis:once @severity:critical
    Scenario: A list of viable installations that arrives at the end of the window rotates no key
      Given an installation
      And the DCO Viable Installations File is held back
      And its migration is authorised
      And the attempt window ends
      When the DCO Viable Installations File arrives
      Then the migration stops at the key reading with "SIM-S1V-21"
      And no key of the installation has been rotated
      And the SMSO can read every meter
