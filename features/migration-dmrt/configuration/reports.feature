@applies:configuration-update @phase:Dormant @phase:Mixed
Feature: Quality of the SMSO's delivery
  Migration DMRT begins once the SMSO's system that delivers the configuration has met the required quality criteria.
  The evidence for this is that its reports are correct for each device.

  Background:
    Given dormant devices that have not been configured

  Rule: The SMSO's report on a device agrees with the device

    @id:DM-1-01 @DM-1 @severity:blocker @regression
    Scenario: The report on a configured installation is correct
      Given an installation
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as applied
      And the SMSO's report agrees with the devices of the installation

    @id:DM-1-02 @negative:DM-1 @applies:dual-fuel @severity:blocker
    Scenario: The report does not list a device that refused its configuration as configured
      Given an installation whose gas meter refuses its configuration
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as failed
      And the SMSO's report agrees with the devices of the installation

    @id:DM-1-03 @negative:DM-1 @severity:critical @axis:release-and-phase
    Scenario: The report lists no change where the devices were already configured
      Given an installation
      And the Migration Control Centre has its dormant devices configured
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as applied
      And the SMSO's report agrees with the devices of the installation
