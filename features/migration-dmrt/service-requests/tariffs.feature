@needs:lab @needs:virtual-time
Feature: Tariffs and prices
  The tariff that a supplier sets is the one that the meter charges by and gives when it is asked.

  Rule: What is set is what is read

    @DM-5 @id:DM-5-241 @severity:critical
    Scenario: A tariff that was set is the tariff that is read
      Given a migrated installation
      When the electricity supplier sets the tariff of the electricity meter to 20 pence by day and 10 pence by night
      Then the response "I0" arrives at once
      When the electricity supplier asks the electricity meter for its tariff
      Then the response contains prices of 20 and 10 pence

    @DM-5 @id:DM-5-242
    Scenario: A price that was set is the price that is read
      Given a migrated installation
      When the electricity supplier sets the price of the electricity meter to 25 pence
      Then the response "I0" arrives at once
      When the electricity supplier asks the electricity meter for its tariff
      Then the response contains a price of 25 pence

    @DM-5 @id:DM-5-243 @applies:dual-fuel
    Scenario: A gas tariff that was set is the tariff that is read
      Given a migrated installation
      When the gas supplier sets the tariff of the gas meter to 7 pence
      Then the device accepts the request
      When the gas supplier asks the gas meter for its tariff
      Then the response contains a price of 7 pence

    @DM-5 @id:DM-5-244
    Scenario: The meter charges by the price that was set
      Given a migrated installation in prepayment mode with a balance of £50.00
      And the electricity supplier sets the price of the electricity meter to 100 pence
      When five hours pass
      Then the electricity meter shows a balance of £50.00 less £0.30 for the day and £1.00 for each kWh used

    @DM-5 @id:DM-5-245
    Scenario: What was used until a tariff ended stands in the log of changes
      Given a migrated installation
      When the electricity supplier sets the tariff of the electricity meter to 20 pence
      And the electricity supplier asks the electricity meter for its tariff change log
      Then the response contains 1 entry for the former tariff

  Rule: A tariff that makes no sense is refused

    @negative:DM-5
    Scenario Outline: <what> is refused, and the tariff stays as it is
      Given a migrated installation
      And the electricity supplier sets the tariff of the electricity meter to 20 pence
      When the electricity supplier <request>
      Then the request is answered with "<code>"
      When the electricity supplier asks the electricity meter for its tariff
      Then the response contains a price of 20 pence

      Examples:
        | id       | what                                 | request                                                         | code    |
        | DM-5-251 | A tariff with an unpriced register   | sets a tariff with an unpriced register on the electricity meter | E010101 |
        | DM-5-252 | A tariff of the other fuel           | sets a tariff of the other fuel on the electricity meter         | E010102 |
