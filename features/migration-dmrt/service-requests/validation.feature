@needs:lab @needs:virtual-time @axis:release
Feature: Validation of service requests
  A request that is authentic is checked in a fixed order: its user, what it asks for and how, the device, and whether the user
  has anything to do with it. The first check that fails is answered, and then nothing is done.

  Rule: The user is a user of the DCC, and an active one

    @negative:DM-5 @id:DM-5-51 @severity:critical @regression
    Scenario: Who is no user any more is refused
      Given a migrated installation
      When a former user asks the electricity meter for its import registers
      Then the request is answered with "E1"
      And no service request has reached the S1SP

    @negative:DM-5 @id:DM-5-52 @severity:critical
    Scenario: A suspended user is refused
      Given a migrated installation
      And the electricity supplier is suspended
      When the electricity supplier disables the supply of the electricity meter
      Then the request is answered with "E3"
      And no service request has reached the S1SP
      And the electricity meter shows the supply as on

    @DM-5 @id:DM-5-53
    Scenario: A user whose suspension has ended is served again
      Given a migrated installation
      And the electricity supplier is suspended
      And the electricity supplier is active again
      When the electricity supplier asks the electricity meter for its import registers
      Then the request is answered with "I99"
      And the response "I0" contains the register reading of the electricity meter

  Rule: A request bears the command variant of its kind and comes through the web service for it

    @negative:DM-5
    Scenario Outline: A request that <user> sends <fault> is refused with <code>
      Given a migrated installation
      When <user> <request>, <fault>
      Then the request is answered with "<code>"
      And no service request has reached the S1SP

      Examples: command variants
        | id      | user                     | request                                              | fault                  | code |
        | DM-5-54 | the electricity supplier | disables the supply of the electricity meter         | with command variant 4 | E12  |
        | DM-5-55 | the electricity supplier | tops up the electricity meter by £10.00              | with command variant 2 | E12  |
        | DM-5-56 | the electricity supplier | asks the inventory for the electricity meter         | with command variant 1 | E12  |

      Examples: web services
        | id      | user                             | request                                             | fault                                    | code |
        | DM-5-57 | the electricity supplier         | asks the electricity meter for its import registers | through the Non-Device Service | E13  |
        | DM-5-58 | the electricity network operator | asks the inventory for the electricity meter        | through the Send Command Service | E13  |
        | DM-5-59 | the suppliers' agent             | asks the electricity meter for its firmware version | through the Transform Service      | E13  |

  Rule: The device is known, and one that the request is for

    @negative:DM-5 @id:DM-5-61
    Scenario: A device that the inventory does not hold is unknown
      Given a migrated installation
      When the electricity supplier asks the new device for its firmware version
      Then the request is answered with "E19"
      And no service request has reached the S1SP

    @negative:DM-5 @id:DM-5-62
    Scenario: A communications hub has no tariff
      Given a migrated installation
      When the electricity supplier asks the communications hub for its tariff
      Then the request is answered with "E11"
      And no service request has reached the S1SP

    @negative:DM-5 @id:DM-5-63
    Scenario: SMETS1 has no auxiliary loads
      Given a migrated installation
      When the electricity supplier switches on an auxiliary load of the electricity meter
      Then the request is answered with "E11"
      And no service request has reached the S1SP

    @negative:DM-5 @id:DM-5-64
    Scenario: What is commissioned is not commissioned again
      Given a migrated installation
      When the electricity supplier commissions the electricity meter
      Then the request is answered with "E5"
      And no service request has reached the S1SP

    @negative:DM-5 @id:DM-5-65
    Scenario: A decommissioned meter answers nobody
      Given a migrated installation
      And the electricity supplier decommissions the electricity meter
      When the electricity supplier asks the electricity meter for its import registers
      Then the request is answered with "E5"
      And no service request has reached the S1SP

  Rule: A model that lacks a service declares with which code it is refused

    @negative:DM-5
    Scenario Outline: A model without <service> refuses it with <code>
      Given a migrated installation
      And the electricity meter is of a model that does not support <service> and refuses it with "<code>"
      When the electricity supplier asks the electricity meter for its <service>
      Then the request is answered with "<code>"
      And no service request has reached the S1SP

      Examples:
        | id      | service                 | code |
        | DM-5-66 | half-hourly consumption | E11  |
        | DM-5-67 | network data            | E5   |

    @DM-5 @id:DM-5-68
    Scenario: What a model lacks does not touch what it has
      Given a migrated installation
      And the electricity meter is of a model that does not support network data and refuses it with "E11"
      When the electricity supplier asks the electricity meter for its import registers
      Then the request is answered with "I99"
      And the response "I0" contains the register reading of the electricity meter

  Rule: Of two faults the one that is checked first is answered

    @negative:DM-5
    Scenario Outline: <first> is answered before <second>
      Given a migrated installation
      When <user> <request>
      Then the request is answered with "<code>"
      And no service request has reached the S1SP

      Examples:
        | id      | first                   | second                            | user                             | request                                                                                                               | code |
        | DM-5-71 | A role without a right  | a wrong command variant           | the electricity network operator | disables the supply of the electricity meter, with command variant 4                                                  | E2   |
        | DM-5-72 | A wrong command variant | the wrong web service             | the electricity supplier         | disables the supply of the electricity meter, with command variant 4 and through the Non-Device Service  | E12  |
        | DM-5-73 | The wrong web service   | an unknown device                 | the electricity supplier         | asks the new device for its firmware version, through the Non-Device Service                             | E13  |
        | DM-5-74 | An unknown device       | a request that SMETS1 has not     | the electricity supplier         | switches on an auxiliary load of the new device                                                                       | E19  |
        | DM-5-75 | A status that is wrong  | somebody else's device            | another supplier                 | commissions the electricity meter                                                                                     | E5   |
        | DM-5-76 | Somebody else's device  | content that is wrong             | another supplier                 | asks the electricity meter for a log over a period that ends before it starts                                                       | E4   |

    @negative:DM-5 @id:DM-5-77
    Scenario: What cannot be read is refused before its signature is looked at
      Given a migrated installation
      When the electricity supplier asks the electricity meter for its tariff, with an unexpected element and without a signature
      Then the DSP rejects the request as unreadable

    @negative:DM-5 @id:DM-5-78
    Scenario: A wrong signature is answered before a used counter
      Given a migrated installation
      And the electricity supplier asks the electricity meter for its tariff
      When the electricity supplier asks the electricity meter for its tariff, signed by another supplier and with the counter of the previous request
      Then the DSP rejects the request as not authentic

    @negative:DM-5 @id:DM-5-79
    Scenario: A used counter is answered before a suspended user
      Given a migrated installation
      And the electricity supplier asks the electricity meter for its tariff
      And the electricity supplier is suspended
      When the electricity supplier asks the electricity meter for its tariff, with the counter of the previous request
      Then the request is answered with "E100"

    @negative:DM-5
    Scenario Outline: <first> is answered before <second> of a suspended user
      Given a migrated installation
      And <user> is suspended
      When <user> <request>
      Then the request is answered with "<code>"
      And no service request has reached the S1SP

      Examples:
        | id      | first                  | second                  | user                             | request                                                              | code |
        | DM-5-81 | A role without a right | the suspension          | the electricity network operator | disables the supply of the electricity meter                         | E2   |
        | DM-5-82 | The suspension         | a wrong command variant | the electricity supplier         | disables the supply of the electricity meter, with command variant 4 | E3   |

    @negative:DM-5 @id:DM-5-83
    Scenario: A request that does not fit the device is answered before a wrong status
      Given a migrated installation
      And the electricity supplier decommissions the electricity meter
      When the electricity supplier adds the new device to the electricity meter
      Then the request is answered with "E11"
      And no service request has reached the S1SP
