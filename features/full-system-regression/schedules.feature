@axis:release
Feature: Schedules of enrolled installations
  A schedule fires on its days until it is removed, whatever else happens in the system.

  Rule: Every schedule fires on its days

    @FR-1 @severity:blocker
    Scenario Outline: A daily schedule of <user> reads the <meter> of every cohort every day
      Given an installation of each cohort that migrated last month
      And <user> schedules a daily reading of the <meter> at 03:00 at every enrolled installation
      When five days pass
      Then <user> has received 5 scheduled readings of the <meter> of every enrolled installation

      Examples:
        | id      | user                             | meter             |
        | FR-1-31 | the electricity supplier         | electricity meter |
        | FR-1-32 | the electricity network operator | electricity meter |

      @applies:dual-fuel
      Examples:
        | id      | user                             | meter             |
        | FR-1-33 | the gas supplier                 | gas meter         |

    @id:FR-1-34 @FR-1 @severity:critical
    Scenario: A monthly schedule fires once in its first month
      Given an installation of each cohort that migrated last month
      And the electricity supplier schedules a monthly reading of the electricity meter at 03:00 at every enrolled installation
      When 31 days pass
      Then the electricity supplier has received 1 scheduled reading of the electricity meter of every enrolled installation

    @id:FR-1-38 @FR-1 @severity:critical
    Scenario: A monthly schedule fires on the same day of the next month
      Given an installation of each cohort that migrated last month
      And the electricity supplier schedules a monthly reading of the electricity meter at 03:00 at every enrolled installation
      When 32 days pass
      Then the electricity supplier has received 2 scheduled readings of the electricity meter of every enrolled installation

  Rule: A schedule survives an outage and the deletion of another schedule

    @FR-1 @severity:critical
    Scenario Outline: A reading that falls due while <service> is down is delivered afterwards
      Given an installation of each cohort that migrated last month
      And the electricity supplier schedules a daily reading of the electricity meter at 03:00 at every enrolled installation
      And <service> is down for five hours
      When a day passes
      Then the electricity supplier has received 1 scheduled reading of the electricity meter of every enrolled installation

      Examples:
        | id      | service  |
        | FR-1-35 | the S1SP |
        | FR-1-36 | the DSP  |

    @id:FR-1-37 @FR-1 @severity:critical
    Scenario: Deleting one schedule does not affect the others
      Given an installation of each cohort that migrated last month
      And the electricity supplier schedules a daily reading of the electricity meter at 03:00 at every enrolled installation
      And the electricity supplier deletes its schedules for the electricity meter of the MDS installation
      When two days pass
      Then the electricity supplier has received no scheduled reading of the electricity meter of the MDS installation
      And the electricity supplier has received 2 scheduled readings of the electricity meter of the Secure installation
