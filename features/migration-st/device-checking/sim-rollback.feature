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
      And the SMSO can read the electricity meter
      And the S1SP cannot reach the communications hub
      And no key of the installation has been rotated

      Examples:
        | id       | peculiarity                                                   | step             | code       |
        | ST-B2-02 | whose electricity meter is configured otherwise than declared | the key reading  | SIM-KEY-03 |
        | ST-B2-03 | whose electricity meter refuses new keys                      | the key rotation | SIM-KEY-11 |

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

  Rule: A SIM that cannot be given back is not forgotten

    @id:ST-B2-11 @negative:ST-B2 @severity:critical
    Scenario: A rollback that the network refuses is repeated until the SMSO has its SIM
      Given an installation with a device on the whitelist that the SMSO did not declare
      And the network refuses five times to give the SIM back
      When its migration is authorised
      Then the Migration Control Centre was called in with "SIM-SIM-03"
      And the SMSO can read the electricity meter
      And the S1SP cannot reach the communications hub

  Rule: After the first key is written the SIM is not given back

    @id:ST-B2-12 @negative:ST-B2 @applies:dual-fuel @applies:no-keyless-gas @severity:blocker
    Scenario: An installation with one rotated meter stays with the S1SP
      Given an installation whose gas meter refuses new keys
      When its migration is authorised
      Then the installation is in intervention with "SIM-KEY-12"
      And the S1SP can reach the communications hub
      And the SMSO cannot reach the electricity meter
