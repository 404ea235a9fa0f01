@applies:configuration-update
Feature: Application of the configuration
  The SMSO applies the configuration to each Dormant Device and reads it back. It retries devices that do not respond on the
  planned days, does not repeat completed work, and a failure at one installation does not affect the others.

  Background:
    Given dormant devices that have not been configured

  Rule: A device counts as configured when it returns the configuration that was set

    @id:DM-2-41 @negative:DM-2 @phase:Dormant @phase:Mixed @applies:dual-fuel @severity:blocker @regression
    Scenario: A device that refuses its configuration does not affect other installations
      Given three installations, the second one whose gas meter refuses its configuration
      When the Migration Control Centre has their dormant devices configured
      Then the configuration of the second installation is reported as failed with "SIM-CFG-21"
      And the gas meter of the second installation is unchanged
      And the dormant devices of the first installation have the S1SR configuration
      And the dormant devices of the third installation have the S1SR configuration

    @id:DM-2-42 @negative:DM-2 @phase:Dormant @phase:Mixed @applies:dual-fuel @severity:critical @axis:release-and-phase
    Scenario: An installation whose device loses its configuration is reported as failed
      Given an installation whose gas meter loses its configuration immediately
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as failed with "SIM-CFG-22"

    @id:DM-2-43 @negative:DM-2 @phase:Dormant @axis:release-and-phase
    Scenario: An installation with an undeclared device on the whitelist is reported as failed
      Given an installation with a device on the whitelist that the SMSO did not declare
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as failed with "SIM-CFG-23"
      And the electricity meter is unchanged

    @id:DM-2-44 @DM-2 @negative:DM-2 @phase:Dormant @phase:Mixed @applies:dual-fuel @axis:once @severity:critical
    Scenario: Each of forty installations in one order ends with its expected result
      Given 40 installations, among them
        | installations | which                                               | code       |
        | 4             | whose gas meter refuses its configuration           | SIM-CFG-21 |
        | 4             | whose gas meter loses its configuration immediately | SIM-CFG-22 |
        | 4             | without WAN                                         | SIM-CFG-24 |
      When the Migration Control Centre has every Dormant Meter of the combination configured
      Then the configuration results show the expected result of every one of them once

  Rule: A device takes all settings of a package or none

    @negative:DM-2 @phase:Dormant @axis:once
    Scenario Outline: A package that sets the <setting> of the <device> to "<value>" changes nothing of that device
      Given an installation
      When the Migration Control Centre has its dormant devices configured with a package that sets the <setting> of the <device> to "<value>"
      Then the configuration of the installation is reported as failed with "SIM-CFG-21"
      And the <device> is unchanged

      Examples:
        | id       | device             | setting            | value       |
        | DM-2-401 | communications hub | silenced alerts    | all         |
        | DM-2-402 | communications hub | network alerts     | perhaps     |
        | DM-2-403 | electricity meter  | silenced alerts    | 8F3         |
        | DM-2-404 | electricity meter  | billing period     | Fortnightly |
        | DM-2-405 | electricity meter  | unit price         | -1          |
        | DM-2-406 | electricity meter  | mode of payment    | Cash        |
        | DM-2-407 | electricity meter  | debt               | some        |
        | DM-2-408 | electricity meter  | supply             | Disabled    |
        | DM-2-409 | electricity meter  | load limit         | much        |
        | DM-2-410 | electricity meter  | privacy PIN        | always      |
        | DM-2-411 | electricity meter  | voltage thresholds | high        |
        | DM-2-412 | electricity meter  | space heating      | on          |

      @applies:dual-fuel
      Examples:
        | id       | device    | setting        | value       |
        | DM-2-421 | gas meter | load limit     | off         |
        | DM-2-422 | gas meter | network alerts | on          |
        | DM-2-423 | gas meter | privacy PIN    | always      |
        | DM-2-424 | gas meter | billing period | Fortnightly |

    @negative:DM-2 @phase:Dormant @axis:once
    Scenario Outline: An order with a package that is not made for the <device> is refused
      Given an installation
      When the Migration Control Centre orders the configuration of its dormant devices with a package that is not made for the <device>
      Then the order is refused with "SIM-DRM-21"

      Examples:
        | id       | device             |
        | DM-2-431 | communications hub |
        | DM-2-432 | electricity meter  |

      @applies:dual-fuel
      Examples:
        | id       | device    |
        | DM-2-433 | gas meter |

  Rule: A package is for the models of the installation

    @negative:DM-2 @phase:Dormant @severity:critical @axis:release
    Scenario Outline: An installation is not configured with a package for <other> of its <device>
      Given an installation
      And the order reaches the SMSO with a package for <other> of the <device>
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as failed with "SIM-CFG-13"
      And every device of the installation is unchanged

      Examples:
        | id       | other                | device             |
        | DM-2-441 | another model        | communications hub |
        | DM-2-442 | another manufacturer | communications hub |
        | DM-2-443 | another model        | electricity meter  |
        | DM-2-444 | another manufacturer | electricity meter  |

  Rule: An installation that does not respond is retried on the planned days

    @id:DM-2-51 @DM-2 @phase:Dormant @phase:Mixed @severity:critical @axis:release-and-phase
    Scenario: An installation without WAN is configured on the next planned day
      Given an installation without WAN on the first planned day
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as applied
      And the dormant devices of the installation have the S1SR configuration

    @id:DM-2-54 @DM-2 @phase:Dormant @phase:Mixed @axis:release-and-phase
    Scenario: A hub that does not receive the first calls is called again on the same day
      Given an installation whose hub does not receive the first three calls
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as applied

    @id:DM-2-52 @negative:DM-2 @phase:Dormant @phase:Mixed @severity:critical @regression
    Scenario: An installation that never responds is reported as without WAN
      Given an installation without WAN
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as without WAN with "SIM-CFG-24"
      And every device of the installation is unchanged

    @id:DM-2-53 @DM-2 @phase:Dormant @phase:Mixed @applies:dual-fuel @axis:release-and-phase
    Scenario: A device whose response is lost is configured once
      Given an installation whose gas meter loses a response while it is configured
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as applied
      And the SMSO has reported on the installation once

    @id:DM-2-81 @DM-2 @phase:Dormant @axis:release
    Scenario: An installation that has WAN again on the last planned day is configured
      Given an installation
      And the communications hub has no WAN for 9 days
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as applied
      And the dormant devices of the installation have the S1SR configuration

    @id:DM-2-82 @negative:DM-2 @phase:Dormant @axis:release
    Scenario: An installation that has WAN again on the day after the last planned day is not configured
      Given an installation
      And the communications hub has no WAN for 10 days
      And the Migration Control Centre has its dormant devices configured
      When a day passes
      Then the configuration of the installation is reported as without WAN with "SIM-CFG-24"
      And every device of the installation is unchanged

    @id:DM-2-83 @negative:DM-2 @phase:Dormant @axis:release
    Scenario: A meter that does not respond and then refuses its configuration is reported as failed
      Given an installation whose electricity meter refuses its configuration
      And the electricity meter does not answer for 8 days
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as failed with "SIM-CFG-21"
      And the electricity meter is unchanged
      And the SMSO has reported on the installation once

    @id:DM-2-84 @negative:DM-2 @phase:Dormant @applies:dual-fuel @axis:release
    Scenario: A refusal by the last device does not undo the configuration of the others
      Given an installation
      When the Migration Control Centre has its dormant devices configured with a package that sets the billing period of the gas meter to "Fortnightly"
      Then the configuration of the installation is reported as failed with "SIM-CFG-21"
      And the gas meter is unchanged
      And the SMSO's report agrees with the devices of the installation

  Rule: A repeated order has no adverse effect

    @id:DM-2-61 @negative:DM-2 @phase:Dormant @phase:Mixed @severity:critical @regression
    Scenario: An order that arrives twice is carried out once
      Given an installation
      And the Migration Control Centre orders the configuration of its dormant devices
      And the planned days begin
      When the order reaches the SMSO again a day later
      Then the configuration of the installation is reported as applied
      And the SMSO has reported on the installation once

    @id:DM-2-62 @DM-2 @phase:Dormant @phase:Mixed @applies:dual-fuel @severity:critical @axis:release-and-phase
    Scenario: A further order restores the configuration of a device whose settings have changed
      Given an installation
      And the Migration Control Centre has its dormant devices configured
      And somebody changes the settings of the gas meter
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as applied
      And the dormant devices of the installation have the S1SR configuration

  Rule: A message whose acknowledgement was lost, or that waited for its recipient, has its effect once

    @id:DM-2-71 @DM-2 @phase:Dormant @phase:Mixed @severity:critical @axis:release-and-phase
    Scenario: Devices are configured once although the first acknowledgement of every kind of message is lost
      Given an installation
      And the first acknowledgement of every kind of message between the parties is lost
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as applied
      And the SMSO has reported on the installation once
      And each of these messages was delivered again, and was the same message:
        | message              | recipient                    |
        | configuration order  | the SMSO                     |
        | configuration report | the Migration Control Centre |

    @id:DM-2-72 @negative:DM-2 @phase:Dormant @phase:Mixed @severity:critical @axis:release-and-phase
    Scenario: The rejection of an order is told again when its acknowledgement is lost
      Given an installation
      And the order reaches the SMSO truncated in transit
      And the first acknowledgement of every configuration rejection is lost
      And the Migration Control Centre has its dormant devices configured
      When two days pass
      Then the configuration of the installation is reported as failed with "SIM-CFG-01"
      And every device of the installation is unchanged
      And each of these messages was delivered again, and was the same message:
        | message                 | recipient                    |
        | configuration rejection | the Migration Control Centre |

    @DM-2 @phase:Dormant @axis:release
    Scenario Outline: Devices are configured once although the <message> reaches <recipient> after an outage of two hours
      Given an installation
      And <recipient> receives the <message> after an outage of two hours
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as applied
      And the SMSO has reported on the installation once

      Examples:
        | id      | message              | recipient                    |
        | DM-2-73 | configuration order  | the SMSO                     |
        | DM-2-74 | configuration report | the Migration Control Centre |

    @id:DM-2-75 @DM-2 @phase:Dormant @applies:sleepy-gas @axis:release
    Scenario: A sleeping gas meter is configured once although the acknowledgement of its response is lost
      Given an installation
      And the first acknowledgement of every uplink is lost
      When the Migration Control Centre has its dormant devices configured
      Then the configuration of the installation is reported as applied
      And the dormant devices of the installation have the S1SR configuration
      And the SMSO has reported on the installation once
      And each of these messages was delivered again, and was the same message:
        | message | recipient   |
        | uplink  | the network |
        | uplink  | the SMSO    |
