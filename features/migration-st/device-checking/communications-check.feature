Feature: Communications check
  Before any other check, the S1SP confirms that it can reach every device that holds keys.

  Rule: Every device must answer within the time allowed for its kind

    @id:ST-B3-01 @ST-B3 @applies:sleepy-gas @severity:critical
    Scenario: The S1SP waits for a sleeping gas meter
      Given an installation
      When its migration is authorised
      Then the gas meter answered the S1SP after it had slept
      And the installation is migrated

    @ST-B3
    Scenario Outline: A hub without WAN for the first <minutes> minutes is reached in round <rounds>
      Given an installation without WAN for the first <minutes> minutes of its slot
      When its migration is authorised
      Then the installation is migrated at attempt 1
      And the S1SP checked communications <rounds> times

      Examples:
        | id       | minutes | rounds |
        | ST-B3-02 | 30      | 3      |
        | ST-B3-03 | 14      | 2      |
        | ST-B3-04 | 16      | 3      |
        | ST-B3-05 | 59      | 3      |

    @id:ST-B3-06 @ST-B3 @applies:sleepy-gas
    Scenario: A sleeping gas meter that answers within two hours is in time
      Given an installation whose gas meter does not answer for the first 105 minutes of its slot
      When its migration is authorised
      Then the installation is migrated at attempt 1

    @id:ST-B3-07 @ST-B3 @applies:sleepy-gas
    Scenario: An answer held at the hub is sent once the WAN is back
      Given an installation without WAN from minute 10 to minute 115 of its slot
      When its migration is authorised
      Then the installation is migrated at attempt 1

  Rule: A device that does not answer stops the migration

    @negative:ST-B3 @ST-B2 @severity:critical
    Scenario Outline: The migration stops when <device> does not answer
      Given an installation <silence> on its migration day
      When its migration is authorised
      Then the migration stops at the communications check with "<code>"
      And the S1SP checked communications 3 times
      And the SMSO can read the electricity meter
      And the S1SP cannot reach the communications hub
      And the Commissioning Outcome File reports the installation as not migrated

      Examples:
        | id       | device                | silence                                 | code       |
        | ST-B3-11 | the hub               | without WAN                             | SIM-COM-01 |
        | ST-B3-12 | the electricity meter | whose electricity meter does not answer | SIM-COM-02 |

    @id:ST-B3-453 @negative:ST-B3 @axis:once
    Scenario: The SMSO tells a meter that does not answer from one that it cannot reach
      Given an installation
      And the electricity meter does not answer for six hours
      When an hour passes
      Then the SMSO gets no answer from the electricity meter

    @id:ST-B3-14 @negative:ST-B3 @severity:critical
    Scenario: The migration stops when the WAN is back only after the last try
      Given an installation without WAN for the first 61 minutes of its slot
      When its migration is authorised
      Then the migration stops at the communications check with "SIM-COM-01"
      And the SMSO can read every meter

    @id:ST-B3-15 @negative:ST-B3 @applies:sleepy-gas @applies:no-electricity-only-fallback @severity:critical
    Scenario: The migration stops when a sleeping gas meter takes more than two hours to answer
      Given an installation whose gas meter does not answer for the first 115 minutes of its slot
      When its migration is authorised
      Then the migration stops at the communications check with "SIM-COM-03"
      And the SMSO can read every meter

    @id:ST-B3-13 @negative:ST-B3 @ST-B2 @applies:dual-fuel @applies:no-electricity-only-fallback
    Scenario: The migration stops when the gas meter does not answer
      Given an installation whose gas meter does not answer on its migration day
      When its migration is authorised
      Then the migration stops at the communications check with "SIM-COM-03"
      And the SMSO can read the electricity meter

  Rule: Where the release declares it, a gas meter that does not answer is left behind

    @id:ST-B3-41 @ST-B3 @applies:dual-fuel @applies:electricity-only-fallback @severity:critical
    Scenario: An installation whose gas meter does not answer migrates its electricity devices alone
      Given an installation whose gas meter does not answer on its migration day
      When its migration is authorised
      Then the installation is migrated at attempt 1
      And the DCO does not hold the keys of the gas meter
      And the SMSO cannot read the electricity meter

  Rule: A hub that needs a wake-up message is sent one before any command

    @id:ST-B3-31 @ST-B3 @applies:wake-up-message @severity:critical
    Scenario: The S1SP wakes the hub and then reaches every device
      Given an installation
      When its migration is authorised
      Then the S1SP sent the communications hub a wake-up message
      And the installation is migrated at attempt 1

    @id:ST-B3-32 @ST-B3 @applies:wake-up-message
    Scenario: A lost wake-up message is sent again at the next try
      Given an installation whose first wake-up message is lost
      When its migration is authorised
      Then the installation is migrated at attempt 1
      And the S1SP checked communications 2 times

    @id:ST-B3-33 @negative:ST-B3 @ST-B2 @applies:wake-up-message @severity:critical
    Scenario: The migration stops when no wake-up message reaches the hub
      Given an installation whose wake-up messages are lost on its migration day
      When its migration is authorised
      Then the migration stops at the communications check with "SIM-COM-01"
      And the S1SP cannot reach the communications hub
      And the SMSO can read the electricity meter

    @id:ST-B3-34 @negative:ST-B3 @applies:no-wake-up-message
    Scenario: A hub that always listens is sent no wake-up message
      Given an installation
      When its migration is authorised
      Then the installation is migrated
      And the S1SP sent the communications hub no wake-up message

  Rule: The migration of an installation without WAN is attempted again on another day

    @id:ST-B3-21 @ST-B3 @negative:ST-B3 @severity:critical @regression
    Scenario: An installation that had no WAN is migrated on the next day
      Given an installation without WAN on its migration day
      And its migration is authorised
      When a day passes
      Then the installation is migrated at attempt 2
      And every attempt has its outcome

    @id:ST-B3-22 @negative:ST-B3
    Scenario: After five attempts without WAN an installation is excluded
      Given an installation without WAN
      And its migration is authorised
      When five days pass
      Then the installation is excluded after attempt 5
      And every attempt has its outcome

    @id:ST-B3-23 @negative:ST-B3 @axis:once
    Scenario: A further attempt finds no place on the next day when that is full
      Given the Migration Control Centre can migrate one installation a day
      And the Migration Control Centre reserves no installations a day for every supplier
      And three installations, the second one without WAN
      When their migration is authorised
      Then the second installation is scheduled for attempt 2 on the third day

    @id:ST-B3-24 @negative:ST-B3 @negative:ST-B5 @axis:once @severity:critical
    Scenario: An installation that had no WAN and then fails a check stops at that check
      Given an installation whose electricity meter runs firmware other than declared
      And the communications hub has no WAN for 46 hours
      And its migration is authorised
      When a day passes
      Then the migration stops at the key reading with "SIM-KEY-02"
      And the SMSO can read the electricity meter
      And every attempt has its outcome
