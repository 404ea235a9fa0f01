Feature: Portfolio of a supplier
  However often an installation was authorised or attempted, it counts once: as migrated, failed, in flight, scheduled or
  excluded.

  Rule: Every authorised installation is in exactly one class

    @id:ST-A11-41 @ST-A11 @negative:ST-A11 @severity:blocker @regression
    Scenario: Migrated, failed and scheduled installations add up to the authorised ones
      Given an installation
      And an installation with a device on the whitelist that the SMSO did not declare
      And an installation without WAN
      When their migration is authorised
      Then the portfolio of the supplier counts one migrated, one failed, one scheduled and three attempted

    @id:ST-A11-45 @ST-A11 @negative:ST-A11 @severity:blocker @regression
    Scenario: Migrated, failed and excluded installations add up to the authorised ones
      Given an installation
      And an installation with a device on the whitelist that the SMSO did not declare
      And an installation without WAN
      And their migration is authorised
      When five days pass
      Then the portfolio of the supplier counts one migrated, one failed, one excluded and three attempted
      And the portfolio of the Migration Control Centre counts one migrated, one failed, one excluded and three attempted

    @id:ST-A11-42 @ST-A11 @axis:release-and-phase
    Scenario: A scheduled installation is not counted as attempted
      Given an installation whose migration is scheduled
      Then the portfolio of the supplier counts one scheduled and none attempted

    @id:ST-A11-43 @ST-A11 @severity:critical @axis:release-and-phase
    Scenario: An installation in intervention is in flight
      Given an installation whose communications hub refuses new keys on its migration day
      When its migration is authorised
      Then the in-flight list shows the installation in intervention with "SIM-KEY-12"
      And the portfolio of the supplier counts one in flight

    @id:ST-A11-47 @ST-A11 @severity:critical @axis:release-and-phase
    Scenario: A recovered installation is no longer in flight
      Given an installation whose communications hub refuses new keys on its migration day
      And its migration is authorised
      When the Migration Control Centre orders its recovery
      Then the in-flight list shows nothing
      And the portfolio of the supplier counts one migrated

    @id:ST-A11-44 @negative:ST-A11 @phase:Active @severity:critical @axis:release-and-phase
    Scenario: The installations of two suppliers are counted separately
      Given an installation
      And another supplier has authorised an installation of its own
      When the migration of the first installation is authorised
      Then the portfolio of the supplier counts one migrated
      And the portfolio of another supplier counts one migrated
      But the portfolio of the Migration Control Centre counts two migrated

  Rule: The portfolio of a week shows the state at its end

    @id:ST-A11-46 @ST-A11 @negative:ST-A11 @axis:release-and-phase
    Scenario: Events of the next week do not change the portfolio of the week before
      Given an installation
      And the EPCL lists the electricity meter with other firmware
      And its migration is authorised
      And the week ends
      And the EPCL lists the DMC under test again
      When its migration is authorised again
      Then the portfolio of the supplier counts one migrated
      But the portfolio of the first week counts one failed
