@applies:dual-fuel
Feature: Schedule notifications of the configuration of Dormant Meters
  The supplier of a Dormant Meter is told by a file when its firmware is going to be upgraded or its configuration applied.

  Background:
    Given dormant devices that have not been configured

  Rule: Each plan is told by a file of its own

    @id:ST-A13-31 @phase:Dormant @phase:Mixed @ST-A13 @applies:configuration-update @axis:release-and-phase @severity:critical
    Scenario: The gas supplier is told of the configuration of its Dormant Meter
      Given an installation
      When the Migration Control Centre orders the configuration of its dormant devices
      Then the gas supplier is told of the configuration of the gas meter by one file, as new
      And the gas supplier has received one schedule notification

    @id:ST-A13-32 @phase:Dormant @phase:Mixed @ST-A13 @applies:firmware-upgrade @axis:release-and-phase @severity:critical
    Scenario: The gas supplier is told of the new firmware of its Dormant Meter
      Given an installation whose dormant meters run older firmware
      When the Migration Control Centre orders the configuration of its dormant devices with the firmware of their model
      Then the gas supplier is told of the firmware upgrade of the gas meter by one file, as new
      And the gas supplier is told of the configuration of the gas meter by one file, as new

    @id:ST-A13-33 @phase:Dormant @phase:Mixed @negative:ST-A13 @applies:firmware-upgrade @axis:once
    Scenario: Of a meter that runs the firmware already no upgrade is told
      Given an installation
      When the Migration Control Centre orders the configuration of its dormant devices with the firmware of their model
      Then the gas supplier has received one schedule notification

  Rule: What changes is told by a further file

    @id:ST-A13-34 @phase:Dormant @phase:Mixed @ST-A13 @applies:configuration-update @axis:once
    Scenario: After a change of supplier the former and the new supplier are told once
      Given an installation
      And the Migration Control Centre orders the configuration of its dormant devices
      And another supplier has taken over the gas meter
      When three days pass
      Then another supplier is told of the configuration of the gas meter by one file, as new
      And the gas supplier is told of the configuration of the gas meter by one file, as withdrawn

    @id:ST-A13-35 @ST-A13 @phase:Dormant @applies:configuration-update @axis:once
    Scenario: The plan for a meter that becomes active is withdrawn
      Given an installation
      And the Migration Control Centre orders the configuration of its dormant devices
      When the suppliers activate the meters of the installation
      Then the gas supplier is told of the configuration of the gas meter by one file, as withdrawn
