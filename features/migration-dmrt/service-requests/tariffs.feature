Feature: Tariffs and prices
  A supplier sets the tariff of a meter. The meter charges by it and returns it when read.

  Rule: A meter applies and returns the tariff that its supplier sets

    @DM-5 @id:DM-5-241 @severity:critical
    Scenario: A meter accepts a tariff
      Given a migrated installation
      When the electricity supplier sets the tariff of the electricity meter to 20 pence by day and 10 pence by night
      Then the response "I0" arrives at once

    @DM-5 @id:DM-5-246 @severity:critical
    Scenario: A meter returns the tariff that was set
      Given a migrated installation
      And the electricity supplier sets the tariff of the electricity meter to 20 pence by day and 10 pence by night
      When the electricity supplier asks the electricity meter for its tariff
      Then the response contains prices of 20 and 10 pence

    @DM-5
    Scenario Outline: The <meter> returns the special day of its tariff
      Given a migrated installation
      And <supplier> sets the tariff of the <meter> to 17 pence on working days, 9 pence at weekends and 3 pence on 6 June 2019
      And an hour passes
      When <supplier> asks the <meter> for its tariff
      Then the response "I0" arrives within 2 hours
      And the response contains a price of 3 pence on 6 June 2019

      Examples:
        | id        | supplier                 | meter             |
        | DM-5-1167 | the electricity supplier | electricity meter |

      @applies:dual-fuel
      Examples:
        | id        | supplier         | meter     |
        | DM-5-1168 | the gas supplier | gas meter |

    @DM-5 @id:DM-5-242
    Scenario: A meter accepts a price
      Given a migrated installation
      When the electricity supplier sets the price of the electricity meter to 25 pence
      Then the response "I0" arrives at once

    @DM-5 @id:DM-5-247
    Scenario: A meter returns the price that was set
      Given a migrated installation
      And the electricity supplier sets the price of the electricity meter to 25 pence
      When the electricity supplier asks the electricity meter for its tariff
      Then the response contains a price of 25 pence

    @DM-5 @id:DM-5-243 @applies:dual-fuel
    Scenario: A gas meter accepts a tariff
      Given a migrated installation
      When the gas supplier sets the tariff of the gas meter to 7 pence
      Then the device accepts the request

    @DM-5 @id:DM-5-248 @applies:dual-fuel
    Scenario: A gas meter returns the tariff that was set
      Given a migrated installation
      And the gas supplier sets the tariff of the gas meter to 7 pence
      And an hour passes
      When the gas supplier asks the gas meter for its tariff
      Then the response contains a price of 7 pence

    @DM-5 @id:DM-5-244
    Scenario: The meter charges by the price that was set
      Given a migrated installation in prepayment mode with a balance of £50.00
      And the electricity supplier sets the price of the electricity meter to 100 pence
      When five hours pass
      Then the electricity meter shows a balance of £50.00 less £0.30 for the day and £1.00 for each kWh used

    @DM-5 @id:DM-5-245
    Scenario: The consumption on the former tariff is recorded in the tariff change log
      Given a migrated installation
      And the electricity supplier sets the tariff of the electricity meter to 20 pence
      When the electricity supplier asks the electricity meter for its tariff change log
      Then the response contains 1 entry for the former tariff

  Rule: An invalid tariff is refused

    @negative:DM-5
    Scenario Outline: <what> is refused
      Given a migrated installation
      And the electricity supplier sets the tariff of the electricity meter to 20 pence
      When the electricity supplier <request>
      Then the request is answered with "<code>"

      Examples:
        | id        | what                                        | request                                                                  | code    |
        | DM-5-251  | A tariff with an unpriced register          | sets a tariff with an unpriced register on the electricity meter         | E010101 |
        | DM-5-1170 | A tariff that lacks the price of register 1 | sets a tariff whose first register has no price on the electricity meter | E010101 |
        | DM-5-252  | A tariff of the other fuel                  | sets a tariff of the other fuel on the electricity meter                 | E010102 |

    @negative:DM-5
    Scenario Outline: <what> leaves the tariff of the meter unchanged
      Given a migrated installation
      And the electricity supplier sets the tariff of the electricity meter to 20 pence
      And the electricity supplier <request>, which is refused with "<code>"
      When the electricity supplier asks the electricity meter for its tariff
      Then the response contains a price of 20 pence

      Examples:
        | id       | what                                       | request                                                          | code    |
        | DM-5-253 | A refused tariff with an unpriced register | sets a tariff with an unpriced register on the electricity meter | E010101 |
        | DM-5-254 | A refused tariff of the other fuel         | sets a tariff of the other fuel on the electricity meter         | E010102 |
