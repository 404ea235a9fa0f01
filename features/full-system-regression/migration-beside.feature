Feature: Migration alongside enrolled installations
  While an installation of the combination under test migrates, or fails and returns to the SMSO, enrolled installations and
  SMETS2+ installations continue to work without change.

  Rule: A migration changes only its own installation

    @id:FR-1-91 @FR-1 @severity:blocker
    Scenario: A migration leaves every enrolled installation unchanged
      Given an installation of each cohort that migrated last month
      And an installation
      When its migration is authorised
      Then the installation is migrated
      And every enrolled installation is unchanged

    @id:FR-1-92 @FR-1 @severity:critical @axis:release-and-phase
    Scenario: A migration sends no user anything about enrolled installations
      Given an installation of each cohort that migrated last month
      And an installation
      When its migration is authorised
      Then the installation is migrated
      And no user has received anything about an enrolled installation

    @id:FR-1-93 @FR-1 @severity:blocker
    Scenario: A failed migration returns only its own SIM to the SMSO
      Given an installation of each cohort that migrated last month
      And an installation with a device on the whitelist that the SMSO did not declare
      When its migration is authorised
      Then the migration stops at the whitelist with "SIM-WHL-02"
      And the SMSO can read the electricity meter
      And the S1SP can reach every enrolled installation and the SMSO can reach none
      And every enrolled installation is unchanged

  Rule: Requests to enrolled installations are carried out during a migration

    @id:FR-1-94 @FR-1 @severity:blocker
    Scenario: The meters of every cohort are read during a migration
      Given an installation of each cohort that migrated last month
      And an installation
      And the DCO Viable Installations File does not reach the S1SP
      And its migration is authorised
      When the electricity supplier asks the electricity meter for its import registers at every enrolled installation
      Then every response contains the register reading of its own meter
      And the S1SP can reach the communications hub

    @id:FR-1-95 @FR-1 @severity:critical @axis:release-and-phase
    Scenario: Schedules fire on the day of a migration
      Given an installation of each cohort that migrated last month
      And the electricity supplier schedules a daily reading of the electricity meter at 18:00 at every enrolled installation
      And an installation
      When its migration is authorised
      Then the installation is migrated
      And the electricity supplier has received a scheduled reading of the electricity meter of every enrolled installation each day at 18:00

    @id:FR-1-96 @FR-1 @severity:critical @axis:release-and-phase
    Scenario: A future-dated request sent before a migration is carried out after it
      Given an installation of each cohort that migrated last month
      And the electricity supplier puts the electricity meter into prepayment mode in 12 days at every enrolled installation
      And an installation
      And its migration is authorised
      When 12 days pass
      Then the installation is migrated
      And the electricity meter of every enrolled installation shows the prepayment mode

    @id:FR-1-97 @FR-1 @severity:critical @axis:release-and-phase
    Scenario: An outage of the S1SP during a slot loses neither the migration nor a scheduled reading
      Given an installation of each cohort that migrated last month
      And the electricity supplier schedules a daily reading of the electricity meter at 08:30 at every enrolled installation
      And an installation
      And the S1SP is down from minute 10 to minute 90 of the slot
      When its migration is authorised
      Then the installation is migrated
      And the electricity supplier has received a scheduled reading of the electricity meter of every enrolled installation each day at 08:30

  Rule: SMETS2+ devices carry out requests during a migration

    @id:FR-1-98 @FR-1 @severity:blocker
    Scenario: A SMETS2+ meter is read during a migration
      Given a SMETS2+ installation
      And an installation
      And the DCO Viable Installations File does not reach the S1SP
      And its migration is authorised
      When the electricity supplier asks the electricity meter of the SMETS2+ installation for its import registers
      Then the response "I0" contains the register reading of the electricity meter of the SMETS2+ installation

    @id:FR-1-99 @FR-1 @severity:blocker
    Scenario: The supply of a SMETS2+ meter is disabled during a migration
      Given a SMETS2+ installation
      And an installation
      And the DCO Viable Installations File does not reach the S1SP
      And its migration is authorised
      When the electricity supplier disables the supply of the electricity meter of the SMETS2+ installation
      Then the electricity meter of the SMETS2+ installation shows the supply as off
