@needs:lab @needs:virtual-time
Feature: Commissioning in the Smart Metering Inventory
  After key rotation the Commissioning Party commissions the devices in the inventory in one step. From then on they are
  devices of the DCC like any other.

  Rule: Commissioning enters every device with its associations and supply points

    @id:ST-C1-01 @ST-C1 @severity:blocker
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
      Then the inventory holds the in-home display without a status

  Rule: What is left behind is not commissioned

    @id:ST-C1-81 @ST-C1 @negative:ST-C1 @applies:dual-fuel @applies:electricity-only-fallback @severity:blocker
    Scenario: Without its gas meter an installation has only its electricity side in the inventory
      Given an installation whose gas meter does not answer on its migration day
      When its migration is authorised
      Then the inventory shows the electricity meter as commissioned
      And the inventory does not know the gas meter
      And the inventory does not know the gas proxy function

  Rule: A device that is not commissioned is not in the inventory

    @id:ST-C1-11 @negative:ST-C1 @severity:critical
    Scenario: An installation that was not migrated stays unknown to the inventory
      Given an installation without WAN
      When its migration is authorised
      Then the inventory does not know any device of the installation

    @id:ST-C1-12 @negative:ST-C1 @needs:role-taking @severity:critical
    Scenario: A change of supplier after key rotation stops the commissioning
      Given an installation
      And the S1SP Commissioning File is held back
      And its migration is authorised
      And the customer has changed to another supplier
      When the S1SP Commissioning File arrives
      Then the installation is in intervention with "SIM-CMS-01"
      And the inventory does not know any device of the installation
      And nobody has received a commissioning alert
