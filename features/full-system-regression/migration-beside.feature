@needs:lab @needs:virtual-time
Feature: A migration beside enrolled installations
  While an installation of the combination under test migrates, or fails and goes back, everything that was enrolled before
  goes on as if nothing happened, and so does SMETS2+.

  Rule: A migration touches nothing but its own installation

    @id:FR-1-91 @FR-1 @severity:blocker
    Scenario: After a migration every enrolled installation is as it was
      Given an installation of each cohort that migrated last month
      And an installation
      When its migration is authorised
      Then the installation is migrated
      And every enrolled installation is unchanged

    @id:FR-1-92 @FR-1 @severity:critical @axis:release-and-phase
    Scenario: A migration tells nobody anything of enrolled installations
      Given an installation of each cohort that migrated last month
      And an installation
      When its migration is authorised
      Then the installation is migrated
      And no user has received anything about an enrolled installation

    @id:FR-1-93 @FR-1 @severity:blocker
    Scenario: A migration that fails gives back its own SIM and no other
      Given an installation of each cohort that migrated last month
      And an installation with a device on the whitelist that the SMSO did not declare
      When its migration is authorised
      Then the migration stops at the whitelist with "SIM-WHL-02"
      And the SMSO can read the electricity meter
      And the S1SP can reach every enrolled installation and the SMSO can reach none
      And every enrolled installation is unchanged

  Rule: Enrolled installations are served through a migration

    @id:FR-1-94 @FR-1 @needs:role-taking @severity:blocker
    Scenario: In the middle of a migration the meters of every cohort are read
      Given an installation of each cohort that migrated last month
      And an installation
      And the DCO Viable Installations File is held back
      And its migration is authorised
      When the electricity supplier asks the electricity meter for its import registers at every enrolled installation
      Then every response contains the register reading of its own meter
      And the S1SP can reach the communications hub

    @id:FR-1-95 @FR-1 @severity:critical @axis:release-and-phase
    Scenario: Schedules fire on the day of a migration as on every other
      Given an installation of each cohort that migrated last month
      And the electricity supplier schedules a daily reading of the electricity meter at 18:00 at every enrolled installation
      And an installation
      When its migration is authorised
      Then the installation is migrated
      And the electricity supplier has received a scheduled reading of the electricity meter of every enrolled installation each day at 18:00

    @id:FR-1-96 @FR-1 @severity:critical @axis:release-and-phase
    Scenario: What waits for its time is carried out after a migration as before it
      Given an installation of each cohort that migrated last month
      And the electricity supplier puts the electricity meter into prepayment mode in 12 days at every enrolled installation
      And an installation
      When its migration is authorised
      Then the installation is migrated
      When 12 days pass
      Then the electricity meter of every enrolled installation shows the prepayment mode

    @id:FR-1-97 @FR-1 @severity:critical @axis:release-and-phase
    Scenario: The S1SP fails in the middle of a slot, and neither side loses anything
      Given an installation of each cohort that migrated last month
      And the electricity supplier schedules a daily reading of the electricity meter at 08:30 at every enrolled installation
      And an installation
      And the S1SP is down from minute 10 to minute 90 of the slot
      When its migration is authorised
      Then the installation is migrated
      And the electricity supplier has received a scheduled reading of the electricity meter of every enrolled installation each day at 08:30

  Rule: SMETS2+ goes on through a migration

    @id:FR-1-98 @FR-1 @needs:role-taking @severity:blocker
    Scenario: A SMETS2+ meter is read and cut off in the middle of a migration
      Given a SMETS2+ installation
      And an installation
      And the DCO Viable Installations File is held back
      And its migration is authorised
      When the electricity supplier asks the electricity meter of the SMETS2+ installation for its import registers
      Then the response "I0" contains the register reading of the electricity meter of the SMETS2+ installation
      When the electricity supplier disables the supply of the electricity meter of the SMETS2+ installation
      Then the electricity meter of the SMETS2+ installation shows the supply as off
