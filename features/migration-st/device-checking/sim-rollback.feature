Feature: SIM rollback
  Until the first key is written, a migration can be rolled back. An installation that fails before then is returned to the SMSO
  as a whole: its SIM, and with it every device.

  Rule: A failure before the first key is written returns the SIM to the SMSO

    @ST-B2 @severity:blocker
    Scenario Outline: An installation <variation> is returned to the SMSO
      Given an installation <variation>
      When its migration is authorised
      Then the migration stops at <step> with "<code>"
      And the SMSO can read every meter
      And the S1SP cannot reach the communications hub
      And no key of the installation has been rotated

      Examples:
        | id       | variation                                                               | step                     | code       |
        | ST-B2-02 | whose electricity meter is not configured as declared                   | the key reading          | SIM-KEY-03 |
        | ST-B2-03 | whose electricity meter refuses new keys                                | the key rotation         | SIM-KEY-11 |
        | ST-B2-06 | whose electricity meter does not answer on its migration day            | the communications check | SIM-COM-02 |
        | ST-B2-07 | whose SIM the network hands over without an answer on its migration day | the SIM handover         | SIM-SIM-02 |
        | ST-B2-08 | without the master key of the communications hub                        | the key material         | SIM-DCO-11 |

      @applies:sleepy-gas
      Examples:
        | id       | variation                                            | step            | code       |
        | ST-B2-09 | without WAN from minute 25 to minute 300 of its slot | the key reading | SIM-COM-03 |

      @applies:ppmid
      Examples:
        | id       | variation                                      | step          | code       |
        | ST-B2-01 | whose whitelist lacks the prepayment interface | the whitelist | SIM-WHL-01 |

    @id:ST-B2-04 @ST-B2 @applies:dual-fuel
    Scenario: After a rollback the SMSO can also read the gas meter
      Given an installation with a device on the whitelist that the SMSO did not declare
      When its migration is authorised
      Then the migration stops at the whitelist with "SIM-WHL-02"
      And the SMSO can read the gas meter

    @id:ST-B2-05 @ST-B2
    Scenario: A returned installation is migrated under a new authorisation
      Given an installation whose electricity meter refuses new keys on its migration day
      And its migration is authorised
      When its migration is authorised again
      Then the installation is migrated at attempt 2
      And every attempt has its outcome

    @id:ST-B2-21 @ST-B2 @severity:blocker @regression
    Scenario: Without the DCO Viable Installations File the SIM is returned when the attempt window closes
      Given an installation
      And the DCO Viable Installations File does not reach the S1SP
      And its migration is authorised
      When the attempt window closes
      Then the migration stops at the key reading with "SIM-S1V-21"
      And the SMSO can read every meter
      And the S1SP cannot reach the communications hub

  Rule: A rollback that fails is repeated and raised to the Migration Control Centre

    @id:ST-B2-11 @negative:ST-B2 @severity:critical
    Scenario: A rollback that the network refuses is repeated until the SMSO has its SIM
      Given an installation with a device on the whitelist that the SMSO did not declare
      And the network refuses five times to return the SIM
      When its migration is authorised
      Then the migration was raised to the Migration Control Centre with "SIM-SIM-03"
      And the SMSO can read the electricity meter
      And the S1SP cannot reach the communications hub

    @id:ST-B2-13 @ST-B2
    Scenario: A rollback whose answer was lost is ordered again without further effect
      Given an installation with a device on the whitelist that the SMSO did not declare
      And the network returns the SIM without an answer
      When its migration is authorised
      Then the migration stops at the whitelist with "SIM-WHL-02"
      And the SMSO can read every meter
      And every attempt has its outcome

    @id:ST-B2-14 @negative:ST-B2 @ST-B2 @severity:critical
    Scenario: A rollback left unanswered for hours is raised to the Migration Control Centre and still completed
      Given an installation with a device on the whitelist that the SMSO did not declare
      And the network leaves the rollback unanswered for the first 300 minutes of the slot
      When its migration is authorised
      Then the migration was raised to the Migration Control Centre with "SIM-SIM-03"
      And the migration stops at the whitelist with "SIM-WHL-02"
      And the SMSO can read every meter
      And the S1SP cannot reach the communications hub

    @id:ST-B2-15 @negative:ST-B2 @ST-B2 @severity:blocker
    Scenario: A manual recovery returns the SIM to the SMSO and does not complete the migration
      Given an installation with a device on the whitelist that the SMSO did not declare
      And the network refuses to return the SIM
      And its migration is authorised
      And the installation is in intervention with "SIM-SIM-03"
      And the network accepts rollbacks again
      When the Migration Control Centre orders its recovery
      Then the migration stops at the whitelist with "SIM-WHL-02"
      And the SMSO can read every meter
      And no key of the installation has been rotated
      And every attempt has its outcome

  Rule: After the first key is written, the SIM is not returned

    @id:ST-B2-12 @negative:ST-B2 @applies:dual-fuel @applies:no-keyless-gas @severity:blocker @regression
    Scenario: An installation with one rotated meter stays with the S1SP
      Given an installation whose gas meter refuses new keys
      When its migration is authorised
      Then the installation is in intervention with "SIM-KEY-12"
      And the S1SP can reach the communications hub
      And the SMSO cannot reach the electricity meter
