@axis:release
Feature: Reception of service requests
  The DSP accepts a service request only if it is valid against the schema, is signed by the user that it names, and has a
  counter that this user has not yet used for the device.

  Rule: A request that cannot be read is rejected

    @negative:DM-5 @severity:critical
    Scenario Outline: A request <fault> is rejected
      Given a migrated installation
      When the electricity supplier asks the electricity meter for its import registers, <fault>
      Then the DSP rejects the request as <why>
      And no service request has reached the S1SP
      And the electricity supplier has received no response

      Examples:
        | id      | fault                                   | why        |
        | DM-5-21 | truncated in transit                    | unreadable |
        | DM-5-22 | with an unexpected element              | unreadable |
        | DM-5-23 | with another service reference variant  | unreadable |
        | DM-5-24 | with a counter of more than 64 bits     | unreadable |
        | DM-5-25 | of exactly 1048577 bytes                | too large  |
        | DM-5-26 | with 64 namespaces that it does not use | unreadable |
        | DM-5-27 | with an unknown attribute               | unreadable |
        | DM-5-28 | with text between its elements          | unreadable |

    @negative:DM-5 @id:DM-5-1223
    Scenario: A service reference is that of its variant, not its beginning alone
      Given a migrated installation
      When the electricity network operator asks the electricity meter for its network data, with a service reference that lacks its last digit
      Then the DSP rejects the request as unreadable
      And no service request has reached the S1SP

  Rule: A request is signed by the user that it names

    @negative:DM-5 @severity:blocker
    Scenario Outline: A request <fault> is rejected as not authentic
      Given a migrated installation
      When the electricity supplier asks the electricity meter for its import registers, <fault>
      Then the DSP rejects the request as not authentic
      And no service request has reached the S1SP
      And the electricity supplier has received no response

      Examples:
        | id      | fault                       |
        | DM-5-31 | altered after it was signed |
        | DM-5-32 | signed by another supplier  |
        | DM-5-33 | without a signature         |

    @negative:DM-5 @id:DM-5-34
    Scenario: A request that is not authentic does not use up a counter of the user that it names
      Given a migrated installation
      And the electricity supplier asks the electricity meter for its import registers, signed by another supplier
      When the electricity supplier asks the electricity meter for its import registers, with the counter of the previous request
      Then the request is answered with "I99"
      And the response "I0" contains the register reading of the electricity meter

  Rule: The S1SP carries out only requests that the DSP has countersigned

    @negative:DM-5 @severity:critical
    Scenario Outline: The S1SP ignores a request <fault>
      Given a migrated installation
      And the DSP's request reaches the S1SP <fault>
      When the electricity supplier disables the supply of the electricity meter
      Then the request is answered with "I99"
      And the electricity supplier has received no response
      And the electricity meter shows the supply as on

      Examples:
        | id      | fault                                 |
        | DM-5-35 | altered after the DSP signed it       |
        | DM-5-36 | signed by the S1SP instead of the DSP |

  Rule: A counter is used once and counters increase

    @negative:DM-5 @severity:critical
    Scenario Outline: A request <fault> is rejected as a replay
      Given a migrated installation
      And the electricity supplier asks the electricity meter for its import registers
      When the electricity supplier disables the supply of the electricity meter, <fault>
      Then the request is answered with "E100"
      And no service request has reached the S1SP
      And the electricity meter shows the supply as on

      Examples:
        | id      | fault                                             |
        | DM-5-41 | with the counter of the previous request          |
        | DM-5-42 | with a counter below that of the previous request |

    @DM-5 @id:DM-5-43
    Scenario: Counters are compared to the full 64 bits
      Given a migrated installation
      And the electricity supplier asks the electricity meter for its tariff, with the highest possible counter but one
      When the electricity supplier asks the electricity meter for its import registers, with the highest possible counter
      Then the request is answered with "I99"
      And the response "I0" contains the register reading of the electricity meter

    @negative:DM-5 @id:DM-5-44
    Scenario: No request is accepted after the highest possible counter
      Given a migrated installation
      And the electricity supplier asks the electricity meter for its import registers, with the highest possible counter
      When the electricity supplier disables the supply of the electricity meter
      Then the request is answered with "E100"
      And the electricity meter shows the supply as on

    @DM-5 @id:DM-5-45
    Scenario: A user has a separate counter for each device
      Given a migrated installation
      And the electricity supplier asks the electricity meter for its import registers
      When the electricity supplier asks the communications hub for its firmware version, with a counter below that of the previous request
      Then the request is answered with "I99"
      And one service request has reached the S1SP

    @DM-5 @id:DM-5-46
    Scenario: Each user has its own counter
      Given a migrated installation
      And the electricity supplier asks the electricity meter for its import registers, with the highest possible counter
      When the electricity network operator asks the electricity meter for its import registers
      Then the request is answered with "I99"
      And the response "I0" contains the register reading of the electricity meter

    @negative:DM-5 @id:DM-5-47
    Scenario: A refused request uses up its counter
      Given a migrated installation
      And the electricity supplier asks the electricity meter for a log over a period that ends before it starts, which is refused with "E061301"
      When the electricity supplier disables the supply of the electricity meter, with the counter of the previous request
      Then the request is answered with "E100"
      And no service request has reached the S1SP
      And the electricity meter shows the supply as on
