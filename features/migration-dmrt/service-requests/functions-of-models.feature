Feature: Functions that few device models have
  It is doubtful that SMETS1 has these service requests: a recollection of low certainty. They are carried out for a device model for which
  the function is declared, and refused for every other.

  Rule: A model that has the function carries out its service requests

    @DM-5
    Scenario Outline: <what> is read as it was set
      Given a migrated installation with a billed household
      And <user> <request>
      And two days pass
      When <user> sends every read request of its role <role>
      Then every value of every answer is that of its meter

      @applies:second-element
      Examples:
        | id       | what                           | user                     | request                                                                                                | role |
        | DM-5-431 | The tariff of a second element | the electricity supplier | sets the tariff of the second element of the electricity meter to 21 pence by day and 9 pence by night | IS   |
        | DM-5-432 | The price of a second element  | the electricity supplier | sets the price of the second element of the electricity meter to 17 pence                              | IS   |

      @applies:demand-period
      Examples:
        | id        | what                                        | user                             | request                                                                   | role |
        | DM-5-433  | The period of maximum demand                | the electricity network operator | sets the maximum demand period of the electricity meter to 10:00 to 11:30 | ED   |
        | DM-5-1212 | The period of maximum demand, over midnight | the electricity network operator | sets the maximum demand period of the electricity meter to 22:00 to 06:30 | ED   |

      @applies:gas-flow
      Examples:
        | id       | what                              | user             | request                                                                        | role |
        | DM-5-434 | The uncontrolled flow rate of gas | the gas supplier | sets the uncontrolled gas flow rate of the gas meter to 2 cubic metres an hour | GS   |

    @DM-5 @id:DM-5-435 @applies:export-demand
    Scenario: The maximum demand of exports is the highest half hour since its reset
      Given a migrated installation with a billed household
      And the next midnight passes
      And 12 hours pass
      And the electricity network operator resets the maximum demand of the electricity meter
      And two hours pass
      When the electricity network operator sends every read request of its role ED
      Then every value of every answer is that of its meter

    @DM-5 @id:DM-5-436 @applies:randomised-offset
    Scenario: A randomised offset is that of its own meter
      Given a migrated installation with a billed household
      When the suppliers' agent sends every read request of its role RSA
      Then every value of every answer is that of its meter

    @DM-5 @applies:daily-block-reset
    Scenario Outline: Block counters that are reset daily begin anew at midnight<when>
      Given a migrated installation with a billed household
      And the electricity supplier sets a tariff with a block limit of 4321 Wh on the electricity meter
      And the electricity supplier has the block counters of the electricity meter reset daily<form>
      And two days pass
      When the electricity supplier sends every read request of its role IS
      Then every value of every answer is that of its meter

      Examples:
        | id        | when                                  | form                              |
        | DM-5-437  |                                       |                                   |
        | DM-5-1172 | , also where truth is written as 1    | , with its truth values as digits |

    @DM-5 @id:DM-5-438 @applies:voltage-counter-reset
    Scenario: Voltages are counted from the reset of their counters
      Given a migrated installation with a billed household
      And the electricity network operator sets the voltage limits of the electricity meter to 230 and 229 V
      And two days pass
      And the electricity network operator resets the voltage counters of the electricity meter
      And three hours pass
      When the electricity network operator sends every read request of its role ED
      Then every value of every answer is that of its meter

    @DM-5
    Scenario Outline: The privacy PIN of the <meter> is disabled
      Given a migrated installation
      And the customer has set a privacy PIN on the <meter>
      And <supplier> disables the privacy PIN of the <meter>
      When an hour passes
      Then the <meter> shows its privacy PIN as off

      @applies:privacy-pin
      Examples:
        | id       | supplier                 | meter             |
        | DM-5-441 | the electricity supplier | electricity meter |

      @applies:gas-privacy-pin
      Examples:
        | id       | supplier         | meter     |
        | DM-5-442 | the gas supplier | gas meter |

    @DM-5
    Scenario Outline: The <meter> displays the customer identification number that an Other User was given
      Given a migrated installation
      And an Other User requests a customer identification number for the <meter>
      When an hour passes
      Then the <meter> shows the customer identification number of the answer

      @applies:customer-number
      Examples:
        | id       | meter             |
        | DM-5-443 | electricity meter |

      @applies:gas-customer-number
      Examples:
        | id       | meter     |
        | DM-5-444 | gas meter |

    @DM-5 @id:DM-5-445 @applies:gas-recording
    Scenario: Recorded network data are the flows of the four hours after the request
      Given a migrated installation with a billed household
      And the gas transporter has the network data of the gas meter recorded
      And six hours pass
      When the gas transporter sends every read request of its role GT
      Then every value of every answer is that of its meter

    @DM-5 @id:DM-5-446 @applies:gas-recording
    Scenario: Each recording of network data has a number of its own
      Given a migrated installation
      And the gas transporter has the network data of the gas meter recorded
      And an hour passes
      When the gas transporter has the network data of the gas meter recorded
      Then the response contains recording 2

  Rule: Requests that need a function are scheduled and dated as others are

    @DM-5 @id:DM-5-447 @applies:gas-recording
    Scenario: A daily recording of network data is carried out once a day
      Given a migrated installation
      And the gas transporter schedules a daily recording of the network data of the gas meter at 01:00
      When four days pass
      Then the gas transporter has received four scheduled readings of the gas meter

    @DM-5 @id:DM-5-448 @applies:export-demand
    Scenario: The maximum demand of exports is read once a day
      Given a migrated installation that also exports electricity
      And the export supplier schedules a daily reading of the maximum demand of exports of the electricity meter at 01:00
      When four days pass
      Then the export supplier has received four scheduled readings of the electricity meter

    @DM-5 @id:DM-5-449 @applies:demand-period
    Scenario: A future-dated period of maximum demand is set at its execution time and not before
      Given a migrated installation
      When the electricity network operator sets the maximum demand period of the electricity meter to 16:00 to 19:00 in five hours
      Then the request is answered with "I99"
      And no service request has reached the S1SP
      And the response "I0" arrives within five hours

  Rule: For a model without the function its service requests are refused

    @negative:DM-5 @applies:no-second-element
    Scenario Outline: <what> is refused where there is no second element
      Given a migrated installation
      When the electricity supplier <request>
      Then the request is answered with "E11"
      And no service request has reached the S1SP

      Examples:
        | id       | what                                   | request                                                                   |
        | DM-5-451 | To read the tariff of a second element | asks the electricity meter for its tariff of the second element           |
        | DM-5-452 | To set the price of a second element   | sets the price of the second element of the electricity meter to 17 pence |

    @negative:DM-5 @id:DM-5-453 @applies:no-export-demand
    Scenario: A schedule of what the model does not have is refused
      Given a migrated installation that also exports electricity
      When the export supplier schedules a daily reading of the maximum demand of exports of the electricity meter at 01:00
      Then the request is answered with "E050101"

    @negative:DM-5 @id:DM-5-454 @axis:once
    Scenario: The coverage of premises is nothing that a device model has
      Given a migrated installation
      When the electricity supplier asks for the coverage of premises
      Then the request is answered with "E11"
