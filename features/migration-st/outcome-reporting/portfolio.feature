@needs:lab @needs:virtual-time
Feature: Portfolio of a supplier
  However often an installation was authorised or attempted, it counts once: as migrated, failed, in flight, scheduled or
  excluded.

  Rule: Every authorised installation is in exactly one class

    @id:ST-A11-41 @ST-A11 @negative:ST-A11 @severity:blocker @regression
    Scenario: Migrated, failed, waiting and excluded installations add up to what was authorised
      Given an installation
      And an installation with a device on the whitelist that the SMSO did not declare
      And an installation without WAN
      When their migration is authorised
      Then the portfolio of the supplier counts one migrated, one failed, one scheduled and three attempted
      When five days pass
      Then the portfolio of the supplier counts one migrated, one failed, one excluded and three attempted
      And the portfolio of the Migration Control Centre counts one migrated, one failed, one excluded and three attempted

    @id:ST-A11-42 @ST-A11 @axis:release-and-phase
    Scenario: What is scheduled has not been attempted
      Given an installation whose migration is scheduled
      Then the portfolio of the supplier counts one scheduled and no attempted

    @id:ST-A11-43 @ST-A11 @severity:critical @axis:release-and-phase
    Scenario: An installation in intervention is in flight until its recovery has ended
      Given an installation whose communications hub refuses new keys on its migration day
      When its migration is authorised
      Then the in-flight list shows the installation in intervention with "SIM-KEY-12"
      And the portfolio of the supplier counts one in flight
      When the Migration Control Centre orders its recovery
      Then nothing is in flight
      And the portfolio of the supplier counts one migrated

    @id:ST-A11-44 @negative:ST-A11 @phase:Active @severity:critical @axis:release-and-phase
    Scenario: The installations of two suppliers are not added up
      Given an installation
      And another supplier has authorised an installation of its own
      When the migration of the first installation is authorised
      Then the portfolio of the supplier counts one migrated
      And the portfolio of another supplier counts one migrated
      But the portfolio of the Migration Control Centre counts two migrated

  Rule: The portfolio of a week is that of its end

    @id:ST-A11-46 @ST-A11 @negative:ST-A11 @axis:release-and-phase
    Scenario: What happens in the next week is not in the portfolio of this one
      Given an installation
      And the EPCL lists the electricity meter with other firmware
      And its migration is authorised
      When the week ends
      And the EPCL lists the DMC under test again
      And its migration is authorised
      Then the portfolio of the supplier counts one migrated
      But the portfolio of the first week counts one failed
