@needs:lab @needs:virtual-time @applies:configuration-update
Feature: Application of the configuration
  The SMSO brings the configuration to each Dormant Device and reads it back. What is silent is tried again on the planned
  days, what was done once is not done again, and what could not be done spoils nothing else.

  Background:
    Given dormant devices that nobody has configured yet

  Rule: A device is configured when it reads back as it was set

    @id:DM-2-41 @negative:DM-2 @phase:Dormant @phase:Mixed @applies:dual-fuel @severity:blocker @regression
    Scenario: A device that refuses its configuration fails its own installation and no other
      Given three installations, the second whose gas meter refuses its configuration
      When the Migration Control Centre has their dormant devices configured
      Then the configuration of the second installation is reported as failed with "SIM-CFG-21"
      And the gas meter of the second installation is as it was before
      And the dormant devices of the first installation have the S1SR configuration
      And the dormant devices of the third installation have the S1SR configuration

    @id:DM-2-42 @negative:DM-2 @phase:Dormant @phase:Mixed @applies:dual-fuel @severity:critical @axis:release-and-phase
    Scenario: A device that forgets its configuration is not taken for configured
      Given an installation whose gas meter forgets its configuration at once
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as failed with "SIM-CFG-22"

    @id:DM-2-43 @negative:DM-2 @phase:Dormant @axis:release-and-phase
    Scenario: A hub that knows a device which the SMSO did not declare is not taken for configured
      Given an installation with a device on the whitelist that the SMSO did not declare
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as failed with "SIM-CFG-23"
      And the electricity meter is as it was before

    @id:DM-2-44 @DM-2 @negative:DM-2 @phase:Dormant @phase:Mixed @applies:dual-fuel @axis:once @severity:critical
    Scenario: Of a batch of forty every installation ends as it has to
      Given 40 installations, among them
        | installations | which                                             | code       |
        | 4             | whose gas meter refuses its configuration         | SIM-CFG-21 |
        | 4             | whose gas meter forgets its configuration at once | SIM-CFG-22 |
        | 4             | without WAN                                       | SIM-CFG-24 |
      When the Migration Control Centre has every Dormant Meter of the combination configured
      Then the configuration of every one of them ends as it has to, once

  Rule: What is silent is tried again on the planned days

    @id:DM-2-51 @DM-2 @phase:Dormant @phase:Mixed @severity:critical @axis:release-and-phase
    Scenario: An installation without WAN is configured on the next planned day
      Given an installation without WAN on the first planned day
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as applied
      And the dormant devices of the installation have the S1SR configuration

    @id:DM-2-54 @DM-2 @phase:Dormant @phase:Mixed @axis:release-and-phase
    Scenario: A hub that was called in vain is called again on the same day
      Given an installation whose hub hears none of the first three calls
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as applied

    @id:DM-2-52 @negative:DM-2 @phase:Dormant @phase:Mixed @severity:critical @regression
    Scenario: An installation that never answers is reported as without WAN
      Given an installation without WAN
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as without WAN with "SIM-CFG-24"
      And no device of the installation has been changed

    @id:DM-2-53 @DM-2 @phase:Dormant @phase:Mixed @applies:dual-fuel @axis:release-and-phase
    Scenario: A device whose answer is lost is configured once
      Given an installation whose gas meter loses an answer while it is configured
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as applied
      And the SMSO has reported the installation once

  Rule: To repeat an order does no harm

    @id:DM-2-61 @negative:DM-2 @phase:Dormant @phase:Mixed @needs:role-taking @severity:critical @regression
    Scenario: An order that arrives again is carried out once
      Given an installation
      When the Migration Control Centre orders the configuration of its dormant devices
      And the planned days begin
      And the order reaches the SMSO again a day later
      Then the configuration of the installation is reported as applied
      And the SMSO has reported the installation once

    @id:DM-2-62 @DM-2 @phase:Dormant @phase:Mixed @applies:dual-fuel @severity:critical @axis:release-and-phase
    Scenario: A device that has drifted since is put right by a further order
      Given an installation
      And the Migration Control Centre has its dormant devices configured
      When somebody changes what the gas meter is set to
      And the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as applied
      And the dormant devices of the installation have the S1SR configuration
