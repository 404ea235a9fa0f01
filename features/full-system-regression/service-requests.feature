@axis:release
Feature: Service requests to enrolled installations
  Every role can still send the service requests that it is allowed to send to installations of every cohort, with or without gas.

  Rule: Every role can read the installations of every cohort as its role allows

    @FR-1 @severity:blocker
    Scenario Outline: Every read request of role <role> is answered at every cohort for <user>
      Given an installation of each cohort that migrated last month, with a prepaying household
      When <user> sends every read request of its role <role> to every enrolled installation
      Then every one of them is answered correctly and within its target time
      And every value of every answer is that of its meter

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
    Scenario Outline: Each <meter> returns its own register reading to <user>
      Given an installation of each cohort that migrated last month
      When <user> asks the <meter> for its import registers at every enrolled installation
      Then every request is answered with "I99"
      And every response contains the register reading of its own meter

      Examples:
        | id      | user                     | meter             |
        | FR-1-18 | the electricity supplier | electricity meter |

      @applies:dual-fuel
      Examples:
        | id      | user                     | meter             |
        | FR-1-19 | the gas transporter      | gas meter         |

    @id:FR-1-21 @negative:FR-1 @severity:blocker
    Scenario: Another supplier cannot read an installation of any cohort
      Given an installation of each cohort that migrated last month
      When another supplier asks the electricity meter for its import registers at every enrolled installation
      Then every request is answered with "E4"
      And no service request has reached the S1SP

  Rule: Critical requests sent to many installations at the same time are carried out

    @id:FR-1-22 @FR-1 @severity:blocker
    Scenario: The supply is disabled at installations of every cohort at the same time
      Given an installation of each cohort that migrated last month
      When the electricity supplier disables the supply of the electricity meter at every enrolled installation
      Then every request is answered with "I99"
      And the electricity meter of every enrolled installation shows the supply as off

    @id:FR-1-25 @FR-1 @severity:blocker
    Scenario: The supply is enabled at installations of every cohort at the same time
      Given an installation of each cohort that migrated last month
      And the electricity supplier disables the supply of the electricity meter at every enrolled installation
      When the electricity supplier enables the supply of the electricity meter at every enrolled installation
      Then the electricity meter of every enrolled installation shows the supply as on

    @id:FR-1-23 @FR-1 @severity:critical
    Scenario: A new price takes effect at installations of every cohort
      Given an installation of each cohort that migrated last month
      And the electricity supplier sets the price of the electricity meter to 25 pence at every enrolled installation
      When the electricity supplier asks the electricity meter for its tariff at every enrolled installation
      Then every response contains a price of 25 pence

  Rule: A fault in one installation does not affect the others

    @id:FR-1-24 @FR-1 @severity:critical
    Scenario: A hub without WAN does not prevent other installations from responding
      Given an installation of each cohort that migrated last month
      And the communications hub of the IOC installation has no WAN for two hours
      And the electricity supplier asks the electricity meter of the IOC installation for its import registers
      When the electricity supplier asks the electricity meter of the electricity-only IOC installation for its import registers
      Then the response "I0" contains the register reading of the electricity meter of the electricity-only IOC installation
