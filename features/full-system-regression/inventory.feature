@axis:release
Feature: Enrolled installations in the inventory
  The Smart Metering Inventory lists the devices of each installation and keeps their status separately.

  Rule: A supply point lists its own devices

    @id:FR-1-61 @FR-1 @severity:critical
    Scenario: The inventory lists the devices of each installation of every cohort by supply point
      Given an installation of each cohort that migrated last month
      Then the inventory holds exactly the devices of each enrolled installation at its supply points

  Rule: A change of status applies to one device only

    @id:FR-1-62 @FR-1 @severity:critical
    Scenario: A decommissioned meter is refused while another of its model stays commissioned
      Given an installation of each cohort that migrated last month
      And the electricity supplier decommissions the electricity meter of the IOC installation
      When the electricity supplier asks the electricity meter of the IOC installation for its import registers
      Then the request is answered with "E5"
      And the inventory shows the electricity meter of the electricity-only IOC installation as commissioned

    @id:FR-1-63 @FR-1 @severity:critical
    Scenario: A meter can be read after another of its model was decommissioned
      Given an installation of each cohort that migrated last month
      And the electricity supplier decommissions the electricity meter of the IOC installation
      When the electricity supplier asks the electricity meter of the electricity-only IOC installation for its import registers
      Then the response "I0" contains the register reading of the electricity meter of the electricity-only IOC installation
