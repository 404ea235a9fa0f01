@applies:configuration-update
Feature: Active Meters are not changed
  Migration DMRT configures Dormant Meters only. A meter that its supplier operates, or starts to operate in the meantime, is
  left to that supplier.

  Background:
    Given dormant devices that have not been configured

  Rule: Only Dormant Devices are configured

    @id:DM-6-01 @DM-6 @phase:Dormant @phase:Mixed @severity:blocker @regression
    Scenario: An order for a combination leaves out installations whose meters are all active
      Given an installation
      And a further installation whose meters are all active
      When the Migration Control Centre has every Dormant Meter of the combination configured
      Then the order covers the first installation only
      And every active device is unchanged

    @id:DM-6-02 @negative:DM-6 @phase:Dormant @phase:Mixed @severity:blocker
    Scenario: An installation whose meters are all active is not configured
      Given an installation whose meters are all active
      When the Migration Control Centre orders the configuration of its dormant devices
      Then the order is refused with "SIM-DRM-14"
      And the electricity supplier has received no notice of configuration
      And every device of the installation is unchanged

    @id:DM-6-03 @negative:DM-6 @phase:Mixed @severity:blocker @regression
    Scenario: The active electricity meter and the hub beside a dormant gas meter are not changed
      Given an installation
      When the Migration Control Centre has its dormant devices configured
      Then the dormant devices of the installation have the S1SR configuration
      And every active device is unchanged

  Rule: A Dormant Meter that becomes active is not configured

    @id:DM-6-11 @negative:DM-6 @phase:Dormant @phase:Mixed @severity:critical @axis:release-and-phase
    Scenario: A meter that is active again on the first planned day is not configured
      Given an installation
      And the Migration Control Centre orders the configuration of its dormant devices
      And the suppliers activate the meters of the installation
      When the planned days pass
      Then the configuration of the installation is reported as no longer dormant with "SIM-DRM-23"
      And every device of the installation is unchanged

    @id:DM-6-12 @negative:DM-6 @phase:Dormant @phase:Mixed @severity:critical @axis:release-and-phase
    Scenario: A meter that becomes active before the order reaches the SMSO is not configured
      Given an installation
      And the order reaches the SMSO at noon on the first planned day
      And the Migration Control Centre orders the configuration of its dormant devices
      And the planned days begin
      And the suppliers activate the meters of the installation
      When the planned days pass
      Then the configuration of the installation is reported as no longer dormant with "SIM-CFG-12"
      And every device of the installation is unchanged

    @id:DM-6-13 @negative:DM-6 @phase:Dormant @phase:Mixed @severity:critical @axis:release-and-phase
    Scenario: A meter that becomes active while the SMSO cannot reach it is not configured later
      Given an installation without WAN on the first planned day
      And the Migration Control Centre orders the configuration of its dormant devices
      And the planned days begin
      And the suppliers activate the meters of the installation
      When the planned days pass
      Then the configuration of the installation is reported as no longer dormant with "SIM-CFG-12"
      And every device of the installation is unchanged

    @id:DM-6-432 @negative:DM-6 @phase:Dormant @severity:critical @axis:release
    Scenario: That a meter is active is told again when the acknowledgement is lost
      Given an installation
      And the Migration Control Centre has its dormant devices configured
      And notice has been given of the migration of the installation
      And the first acknowledgement of every kind of message between the parties is lost
      And the suppliers activate the meters of the installation
      When the migration day has passed
      Then the installation is withdrawn with "SIM-DRM-23"
      And each of these messages was delivered again, and was the same message:
        | message           | recipient                    |
        | activation notice | the Migration Control Centre |

    @id:DM-6-431 @negative:DM-6 @phase:Dormant @axis:once
    Scenario: A second activation of a meter has no further effect
      Given an installation
      And the Migration Control Centre has its dormant devices configured
      And notice has been given of the migration of the installation
      And the suppliers activate the meters of the installation
      And the suppliers activate the meters of the installation
      When the migration day has passed
      Then the installation is withdrawn with "SIM-DRM-23"
      And the electricity supplier is told of the migration of the electricity meter by one file, as withdrawn

    @id:DM-6-14 @negative:DM-6 @phase:Dormant @severity:critical @axis:release-and-phase
    Scenario: A configured meter that becomes active does not migrate without its supplier's authorisation
      Given an installation
      And the Migration Control Centre has its dormant devices configured
      And notice has been given of the migration of the installation
      And the suppliers activate the meters of the installation
      When the migration day has passed
      Then the installation is withdrawn with "SIM-DRM-23"
      And the SIM was never handed over
      And the SMSO can read the electricity meter
