Feature: Key rotation
  The keys that the SMSO knew are replaced by keys that only the S1SP and the DCO hold. Each of the two has a part in every
  key, and neither can write one alone.

  Rule: After rotation the DCO holds the keys and the SMSO's keys no longer work

    @id:ST-B6-01 @ST-B6 @DT-2 @severity:blocker @regression
    Scenario: Every device that holds keys has new keys
      Given an installation
      When its migration is authorised
      Then the DCO holds the keys of every device that has keys
      And every device that has keys shows the next key version
      And the SMSO cannot read the electricity meter

    @id:ST-B6-02 @ST-B6 @severity:critical
    Scenario: The SMSO cannot read a migrated meter, even on its own network
      Given a migrated installation
      When the SIM is put back on the network of the SMSO
      Then the electricity meter refuses the SMSO

    @id:ST-B6-03 @ST-B6 @severity:blocker @regression
    Scenario: Every new key is unused and unique to its device
      Given an installation
      When its migration is authorised
      Then every device that has keys shows the next key version
      And no device of the installation has an old key or a key of another device

  Rule: A failure before the first key is written leaves every key unchanged

    @id:ST-B6-12 @negative:ST-B6 @ST-B2 @severity:critical
    Scenario: An installation whose rotation the DCO refuses is returned to the SMSO
      Given an installation
      And the DCO once refuses to rotate the keys of the electricity meter
      When its migration is authorised
      Then the migration stops at the key rotation with "SIM-KEY-13"
      And no key of the installation has been rotated
      And the SMSO can read every meter
      And the S1SP cannot reach the communications hub

    @id:ST-B6-13 @negative:ST-B6 @ST-B2 @severity:critical
    Scenario: Without the DCO's part no key is written, and the SIM is returned when the attempt window closes
      Given an installation
      And the DCO's parts of the keys do not reach the S1SP
      And its migration is authorised
      When the attempt window closes
      Then the migration stops at the key rotation with "SIM-KEY-11"
      And no key of the installation has been rotated
      And the SMSO can read every meter

    @id:ST-B6-11 @negative:ST-B6 @ST-B2 @severity:critical
    Scenario: An installation whose first key write is refused is returned to the SMSO
      Given an installation whose electricity meter refuses new keys
      When its migration is authorised
      Then the migration stops at the key rotation with "SIM-KEY-11"
      And no key of the installation has been rotated
      And the SMSO can read the electricity meter
      And the Commissioning Outcome File reports the installation as not migrated

  Rule: After the first key is written, a migration is completed and never rolled back

    @ST-B6 @severity:critical
    Scenario Outline: An installation whose <mishap> is migrated
      Given an installation whose <mishap>
      When its migration is authorised
      Then the installation is migrated at attempt 1
      And the DCO holds the keys of every device that has keys
      And every device that has keys shows the next key version

      Examples:
        | id       | mishap                                                        |
        | ST-B6-21 | electricity meter restarts once while its keys are written    |
        | ST-B6-24 | electricity meter restarts once before its keys are written   |
        | ST-B6-25 | electricity meter once loses its new keys                     |
        | ST-B6-26 | electricity meter restarts once while it proves its keys      |
        | ST-B6-27 | electricity meter restarts once while its keys are confirmed  |
        | ST-B6-28 | communications hub once refuses new keys                      |
        | ST-B6-29 | communications hub restarts once while its keys are written   |
        | ST-B6-66 | communications hub restarts once while its keys are confirmed |

      @applies:dual-fuel @applies:no-keyless-gas
      Examples:
        | id       | mishap                                               |
        | ST-B6-62 | gas meter once refuses new keys                      |
        | ST-B6-63 | gas meter restarts once while its keys are written   |
        | ST-B6-64 | gas meter once loses its new keys                    |
        | ST-B6-65 | gas meter restarts once while its keys are confirmed |

    @id:ST-B6-22 @negative:ST-B6 @applies:dual-fuel @applies:no-keyless-gas @severity:blocker @regression
    Scenario: A gas meter that refuses new keys after the electricity meter has accepted them needs an intervention
      Given an installation whose gas meter refuses new keys
      When its migration is authorised
      Then the installation is in intervention with "SIM-KEY-12"
      And the inventory holds no device of the installation
      And nobody has received a commissioning alert
      And the SMSO cannot read the electricity meter

    @id:ST-B6-23 @ST-B6 @applies:dual-fuel @applies:no-keyless-gas @severity:critical
    Scenario: After the intervention the migration is completed
      Given an installation whose gas meter refuses new keys on its migration day
      And its migration is authorised
      When the Migration Control Centre orders its recovery
      Then the installation is migrated at attempt 1
      And the DCO holds the keys of every device that has keys
      And the Commissioning Outcome File reports the installation as migrated

    @negative:ST-B6 @ST-B6 @severity:critical
    Scenario Outline: An installation whose <mishap> is recovered by the Migration Control Centre
      Given an installation whose <mishap> on its migration day
      And its migration is authorised
      And the installation is in intervention with "SIM-KEY-12"
      And the S1SP can reach the communications hub
      When the Migration Control Centre orders its recovery
      Then the installation is migrated at attempt 1
      And every device that has keys shows the next key version
      And every attempt has its outcome

      Examples:
        | id       | mishap                                         |
        | ST-B6-71 | communications hub refuses new keys            |
        | ST-B6-72 | electricity meter does not prove its new keys  |
        | ST-B6-73 | communications hub does not prove its new keys |

    @id:ST-B6-83 @negative:ST-B6 @ST-B6
    Scenario: A key write that fails is tried again at once, 15 minutes later and 60 minutes after that
      Given an installation whose communications hub refuses new keys on its migration day
      When its migration is authorised
      Then the installation is in intervention with "SIM-KEY-12"
      And the communications hub has refused new keys "0, 0, 15 and 75" minutes after the first try

    @id:ST-B6-74 @negative:ST-B6 @ST-B6 @severity:critical
    Scenario: A second recovery completes a migration whose first recovery failed
      Given an installation whose communications hub refuses new keys for the first 1800 minutes of its slot
      And its migration is authorised
      And the Migration Control Centre orders its recovery
      And the installation is in intervention with "SIM-KEY-12"
      And a day passes
      When the Migration Control Centre orders its recovery
      Then the installation is migrated at attempt 1
      And every attempt has its outcome

    @id:ST-B6-80 @ST-B6 @severity:critical @axis:release
    Scenario: A recovery completes a migration although the first acknowledgement of every kind of message is lost
      Given an installation whose communications hub refuses new keys on its migration day
      And the first acknowledgement of every kind of message between the parties is lost
      And its migration is authorised
      And the installation is in intervention with "SIM-KEY-12"
      When the Migration Control Centre orders its recovery
      Then the installation is migrated at attempt 1
      And every attempt has its outcome
      And each of these messages was delivered again, and was the same message:
        | message              | recipient                    |
        | intervention notice  | the Migration Control Centre |
        | recovery instruction | the S1SP                     |

    @id:ST-B6-75 @negative:ST-B6 @ST-B6 @applies:dual-fuel @applies:no-keyless-gas @severity:critical
    Scenario: A recovery completes a rotation that the DCO refused after the first key was written
      Given an installation
      And the DCO once refuses to rotate the keys of the gas meter
      And its migration is authorised
      And the installation is in intervention with "SIM-KEY-12"
      When the Migration Control Centre orders its recovery
      Then the installation is migrated at attempt 1
      And every device that has keys shows the next key version

    @id:ST-B6-76 @ST-B6
    Scenario: A DCO that answers three hours late delays the rotation but does not stop it
      Given an installation
      And the DCO's parts of the keys reach the S1SP three hours late
      When its migration is authorised
      Then the installation is migrated at attempt 1
      And every device that has keys shows the next key version

    @ST-B6 @applies:sleepy-gas @applies:no-keyless-gas @severity:critical
    Scenario Outline: Keys are rotated even when <party> is down for hours during the rotation
      Given an installation
      And <party> is down from minute 55 to minute 300 of the slot
      When its migration is authorised
      Then the installation is migrated at attempt 1
      And the DCO holds the keys of every device that has keys
      And every device that has keys shows the next key version

      Examples:
        | id       | party    |
        | ST-B6-77 | the S1SP |
        | ST-B6-78 | the DCO  |

    @id:ST-B6-79 @negative:ST-B6 @ST-B6 @applies:sleepy-gas @applies:no-keyless-gas @severity:critical
    Scenario: Loss of the WAN during the rotation needs an intervention and no rollback
      Given an installation without WAN from minute 55 to minute 840 of its slot
      And its migration is authorised
      And the installation is in intervention with "SIM-KEY-12"
      And the SMSO cannot reach the electricity meter
      When the Migration Control Centre orders its recovery
      Then the installation is migrated at attempt 1
      And every device that has keys shows the next key version

  Rule: An installation whose keys have been rotated is not checked again

    @id:ST-B6-81 @ST-B6 @severity:blocker
    Scenario: A rotated installation that was not commissioned is commissioned at a further attempt
      Given an installation
      And the S1SP Commissioning File is held back
      And its migration is authorised
      And the attempt window closes
      And the Migration Control Centre releases the installation
      And its migration is authorised again
      When the S1SP Commissioning File arrives
      Then the installation is migrated at attempt 2
      And every device that has keys shows the next key version
      And the S1SP can reach the communications hub

    @id:ST-B6-82 @ST-B6 @applies:sleepy-gas @applies:no-keyless-gas @severity:blocker
    Scenario: A rotation interrupted until after the end of its attempt is completed at a further attempt
      Given an installation
      And the S1SP is down from minute 55 to minute 1600 of the slot
      And its migration is authorised
      And two days pass
      And the Migration Control Centre releases the installation
      When its migration is authorised again
      Then the installation is migrated at attempt 2
      And every device that has keys shows the next key version
      And every attempt has its outcome

  Rule: A key counts as rotated only when the device has proved that it holds it

    @id:ST-B6-31 @negative:ST-B6 @severity:blocker
    Scenario: A meter that does not prove its new key is not commissioned
      Given an installation whose electricity meter does not prove its new keys
      When its migration is authorised
      Then the installation is in intervention with "SIM-KEY-12"
      And the DCO does not hold the keys of the electricity meter
      And the inventory holds no device of the installation

    @id:ST-B6-32 @negative:ST-B6 @severity:blocker @regression
    Scenario: A meter discards its old keys only when the DCO confirms the new ones
      Given an installation
      And the DCO's key confirmation is forged on its way to the S1SP
      When its migration is authorised
      Then the installation is in intervention with "SIM-KEY-12"
      And the inventory holds no device of the installation
      And nobody has received a commissioning alert

  Rule: A device without keys of its own is protected by the keys of its hub

    @id:ST-B6-51 @negative:ST-B6 @applies:keyless-gas @severity:blocker
    Scenario: The SMSO cannot read a gas meter protected by its hub's keys, even on its own network
      Given a migrated installation
      When the SIM is put back on the network of the SMSO
      Then the gas meter refuses the SMSO

  Rule: A hub returns a cached reading only to those who may read the meter

    @id:ST-B6-61 @negative:ST-B6 @applies:dual-fuel @applies:cached-gas-readings @severity:critical
    Scenario: The SMSO cannot read the gas reading cached at the hub, even on its own network
      Given a migrated installation
      When the SIM is put back on the network of the SMSO
      Then the gas meter refuses the SMSO

  Rule: Keys are written under dual control

    @id:ST-B6-41 @negative:ST-B6 @severity:blocker
    Scenario: The S1SP alone cannot write a key
      Given a migrated installation
      When the S1SP alone tries to write keys
      Then the command is refused by the device
      And every device that has keys shows the next key version

    @id:ST-B6-42 @negative:ST-B6 @severity:blocker
    Scenario: The DCO alone cannot write a key
      Given a migrated installation
      When the DCO alone tries to write keys
      Then the command does not reach the device

    @id:ST-B6-43 @negative:ST-B6 @severity:critical
    Scenario: A command with a used execution counter is refused
      Given a migrated installation
      When the S1SP sends the electricity meter a command with a used execution counter
      Then the command is refused by the device

    @negative:ST-B6 @ST-B2 @severity:blocker
    Scenario Outline: A DCO part that was made for <other> rotates no key
      Given an installation
      And the DCO's part for the electricity meter was made for <other>
      When its migration is authorised
      Then the migration stops at the key rotation with "SIM-KEY-11"
      And no key of the installation has been rotated
      And the SMSO can read every meter

      Examples:
        | id       | other                  |
        | ST-B6-44 | another command        |
        | ST-B6-45 | the communications hub |

    @id:ST-B6-46 @negative:ST-B6 @severity:blocker
    Scenario: The DCO authorises no rotation of an installation that was returned to the SMSO
      Given an installation with a device on the whitelist that the SMSO did not declare
      And its migration is authorised
      When the tester, in the place of the S1SP, asks the DCO for its part of the keys of the electricity meter
      Then the DCO refuses the request with "SIM-KEY-13"
      And no key of the installation has been rotated
