@needs:lab @needs:virtual-time @axis:release
Feature: Service requests for later
  A request that bears a time is acknowledged, kept by the DSP, and carried out at that time and not before, if its user may
  still send it then.

  Rule: A request is carried out at its time

    @DM-5 @id:DM-5-141 @severity:critical @regression
    Scenario: A price for later is set at its time and not before
      Given a migrated installation
      When the electricity supplier sets the price of the electricity meter to 20 pence in five hours
      Then the request is answered with "I99"
      And no service request has reached the S1SP
      And the response "I0" arrives within five hours
      When the electricity supplier asks the electricity meter for its tariff
      Then the response contains a price of 20 pence

    @DM-5 @id:DM-5-142
    Scenario: Of two prices for one time the later request counts
      Given a migrated installation
      And the electricity supplier sets the price of the electricity meter to 30 pence in five hours
      And the electricity supplier sets the price of the electricity meter to 20 pence in five hours
      And six hours pass
      When the electricity supplier asks the electricity meter for its tariff
      Then the response contains a price of 20 pence

    @DM-5 @id:DM-5-143
    Scenario: A request that was taken back is never carried out
      Given a migrated installation
      And the electricity supplier sets the price of the electricity meter to 20 pence in five hours
      When the electricity supplier cancels the future-dated price of the electricity meter
      Then the response "I0" arrives at once
      When six hours pass
      Then no service request has reached the S1SP
      And the electricity supplier has received no alert "N3"

  Rule: A request is carried out only if its user may still send it

    @negative:DM-5 @id:DM-5-144 @severity:critical
    Scenario: A request is dropped when the customer changes to another supplier
      Given a migrated installation
      And the electricity supplier sets the price of the electricity meter to 20 pence in five hours
      When the customer has changed to another electricity supplier
      And an hour passes
      Then the electricity supplier has received the alert "N3" for the electricity meter once
      When six hours pass
      Then no service request has reached the S1SP

    @negative:DM-5 @id:DM-5-145
    Scenario: A request is dropped when its user is suspended at its time
      Given a migrated installation
      And the electricity supplier sets the price of the electricity meter to 20 pence in five hours
      When the electricity supplier is suspended
      And six hours pass
      Then the electricity supplier has received the alert "N3" for the electricity meter once
      And no service request has reached the S1SP

    @negative:DM-5 @id:DM-5-146
    Scenario: A request is dropped when its meter is decommissioned
      Given a migrated installation
      And the electricity supplier sets the price of the electricity meter to 20 pence in five hours
      When the electricity supplier decommissions the electricity meter
      Then the request is answered with "I99"
      And the electricity supplier has received the alert "N3" for the electricity meter once

    @negative:DM-5 @id:DM-5-147
    Scenario: A change of supplier drops no request of the network operator
      Given a migrated installation
      And the electricity network operator asks the electricity meter for its import registers in five hours
      And the customer has changed to another electricity supplier
      When six hours pass
      Then the electricity network operator has received one response
      And the electricity network operator has received no alert "N3"
