Feature: Supply
  A supplier disables, arms and enables the supply of its customer, and the meter returns the state of the supply.

  Rule: The meter sets its supply to the state that the supplier requests

    @DM-5 @id:DM-5-261 @severity:blocker
    Scenario: Disabling the supply switches it off
      Given a migrated installation
      When the electricity supplier disables the supply of the electricity meter
      Then the response "I0" arrives at once
      And the electricity meter shows the supply as off

    @DM-5 @id:DM-5-266 @severity:blocker
    Scenario: A meter returns its supply as off to the network operator
      Given a migrated installation
      And the electricity supplier disables the supply of the electricity meter
      When the electricity network operator asks the electricity meter for its supply state
      Then the response contains the supply as off

    @DM-5 @id:DM-5-262 @severity:critical
    Scenario: Enabling the supply switches it on again
      Given a migrated installation
      And the electricity supplier disables the supply of the electricity meter
      When the electricity supplier enables the supply of the electricity meter
      Then the electricity meter shows the supply as on

    @DM-5 @id:DM-5-263
    Scenario: Arming a disabled supply leaves it for the customer to switch on
      Given a migrated installation
      And the electricity supplier disables the supply of the electricity meter
      When the electricity supplier arms the supply of the electricity meter
      Then the electricity meter shows the supply as armed

    @DM-5 @id:DM-5-264
    Scenario: Arming a supply that is on leaves it on
      Given a migrated installation
      When the electricity supplier arms the supply of the electricity meter
      Then the response "I0" arrives at once
      And the electricity meter shows the supply as on

    @DM-5 @id:DM-5-265
    Scenario: The register does not advance while the supply is off
      Given a migrated installation
      And the electricity supplier disables the supply of the electricity meter
      When a day passes
      Then the register of the electricity meter has not advanced
