@applies:configuration-update @phase:Dormant @phase:Mixed
Feature: Migration of configured devices
  A Dormant Device that its SMSO has configured migrates like any other device and then responds according to its
  configuration. Without the configuration it does not migrate.

  Background:
    Given dormant devices that have not been configured

  Rule: A configured device migrates

    @id:DM-4-01 @DM-4 @severity:blocker @regression
    Scenario: An installation whose dormant devices are configured migrates
      Given an installation
      And the Migration Control Centre has its dormant devices configured
      When its migration is authorised
      Then the installation is migrated
      And the Commissioning Outcome File reports the installation as migrated
      And it reports every device of the installation as commissioned

    @id:DM-4-02 @DM-4 @applies:firmware-upgrade @severity:critical @axis:release-and-phase
    Scenario: An installation whose dormant meters have upgraded firmware migrates
      Given an installation whose dormant meters run older firmware
      And the Migration Control Centre has its dormant devices configured with the firmware of their model
      When its migration is authorised
      Then the installation is migrated

    @DM-4 @applies:dual-fuel @severity:critical @axis:release-and-phase
    Scenario Outline: A configured meter returns the <setting> of the configuration
      Given an installation
      And the Migration Control Centre has its dormant devices configured
      And its migration is authorised
      When the gas supplier asks the gas meter for its <setting>
      Then the response contains <answer>

      Examples:
        | id      | setting         | answer             |
        | DM-4-03 | mode of payment | the credit mode    |
        | DM-4-04 | tariff          | a price of 4 pence |

    @id:DM-4-05 @DM-4 @applies:dual-fuel
    Scenario: A configured meter sends alerts that its former supplier had switched off
      Given an installation
      And the Migration Control Centre has its dormant devices configured
      And its migration is authorised
      And the gas supplier disables the supply of the gas meter
      And the gas supplier arms the supply of the gas meter
      When a day passes
      Then the gas supplier has received the alert "8168" for the gas meter once

  Rule: A device that is not configured does not migrate

    @id:DM-4-11 @negative:DM-4 @severity:blocker
    Scenario: A notice of migration for devices that are not configured is refused
      Given an installation
      When the Migration Control Centre gives notice of its migration
      Then the notice is refused with "SIM-DRM-19"
      And the installation is not scheduled

    @id:DM-4-12 @negative:DM-4 @applies:dual-fuel @severity:critical @axis:release-and-phase
    Scenario: A notice of migration for devices whose configuration failed is refused
      Given an installation whose gas meter refuses its configuration
      And the Migration Control Centre has its dormant devices configured
      When the Migration Control Centre gives notice of its migration
      Then the notice is refused with "SIM-DRM-19"
      And the installation is not scheduled

    @id:DM-4-13 @negative:DM-4 @applies:dual-fuel @severity:blocker @regression
    Scenario: A device whose settings have changed since its configuration does not migrate
      Given an installation
      And the Migration Control Centre has its dormant devices configured
      And somebody changes the settings of the gas meter
      When its migration is authorised
      Then the migration stops at the key reading with "SIM-KEY-03"
      And the SMSO can read every meter
      And the S1SP cannot reach the communications hub
