@phase:Dormant @phase:Mixed
Feature: Firmware of Dormant Meters
  Where the release uses the function, the SMSO upgrades the firmware of a Dormant Meter before it applies the configuration.
  The meter accepts only firmware that its manufacturer has signed for its model.

  Background:
    Given dormant devices that have not been configured

  Rule: Firmware is upgraded before the configuration, and only on meters that need it

    @id:DM-3-01 @DM-3 @applies:firmware-upgrade @severity:blocker @regression
    Scenario: Dormant meters with older firmware are upgraded and then configured
      Given an installation whose dormant meters run older firmware
      When the Migration Control Centre has its dormant devices configured with the firmware of their model
      Then the configuration of the installation is reported as applied after the firmware
      And the dormant meters of the installation run the firmware of their combination
      And the dormant devices of the installation have the S1SR configuration

    @id:DM-3-02 @DM-3 @applies:firmware-upgrade @axis:release-and-phase
    Scenario: A meter that already runs the firmware is configured without an upgrade
      Given three installations, the second one whose dormant meters run older firmware
      When the Migration Control Centre has their dormant devices configured with the firmware of their model
      Then the configuration of the first installation is reported as applied without new firmware
      And the configuration of the second installation is reported as applied after the firmware
      And the configuration of the third installation is reported as applied without new firmware

    @id:DM-3-03 @DM-3 @applies:firmware-upgrade @axis:release-and-phase
    Scenario: The suppliers receive notice of the new firmware of their dormant meters
      Given an installation whose dormant meters run older firmware
      When the Migration Control Centre orders the configuration of its dormant devices with the firmware of their model
      Then the suppliers have received notice of the new firmware of the dormant meters of the installation

    @id:DM-3-04 @DM-3 @applies:firmware-upgrade @severity:critical @regression
    Scenario: A meter that loses power once during activation is upgraded
      Given an installation whose dormant meters run older firmware
      And its last dormant meter loses power once while its firmware is activated
      When the Migration Control Centre has its dormant devices configured with the firmware of their model
      Then the dormant meters of the installation run the firmware of their combination
      And the configuration of the installation is reported as applied

    @id:DM-3-05 @DM-3 @applies:firmware-upgrade @axis:release
    Scenario: A meter that loses power twice during activation is upgraded at the third attempt
      Given an installation whose dormant meters run older firmware
      And its last dormant meter loses power twice while its firmware is activated
      When the Migration Control Centre has its dormant devices configured with the firmware of their model
      Then the dormant meters of the installation run the firmware of their combination
      And the configuration of the installation is reported as applied

  Rule: A meter without the right firmware is not configured

    @negative:DM-3 @applies:firmware-upgrade @severity:critical @axis:release-and-phase
    Scenario Outline: Dormant meters reject firmware <fault>
      Given an installation whose dormant meters run older firmware
      When the Migration Control Centre has its dormant devices configured with firmware <fault>
      Then the configuration of the installation is reported as firmware failed with "<code>"
      And every device of the installation is unchanged

      Examples:
        | id      | fault                                              | code       |
        | DM-3-11 | that the manufacturers did not sign                | SIM-FWU-11 |
        | DM-3-12 | that was altered after the manufacturers signed it | SIM-FWU-11 |
        | DM-3-13 | that does not upgrade the version they run         | SIM-FWU-12 |

    @id:DM-3-14 @negative:DM-3 @applies:firmware-upgrade @severity:critical @axis:release-and-phase
    Scenario: A meter that loses power at every activation keeps its firmware
      Given an installation whose dormant meters run older firmware
      And its last dormant meter loses power whenever its firmware is activated
      When the Migration Control Centre has its dormant devices configured with the firmware of their model
      Then the configuration of the installation is reported as firmware failed with "SIM-FWU-13"
      And its last dormant meter is unchanged
      And the SMSO can read every meter

    @negative:DM-3 @applies:firmware-upgrade @axis:release-and-phase
    Scenario Outline: An order with firmware <other> is refused
      Given an installation whose dormant meters run older firmware
      When the Migration Control Centre orders the configuration of its dormant devices with firmware <other>
      Then the order is refused with "SIM-FWU-02"
      And every device of the installation is unchanged

      Examples:
        | id      | other                   |
        | DM-3-15 | for another model       |
        | DM-3-16 | by another manufacturer |

    @id:DM-3-17 @negative:DM-3 @applies:firmware-upgrade @applies:dual-fuel @severity:critical @axis:release
    Scenario: Firmware that only one of two meters rejects leaves that meter unchanged
      Given an installation whose dormant meters run older firmware
      When the Migration Control Centre has its dormant devices configured with the firmware of their model, which was altered for the gas meter
      Then the configuration of the installation is reported as firmware failed with "SIM-FWU-11"
      And the gas meter is unchanged

  Rule: Firmware is not upgraded in a release that does not use the function

    @id:DM-3-21 @negative:DM-3 @applies:no-firmware-upgrade @severity:critical @regression
    Scenario: An order with firmware is refused in a release that does not use the function
      Given an installation whose dormant meters run older firmware
      When the Migration Control Centre orders the configuration of its dormant devices with the firmware of their model
      Then the order is refused with "SIM-FWU-01"
      And the gas supplier has received no notice of configuration
      And every device of the installation is unchanged
