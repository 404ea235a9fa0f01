@needs:lab @needs:virtual-time @applies:configuration-update @phase:Dormant @phase:Mixed
Feature: Quality of the SMSO's delivery
  Migration DMRT begins once the system of the SMSO that delivers the configuration has met the required quality criteria.
  What stands behind that record is that its reports can be believed, device by device.

  Background:
    Given dormant devices that have not been configured

  Rule: What the SMSO reports of a device is what the device shows

    @id:DM-1-01 @DM-1 @severity:blocker @regression
    Scenario: A report of a configured installation is true
      Given an installation
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as applied
      And the SMSO's report agrees with the devices of the installation

    @id:DM-1-02 @negative:DM-1 @applies:dual-fuel @severity:blocker
    Scenario: A report claims no device as configured that is not
      Given an installation whose gas meter refuses its configuration
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as failed
      And the SMSO's report agrees with the devices of the installation

    @id:DM-1-03 @negative:DM-1 @severity:critical @axis:release-and-phase
    Scenario: A report claims no change where everything was right already
      Given an installation
      And the Migration Control Centre has its dormant devices configured
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as applied
      And the SMSO's report agrees with the devices of the installation
