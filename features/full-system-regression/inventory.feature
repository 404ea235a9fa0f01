@needs:lab @needs:virtual-time @axis:release
Feature: Enrolled installations in the inventory
  The Smart Metering Inventory tells of each installation what is there, and of no other.

  Rule: A supply point shows its own devices

    @id:FR-1-61 @FR-1 @severity:critical
    Scenario: The inventory finds the devices of each installation of every cohort by its supply points
      Given an installation of each cohort that migrated last month
      Then the inventory lists exactly the devices of each enrolled installation at its supply points

  Rule: What becomes of one device becomes of no other

    @id:FR-1-62 @FR-1 @severity:critical
    Scenario: One meter is decommissioned, and others of its model are not
      Given an installation of each cohort that migrated last month
      When the electricity supplier decommissions the electricity meter of the IOC installation
      And the electricity supplier asks the electricity meter of the IOC installation for its import registers
      Then the request is answered with "E5"
      And the inventory shows the electricity meter of the electricity-only IOC installation as commissioned
      When the electricity supplier asks the electricity meter of the electricity-only IOC installation for its import registers
      Then the response "I0" contains the register reading of the electricity meter of the electricity-only IOC installation
