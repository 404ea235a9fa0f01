@needs:lab @needs:virtual-time
Feature: Service requests before and after commissioning
  Commissioning is what makes a device one of the DCC's: before it, users are told that there is no such device; after it,
  the device answers them.

  Rule: A device that is not in the inventory does not exist for users

    @id:ST-C1-21 @negative:ST-C1 @severity:blocker @regression
    Scenario: Before migration a reading of the electricity meter is refused
      Given an installation
      When the electricity supplier asks the electricity meter for its import registers
      Then the request is answered with "E19"
      And the electricity supplier has received no response

    @id:ST-C1-22 @negative:ST-C1 @severity:critical
    Scenario: An installation that was rolled back still does not exist for users
      Given an installation with a device on the whitelist that the SMSO did not declare
      And its migration is authorised
      When the electricity supplier asks the electricity meter for its import registers
      Then the request is answered with "E19"
      And the electricity supplier has received no response

    @id:ST-C1-23 @negative:ST-C1 @severity:critical
    Scenario: A device that the inventory knows but that is not commissioned is not asked
      Given an installation
      And the electricity meter is in the inventory before it is migrated
      When the electricity supplier asks the electricity meter for its import registers
      Then the request is answered with "E5"
      And the electricity supplier has received no response

    @id:ST-C1-24 @negative:ST-C1
    Scenario: Before migration the inventory tells its users of no such device
      Given an installation
      When the electricity supplier asks the inventory for the electricity meter
      Then the request is answered with "E19"

  Rule: A commissioned device answers its users

    @id:ST-C1-31 @ST-C1 @severity:blocker @regression
    Scenario: After migration the electricity meter is read through the DCC
      Given a migrated installation
      When the electricity supplier asks the electricity meter for its import registers
      Then the request is answered with "I99"
      And the response "I0" contains the register reading of the electricity meter

    @id:ST-C1-32 @ST-C1 @applies:dual-fuel
    Scenario: After migration the gas meter is read through the DCC
      Given a migrated installation
      When the gas supplier asks the gas meter for its import registers
      Then the request is answered with "I99"
      And the response "I0" contains the register reading of the gas meter

    @id:ST-C1-71 @ST-C1 @applies:dual-fuel @applies:cached-gas-readings
    Scenario: A hub that keeps a copy answers at once, with the time at which the gas meter woke last
      Given a migrated installation
      When the gas supplier asks the gas meter for its import registers
      Then the response "I0" arrives at once
      And the response "I0" contains the register reading of the gas meter

    @id:ST-C1-33 @ST-C1 @severity:critical
    Scenario: The inventory tells its users of the migrated device
      Given a migrated installation
      When the electricity supplier asks the inventory for the electricity meter
      Then the request is answered with "I0"
      And the answer shows the electricity meter as commissioned

    @id:ST-C1-35 @ST-C1
    Scenario: A device that was in the inventory before is commissioned like any other
      Given an installation
      And the electricity meter is in the inventory before it is migrated
      And its migration is authorised
      When the electricity supplier asks the electricity meter for its import registers
      Then the request is answered with "I99"
      And the response "I0" contains the register reading of the electricity meter

    @id:ST-C1-34 @negative:ST-C1 @severity:critical
    Scenario: Another supplier cannot read a migrated meter
      Given a migrated installation
      When another supplier asks the electricity meter for its import registers
      Then the request is answered with "E4"
      And another supplier has received no response
