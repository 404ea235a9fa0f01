@axis:release
Feature: Validation of service requests
  The DSP validates an authentic request in a fixed order: its user, its service reference variant and command variant, its web
  service, the device, and the user's eligibility. It answers with the code of the first check that fails and does nothing more.

  Rule: The user is an active user of the DCC

    @negative:DM-5 @id:DM-5-51 @severity:critical @regression
    Scenario: A former user is refused
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
    Scenario: A user whose suspension has ended can send requests again
      Given a migrated installation
      And the electricity supplier is suspended
      And the electricity supplier is active again
      When the electricity supplier asks the electricity meter for its import registers
      Then the request is answered with "I99"
      And the response "I0" contains the register reading of the electricity meter

  Rule: A request has the command variant and uses the web service that its service reference variant requires

    @negative:DM-5
    Scenario Outline: A request from <user> <fault> is refused with <code>
      Given a migrated installation
      When <user> <request>, <fault>
      Then the request is answered with "<code>"
      And no service request has reached the S1SP

      Examples: command variants
        | id       | user                     | request                                      | fault                  | code |
        | DM-5-54  | the electricity supplier | disables the supply of the electricity meter | with command variant 4 | E12  |
        | DM-5-849 | the electricity supplier | disables the supply of the electricity meter | with command variant 5 | E12  |
        | DM-5-55  | the electricity supplier | tops up the electricity meter by £10.00      | with command variant 2 | E12  |
        | DM-5-56  | the electricity supplier | asks the inventory for the electricity meter | with command variant 1 | E12  |

      Examples: web services
        | id      | user                             | request                                             | fault                            | code |
        | DM-5-57 | the electricity supplier         | asks the electricity meter for its import registers | through the Non-Device Service   | E13  |
        | DM-5-58 | the electricity network operator | asks the inventory for the electricity meter        | through the Send Command Service | E13  |
        | DM-5-59 | the suppliers' agent             | asks the electricity meter for its firmware version | through the Transform Service    | E13  |

  Rule: The device is in the inventory and the request applies to its type and status

    @negative:DM-5 @id:DM-5-61
    Scenario: A request to a device that is not in the inventory is refused
      Given a migrated installation
      When the electricity supplier asks the new device for its firmware version
      Then the request is answered with "E19"
      And no service request has reached the S1SP

    @negative:DM-5 @id:DM-5-62
    Scenario: A request for the tariff of a communications hub is refused
      Given a migrated installation
      When the electricity supplier asks the communications hub for its tariff
      Then the request is answered with "E11"
      And no service request has reached the S1SP

    @negative:DM-5 @id:DM-5-63
    Scenario: A request for an auxiliary load of a SMETS1 meter is refused
      Given a migrated installation
      When the electricity supplier switches on an auxiliary load of the electricity meter
      Then the request is answered with "E11"
      And no service request has reached the S1SP

    @negative:DM-5 @id:DM-5-64
    Scenario: A request to commission a commissioned meter is refused
      Given a migrated installation
      When the electricity supplier commissions the electricity meter
      Then the request is answered with "E5"
      And no service request has reached the S1SP

    @negative:DM-5 @id:DM-5-65
    Scenario: A request to a decommissioned meter is refused
      Given a migrated installation
      And the electricity supplier decommissions the electricity meter
      When the electricity supplier asks the electricity meter for its import registers
      Then the request is answered with "E5"
      And no service request has reached the S1SP

  Rule: A request that a model does not support is refused with the code declared for the model

    @negative:DM-5
    Scenario Outline: A request for unsupported <service> is refused with <code>
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
    Scenario: A model that does not support one service carries out the others
      Given a migrated installation
      And the electricity meter is of a model that does not support network data and refuses it with "E11"
      When the electricity supplier asks the electricity meter for its import registers
      Then the request is answered with "I99"
      And the response "I0" contains the register reading of the electricity meter

  Rule: A request with two faults is answered with the code of the first check

    @negative:DM-5
    Scenario Outline: <first> is reported before <second>
      Given a migrated installation
      When <user> <request>
      Then the request is answered with "<code>"
      And no service request has reached the S1SP

      Examples:
        | id      | first                      | second                                 | user                             | request                                                                                                 | code |
        | DM-5-71 | A role that is not allowed | a wrong command variant                | the electricity network operator | disables the supply of the electricity meter, with command variant 4                                    | E2   |
        | DM-5-72 | A wrong command variant    | the wrong web service                  | the electricity supplier         | disables the supply of the electricity meter, with command variant 4 and through the Non-Device Service | E12  |
        | DM-5-73 | The wrong web service      | an unknown device                      | the electricity supplier         | asks the new device for its firmware version, through the Non-Device Service                            | E13  |
        | DM-5-74 | An unknown device          | a request that SMETS1 does not support | the electricity supplier         | switches on an auxiliary load of the new device                                                         | E19  |
        | DM-5-75 | A wrong status             | another party's device                 | another supplier                 | commissions the electricity meter                                                                       | E5   |
        | DM-5-76 | Another party's device     | invalid content                        | another supplier                 | asks the electricity meter for a log over a period that ends before it starts                           | E4   |

    @negative:DM-5 @id:DM-5-77
    Scenario: A request that cannot be read is rejected before its signature is checked
      Given a migrated installation
      When the electricity supplier asks the electricity meter for its tariff, with an unexpected element and without a signature
      Then the DSP rejects the request as unreadable

    @negative:DM-5 @id:DM-5-78
    Scenario: A wrong signature is reported before a used counter
      Given a migrated installation
      And the electricity supplier asks the electricity meter for its tariff
      When the electricity supplier asks the electricity meter for its tariff, signed by another supplier and with the counter of the previous request
      Then the DSP rejects the request as not authentic

    @negative:DM-5 @id:DM-5-79
    Scenario: A used counter is reported before a suspended user
      Given a migrated installation
      And the electricity supplier asks the electricity meter for its tariff
      And the electricity supplier is suspended
      When the electricity supplier asks the electricity meter for its tariff, with the counter of the previous request
      Then the request is answered with "E100"

    @negative:DM-5
    Scenario Outline: For a suspended user <first> is reported before <second>
      Given a migrated installation
      And <user> is suspended
      When <user> <request>
      Then the request is answered with "<code>"
      And no service request has reached the S1SP

      Examples:
        | id      | first                      | second                  | user                             | request                                                              | code |
        | DM-5-81 | a role that is not allowed | the suspension          | the electricity network operator | disables the supply of the electricity meter                         | E2   |
        | DM-5-82 | the suspension             | a wrong command variant | the electricity supplier         | disables the supply of the electricity meter, with command variant 4 | E3   |

    @negative:DM-5 @id:DM-5-83
    Scenario: A request that does not apply to the device type is reported before a wrong status
      Given a migrated installation
      And the electricity supplier decommissions the electricity meter
      When the electricity supplier adds the new device to the electricity meter
      Then the request is answered with "E11"
      And no service request has reached the S1SP
