Feature: Schedule notifications of the migration of Dormant Meters
  The supplier of a Dormant Meter is told by a file when the DCC plans to migrate it, when that changes, and when it is given up.

  Rule: Each supplier is told of its own Dormant Meters by one file

    @id:ST-A13-01 @ST-A13 @phase:Dormant @axis:release-and-phase @severity:critical
    Scenario: The electricity supplier is told of its Dormant Meter
      Given an installation
      When the Migration Control Centre gives notice of its migration
      Then the electricity supplier is told of the migration of the electricity meter by one file, as new
      And the electricity supplier is told the day on which the installation is now scheduled

    @id:ST-A13-02 @phase:Dormant @phase:Mixed @ST-A13 @applies:dual-fuel @axis:release-and-phase @severity:critical @regression
    Scenario: The gas supplier is told of its Dormant Meter, and of nothing else
      Given an installation
      When the Migration Control Centre gives notice of its migration
      Then the gas supplier is told of the migration of the gas meter by one file, as new
      And the gas supplier has received one schedule notification

    @id:ST-A13-03 @phase:Dormant @phase:Mixed @ST-A13 @applies:dual-fuel @axis:once
    Scenario: Several installations of one order are told by one file
      Given three installations
      When the Migration Control Centre gives notice of their migration
      Then the gas supplier is told of the migration of the gas meter of the third installation by one file, as new
      And the gas supplier has received one schedule notification

    @id:ST-A13-04 @phase:Dormant @phase:Mixed @negative:ST-A13 @applies:dual-fuel @axis:once @severity:critical
    Scenario: A supplier cannot fetch what another supplier is told
      Given an installation
      When the Migration Control Centre gives notice of its migration
      Then another supplier cannot read the schedule notifications of the gas supplier
      And another supplier has received no schedule notifications

    @id:ST-A13-05 @phase:Dormant @phase:Mixed @negative:ST-A13 @axis:once
    Scenario: Of an order that is refused nobody is told
      Given an installation
      When the Migration Control Centre gives notice of its migration 6 days ahead
      Then the notice is refused with "SIM-DRM-12"
      And the gas supplier has received no schedule notifications

    @id:ST-A13-06 @phase:Dormant @phase:Mixed @negative:ST-A13 @applies:dual-fuel @axis:once
    Scenario: While nothing changes, nobody is told again
      Given an installation
      And notice has been given of the migration of the installation
      When three days pass
      Then the gas supplier has received one schedule notification

    @id:ST-A13-07 @phase:Dormant @phase:Mixed @ST-A13 @applies:dual-fuel @axis:once
    Scenario: A file waits for a supplier whose systems were down
      Given an installation
      And notice has been given of the migration of the installation
      When three days pass
      Then the Migration Control Centre sees that the gas supplier has not fetched its file, and sees it fetched afterwards

    @id:ST-A13-08 @phase:Dormant @phase:Mixed @ST-A13 @applies:dual-fuel @axis:once
    Scenario: The portal hands out the file
      Given an installation
      And notice has been given of the migration of the installation
      When the gas supplier signs in to the portal
      Then the portal hands out the schedule notification as the interface does to the gas supplier

  Rule: What changes is told by a further file

    @id:ST-A13-11 @phase:Dormant @phase:Mixed @ST-A13 @applies:dual-fuel @axis:release-and-phase @severity:critical
    Scenario: After a change of supplier the former and the new supplier are told
      Given an installation
      And notice has been given of the migration of the installation
      And another supplier has taken over the gas meter
      When a day passes
      Then another supplier is told of the migration of the gas meter by one file, as new
      And the gas supplier is told of the migration of the gas meter by one file, as withdrawn

    @id:ST-A13-17 @phase:Dormant @phase:Mixed @ST-A13 @applies:dual-fuel @axis:once
    Scenario: A change of supplier that cannot be looked up is told once the DSP answers
      Given an installation
      And notice has been given of the migration of the installation
      And another supplier has taken over the gas meter
      And the DSP is down for 8 hours
      When a day passes
      Then another supplier is told of the migration of the gas meter by one file, as new

    @id:ST-A13-90 @phase:Dormant @phase:Mixed @ST-A13 @applies:dual-fuel @axis:once
    Scenario: After a second change of supplier the supplier in between is told that the plan is withdrawn
      Given an installation
      And notice has been given of the migration of the installation
      And another supplier has taken over the gas meter
      And a day passes
      And the gas supplier has taken over the gas meter
      When a day passes
      Then another supplier is told of the migration of the gas meter by one file, as withdrawn
      And the gas supplier has received three schedule notifications

    @id:ST-A13-12 @negative:ST-A13 @phase:Dormant @applies:dual-fuel @axis:once
    Scenario: After a change of the gas supplier the electricity supplier is told nothing more
      Given an installation
      And notice has been given of the migration of the installation
      And another supplier has taken over the gas meter
      When a day passes
      Then the electricity supplier has received one schedule notification

    @id:ST-A13-13 @ST-A13 @phase:Dormant @axis:once
    Scenario: A further attempt has another day, and the supplier is told
      Given an installation without WAN on its migration day
      And notice has been given of the migration of the installation
      When the migration day has passed
      Then the electricity supplier is told of the migration of the electricity meter by one file, as changed
      And the electricity supplier is told the day on which the installation is now scheduled

    @id:ST-A13-14 @ST-A13 @phase:Dormant @axis:once
    Scenario: A closed day moves the migration, and the supplier is told
      Given an installation
      And notice has been given of the migration of the installation
      When the Migration Control Centre leaves room for no installations on the first open day
      Then the electricity supplier is told of the migration of the electricity meter by one file, as changed
      And the electricity supplier is told the day on which the installation is now scheduled

    @id:ST-A13-15 @ST-A13 @phase:Dormant @axis:once
    Scenario: A migration that lost its only day is withdrawn
      Given an installation
      And the Migration Control Centre gives notice of its migration within 1 day
      When the Migration Control Centre leaves room for no installations on the first open day
      Then the electricity supplier is told of the migration of the electricity meter by one file, as withdrawn

    @id:ST-A13-16 @ST-A13 @phase:Dormant @axis:release-and-phase
    Scenario: The plan for a meter that becomes active is withdrawn
      Given an installation
      And notice has been given of the migration of the installation
      When the suppliers activate the meters of the installation
      Then the electricity supplier is told of the migration of the electricity meter by one file, as withdrawn
