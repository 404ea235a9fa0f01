@phase:Active @axis:once
Feature: Settings of meters in full
  What a service request can say of a tariff, of prepayment and of debt is said at once, with values that differ from each other. The meter
  counts, charges, recovers and disables by it over days on which it has to switch, and gives all of it back when it is read. Every
  value is held against the suite's own reading of the request and its model of the meter.

  Rule: A tariff counts and charges by season, day, time and block, and is read as it was set

    @FR-1 @severity:critical
    Scenario Outline: <what> is charged over the beginning of a season and read as it was set
      Given it is 24 June 2019
      And a migrated installation with a billed household
      And <supplier> sets <tariff> on the <meter>
      And seven days pass
      When <supplier> sends every read request of its role <role>
      Then every value of every answer is that of its meter

      Examples:
        | id       | what                            | supplier                 | tariff                                                    | meter             | role |
        | FR-1-401 | A tariff of electricity in full | the electricity supplier | a tariff with seasons, special days, registers and blocks | electricity meter | IS   |

      @applies:dual-fuel
      Examples:
        | id       | what                            | supplier                 | tariff                                                    | meter             | role |
        | FR-1-402 | A tariff of gas in full         | the gas supplier         | a tariff with seasons, special days, registers and blocks | gas meter         | GS   |
        | FR-1-403 | A tariff of gas in blocks       | the gas supplier         | a tariff of gas in blocks, with seasons and special days, | gas meter         | GS   |

  Rule: Prepayment disables, suspends and recovers as it was set, and is read as it was set

    @FR-1 @severity:critical
    Scenario Outline: The <meter> disables the supply after <quiet> without disablement and recovers debt as it was set
      Given it is 24 June 2019
      And a migrated installation with a prepaying household
      And <supplier> sets debts of every kind on the <meter>
      And <supplier> sets every limit of prepayment of the <meter>, with times without disablement by season and day
      And <supplier> puts the <meter> into prepayment mode that disables the supply at <threshold> and suspends debt without supply
      And seven days pass
      When <supplier> sends every read request of its role <role>
      Then every value of every answer is that of its meter

      Examples:
        | id       | quiet                  | supplier                 | meter             | role | threshold |
        | FR-1-404 | a special day          | the electricity supplier | electricity meter | IS   | £178.00   |
        | FR-1-408 | an evening of the week | the electricity supplier | electricity meter | IS   | £170.50   |

      @applies:dual-fuel
      Examples:
        | id       | quiet                  | supplier                 | meter             | role | threshold |
        | FR-1-405 | a special day          | the gas supplier         | gas meter         | GS   | £108.50   |
        | FR-1-409 | days of a new season   | the gas supplier         | gas meter         | GS   | £101.00   |

    @FR-1
    Scenario Outline: The <meter> recovers no debt over time while emergency credit is in use
      Given a migrated installation with a prepaying household
      And <supplier> sets debts of every kind on the <meter>
      And <supplier> sets every limit of prepayment of the <meter>, with times without disablement by season and day
      And <supplier> puts the <meter> into prepayment mode that suspends debt while emergency credit is in use
      And five hours pass
      And <supplier> activates the emergency credit of the <meter>
      And two days pass
      When <supplier> sends every read request of its role <role>
      Then every value of every answer is that of its meter

      Examples:
        | id       | supplier                 | meter             | role |
        | FR-1-406 | the electricity supplier | electricity meter | IS   |

      @applies:dual-fuel
      Examples:
        | id       | supplier                 | meter             | role |
        | FR-1-407 | the gas supplier         | gas meter         | GS   |
