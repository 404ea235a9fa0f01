@needs:lab @needs:virtual-time
Feature: Retry strategy
  What follows an attempt that failed depends on why it failed: it is tried again within the attempt (class A), on another
  day (class B), after a correction under a new authorisation (class C), or only when people have looked at it (class D).

  Rule: A device that is silent is tried again within the attempt

    @id:ST-A11-83 @ST-A11 @ST-B3 @axis:release-and-phase
    Scenario: What succeeds at the third try is one attempt
      Given an installation without WAN for the first 30 minutes of its slot
      When its migration is authorised
      And the day ends
      Then the S1SP checked communications 3 times
      And the outcome report of the first day shows the installation as migrated at attempt 1

  Rule: What may be different tomorrow is tried again on another day, five times in all

    @id:ST-A11-84 @ST-A11 @ST-B1 @axis:release-and-phase
    Scenario: A refused SIM handover is tried again on the next day
      Given an installation whose SIM the network refuses to hand over
      When its migration is authorised
      And the day ends
      Then the outcome report of the first day shows the installation as failed at attempt 1 with "SIM-SIM-01", to be tried again on another day
      And the installation waits for attempt 2 on the second day

    @id:ST-A11-85 @ST-A11 @negative:ST-A11 @severity:critical @axis:release-and-phase
    Scenario: The fifth failed attempt excludes the installation, and the supplier is told so
      Given an installation without WAN
      And its migration is authorised
      When five days pass
      Then the outcome report of the fourth day shows the installation as failed at attempt 4 with "SIM-COM-01", to be tried again on another day
      And the outcome report of the fifth day shows the installation as failed at attempt 5 with "SIM-COM-01", and excluded
      And the portfolio of the supplier counts one excluded

    @id:ST-A11-86 @ST-A11 @phase:Active @severity:critical @axis:release-and-phase
    Scenario: Attempts count on when the installation is authorised again
      Given an installation without WAN
      And the supplier authorises it for the next two days
      And three days pass
      When the supplier authorises it for the next five days
      And four days pass
      Then the outcome report of the second day shows the installation as failed at attempt 2 with "SIM-COM-01", to be authorised anew
      And the outcome report of the fourth day shows the installation as failed at attempt 3 with "SIM-COM-01", to be tried again on another day
      And the installation is excluded after attempt 5

  Rule: What needs other data is attempted again only under a new authorisation

    @id:ST-A11-87 @ST-A11 @axis:release-and-phase
    Scenario: An installation whose firmware was not eligible migrates after the correction
      Given an installation
      And the EPCL lists the electricity meter with other firmware
      And its migration is authorised
      When the EPCL lists the DMC under test again
      And its migration is authorised
      Then the outcome report of the first day shows the installation as failed at attempt 1 with "SIM-CPV-12", to be authorised anew
      And the installation is migrated at attempt 2
      And the portfolio of the supplier counts one migrated and one attempted

    @id:ST-A11-88 @negative:ST-A11 @axis:release-and-phase
    Scenario: Nothing is tried again without a new authorisation
      Given an installation with a device on the whitelist that the SMSO did not declare
      And its migration is authorised
      When five days pass
      Then the outcome report of the first day shows the installation as failed at attempt 1 with "SIM-WHL-02", to be authorised anew
      And the migration stops at the whitelist with "SIM-WHL-02"
      And every attempt has its outcome

  Rule: What was stopped for people is authorised again only when the Migration Control Centre has released it

    @id:ST-A11-81 @negative:ST-A1 @ST-A11 @phase:Active @severity:critical @axis:release-and-phase
    Scenario: Keys in another state than declared stop every further authorisation
      Given an installation whose electricity meter holds another key version than declared
      And its migration is authorised
      And the day ends
      When the supplier authorises it again
      Then the outcome report of the first day shows the installation as failed at attempt 1 with "SIM-KEY-01", raised to the Migration Control Centre
      And the installation is rejected with "SIM-AUT-25"
      And the SMSO can read the electricity meter

    @id:ST-A11-82 @ST-A1 @phase:Active @axis:release-and-phase
    Scenario: The supplier can authorise again what the Migration Control Centre has released
      Given an installation whose electricity meter holds another key version than declared
      And its migration is authorised
      When the Migration Control Centre releases the installation
      And the supplier authorises it again
      Then the authorisation is accepted
      And the installation is still scheduled
