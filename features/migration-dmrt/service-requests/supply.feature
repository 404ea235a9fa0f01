@needs:lab @needs:virtual-time
Feature: Supply
  A supplier disables, arms and enables the supply of its customer, and is told what the meter has made of it.

  Rule: The supply is what the supplier has ordered

    @DM-5 @id:DM-5-261 @severity:blocker
    Scenario: A supply that was disabled is off
      Given a migrated installation
      When the electricity supplier disables the supply of the electricity meter
      Then the response "I0" arrives at once
      And the electricity meter shows the supply as off
      When the electricity network operator asks the electricity meter for its supply state
      Then the response contains the supply as off

    @DM-5 @id:DM-5-262 @severity:critical
    Scenario: A supply that was enabled is on again
      Given a migrated installation
      And the electricity supplier disables the supply of the electricity meter
      When the electricity supplier enables the supply of the electricity meter
      Then the electricity meter shows the supply as on

    @DM-5 @id:DM-5-263
    Scenario: A supply that was armed waits for the customer
      Given a migrated installation
      And the electricity supplier disables the supply of the electricity meter
      When the electricity supplier arms the supply of the electricity meter
      Then the electricity meter shows the supply as armed

    @DM-5 @id:DM-5-264
    Scenario: A supply that is on cannot be armed into being off
      Given a migrated installation
      When the electricity supplier arms the supply of the electricity meter
      Then the response "I0" arrives at once
      And the electricity meter shows the supply as on

    @DM-5 @id:DM-5-265
    Scenario: Nothing flows while the supply is off
      Given a migrated installation
      And the electricity supplier disables the supply of the electricity meter
      When a day passes
      Then the register of the electricity meter has not advanced
