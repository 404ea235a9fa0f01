Feature: Commissioning in the Smart Metering Inventory
  After key rotation the Commissioning Party commissions the devices in the inventory in one step. From then on the DCC treats
  them like any other devices.

  Rule: Commissioning enters every device with its associations and supply points

    @id:ST-C1-01 @ST-C1 @DT-2 @severity:blocker @regression
    Scenario: Every device of a migrated installation is in the inventory
      Given an installation
      When its migration is authorised
      Then the inventory shows the electricity meter as commissioned
      And the inventory shows the communications hub as commissioned
      And the inventory holds exactly the devices that the SMSO declared
      And the inventory names the S1SP and the MPAN of the electricity meter

    @id:ST-C1-02 @ST-C1 @severity:critical
    Scenario: The electricity meter is associated with its hub
      Given an installation
      When its migration is authorised
      Then the inventory associates the electricity meter with the communications hub
      And the inventory associates the communications hub with the electricity meter

    @id:ST-C1-03 @ST-C1 @applies:dual-fuel
    Scenario: The gas meter is associated with its gas proxy function
      Given an installation
      When its migration is authorised
      Then the inventory shows the gas meter as commissioned
      And the inventory associates the gas meter with the gas proxy function
      And the inventory names the S1SP and the MPRN of the gas meter

    @id:ST-C1-04 @ST-C1 @applies:ihd
    Scenario: An in-home display is in the inventory without a status
      Given an installation
      When its migration is authorised
      Then the inventory shows the in-home display without a status

    @id:ST-C1-05 @ST-C1 @severity:critical
    Scenario: The date of commissioning is the migration day
      Given an installation
      When its migration is authorised
      Then the inventory shows every device with the migration day as its date of commissioning

    @id:ST-C1-06 @ST-C1
    Scenario: A device that was pending becomes commissioned and keeps its history
      Given an installation
      And the electricity meter is in the inventory before it is migrated
      When its migration is authorised
      Then the inventory shows the electricity meter as commissioned
      And the inventory shows the electricity meter as pending, then as commissioned

    @id:ST-C1-07 @ST-C1
    Scenario: Every device but an in-home display has the status Commissioned
      Given an installation
      When its migration is authorised
      Then the inventory shows every device but an in-home display as commissioned

  Rule: A device that is left behind is not commissioned

    @id:ST-C1-81 @ST-C1 @negative:ST-C1 @applies:dual-fuel @applies:electricity-only-fallback @severity:blocker
    Scenario: An installation migrated without its gas meter has no gas device in the inventory
      Given an installation whose gas meter does not answer on its migration day
      When its migration is authorised
      Then the inventory shows the electricity meter as commissioned
      And the inventory does not hold the gas meter
      And the inventory does not hold the gas proxy function

  Rule: A device that is not commissioned is not in the inventory

    @id:ST-C1-11 @negative:ST-C1 @severity:critical
    Scenario: An installation that was not migrated is not in the inventory
      Given an installation without WAN
      When its migration is authorised
      Then the inventory holds no device of the installation

    @id:ST-C1-13 @negative:ST-C1 @ST-C1 @severity:blocker
    Scenario: Only the installations of a set that are ready are commissioned
      Given two installations, the second one with a device on the whitelist that the SMSO did not declare
      And a further installation whose communications hub refuses new keys on its migration day
      When their migration is authorised
      Then the Commissioning Outcome File reports the first installation as migrated
      And the Commissioning Outcome File reports the second installation as not migrated
      And the third installation is in intervention with "SIM-KEY-12"
      And the inventory holds no device of the second installation
      And the inventory holds no device of the third installation
      And the electricity supplier has received no alert for the electricity meter of the third installation

  Rule: A further file commissions no installation a second time

    @id:ST-C1-14 @ST-C1 @severity:critical
    Scenario: A recovered installation is commissioned from a second S1SP Commissioning File, and no other with it
      Given an installation
      And a further installation whose communications hub refuses new keys on its migration day
      And their migration is authorised
      When the Migration Control Centre orders the recovery of the second installation
      Then the second installation is migrated at attempt 1
      And the first installation is migrated at attempt 1
      And every attempt has its outcome
      And the electricity supplier has received the alert "N42" for the electricity meter of the second installation once
      And the electricity supplier has received the alert "N42" for the electricity meter of the first installation once

    @id:ST-C1-15 @negative:ST-C1 @severity:critical
    Scenario: An S1SP Commissioning File repeated under another file id has no further effect
      Given a migrated installation
      When the tester, in the place of the S1SP, sends the Commissioning Party another S1SP Commissioning File with the same contents
      Then the Commissioning Party accepts the S1SP Commissioning File
      And every attempt has its outcome
      And the electricity supplier has received the alert "N42" for the electricity meter once

    @id:ST-C1-16 @negative:ST-C1 @negative:ST-C2 @severity:critical
    Scenario: A Commissioning Outcome File repeated under another file id raises no further alert
      Given a migrated installation
      When the tester, in the place of the Commissioning Party, sends the S1SP another Commissioning Outcome File with the same contents
      Then the S1SP accepts the Commissioning Outcome File
      And the electricity supplier has received the alert "8F69" for the electricity meter once
      And every attempt has its outcome
