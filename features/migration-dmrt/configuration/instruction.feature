@applies:configuration-update @phase:Dormant @phase:Mixed
Feature: Instruction to configure Dormant Devices
  Before Dormant Meters migrate, the DCC instructs their SMSO to apply the configuration of the SMETS1 Supporting Requirements
  to them. The suppliers of the meters receive notice beforehand.

  Background:
    Given dormant devices that have not been configured

  Rule: The ordered configuration is applied to every Dormant Device and confirmed

    @id:DM-2-01 @DM-2 @severity:blocker @regression
    Scenario: The dormant devices of an installation are configured
      Given an installation
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as applied
      And the dormant devices of the installation have the S1SR configuration

    @id:DM-2-02 @DM-2 @severity:critical @regression
    Scenario: An order for a combination covers only the Dormant Meters of that combination
      Given an installation
      And a further installation with a communications hub that is not on the EPCL
      When the Migration Control Centre has every Dormant Meter of the combination configured
      Then the order covers the first installation only
      And the dormant devices of the first installation have the S1SR configuration
      And every device of the second installation is unchanged

  Rule: The supplier of each dormant meter receives a week's notice of its configuration

    @id:DM-2-11 @DM-2 @applies:dual-fuel @severity:critical @axis:release-and-phase
    Scenario: The gas supplier receives notice of the configuration of its dormant meter
      Given an installation
      When the Migration Control Centre orders the configuration of its dormant devices
      Then the gas supplier has received notice of the configuration of the gas meter 7 days ahead

    @id:DM-2-12 @negative:DM-2 @severity:critical @axis:release-and-phase
    Scenario: A supplier that has no dormant meter in the order receives no notice
      Given an installation
      When the Migration Control Centre orders the configuration of its dormant devices
      Then another supplier has received no notice of configuration

  Rule: An order that is late, repeated or unsuitable for its devices is refused

    @id:DM-2-21 @negative:DM-2 @severity:critical @axis:release-and-phase
    Scenario: An order placed six days ahead is refused as too late
      Given an installation
      When the Migration Control Centre orders the configuration of its dormant devices 6 days ahead
      Then the order is refused with "SIM-DRM-12"
      And the gas supplier has received no notice of configuration

    @negative:DM-2 @axis:release-and-phase
    Scenario Outline: An order with a <what> that was never loaded is refused as a whole
      Given an installation
      When the Migration Control Centre orders the configuration of its dormant devices with a <what> that was never loaded
      Then the order is refused as naming what is not there

      Examples:
        | id       | what           |
        | DM-2-454 | package        |
        | DM-2-455 | firmware image |

    @id:DM-2-22 @negative:DM-2 @severity:critical @axis:release-and-phase
    Scenario: An order with a package for another combination is refused
      Given an installation
      When the Migration Control Centre orders the configuration of its dormant devices with a package for other models
      Then the order is refused with "SIM-DRM-21"
      And every device of the installation is unchanged

    @id:DM-2-23 @negative:DM-2 @axis:release-and-phase
    Scenario: An order for an installation that is already planned is refused
      Given an installation
      And the Migration Control Centre orders the configuration of its dormant devices
      When the Migration Control Centre orders the configuration of its dormant devices
      Then the order is refused with "SIM-DRM-16"

    @id:DM-2-24 @negative:DM-2 @severity:critical @axis:release-and-phase
    Scenario: An order for a migrated installation is refused
      Given an installation
      And the Migration Control Centre has its dormant devices configured
      And its migration is authorised
      When the Migration Control Centre orders the configuration of its dormant devices
      Then the order is refused with "SIM-DRM-17"
      And the SMSO cannot reach the electricity meter

  Rule: The SMSO carries out only a valid order for devices that it can reach

    @negative:DM-2 @severity:critical @axis:release-and-phase
    Scenario Outline: An order that arrives <fate> is refused as a whole
      Given an installation
      And the order reaches the SMSO <fate>
      And the Migration Control Centre has its dormant devices configured
      When two days pass
      Then the configuration of the installation is reported as failed with "<code>"
      And every device of the installation is unchanged

      Examples:
        | id      | fate                                          | code       |
        | DM-2-31 | truncated in transit                          | SIM-CFG-01 |
        | DM-2-32 | with a package that was altered in transit    | SIM-CFG-02 |
        | DM-2-33 | four days late                                | SIM-CFG-03 |
        | DM-2-37 | at noon on the day after the last planned day | SIM-CFG-03 |

    @negative:DM-2 @severity:critical @axis:release-and-phase
    Scenario Outline: An installation is not configured when the order arrives <fate>
      Given an installation
      And the order reaches the SMSO <fate>
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as failed with "<code>"
      And every device of the installation is unchanged

      Examples:
        | id      | fate                                     | code       |
        | DM-2-34 | with an MPAN that is unknown to the SMSO | SIM-CFG-11 |
        | DM-2-35 | with a package for other models          | SIM-CFG-13 |

    @id:DM-2-36 @negative:DM-2 @axis:release-and-phase
    Scenario: An installation whose SIM is on another network is not configured
      Given an installation
      And the SIM is put on the network of the S1SP
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as failed with "SIM-CFG-14"
      And every device of the installation is unchanged

    @id:DM-2-38 @DM-2 @axis:release-and-phase
    Scenario: An order that arrives on the last planned day is carried out
      Given an installation
      And the order reaches the SMSO at noon on the last planned day
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as applied
      And the dormant devices of the installation have the S1SR configuration

    @negative:DM-2 @severity:critical @axis:release
    Scenario Outline: An installation is not configured with a package for <other> of the <device>
      Given an installation
      And the order reaches the SMSO with a package for <other> of the <device>
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as failed with "SIM-CFG-13"
      And every device of the installation is unchanged

      @applies:dual-fuel
      Examples:
        | id       | other                | device    |
        | DM-2-445 | another model        | gas meter |
        | DM-2-446 | another manufacturer | gas meter |
