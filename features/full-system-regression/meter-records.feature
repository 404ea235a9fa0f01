@phase:Active @axis:once
Feature: Records, settings and schedules of meters
  What a meter has logged, what it is set to and what is scheduled for it is read as it was. Every value is held against a model of the
  meter that is made from the regulation and the published contract.

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
        | FR-1-213 | A new tariff            | the electricity supplier | sets the tariff of the electricity meter to 21 pence by day and 9 pence by night | electricity meter | IS   |
        | FR-1-215 | A change to credit mode | the electricity supplier | puts the electricity meter into credit mode                                      | electricity meter | IS   |
        | FR-1-216 | A tariff of blocks      | the electricity supplier | sets a tariff with a block limit of 4321 Wh on the electricity meter             | electricity meter | IS   |

      @applies:dual-fuel
      Examples:
        | id       | what                    | supplier                 | request                                                                          | meter             | role |
        | FR-1-212 | A top-up                | the gas supplier         | tops up the gas meter by £25.00                                                  | gas meter         | GS   |
        | FR-1-214 | A new tariff            | the gas supplier         | sets the tariff of the gas meter to 7 pence                                      | gas meter         | GS   |

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

      @applies:billing-calendar
      Examples:
        | id       | supplier                 | request                                                                          | meter             | role |
        | FR-1-217 | the electricity supplier | sets the tariff of the electricity meter to 21 pence by day and 9 pence by night | electricity meter | IS   |

      @applies:dual-fuel
      Examples:
        | id       | supplier                 | request                                                                          | meter             | role |
        | FR-1-218 | the gas supplier         | sets the tariff of the gas meter to 7 pence                                      | gas meter         | GS   |

  Rule: A schedule and its readings hold what was asked for

    @FR-1 @severity:critical
    Scenario Outline: A scheduled reading of the <meter> contains the half hours of the day before
      Given a migrated installation with a billed household
      And <supplier> schedules a daily reading of the <meter> at 01:00
      When three days pass
      Then every scheduled reading of the <meter> for <supplier> holds the values of its meter

      Examples:
        | id       | supplier                 | meter             |
        | FR-1-251 | the electricity supplier | electricity meter |

      @applies:dual-fuel
      Examples:
        | id       | supplier                 | meter             |
        | FR-1-252 | the gas supplier         | gas meter         |

    @FR-1 @severity:critical
    Scenario Outline: Every reading of the <meter> that role <role> can have scheduled comes for <user> with the values of its meter
      Given a migrated installation with a prepaying household
      And <user> schedules every reading of the <meter> that its role <role> allows, daily at 01:30
      When three days pass
      Then every scheduled reading of the <meter> for <user> holds the values of its meter

      Examples:
        | id       | user                             | role | meter             |
        | FR-1-411 | the electricity supplier         | IS   | electricity meter |
        | FR-1-412 | the electricity network operator | ED   | electricity meter |
        | FR-1-413 | the export supplier              | ES   | electricity meter |
        | FR-1-414 | an Other User                    | OU   | electricity meter |

      @applies:dual-fuel
      Examples:
        | id       | user                             | role | meter              |
        | FR-1-415 | the gas supplier                 | GS   | gas meter          |
        | FR-1-416 | the gas supplier                 | GS   | gas proxy function |
        | FR-1-417 | the gas transporter              | GT   | gas meter          |

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
        | FR-1-283 | The power thresholds                     | the electricity supplier         | sets the power thresholds of the electricity meter to 310 and 1230 W     | IS   |
        | FR-1-284 | The tamper state                         | the electricity supplier         | locks the supply of the electricity meter against tampering              | IS   |
        | FR-1-285 | An alert of the electricity supplier     | the electricity supplier         | switches off the alert 8168 of the electricity meter                     | IS   |
        | FR-1-287 | The limits of the mean voltage           | the electricity network operator | sets the voltage limits of the electricity meter to 228 and 227 V        | ED   |
        | FR-1-288 | The limit of the load                    | the electricity supplier         | limits the load of the electricity meter to 4321 W                       | IS   |

      @applies:billing-calendar
      Examples:
        | id       | what                                     | supplier                         | request                                                                  | role |
        | FR-1-281 | The billing calendar of electricity      | the electricity supplier         | sets the billing calendar of the electricity meter to daily at 05:30     | IS   |

      @applies:dual-fuel
      Examples:
        | id       | what                                     | supplier                         | request                                                                  | role |
        | FR-1-282 | The billing calendar of gas              | the gas supplier                 | sets the billing calendar of the gas meter to daily at 05:30             | GS   |
        | FR-1-286 | An alert of the gas supplier             | the gas supplier                 | switches off the alert 81C5 of the gas meter                             | GS   |

    @id:FR-1-315 @FR-1
    Scenario: A log is read over the same period although its instants are said in another time zone
      Given a migrated installation with a billed household
      When the electricity supplier sends every read request of its role IS, with the logs of two hours, each with its instants in British Summer Time
      Then every value of every answer is that of its meter

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
        | FR-1-303 | 8014  | electricity meter | the electricity network operator | ED   |

      @applies:dual-fuel
      Examples:
        | id       | alert | meter             | user                             | role |
        | FR-1-302 | 81C5  | gas meter         | the gas supplier                 | GS   |

  Rule: A log gives the entries of the period that was asked for

    @FR-1 @severity:critical @applies:dual-fuel @applies:billing-calendar
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
        | FR-1-264 | changes of tariff            | 12     | the electricity supplier | sets the tariff of the electricity meter to 21 pence by day and 9 pence by night | 13    | IS   |
        | FR-1-265 | events                       | 100    | the electricity supplier | disables the supply of the electricity meter                                     | 101   | IS   |

      @applies:dual-fuel
      Examples:
        | id       | what                         | number | supplier                 | request                                                                          | times | role |
        | FR-1-263 | payments of gas debt         | 10     | the gas supplier         | tops up the gas meter by £2.00                                                   | 11    | GS   |

    @FR-1
    Scenario Outline: The billing log of the <meter> keeps its newest 12 ends of billing periods
      Given a migrated installation with a billed household
      And <supplier> sets the billing calendar of the <meter> to daily at 06:00
      And 14 days pass
      When <supplier> sends every read request of its role <role>
      Then every value of every answer is that of its meter

      @applies:billing-calendar
      Examples:
        | id       | meter             | supplier                 | role |
        | FR-1-266 | electricity meter | the electricity supplier | IS   |

      @applies:dual-fuel
      Examples:
        | id       | meter             | supplier                 | role |
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
        | FR-1-270 | the electricity network operator | ED   |

      @applies:dual-fuel
      Examples:
        | id       | user                             | role |
        | FR-1-269 | the gas supplier                 | GS   |
