Feature: Notice of the migration of Dormant Meters
  Nobody authorises the migration of a Dormant Meter. The Migration Control Centre plans it, and gives notice of it to the
  supplier who is registered for the meter.

  Rule: The supplier of each dormant meter is given a week's notice of its migration

    @id:ST-A11-61 @ST-A11 @phase:Dormant @severity:critical @axis:release-and-phase @regression
    Scenario: A dormant installation is scheduled when notice is given
      Given an installation
      When the Migration Control Centre gives notice of its migration
      Then the electricity supplier has received notice of the migration of the electricity meter 7 days ahead
      And the installation is scheduled for the first planned day

    @id:ST-A11-80 @ST-A11 @phase:Dormant @axis:once
    Scenario: A notice has its place on the day before the day is allocated
      Given an installation
      And the Migration Control Centre can migrate two installations a day
      And the Migration Control Centre reserves no installations a day for every supplier
      And another supplier wants two installations migrated on the first open day
      And the Migration Control Centre gives notice of its migration within 1 day
      When the first open day is allocated
      Then another supplier is allocated one installation of the first open day

    @id:ST-A11-62 @ST-A11 @phase:Dormant @phase:Mixed @applies:dual-fuel @severity:critical @axis:release-and-phase
    Scenario: The gas supplier is given notice of a dormant gas meter
      Given an installation
      When the Migration Control Centre gives notice of its migration
      Then the gas supplier has received notice of the migration of the gas meter 7 days ahead

    @id:ST-A11-63 @ST-A11 @phase:Dormant @phase:Mixed @applies:dual-fuel @axis:release-and-phase
    Scenario: The gas supplier sees the notice in the portal
      Given an installation
      And notice has been given of the migration of the installation
      When the gas supplier signs in to the portal
      Then the portal shows the notice of the gas meter

    @id:ST-A11-64 @negative:ST-A11 @phase:Dormant @phase:Mixed @severity:critical @axis:release-and-phase
    Scenario: A supplier that is not registered for a dormant meter is given no notice
      Given an installation
      When the Migration Control Centre gives notice of its migration
      Then another supplier has received no notice of migration

    @id:ST-A11-65 @negative:ST-A11 @phase:Mixed @severity:critical @axis:release-and-phase
    Scenario: A supplier is given no notice of its own active meter
      Given an installation
      When the Migration Control Centre gives notice of its migration
      Then the electricity supplier has received no notice of migration

  Rule: No notice is given too late, twice, of an active meter or of an installation that cannot migrate

    @id:ST-A11-71 @negative:ST-A11 @phase:Dormant @phase:Mixed @severity:critical @axis:release-and-phase
    Scenario: A notice six days ahead is refused
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
    Scenario: A notice of an installation whose meters are all active is refused
      Given an installation whose meters are all active
      When the Migration Control Centre gives notice of its migration
      Then the notice is refused with "SIM-DRM-14"
      And the electricity supplier has received no notice of migration
      And the installation is not scheduled

    @id:ST-A11-74 @negative:ST-A11 @phase:Dormant @phase:Mixed @axis:release-and-phase
    Scenario: A second notice of the same migration is refused
      Given an installation
      And notice has been given of the migration of the installation
      When the Migration Control Centre gives notice of its migration again
      Then the notice is refused with "SIM-DRM-16"

    @id:ST-A11-75 @negative:ST-A11 @phase:Dormant @phase:Mixed @axis:release-and-phase
    Scenario: A notice of a migrated installation is refused
      Given a migrated installation
      When the Migration Control Centre gives notice of its migration again
      Then the notice is refused with "SIM-DRM-17"
      And the SMSO cannot reach the electricity meter

    @negative:ST-A11 @phase:Dormant @phase:Mixed @axis:release-and-phase
    Scenario Outline: A notice under <mpan> is refused
      Given an installation
      When the Migration Control Centre gives notice of its migration under <mpan>
      Then the notice is refused with "<code>"

      Examples:
        | id        | mpan                             | code       |
        | ST-A11-76 | an unknown MPAN                  | SIM-DRM-13 |
        | ST-A11-77 | an MPAN with a wrong check digit | SIM-DRM-11 |

    @id:ST-A11-78 @negative:ST-A11 @phase:Dormant @phase:Mixed @applies:dual-fuel @axis:release-and-phase
    Scenario: A notice of a dormant meter without a registered supplier is refused
      Given an installation whose gas meter has no registered supplier
      When the Migration Control Centre gives notice of its migration
      Then the notice is refused with "SIM-DRM-15"
      And the installation is not scheduled

    @id:ST-A11-97 @negative:ST-A11 @phase:Dormant @phase:Mixed @axis:release-and-phase
    Scenario: A notice of a meter that was replaced by a SMETS2+ meter is refused
      Given an installation
      And a SMETS2+ meter in place of its electricity meter
      When the Migration Control Centre gives notice of its migration
      Then the notice is refused with "SIM-DRM-20"
      And the installation is not scheduled

    @id:ST-A11-79 @negative:ST-A11 @phase:Dormant @axis:once
    Scenario: A notice for a window without capacity is refused
      Given three installations
      And the Migration Control Centre can migrate two installations a day
      When the Migration Control Centre gives notice of their migration within 1 day
      Then the notice is refused with "SIM-DRM-18"
      And the third installation is not scheduled

    @id:ST-A11-431 @ST-A11 @phase:Dormant @axis:once
    Scenario: An installation whose notice was refused is migrated on a notice for a window with capacity
      Given three installations
      And the Migration Control Centre can migrate two installations a day
      And the Migration Control Centre gives notice of their migration within 1 day
      And notice has been given of the migration of the third installation
      When the migration day has passed
      Then the third installation is migrated

  Rule: A mixed installation needs both the notice of its dormant meter and the authorisation of its active one

    @id:ST-A1-71 @ST-A1 @phase:Mixed @severity:blocker @regression
    Scenario: A mixed installation is scheduled on the notice and the authorisation
      Given an authorisation for one installation
      When the supplier submits it
      Then the authorisation is accepted
      And every installation is scheduled for the first day of its window

    @id:ST-A1-72 @negative:ST-A1 @phase:Mixed @severity:critical @axis:release-and-phase
    Scenario: The notice alone schedules nothing
      Given an installation
      And the Migration Control Centre gives notice of its migration
      When five days pass
      Then the installation is not scheduled

    @id:ST-A1-73 @negative:ST-A1 @phase:Mixed @severity:critical @axis:release-and-phase
    Scenario: The authorisation alone schedules nothing
      Given an installation
      When the supplier authorises it without a notice
      Then the installation is rejected with "SIM-AUT-27"
      And the installation is not scheduled

    @id:ST-A1-74 @negative:ST-A1 @phase:Mixed @axis:release-and-phase
    Scenario: An authorisation for days outside the notice is rejected
      Given an installation
      And notice has been given of the migration of the installation
      When the supplier authorises it for the next three days
      Then the installation is rejected with "SIM-AUT-27"
      And the installation is not scheduled
