Feature: Retry strategy
  What follows a failed attempt depends on the reason for the failure: a retry within the attempt (class A), a retry on another
  day (class B), a new authorisation after a correction (class C), or a review by the Migration Control Centre (class D).

  Rule: A device that does not answer is tried again within the attempt

    @id:ST-A11-83 @ST-A11 @ST-B3 @axis:release-and-phase
    Scenario: A communications check that succeeds at the third try counts as one attempt
      Given an installation without WAN for the first 30 minutes of its slot
      And its migration is authorised
      When the day ends
      Then the S1SP checked communications 3 times
      And the outcome report of the first day shows the installation as migrated at attempt 1

  Rule: A failure that may clear by itself is attempted again on another day, five times in all

    @id:ST-A11-84 @ST-A11 @ST-B1 @axis:release-and-phase
    Scenario: A refused SIM handover is attempted again on the next day
      Given an installation whose SIM the network refuses to hand over
      And its migration is authorised
      When the day ends
      Then the outcome report of the first day shows the installation as failed at attempt 1 with "SIM-SIM-01", to be tried again on another day
      And the installation is scheduled for attempt 2 on the second day

    @id:ST-A11-85 @ST-A11 @negative:ST-A11 @severity:critical @axis:release-and-phase
    Scenario: The fifth failed attempt excludes the installation, and the report says so
      Given an installation without WAN
      And its migration is authorised
      When five days pass
      Then the outcome report of the fourth day shows the installation as failed at attempt 4 with "SIM-COM-01", to be tried again on another day
      And the outcome report of the fifth day shows the installation as failed at attempt 5 with "SIM-COM-01", and excluded
      And the portfolio of the supplier counts one excluded

    @id:ST-A11-86 @ST-A11 @phase:Active @severity:critical @axis:release-and-phase
    Scenario: The count of attempts continues under a new authorisation
      Given an installation without WAN
      And the supplier authorises it for the next two days
      And three days pass
      And the supplier authorises it for the next five days
      When four days pass
      Then the outcome report of the second day shows the installation as failed at attempt 2 with "SIM-COM-01", to be authorised again
      And the outcome report of the fourth day shows the installation as failed at attempt 3 with "SIM-COM-01", to be tried again on another day
      And the installation is excluded after attempt 5

  Rule: A failure that needs a correction is attempted again only under a new authorisation

    @id:ST-A11-87 @ST-A11 @axis:release-and-phase
    Scenario: An installation whose firmware was not eligible migrates after the correction
      Given an installation
      And the EPCL lists the electricity meter with other firmware
      And its migration is authorised
      And the EPCL lists the DMC under test again
      When its migration is authorised again
      Then the outcome report of the first day shows the installation as failed at attempt 1 with "SIM-CPV-12", to be authorised again
      And the installation is migrated at attempt 2
      And the portfolio of the supplier counts one migrated and one attempted

    @id:ST-A11-88 @negative:ST-A11 @axis:release-and-phase
    Scenario: A whitelist mismatch is not attempted again without a new authorisation
      Given an installation with a device on the whitelist that the SMSO did not declare
      And its migration is authorised
      When five days pass
      Then the outcome report of the first day shows the installation as failed at attempt 1 with "SIM-WHL-02", to be authorised again
      And the migration stops at the whitelist with "SIM-WHL-02"
      And every attempt has its outcome

  Rule: An installation raised to the Migration Control Centre can be authorised again only when it has been released

    @id:ST-A11-81 @negative:ST-A1 @ST-A11 @phase:Active @severity:critical @axis:release-and-phase
    Scenario: A key version other than declared blocks any further authorisation
      Given an installation whose electricity meter holds a key version other than declared
      And its migration is authorised
      And the day ends
      When the supplier authorises it again
      Then the outcome report of the first day shows the installation as failed at attempt 1 with "SIM-KEY-01", raised to the Migration Control Centre
      And the installation is rejected with "SIM-AUT-25"
      And the SMSO can read the electricity meter

    @id:ST-A11-82 @ST-A11 @ST-A1 @phase:Active @axis:release-and-phase
    Scenario: The supplier can authorise an installation that the Migration Control Centre has released
      Given an installation whose electricity meter holds a key version other than declared
      And its migration is authorised
      And the Migration Control Centre releases the installation
      When the supplier authorises it again
      Then the authorisation is accepted
      And the installation is still scheduled
