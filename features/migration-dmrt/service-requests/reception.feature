@needs:lab @needs:virtual-time @axis:release
Feature: Reception of service requests
  A service request is taken only when it can be read, was signed by the user whose id it bears, and has a counter that this
  user has not used towards the device before.

  Rule: A document that cannot be read is not taken

    @negative:DM-5 @severity:critical
    Scenario Outline: A request <fault> is not taken
      Given a migrated installation
      When the electricity supplier asks the electricity meter for its import registers, <fault>
      Then the DSP rejects the request as <why>
      And no service request has reached the S1SP
      And the electricity supplier has received no response

      Examples:
        | id       | fault                                | why        |
        | DM-5-21  | truncated in transit             | unreadable |
        | DM-5-22  | with an unexpected element | unreadable |
        | DM-5-23  | with another service reference variant    | unreadable |
        | DM-5-24  | with a counter of more than 64 bits  | unreadable |
        | DM-5-25  | larger than one megabyte              | too large  |

  Rule: A request is signed by the user whose id it bears

    @negative:DM-5 @severity:blocker
    Scenario Outline: A request <fault> is not taken, for it is not authentic
      Given a migrated installation
      When the electricity supplier asks the electricity meter for its import registers, <fault>
      Then the DSP rejects the request as not authentic
      And no service request has reached the S1SP
      And the electricity supplier has received no response

      Examples:
        | id      | fault                      |
        | DM-5-31 | altered after it was signed |
        | DM-5-32 | signed by another supplier  |
        | DM-5-33 | without a signature            |

    @negative:DM-5 @id:DM-5-34
    Scenario: A request that is not authentic uses up no counter of the user whose id it bears
      Given a migrated installation
      And the electricity supplier asks the electricity meter for its import registers, signed by another supplier
      When the electricity supplier asks the electricity meter for its import registers, with the counter of the previous request
      Then the request is answered with "I99"
      And the response "I0" contains the register reading of the electricity meter

  Rule: The DSP carries out only what it has countersigned itself

    @negative:DM-5 @severity:critical
    Scenario Outline: The S1SP ignores a request <fault>
      Given a migrated installation
      And the DSP's request reaches the S1SP <fault>
      When the electricity supplier disables the supply of the electricity meter
      Then the request is answered with "I99"
      And the electricity supplier has received no response
      And the electricity meter shows the supply as on

      Examples:
        | id      | fault                                |
        | DM-5-35 | altered after the DSP signed it      |
        | DM-5-36 | signed by the S1SP instead of the DSP |

  Rule: A counter is used once, and counters increase

    @negative:DM-5 @severity:critical
    Scenario Outline: A request <fault> is a replay
      Given a migrated installation
      And the electricity supplier asks the electricity meter for its import registers
      When the electricity supplier disables the supply of the electricity meter, <fault>
      Then the request is answered with "E100"
      And a service request has reached the S1SP
      And the electricity meter shows the supply as on

      Examples:
        | id      | fault                              |
        | DM-5-41 | with the counter of the previous request |
        | DM-5-42 | with a counter below that of the previous request |

    @DM-5 @id:DM-5-43
    Scenario: Counters of 64 bits are told apart to the last of them
      Given a migrated installation
      And the electricity supplier asks the electricity meter for its tariff, with the highest possible counter but one
      When the electricity supplier asks the electricity meter for its import registers, with the highest possible counter
      Then the request is answered with "I99"
      And the response "I0" contains the register reading of the electricity meter

    @negative:DM-5 @id:DM-5-44
    Scenario: After the highest counter nothing more is taken
      Given a migrated installation
      And the electricity supplier asks the electricity meter for its import registers, with the highest possible counter
      When the electricity supplier disables the supply of the electricity meter
      Then the request is answered with "E100"
      And the electricity meter shows the supply as on

    @DM-5 @id:DM-5-45
    Scenario: A user counts for each device apart
      Given a migrated installation
      And the electricity supplier asks the electricity meter for its import registers
      When the electricity supplier asks the communications hub for its firmware version, with a counter below that of the previous request
      Then the request is answered with "I99"
      And two service requests have reached the S1SP

    @DM-5 @id:DM-5-46
    Scenario: Each user counts for itself
      Given a migrated installation
      And the electricity supplier asks the electricity meter for its import registers, with the highest possible counter
      When the electricity network operator asks the electricity meter for its import registers
      Then the request is answered with "I99"
      And the response "I0" contains the register reading of the electricity meter

    @negative:DM-5 @id:DM-5-47
    Scenario: A request that was refused has used up its counter too
      Given a migrated installation
      And the electricity supplier asks the electricity meter for a log over a period that ends before it starts
      When the electricity supplier disables the supply of the electricity meter, with the counter of the previous request
      Then the request is answered with "E100"
      And no service request has reached the S1SP
      And the electricity meter shows the supply as on
