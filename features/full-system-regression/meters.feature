@phase:Active @axis:once
Feature: Registers and money of meters
  What a meter measures and charges follows from its consumption, its tariff and its payments. Every value is held against
  a model of the meter that is made from the regulation and the published contract.

  Rule: Migration keeps readings, tariff, balance and mode of payment

    @FR-1 @severity:blocker
    Scenario Outline: Every reading of a <household> household is the same to <user> after migration
      Given a migrated installation with a <household> household
      And the next midnight passes
      When <user> sends every read request of its role <role>
      Then every one of them is answered correctly and within its target time
      And every value of every answer is that of its meter

      Examples:
        | id       | household | user                             | role |
        | FR-1-201 | billed    | the electricity supplier         | IS   |
        | FR-1-203 | billed    | the electricity network operator | ED   |

      @applies:dual-fuel
      Examples:
        | id       | household | user                             | role |
        | FR-1-202 | billed    | the gas supplier                 | GS   |
        | FR-1-204 | prepaying | the gas transporter              | GT   |

    @FR-1 @severity:blocker @applies:dual-fuel
    Scenario Outline: The display of a <household> household is the same after migration
      Given an installation with a <household> household
      When its migration is authorised
      Then the electricity meter shows what its consumption, tariff and payments come to
      And the gas meter shows what its consumption, tariff and payments come to

      Examples:
        | id       | household |
        | FR-1-205 | billed    |
        | FR-1-206 | prepaying |

  Rule: A meter charges by the tariff that was set

    @FR-1 @severity:critical
    Scenario Outline: The electricity meter charges <what>
      Given a migrated installation with a billed household
      And the electricity supplier <request>
      When two days pass
      Then the electricity meter shows what its consumption, tariff and payments come to

      Examples:
        | id       | what                                           | request                                                                          |
        | FR-1-221 | by night and by day                            | sets the tariff of the electricity meter to 23 pence by day and 8 pence by night |
        | FR-1-222 | by the block it has reached                    | sets a tariff with a block limit of 5555 Wh on the electricity meter             |
        | FR-1-223 | nothing without supply but the standing charge | disables the supply of the electricity meter                                     |

    @id:FR-1-421 @FR-1 @severity:critical
    Scenario: A block limit that is greater than any price is kept as it was set
      Given a migrated installation with a billed household
      And the electricity supplier sets a tariff with a block limit of 100000 Wh on the electricity meter
      When the electricity supplier sends every read request of its role IS
      Then every value of every answer is that of its meter

    @FR-1 @severity:critical @applies:dual-fuel
    Scenario Outline: The gas meter charges by <what>
      Given a migrated installation with a billed household
      And the gas supplier <request>
      When two days pass
      Then the gas meter shows what its consumption, tariff and payments come to

      Examples:
        | id       | what                             | request                                         |
        | FR-1-224 | the tariff that was set          | sets the tariff of the gas meter to 7 pence     |
        | FR-1-225 | the calorific value that was set | sets the calorific value of the gas meter to 41 |

    @id:FR-1-316 @FR-1 @applies:dual-fuel
    Scenario: Half a thousandth of a penny is charged as a whole one
      Given a migrated installation with a billed household
      And the gas supplier sets the tariff of the gas meter to 1 pence on working days, 1 pence at weekends and 3 pence on 6 June 2019
      And an hour passes
      And the gas supplier sets the calorific value of the gas meter to 37
      When a day passes
      Then the gas meter shows what its consumption, tariff and payments come to

    @FR-1 @severity:critical
    Scenario Outline: The <meter> charges working days, weekends and a special day by their own prices
      Given a migrated installation with a billed household
      And <supplier> sets the tariff of the <meter> to 17 pence on working days, 9 pence at weekends and 3 pence on 6 June 2019
      When 4 days pass
      Then the <meter> shows what its consumption, tariff and payments come to

      Examples:
        | id       | supplier                 | meter             |
        | FR-1-226 | the electricity supplier | electricity meter |

      @applies:dual-fuel
      Examples:
        | id       | supplier                 | meter             |
        | FR-1-227 | the gas supplier         | gas meter         |

    @id:FR-1-228 @FR-1 @severity:critical
    Scenario: The electricity meter charges by the next block once the limit is met exactly
      Given a migrated installation with a billed household
      And the next midnight passes
      And the electricity supplier sets a tariff with a block limit of 1374 Wh on the electricity meter
      When 4 hours pass
      Then the electricity meter shows what its consumption, tariff and payments come to

  Rule: Prepayment meters recover debts, give emergency credit and disable the supply

    @FR-1 @severity:critical
    Scenario Outline: The debts of the <meter> are recovered by the hour and by the day
      Given a migrated installation with a prepaying household
      When 20 days pass
      Then the <meter> shows what its consumption, tariff and payments come to

      Examples:
        | id       | meter             |
        | FR-1-231 | electricity meter |

      @applies:dual-fuel
      Examples:
        | id       | meter             |
        | FR-1-232 | gas meter         |

    @FR-1 @severity:critical
    Scenario Outline: A top-up of the <meter> pays debt before it repays emergency credit
      Given a migrated installation with a prepaying household
      And <supplier> resets the balance of the <meter>
      And an hour passes
      And <supplier> activates the emergency credit of the <meter>
      And a day passes
      When <supplier> tops up the <meter> by £10.00
      Then the device accepts the request
      And the <meter> shows what its consumption, tariff and payments come to

      Examples:
        | id       | supplier                 | meter             |
        | FR-1-233 | the electricity supplier | electricity meter |

      @applies:dual-fuel
      Examples:
        | id       | supplier                 | meter             |
        | FR-1-234 | the gas supplier         | gas meter         |

    @FR-1 @severity:critical
    Scenario Outline: The supply of the <meter> is disabled once emergency credit is used up too
      Given a migrated installation with a prepaying household
      And <supplier> resets the balance of the <meter>
      And an hour passes
      And <supplier> activates the emergency credit of the <meter>
      When 10 days pass
      Then the <meter> shows the supply as off
      And the <meter> shows what its consumption, tariff and payments come to

      Examples:
        | id       | supplier                 | meter             |
        | FR-1-235 | the electricity supplier | electricity meter |

      @applies:dual-fuel
      Examples:
        | id       | supplier                 | meter             |
        | FR-1-236 | the gas supplier         | gas meter         |

    @FR-1 @severity:critical
    Scenario Outline: A top-up of the <meter> that leaves it in debt leaves the supply off
      Given a migrated installation with a prepaying household
      And <supplier> resets the balance of the <meter>
      And three days pass
      And <supplier> tops up the <meter> by £0.40
      And an hour passes
      When <supplier> sends every read request of its role <role>
      Then every value of every answer is that of its meter
      And the <meter> shows the supply as off
      And <supplier> has received no alert "8168"

      Examples:
        | id       | supplier                 | meter             | role |
        | FR-1-237 | the electricity supplier | electricity meter | IS   |

      @applies:dual-fuel
      Examples:
        | id       | supplier                 | meter             | role |
        | FR-1-238 | the gas supplier         | gas meter         | GS   |

    @FR-1 @severity:critical
    Scenario Outline: The supply of the <meter> stays on when credit has run out at the start of the non-disablement period
      Given a migrated installation with a prepaying household
      And the next midnight passes
      And <supplier> sets the emergency credit of the <meter> to £5.00 and its non-disablement period to begin at 00:30
      And <supplier> resets the balance of the <meter>
      When an hour passes
      Then the <meter> shows the supply as on
      And the <meter> shows what its consumption, tariff and payments come to

      Examples:
        | id       | supplier                 | meter             |
        | FR-1-311 | the electricity supplier | electricity meter |

      @applies:dual-fuel
      Examples:
        | id       | supplier                 | meter             |
        | FR-1-312 | the gas supplier         | gas meter         |

    @FR-1 @severity:critical
    Scenario Outline: The supply of the <meter> is disabled at the end of the non-disablement period
      Given a migrated installation with a prepaying household
      And the next midnight passes
      And <supplier> sets the emergency credit of the <meter> to £5.00 and its non-disablement period to begin at 18:00
      And 20 hours pass
      And <supplier> resets the balance of the <meter>
      When the next midnight passes
      Then the <meter> shows the supply as off
      And the <meter> shows what its consumption, tariff and payments come to

      Examples:
        | id       | supplier                 | meter             |
        | FR-1-313 | the electricity supplier | electricity meter |

      @applies:dual-fuel
      Examples:
        | id       | supplier                 | meter             |
        | FR-1-314 | the gas supplier         | gas meter         |

  Rule: A meter watches the load, the voltage and the demand

    @FR-1
    Scenario Outline: <what> is not beyond it
      Given a migrated installation with a billed household
      And <user> <request>
      And two days pass
      When <user> sends every read request of its role <role>
      Then every value of every answer is that of its meter

      Examples:
        | id       | what                      | user                             | request                                                           | role |
        | FR-1-243 | A mean voltage at a limit | the electricity network operator | sets the voltage limits of the electricity meter to 230 and 229 V | ED   |
        | FR-1-244 | A load at its limit       | the electricity supplier         | limits the load of the electricity meter to 1000 W                | IS   |

    @id:FR-1-241 @FR-1
    Scenario: A load above its limit is counted and the supply is armed after the restoration period
      Given a migrated installation with a billed household
      And the electricity supplier limits the load of the electricity meter to 900 W and disables the supply above it
      And two days pass
      When the electricity supplier sends every read request of its role IS
      Then every value of every answer is that of its meter

    @id:FR-1-242 @FR-1
    Scenario: The maximum demand after a reset is the highest half hour since
      Given a migrated installation with a billed household
      And the electricity network operator resets the maximum demand of the electricity meter
      And two days pass
      When the electricity network operator sends every read request of its role ED
      Then every value of every answer is that of its meter
