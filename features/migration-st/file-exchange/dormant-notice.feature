@needs:lab @needs:virtual-time
Feature: Notice of the migration of Dormant Meters
  Nobody authorises the migration of a Dormant Meter. The Migration Control Centre plans it, and gives notice of it to the
  supplier who is registered for the meter.

  Rule: The supplier of each dormant meter is told of its migration a week ahead

    @id:ST-A11-61 @ST-A11 @phase:Dormant @severity:critical @axis:release-and-phase @regression
    Scenario: With its notice a dormant installation is scheduled
      Given an installation
      When the Migration Control Centre gives notice of its migration
      Then the electricity supplier has received notice of the migration of the electricity meter 7 days ahead
      And the installation is scheduled for the first planned day

    @id:ST-A11-62 @ST-A11 @phase:Dormant @phase:Mixed @applies:dual-fuel @severity:critical @axis:release-and-phase
    Scenario: The gas supplier is told of a dormant gas meter
      Given an installation
      When the Migration Control Centre gives notice of its migration
      Then the gas supplier has received notice of the migration of the gas meter 7 days ahead

    @id:ST-A11-63 @ST-A11 @phase:Dormant @phase:Mixed @needs:browser @applies:dual-fuel @axis:release-and-phase
    Scenario: A person of the supplier finds the notice in the portal
      Given an installation
      And notice has been given of the migration of the installation
      When the gas supplier signs in to the portal
      Then the portal shows the notice of the gas meter

    @id:ST-A11-64 @negative:ST-A11 @phase:Dormant @phase:Mixed @severity:critical @axis:release-and-phase
    Scenario: A supplier that is not registered for a dormant meter is told of nothing
      Given an installation
      When the Migration Control Centre gives notice of its migration
      Then another supplier has received no notice of migration

    @id:ST-A11-65 @negative:ST-A11 @phase:Mixed @severity:critical @axis:release-and-phase
    Scenario: Nobody gives a supplier notice of a meter that it runs itself
      Given an installation
      When the Migration Control Centre gives notice of its migration
      Then the electricity supplier has received no notice of migration

  Rule: No notice is given too late, twice, of an active meter or of an installation that cannot migrate

    @id:ST-A11-71 @negative:ST-A11 @phase:Dormant @phase:Mixed @severity:critical @axis:release-and-phase
    Scenario: A notice six days ahead comes too late
      Given an installation
      When the Migration Control Centre gives notice of its migration 6 days ahead
      Then the notice is refused with "SIM-DRM-12"
      And the gas supplier has received no notice of migration
      And the installation is not scheduled

    @id:ST-A11-72 @negative:ST-A11 @phase:Dormant @phase:Mixed @axis:release-and-phase
    Scenario: A planned window of 31 days is refused
      Given an installation
      When the Migration Control Centre gives notice of its migration within 31 days
      Then the notice is refused with "SIM-DRM-12"
      And the installation is not scheduled

    @id:ST-A11-73 @negative:ST-A11 @phase:Dormant @phase:Mixed @severity:critical @axis:release-and-phase
    Scenario: An installation whose meters are all active is left to its supplier
      Given an installation whose meters are all active
      When the Migration Control Centre gives notice of its migration
      Then the notice is refused with "SIM-DRM-14"
      And the electricity supplier has received no notice of migration
      And the installation is not scheduled

    @id:ST-A11-74 @negative:ST-A11 @phase:Dormant @phase:Mixed @axis:release-and-phase
    Scenario: While a notice stands or its migration is under way an installation gets no second notice
      Given an installation
      And notice has been given of the migration of the installation
      When the Migration Control Centre gives notice of its migration again
      Then the notice is refused with "SIM-DRM-16"

    @id:ST-A11-75 @negative:ST-A11 @phase:Dormant @phase:Mixed @axis:release-and-phase
    Scenario: A migrated installation gets no notice any more
      Given a migrated installation
      When the Migration Control Centre gives notice of its migration again
      Then the notice is refused with "SIM-DRM-17"
      And the SMSO cannot reach the electricity meter

    @negative:ST-A11 @phase:Dormant @phase:Mixed @axis:release-and-phase
    Scenario Outline: A notice at <which> MPAN is refused
      Given an installation
      When the Migration Control Centre gives notice of a migration at <which> MPAN
      Then the notice is refused with "<code>"

      Examples:
        | id        | which      | code       |
        | ST-A11-76 | an unknown | SIM-DRM-13 |
        | ST-A11-77 | a wrong    | SIM-DRM-11 |

    @id:ST-A11-78 @negative:ST-A11 @phase:Dormant @phase:Mixed @applies:dual-fuel @axis:release-and-phase
    Scenario: A dormant meter that nobody is registered for is left where it is
      Given an installation whose gas meter nobody is registered for
      When the Migration Control Centre gives notice of its migration
      Then the notice is refused with "SIM-DRM-15"
      And the installation is not scheduled

    @id:ST-A11-97 @negative:ST-A11 @phase:Dormant @phase:Mixed @axis:release-and-phase
    Scenario: A meter that was exchanged for a SMETS2+ one gets no notice
      Given an installation
      And a SMETS2+ meter has taken the place of its electricity meter
      When the Migration Control Centre gives notice of its migration
      Then the notice is refused with "SIM-DRM-20"
      And the installation is not scheduled

    @id:ST-A11-79 @negative:ST-A11 @phase:Dormant @axis:once
    Scenario: A dormant installation for which its window has no capacity gets no notice
      Given three installations
      And the Migration Control Centre can migrate two installations a day
      When the Migration Control Centre gives notice of their migration within 1 day
      Then the notice is refused with "SIM-DRM-18"
      And the third installation is not scheduled

  Rule: In a mixed installation the notice of the dormant meter and the authorisation of the active one must both stand

    @id:ST-A1-71 @ST-A1 @phase:Mixed @severity:blocker @regression
    Scenario: With the notice and the authorisation a mixed installation is scheduled
      Given an authorisation for one installation
      When the supplier submits it
      Then the authorisation is accepted
      And every installation is scheduled for the first day of its window

    @id:ST-A1-72 @negative:ST-A1 @phase:Mixed @severity:critical @axis:release-and-phase
    Scenario: The notice alone schedules nothing
      Given an installation
      When the Migration Control Centre gives notice of its migration
      And five days pass
      Then the installation is not scheduled

    @id:ST-A1-73 @negative:ST-A1 @phase:Mixed @severity:critical @axis:release-and-phase
    Scenario: The authorisation alone schedules nothing
      Given an installation
      When the supplier authorises it without a notice
      Then the installation is rejected with "SIM-AUT-27"
      And the installation is not scheduled

    @id:ST-A1-74 @negative:ST-A1 @phase:Mixed @axis:release-and-phase
    Scenario: An authorisation for other days than the notice plans is rejected
      Given an installation
      And notice has been given of the migration of the installation
      When the supplier authorises it for the next three days
      Then the installation is rejected with "SIM-AUT-27"
      And the installation is not scheduled
