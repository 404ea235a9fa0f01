@needs:lab @needs:virtual-time @applies:configuration-update
Feature: Application of the configuration
  The SMSO brings the configuration to each Dormant Device and reads it back. What is silent is tried again on the planned
  days, what was done once is not done again, and what could not be done spoils nothing else.

  Background:
    Given dormant devices that have not been configured

  Rule: A device is configured when it reads back as it was set

    @id:DM-2-41 @negative:DM-2 @phase:Dormant @phase:Mixed @applies:dual-fuel @severity:blocker @regression
    Scenario: A device that refuses its configuration fails its own installation and no other
      Given three installations, the second whose gas meter refuses its configuration
      When the Migration Control Centre has their dormant devices configured
      Then the configuration of the second installation is reported as failed with "SIM-CFG-21"
      And the gas meter of the second installation is unchanged
      And the dormant devices of the first installation have the S1SR configuration
      And the dormant devices of the third installation have the S1SR configuration

    @id:DM-2-42 @negative:DM-2 @phase:Dormant @phase:Mixed @applies:dual-fuel @severity:critical @axis:release-and-phase
    Scenario: A device that forgets its configuration is not taken for configured
      Given an installation whose gas meter loses its configuration immediately
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as failed with "SIM-CFG-22"

    @id:DM-2-43 @negative:DM-2 @phase:Dormant @axis:release-and-phase
    Scenario: A hub that knows a device which the SMSO did not declare is not taken for configured
      Given an installation with a device on the whitelist that the SMSO did not declare
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as failed with "SIM-CFG-23"
      And the electricity meter is unchanged

    @id:DM-2-44 @DM-2 @negative:DM-2 @phase:Dormant @phase:Mixed @applies:dual-fuel @axis:once @severity:critical
    Scenario: Of a batch of forty every installation ends as it has to
      Given 40 installations, among them
        | installations | which                                             | code       |
        | 4             | whose gas meter refuses its configuration         | SIM-CFG-21 |
        | 4             | whose gas meter loses its configuration immediately | SIM-CFG-22 |
        | 4             | without WAN                                       | SIM-CFG-24 |
      When the Migration Control Centre has every Dormant Meter of the combination configured
      Then every one of them has the expected configuration result exactly once

  Rule: What is silent is tried again on the planned days

    @id:DM-2-51 @DM-2 @phase:Dormant @phase:Mixed @severity:critical @axis:release-and-phase
    Scenario: An installation without WAN is configured on the next planned day
      Given an installation without WAN on the first planned day
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as applied
      And the dormant devices of the installation have the S1SR configuration

    @id:DM-2-54 @DM-2 @phase:Dormant @phase:Mixed @axis:release-and-phase
    Scenario: A hub that was called in vain is called again on the same day
      Given an installation whose hub does not receive the first three calls
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as applied

    @id:DM-2-52 @negative:DM-2 @phase:Dormant @phase:Mixed @severity:critical @regression
    Scenario: An installation that never answers is reported as without WAN
      Given an installation without WAN
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as without WAN with "SIM-CFG-24"
      And every device of the installation is unchanged

    @id:DM-2-53 @DM-2 @phase:Dormant @phase:Mixed @applies:dual-fuel @axis:release-and-phase
    Scenario: A device whose answer is lost is configured once
      Given an installation whose gas meter loses a response while it is configured
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as applied
      And the SMSO has reported on the installation once

  Rule: To repeat an order does no harm

    @id:DM-2-61 @negative:DM-2 @phase:Dormant @phase:Mixed @needs:role-taking @severity:critical @regression
    Scenario: An order that arrives again is carried out once
      Given an installation
      When the Migration Control Centre orders the configuration of its dormant devices
      And the planned days begin
      And the order reaches the SMSO again a day later
      Then the configuration of the installation is reported as applied
      And the SMSO has reported on the installation once

    @id:DM-2-62 @DM-2 @phase:Dormant @phase:Mixed @applies:dual-fuel @severity:critical @axis:release-and-phase
    Scenario: A device that has drifted since is put right by a further order
      Given an installation
      And the Migration Control Centre has its dormant devices configured
      When somebody changes the settings of the gas meter
      And the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as applied
      And the dormant devices of the installation have the S1SR configuration
