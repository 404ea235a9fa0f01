Feature: SIM handover
  To reach the devices the S1SP needs the SIM of the communications hub on its own network. Whoever holds the SIM reaches the
  hub, and nobody else does.

  Rule: After the handover only the S1SP's network reaches the hub

    @id:ST-B1-01 @ST-B1 @severity:blocker @regression
    Scenario: After the handover the S1SP can reach the hub and the SMSO cannot
      Given an installation
      And the DCO Viable Installations File does not reach the S1SP
      When its migration is authorised
      Then the S1SP can reach the communications hub
      And the SMSO cannot reach the electricity meter

    @id:ST-B1-02 @ST-B1 @DT-2 @severity:critical
    Scenario: After migration the SIM stays with the S1SP
      Given an installation
      And its migration is authorised
      When two days pass
      Then the S1SP can reach the communications hub
      And the SMSO cannot reach the electricity meter

  Rule: A SIM handover that the network does not answer is ordered again

    @ST-B1 @severity:critical
    Scenario Outline: The migration continues when the network <behaviour>
      Given an installation whose SIM <phrase>
      When its migration is authorised
      Then the installation is migrated at attempt 1
      And the SIM was handed over once

      Examples:
        | id       | behaviour                                  | phrase                                         |
        | ST-B1-21 | twice does not answer                      | handover the network twice leaves unanswered   |
        | ST-B1-22 | twice hands the SIM over without answering | the network hands over twice without an answer |

    @id:ST-B1-23 @ST-B1
    Scenario: A SIM that is already on the S1SP's network needs no handover
      Given an installation
      And the SIM is put on the network of the S1SP
      When its migration is authorised
      Then the installation is migrated at attempt 1

    @id:ST-B1-24 @negative:ST-B1 @severity:critical
    Scenario: The migration stops after the last try when the network never answers
      Given an installation whose SIM handover the network leaves unanswered on its migration day
      When its migration is authorised
      Then the migration stops at the SIM handover with "SIM-SIM-02"
      And the SIM was never handed over
      And the SMSO can read every meter
      And the Commissioning Outcome File reports the installation as not migrated

  Rule: Before the handover only the SMSO's network reaches the hub

    @id:ST-B1-11 @negative:ST-B1 @severity:critical
    Scenario: Until the migration day the S1SP cannot reach the hub
      Given an installation whose migration is scheduled
      Then the S1SP cannot reach the communications hub
      And the SMSO can read the electricity meter

  Rule: An installation whose SIM cannot be handed over stays with the SMSO

    @id:ST-B1-12 @negative:ST-B1 @severity:critical
    Scenario: The migration stops when the network refuses the handover
      Given an installation whose SIM the network refuses to hand over
      When its migration is authorised
      Then the migration stops at the SIM handover with "SIM-SIM-01"
      And the S1SP cannot reach the communications hub
      And the SMSO can read the electricity meter
      And the Commissioning Outcome File reports the installation as not migrated

    @id:ST-B1-14 @negative:ST-B1 @ST-B2 @severity:critical
    Scenario: A SIM that was handed over without an answer is returned when the network then refuses the handover
      Given an installation whose SIM the network hands over twice without an answer
      And the network refuses to hand over the SIM from minute 10 to minute 30 of the slot
      When its migration is authorised
      Then the migration stops at the SIM handover with "SIM-SIM-01"
      And the S1SP cannot reach the communications hub
      And the SMSO can read the electricity meter
      And the Commissioning Outcome File reports the installation as not migrated

    @id:ST-B1-13 @ST-B1 @negative:ST-B1
    Scenario: A refused handover is attempted again on the next day
      Given an installation whose SIM the network once refuses to hand over
      And its migration is authorised
      When a day passes
      Then the installation is migrated at attempt 2
      And every attempt has its outcome

  Rule: Only the S1SP can order a SIM to be moved

    @negative:ST-B1 @severity:critical
    Scenario Outline: <party> cannot take a SIM away from the SMSO
      Given an installation whose migration is scheduled
      When <party> orders the network to move the SIM to the S1SP
      Then the network refuses the order
      And the SMSO can read every meter

      Examples:
        | id       | party                   |
        | ST-B1-31 | the DCO                 |
        | ST-B1-32 | the Commissioning Party |
        | ST-B1-33 | the supplier            |

    @id:ST-B1-34 @negative:ST-B1 @severity:blocker @regression
    Scenario: The SMSO cannot take the SIM of a migrated installation back
      Given a migrated installation
      When the SMSO orders the network to move the SIM to the SMSO
      Then the network refuses the order
      And the S1SP can reach the communications hub
      And the SMSO cannot reach the electricity meter
