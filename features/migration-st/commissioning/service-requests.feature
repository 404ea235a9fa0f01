Feature: Service requests before and after commissioning
  Before commissioning, users are told that no such device exists; after it, the device answers their service requests.

  Rule: A service request to a device that is not commissioned is refused

    @id:ST-C1-21 @negative:ST-C1 @negative:DT-1 @severity:blocker @regression
    Scenario: Before migration a reading of the electricity meter is refused
      Given an installation
      When the electricity supplier asks the electricity meter for its import registers
      Then the request is answered with "E19"
      And the electricity supplier has received no response

    @id:ST-C1-22 @negative:ST-C1 @severity:critical
    Scenario: After a rollback a reading of the electricity meter is refused
      Given an installation with a device on the whitelist that the SMSO did not declare
      And its migration is authorised
      When the electricity supplier asks the electricity meter for its import registers
      Then the request is answered with "E19"
      And the electricity supplier has received no response

    @id:ST-C1-23 @negative:ST-C1 @severity:critical
    Scenario: A reading of a meter that is in the inventory but not commissioned is refused
      Given an installation
      And the electricity meter is in the inventory before it is migrated
      When the electricity supplier asks the electricity meter for its import registers
      Then the request is answered with "E5"
      And the electricity supplier has received no response

    @id:ST-C1-24 @negative:ST-C1
    Scenario: Before migration an inventory query for the electricity meter is refused
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
    Scenario: A hub that caches gas readings answers at once with its latest copy
      Given a migrated installation
      When the gas supplier asks the gas meter for its import registers
      Then the response "I0" arrives at once
      And the response "I0" contains the register reading of the gas meter

    @id:ST-C1-33 @ST-C1 @severity:critical
    Scenario: After migration an inventory query shows the electricity meter as commissioned
      Given a migrated installation
      When the electricity supplier asks the inventory for the electricity meter
      Then the request is answered with "I0"
      And the answer shows the electricity meter as commissioned

    @id:ST-C1-35 @ST-C1
    Scenario: A meter that was in the inventory before migration is read through the DCC
      Given an installation
      And the electricity meter is in the inventory before it is migrated
      And its migration is authorised
      When the electricity supplier asks the electricity meter for its import registers
      Then the request is answered with "I99"
      And the response "I0" contains the register reading of the electricity meter

    @id:ST-C1-34 @negative:ST-C1 @negative:DT-1 @severity:critical
    Scenario: Another supplier cannot read a migrated meter
      Given a migrated installation
      When another supplier asks the electricity meter for its import registers
      Then the request is answered with "E4"
      And another supplier has received no response
