@axis:release
Feature: Future-dated service requests
  The DSP acknowledges a future-dated request, holds it, and carries it out at its execution time and not before, provided that
  its user is still allowed to send it.

  Rule: A future-dated request is carried out at its execution time

    @DM-5 @id:DM-5-141 @severity:critical @regression
    Scenario: A future-dated price is set at its execution time and not before
      Given a migrated installation
      When the electricity supplier sets the price of the electricity meter to 20 pence in five hours
      Then the request is answered with "I99"
      And no service request has reached the S1SP
      And the response "I0" arrives within five hours

    @DM-5 @id:DM-5-148 @severity:critical @regression
    Scenario: A meter returns a future-dated price after its execution time
      Given a migrated installation
      And the electricity supplier sets the price of the electricity meter to 20 pence in five hours
      And five hours pass
      When the electricity supplier asks the electricity meter for its tariff
      Then the response contains a price of 20 pence

    @DM-5 @id:DM-5-142
    Scenario: Of two future-dated prices for the same time the later request takes effect
      Given a migrated installation
      And the electricity supplier sets the price of the electricity meter to 30 pence in five hours
      And the electricity supplier sets the price of the electricity meter to 20 pence in five hours
      And six hours pass
      When the electricity supplier asks the electricity meter for its tariff
      Then the response contains a price of 20 pence

    @DM-5 @id:DM-5-143
    Scenario: A user cancels its future-dated price
      Given a migrated installation
      And the electricity supplier sets the price of the electricity meter to 20 pence in five hours
      When the electricity supplier cancels the future-dated price of the electricity meter
      Then the response "I0" arrives at once

    @DM-5 @id:DM-5-149
    Scenario: A cancelled future-dated request is never carried out
      Given a migrated installation
      And the electricity supplier sets the price of the electricity meter to 20 pence in five hours
      And the electricity supplier cancels the future-dated price of the electricity meter
      When six hours pass
      Then no service request has reached the S1SP
      And the electricity supplier has received no alert "N3"

  Rule: A future-dated request is carried out only if its user is still allowed to send it

    @negative:DM-5 @id:DM-5-144 @severity:critical
    Scenario: A change of supplier cancels a future-dated request of the former supplier
      Given a migrated installation
      And the electricity supplier sets the price of the electricity meter to 20 pence in five hours
      And the customer has changed to another electricity supplier
      When an hour passes
      Then the electricity supplier has received the alert "N3" for the electricity meter once

    @negative:DM-5 @id:DM-5-150 @severity:critical
    Scenario: A request that a change of supplier has cancelled is never carried out
      Given a migrated installation
      And the electricity supplier sets the price of the electricity meter to 20 pence in five hours
      And the customer has changed to another electricity supplier
      When six hours pass
      Then no service request has reached the S1SP

    @negative:DM-5 @id:DM-5-145
    Scenario: A future-dated request is cancelled when its user is suspended at the execution time
      Given a migrated installation
      And the electricity supplier sets the price of the electricity meter to 20 pence in five hours
      And the electricity supplier is suspended
      When six hours pass
      Then the electricity supplier has received the alert "N3" for the electricity meter once
      And no service request has reached the S1SP

    @negative:DM-5 @id:DM-5-146
    Scenario: A future-dated request is cancelled when its meter is decommissioned
      Given a migrated installation
      And the electricity supplier sets the price of the electricity meter to 20 pence in five hours
      When the electricity supplier decommissions the electricity meter
      Then the request is answered with "I99"
      And the electricity supplier has received the alert "N3" for the electricity meter once

    @negative:DM-5 @id:DM-5-147
    Scenario: A change of supplier does not cancel the network operator's future-dated requests
      Given a migrated installation
      And the electricity network operator asks the electricity meter for its import registers in five hours
      And the customer has changed to another electricity supplier
      When six hours pass
      Then the electricity network operator has received one response
      And the electricity network operator has received no alert "N3"
