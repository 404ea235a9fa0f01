@needs:lab @needs:virtual-time
Feature: SIM handover
  To reach the devices the S1SP needs the SIM of the communications hub on its own network. Whoever holds the SIM reaches the
  hub, and nobody else does.

  Rule: After the handover only the S1SP's network reaches the hub

    @id:ST-B1-01 @ST-B1 @severity:blocker @needs:role-taking
    Scenario: From the handover on the S1SP reaches the hub and the SMSO does not
      Given an installation
      And the DCO Viable Installations File does not reach the S1SP
      When its migration is authorised
      Then the S1SP can reach the communications hub
      And the SMSO cannot reach the electricity meter

    @id:ST-B1-02 @ST-B1 @severity:critical
    Scenario: After migration the SIM stays with the S1SP
      Given an installation
      And its migration is authorised
      When two days pass
      Then the S1SP can reach the communications hub
      And the SMSO cannot reach the electricity meter

  Rule: Before the handover only the SMSO's network reaches the hub

    @id:ST-B1-11 @negative:ST-B1 @severity:critical
    Scenario: Until the migration day the S1SP cannot reach the hub
      Given an installation whose migration is scheduled
      Then the S1SP cannot reach the communications hub
      And the SMSO can read the electricity meter

  Rule: An installation whose SIM cannot be handed over stays with the SMSO

    @id:ST-B1-12 @negative:ST-B1 @severity:critical
    Scenario: A network that refuses the handover stops the migration
      Given an installation whose SIM the network refuses to hand over
      When its migration is authorised
      Then the migration stops at the SIM handover with "SIM-SIM-01"
      And the S1SP cannot reach the communications hub
      And the SMSO can read the electricity meter
      And the Commissioning Outcome File reports the installation as not migrated

    @id:ST-B1-13 @ST-B1 @negative:ST-B1
    Scenario: A handover that was refused is tried again on the next day
      Given an installation whose SIM the network once refuses to hand over
      And its migration is authorised
      When a day passes
      Then the installation is migrated at attempt 2
      And every attempt has its outcome
