@needs:lab @needs:virtual-time @axis:release
Feature: Service requests to enrolled installations
  Every role goes on asking what it may ask, of installations of every cohort, with gas or without.

  Rule: Every role reads what it may read, of every cohort

    @FR-1 @severity:blocker
    Scenario Outline: <user> reads all that its role <role> may read of every cohort
      Given an installation of each cohort that migrated last month
      When <user> sends every read request of its role <role> to every enrolled installation
      Then every one of them is answered correctly and within its target time

      Examples:
        | id      | user                             | role |
        | FR-1-11 | the electricity supplier         | IS   |
        | FR-1-12 | the gas supplier                 | GS   |
        | FR-1-13 | the electricity network operator | ED   |
        | FR-1-14 | the gas transporter              | GT   |
        | FR-1-15 | the suppliers' agent             | RSA  |
        | FR-1-16 | the export supplier              | ES   |
        | FR-1-17 | an Other User                    | OU   |

    @FR-1 @severity:blocker
    Scenario Outline: <user> gets from each <meter> its own register
      Given an installation of each cohort that migrated last month
      When <user> asks the <meter> for its import registers at every enrolled installation
      Then every request is answered with "I99"
      And every response contains the register reading of its own meter

      Examples:
        | id      | user                     | meter             |
        | FR-1-18 | the electricity supplier | electricity meter |
        | FR-1-19 | the gas transporter      | gas meter         |

    @id:FR-1-21 @negative:FR-1 @severity:blocker
    Scenario: Another supplier gets nothing from an installation of any cohort
      Given an installation of each cohort that migrated last month
      When another supplier asks the electricity meter for its import registers at every enrolled installation
      Then every request is answered with "E4"
      And no service request has reached the S1SP

  Rule: What is critical is carried out however many ask at one instant

    @id:FR-1-22 @FR-1 @severity:blocker
    Scenario: The supply goes off and on again at the installations of every cohort
      Given an installation of each cohort that migrated last month
      When the electricity supplier disables the supply of the electricity meter at every enrolled installation
      Then every request is answered with "I99"
      And the electricity meter of every enrolled installation shows the supply as off
      When the electricity supplier enables the supply of the electricity meter at every enrolled installation
      Then the electricity meter of every enrolled installation shows the supply as on

    @id:FR-1-23 @FR-1 @severity:critical
    Scenario: A new price counts at the installations of every cohort
      Given an installation of each cohort that migrated last month
      And the electricity supplier sets the price of the electricity meter to 25 pence at every enrolled installation
      When the electricity supplier asks the electricity meter for its tariff at every enrolled installation
      Then every response contains a price of 25 pence

  Rule: What ails one installation leaves the others alone

    @id:FR-1-24 @FR-1 @severity:critical
    Scenario: A hub without WAN keeps no other from answering
      Given an installation of each cohort that migrated last month
      And the communications hub of the IOC installation has no WAN for two hours
      When the electricity supplier asks the electricity meter of the IOC installation for its import registers
      And the electricity supplier asks the electricity meter of the electricity-only IOC installation for its import registers
      Then the response "I0" contains the register reading of the electricity meter of the electricity-only IOC installation
