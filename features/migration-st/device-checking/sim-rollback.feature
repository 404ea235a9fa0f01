@needs:lab @needs:virtual-time
Feature: SIM rollback
  Until the first key is written everything can be undone. An installation that fails before is given back to the SMSO whole:
  its SIM, and with it every device.

  Rule: A failure before the point of no return gives the SIM back

    @ST-B2 @severity:blocker
    Scenario Outline: An installation <peculiarity> is given back to the SMSO
      Given an installation <peculiarity>
      When its migration is authorised
      Then the migration stops at <step> with "<code>"
      And the SMSO can read every meter
      And the S1SP cannot reach the communications hub
      And no key of the installation has been rotated

      Examples:
        | id       | peculiarity                                                             | step                     | code       |
        | ST-B2-02 | whose electricity meter is configured otherwise than declared           | the key reading          | SIM-KEY-03 |
        | ST-B2-03 | whose electricity meter refuses new keys                                | the key rotation         | SIM-KEY-11 |
        | ST-B2-06 | whose electricity meter does not answer on its migration day            | the communications check | SIM-COM-02 |
        | ST-B2-07 | whose SIM the network hands over without an answer on its migration day | the SIM handover         | SIM-SIM-02 |
        | ST-B2-08 | without the master key of the communications hub                        | the key material         | SIM-DCO-11 |

      @applies:sleepy-gas
      Examples:
        | id       | peculiarity                                          | step            | code       |
        | ST-B2-09 | without WAN from minute 25 to minute 300 of its slot | the key reading | SIM-COM-03 |

      @applies:ppmid
      Examples:
        | id       | peculiarity                                    | step          | code       |
        | ST-B2-01 | whose whitelist lacks the prepayment interface | the whitelist | SIM-WHL-01 |

    @id:ST-B2-04 @ST-B2 @applies:dual-fuel
    Scenario: The SMSO also reads the gas meter again
      Given an installation with a device on the whitelist that the SMSO did not declare
      When its migration is authorised
      Then the migration stops at the whitelist with "SIM-WHL-02"
      And the SMSO can read the gas meter

    @id:ST-B2-05 @ST-B2
    Scenario: An installation that was given back can be migrated with a new authorisation
      Given an installation whose electricity meter refuses new keys on its migration day
      And its migration is authorised
      When its migration is authorised
      Then the installation is migrated at attempt 2
      And every attempt has its outcome

    @id:ST-B2-21 @ST-B2 @needs:role-taking @severity:blocker @regression
    Scenario: Without the DCO's list the SIM goes back when the attempt window ends
      Given an installation
      And the DCO Viable Installations File does not reach the S1SP
      And its migration is authorised
      When the attempt window closes
      Then the migration stops at the key reading with "SIM-S1V-21"
      And the SMSO can read every meter
      And the S1SP cannot reach the communications hub

  Rule: A SIM that cannot be given back is not forgotten

    @id:ST-B2-11 @negative:ST-B2 @severity:critical
    Scenario: A rollback that the network refuses is repeated until the SMSO has its SIM
      Given an installation with a device on the whitelist that the SMSO did not declare
      And the network refuses five times to give the SIM back
      When its migration is authorised
      Then the Migration Control Centre was called in with "SIM-SIM-03"
      And the SMSO can read the electricity meter
      And the S1SP cannot reach the communications hub

    @id:ST-B2-13 @ST-B2
    Scenario: A rollback whose answer was lost is ordered again and does no harm
      Given an installation with a device on the whitelist that the SMSO did not declare
      And the network gives the SIM back without an answer
      When its migration is authorised
      Then the migration stops at the whitelist with "SIM-WHL-02"
      And the SMSO can read every meter
      And every attempt has its outcome

    @id:ST-B2-14 @negative:ST-B2 @ST-B2 @severity:critical
    Scenario: A rollback that the network does not answer for hours calls people in and is still completed
      Given an installation with a device on the whitelist that the SMSO did not declare
      And the network leaves the rollback without an answer for the first 300 minutes of the slot
      When its migration is authorised
      Then the Migration Control Centre was called in with "SIM-SIM-03"
      And the migration stops at the whitelist with "SIM-WHL-02"
      And the SMSO can read every meter
      And the S1SP cannot reach the communications hub

    @id:ST-B2-15 @negative:ST-B2 @ST-B2 @severity:blocker
    Scenario: People complete a rollback backwards and never forwards
      Given an installation with a device on the whitelist that the SMSO did not declare
      And the network refuses to give the SIM back
      And its migration is authorised
      And the installation is in intervention with "SIM-SIM-03"
      And the network gives SIMs back again
      When the Migration Control Centre orders its recovery
      Then the migration stops at the whitelist with "SIM-WHL-02"
      And the SMSO can read every meter
      And no key of the installation has been rotated
      And every attempt has its outcome

  Rule: After the first key is written the SIM is not given back

    @id:ST-B2-12 @negative:ST-B2 @applies:dual-fuel @applies:no-keyless-gas @severity:blocker @regression
    Scenario: An installation with one rotated meter stays with the S1SP
      Given an installation whose gas meter refuses new keys
      When its migration is authorised
      Then the installation is in intervention with "SIM-KEY-12"
      And the S1SP can reach the communications hub
      And the SMSO cannot reach the electricity meter
