@phase:Active @axis:once
Feature: Registers, logs and money of meters
  What a meter measures, charges and logs follows from its consumption, its tariff and its payments. Every value is held against
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
        | FR-1-202 | billed    | the gas supplier                 | GS   |
        | FR-1-203 | billed    | the electricity network operator | ED   |
        | FR-1-204 | prepaying | the gas transporter              | GT   |

    @FR-1 @severity:blocker
    Scenario Outline: The display of a <household> household is the same after migration
      Given an installation with a <household> household
      When its migration is authorised
      Then the electricity meter shows what its consumption, tariff and payments come to
      And the gas meter shows what its consumption, tariff and payments come to

      Examples:
        | id       | household |
        | FR-1-205 | billed    |
        | FR-1-206 | prepaying |

  Rule: A meter logs each change with the registers and the money of its instant

    @FR-1 @severity:critical
    Scenario Outline: <what> is in the logs of the <meter>
      Given a migrated installation with a prepaying household
      And <supplier> <request>
      And the next midnight passes
      When <supplier> sends every read request of its role <role>
      Then every value of every answer is that of its meter

      Examples:
        | id       | what                    | supplier                 | request                                                                          | meter             | role |
        | FR-1-211 | A top-up                | the electricity supplier | tops up the electricity meter by £25.00                                          | electricity meter | IS   |
        | FR-1-212 | A top-up                | the gas supplier         | tops up the gas meter by £25.00                                                  | gas meter         | GS   |
        | FR-1-213 | A new tariff            | the electricity supplier | sets the tariff of the electricity meter to 21 pence by day and 9 pence by night | electricity meter | IS   |
        | FR-1-214 | A new tariff            | the gas supplier         | sets the tariff of the gas meter to 7 pence                                      | gas meter         | GS   |
        | FR-1-215 | A change to credit mode | the electricity supplier | puts the electricity meter into credit mode                                      | electricity meter | IS   |
        | FR-1-216 | A tariff of blocks      | the electricity supplier | sets a tariff with a block limit of 4321 Wh on the electricity meter             | electricity meter | IS   |

    @FR-1 @severity:critical
    Scenario Outline: A balance that is owed has its minus in the logs of the <meter>
      Given a migrated installation with a prepaying household
      And <supplier> sets the billing calendar of the <meter> to daily at 06:00
      And <supplier> resets the balance of the <meter>
      And three days pass
      And <supplier> <request>
      And the next midnight passes
      When <supplier> sends every read request of its role <role>
      Then every value of every answer is that of its meter

      Examples:
        | id       | supplier                 | request                                                                          | meter             | role |
        | FR-1-217 | the electricity supplier | sets the tariff of the electricity meter to 21 pence by day and 9 pence by night | electricity meter | IS   |
        | FR-1-218 | the gas supplier         | sets the tariff of the gas meter to 7 pence                                      | gas meter         | GS   |

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

    @FR-1 @severity:critical
    Scenario Outline: The gas meter charges by <what>
      Given a migrated installation with a billed household
      And the gas supplier <request>
      When two days pass
      Then the gas meter shows what its consumption, tariff and payments come to

      Examples:
        | id       | what                             | request                                         |
        | FR-1-224 | the tariff that was set          | sets the tariff of the gas meter to 7 pence     |
        | FR-1-225 | the calorific value that was set | sets the calorific value of the gas meter to 41 |

    @FR-1 @severity:critical
    Scenario Outline: The <meter> charges working days, weekends and a special day by their own prices
      Given a migrated installation with a billed household
      And <supplier> sets the tariff of the <meter> to 17 pence on working days, 9 pence at weekends and 3 pence on 6 June 2019
      When 4 days pass
      Then the <meter> shows what its consumption, tariff and payments come to

      Examples:
        | id       | supplier                 | meter             |
        | FR-1-226 | the electricity supplier | electricity meter |
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

  Rule: A schedule and its readings hold what was asked for

    @FR-1 @severity:critical
    Scenario Outline: A scheduled reading of the <meter> contains the half hours of the day before
      Given a migrated installation with a billed household
      And <supplier> schedules a daily reading of the <meter> at 01:00
      When three days pass
      Then every scheduled reading of the <meter> for <supplier> contains the half hours of its day

      Examples:
        | id       | supplier                 | meter             |
        | FR-1-251 | the electricity supplier | electricity meter |
        | FR-1-252 | the gas supplier         | gas meter         |

    @id:FR-1-253 @FR-1 @severity:critical
    Scenario: A schedule is read as it was created
      Given a migrated installation with a billed household
      And the electricity supplier schedules a daily reading of the electricity meter at 01:00
      When the electricity supplier reads its schedules for the electricity meter
      Then the answer shows the schedule as the electricity supplier has created it

  Rule: What a meter is set to is read as it was set

    @FR-1
    Scenario Outline: <what> is read as it was set
      Given a migrated installation with a billed household
      And <supplier> <request>
      When <supplier> sends every read request of its role <role>
      Then every value of every answer is that of its meter

      Examples:
        | id       | what                                     | supplier                         | request                                                                  | role |
        | FR-1-281 | The billing calendar of electricity      | the electricity supplier         | sets the billing calendar of the electricity meter to daily at 05:30     | IS   |
        | FR-1-282 | The billing calendar of gas              | the gas supplier                 | sets the billing calendar of the gas meter to daily at 05:30             | GS   |
        | FR-1-283 | The power thresholds                     | the electricity supplier         | sets the power thresholds of the electricity meter to 310 and 1230 W     | IS   |
        | FR-1-284 | The tamper state                         | the electricity supplier         | locks the supply of the electricity meter against tampering              | IS   |
        | FR-1-285 | An alert of the electricity supplier     | the electricity supplier         | switches off the alert 8168 of the electricity meter                     | IS   |
        | FR-1-286 | An alert of the gas supplier             | the gas supplier                 | switches off the alert 81C5 of the gas meter                             | GS   |
        | FR-1-287 | The limits of the mean voltage           | the electricity network operator | sets the voltage limits of the electricity meter to 228 and 227 V        | ED   |
        | FR-1-288 | The limit of the load                    | the electricity supplier         | limits the load of the electricity meter to 4321 W                       | IS   |

    @id:FR-1-289 @FR-1
    Scenario: The inventory shows the export supply point and the variant of the meter of premises that export
      Given a migrated installation that also exports electricity
      When the electricity supplier asks the inventory for the electricity meter
      Then the answer shows every device of the installation as it was commissioned

    @FR-1
    Scenario Outline: The alert <alert> of the <meter> that is switched off and on again is read as switched on
      Given a migrated installation with a billed household
      And <user> switches off the alert <alert> of the <meter>
      And <user> switches on the alert <alert> of the <meter>
      When <user> sends every read request of its role <role>
      Then every value of every answer is that of its meter

      Examples:
        | id       | alert | meter             | user                             | role |
        | FR-1-301 | 8168  | electricity meter | the electricity supplier         | IS   |
        | FR-1-302 | 81C5  | gas meter         | the gas supplier                 | GS   |
        | FR-1-303 | 8014  | electricity meter | the electricity network operator | ED   |

  Rule: A log gives the entries of the period that was asked for

    @FR-1 @severity:critical
    Scenario Outline: The logs from <from> to <to> hours ago that <user> reads hold the entries of that period
      Given a migrated installation with a prepaying household
      And the electricity supplier sets the billing calendar of the electricity meter to daily at 02:00
      And the gas supplier sets the billing calendar of the gas meter to daily at 02:00
      And the next midnight passes
      And <supplier> tops up the <meter> by £4.00
      And 2 hours pass
      And <supplier> tops up the <meter> by £5.00
      And 2 hours pass
      And <supplier> tops up the <meter> by £6.00
      And an hour passes
      When <user> sends every read request of its role <role>, with the logs from <from> to <to> hours ago
      Then every value of every answer is that of its meter

      Examples:
        | id       | user                             | role | from | to | supplier                 | meter             |
        | FR-1-291 | the electricity supplier         | IS   | 4    | 2  | the electricity supplier | electricity meter |
        | FR-1-292 | the electricity supplier         | IS   | 3    | 1  | the electricity supplier | electricity meter |
        | FR-1-293 | the gas supplier                 | GS   | 4    | 2  | the gas supplier         | gas meter         |
        | FR-1-294 | the gas supplier                 | GS   | 3    | 1  | the gas supplier         | gas meter         |
        | FR-1-295 | the electricity network operator | ED   | 4    | 2  | the electricity supplier | electricity meter |

  Rule: A full log loses its oldest entry

    @FR-1
    Scenario Outline: The log of <what> keeps its newest <number> entries
      Given a migrated installation with a prepaying household
      And <supplier> <request>, <times> times
      And an hour passes
      When <supplier> sends every read request of its role <role>
      Then every value of every answer is that of its meter

      Examples:
        | id       | what                         | number | supplier                 | request                                                                          | times | role |
        | FR-1-261 | credits of electricity       | 5      | the electricity supplier | tops up the electricity meter by £4.00                                           | 6     | IS   |
        | FR-1-262 | payments of electricity debt | 10     | the electricity supplier | tops up the electricity meter by £2.00                                           | 11    | IS   |
        | FR-1-263 | payments of gas debt         | 10     | the gas supplier         | tops up the gas meter by £2.00                                                   | 11    | GS   |
        | FR-1-264 | changes of tariff            | 12     | the electricity supplier | sets the tariff of the electricity meter to 21 pence by day and 9 pence by night | 13    | IS   |
        | FR-1-265 | events                       | 100    | the electricity supplier | disables the supply of the electricity meter                                     | 101   | IS   |

    @FR-1
    Scenario Outline: The billing log of the <meter> keeps its newest 12 ends of billing periods
      Given a migrated installation with a billed household
      And <supplier> sets the billing calendar of the <meter> to daily at 06:00
      And 14 days pass
      When <supplier> sends every read request of its role <role>
      Then every value of every answer is that of its meter

      Examples:
        | id       | meter             | supplier                 | role |
        | FR-1-266 | electricity meter | the electricity supplier | IS   |
        | FR-1-267 | gas meter         | the gas supplier         | GS   |

    @FR-1
    Scenario Outline: After a hundred days <user> is given the newest entries of every log
      Given a migrated installation with a billed household
      And 100 days pass
      When <user> sends every read request of its role <role>, with the logs of the last 100 days
      Then every value of every answer is that of its meter

      Examples:
        | id       | user                             | role |
        | FR-1-268 | the electricity supplier         | IS   |
        | FR-1-269 | the gas supplier                 | GS   |
        | FR-1-270 | the electricity network operator | ED   |
