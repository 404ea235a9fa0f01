@axis:once
Feature: The calendar of schedules and billing periods
  Schedules fire and billing periods end on the days of the calendar, in UTC, whatever the length of the month or year.

  Rule: A schedule fires from its start date to its end date, at its time

    @DM-5
    Scenario Outline: A schedule fires <when>
      Given it is <begin>
      And a migrated installation
      And the electricity supplier schedules a reading of the electricity meter, <times>
      When <end> ends
      Then the electricity supplier has received <count> scheduled readings of the electricity meter, <times>

      Examples:
        | id       | when                                         | begin            | times                                                      | end              | count |
        | DM-5-801 | every day over a leap day                    | 12 February 2020 | daily at 01:00 from 28 February 2020                       | 2 March 2020     | 4     |
        | DM-5-802 | every day over the end of February           | 11 February 2021 | daily at 01:00 from 27 February 2021                       | 2 March 2021     | 4     |
        | DM-5-803 | at the same time when clocks go forward      | 12 March 2020    | daily at 01:30 from 28 March 2020                          | 30 March 2020    | 3     |
        | DM-5-804 | at the same time when clocks go back         | 8 October 2020   | daily at 00:30 from 24 October 2020                        | 26 October 2020  | 3     |
        | DM-5-805 | up to its end date and not on the next day   | 14 December 2019 | daily at 23:30 from 30 December 2019 to 1 January 2020     | 3 January 2020   | 3     |
        | DM-5-806 | on one day that is start and end             | 14 December 2019 | daily at 00:00 from 31 December 2019 to 31 December 2019   | 2 January 2020   | 1     |
        | DM-5-807 | every week over the turn of a year           | 8 December 2020  | weekly at 01:00 from 24 December 2020 to 7 January 2021    | 15 January 2021  | 3     |
        | DM-5-808 | on the last day of shorter months            | 15 January 2020  | monthly at 01:00 from 31 January 2020                      | 30 April 2020    | 4     |
        | DM-5-809 | monthly, not on the day after its end date   | 14 November 2019 | monthly at 01:00 from 30 November 2019 to 29 December 2019 | 31 December 2019 | 1     |
        | DM-5-813 | monthly on its end date                      | 14 November 2019 | monthly at 01:00 from 30 November 2019 to 30 December 2019 | 31 December 2019 | 2     |
        | DM-5-814 | on the last day of February for the 31st     | 15 January 2021  | monthly at 01:00 from 31 January 2021 to 28 February 2021  | 31 March 2021    | 2     |
        | DM-5-810 | every quarter on the last day of its month   | 15 August 2019   | quarterly at 01:00 from 31 August 2019                     | 31 May 2020      | 4     |
        | DM-5-811 | every half year from the end of August       | 15 August 2019   | half-yearly at 01:00 from 31 August 2019                   | 31 August 2020   | 3     |
        | DM-5-812 | every year from a leap day                   | 13 February 2020 | yearly at 01:00 from 29 February 2020                      | 1 March 2021     | 2     |
        | DM-5-815 | on the same day of the year after a leap day | 4 June 2019      | yearly at 01:00 from 20 June 2019                          | 20 June 2020     | 2     |

  Rule: A billing period ends on the days of the billing calendar

    @DM-5 @applies:billing-calendar
    Scenario Outline: A billing period of electricity ends <when>
      Given it is <begin>
      And a migrated installation
      And the electricity supplier sets the billing calendar of the electricity meter to <calendar>
      And <end> ends
      When the electricity supplier asks the electricity meter for its billing log since <since>
      Then the response contains <count> ends of billing periods since <since>, <calendar>

      Examples:
        | id       | when                                    | begin            | since            | calendar                                           | end             | count |
        | DM-5-821 | every day over a leap day               | 12 February 2020 | 28 February 2020 | daily at 06:00                                     | 2 March 2020    | 4     |
        | DM-5-822 | at the same time when clocks go forward | 12 March 2020    | 28 March 2020    | daily at 01:30                                     | 30 March 2020   | 3     |
        | DM-5-823 | on Sundays at the turn of a year        | 6 December 2019  | 22 December 2019 | weekly on Sunday at 00:00                          | 12 January 2020 | 4     |
        | DM-5-824 | on Mondays, of the week that begins     | 6 December 2019  | 22 December 2019 | weekly on Monday at 00:00                          | 12 January 2020 | 4     |
        | DM-5-825 | on the first of each month              | 11 January 2021  | 27 January 2021  | monthly on day 1 at 00:00                          | 1 April 2021    | 3     |
        | DM-5-826 | on the 28th of each month               | 11 January 2020  | 27 January 2020  | monthly on day 28 at 00:00                         | 31 March 2020   | 3     |
        | DM-5-827 | every quarter counted from November     | 11 January 2020  | 27 January 2020  | quarterly on day 28 counted from November at 00:00 | 31 August 2020  | 3     |
        | DM-5-828 | every six months counted from August    | 11 January 2020  | 27 January 2020  | six-monthly on day 1 counted from August at 00:00  | 1 August 2020   | 2     |
        | DM-5-829 | once a year                             | 11 January 2020  | 27 January 2020  | yearly on day 1 counted from February at 00:00     | 1 February 2021 | 2     |

    @DM-5 @applies:dual-fuel
    Scenario Outline: A billing period of gas ends <when>
      Given it is <begin>
      And a migrated installation
      And the gas supplier sets the billing calendar of the gas meter to <calendar>
      And <end> ends
      When the gas supplier asks the gas meter for its billing log since <since>
      Then the response contains <count> ends of billing periods since <since>, <calendar>

      Examples:
        | id       | when                                   | begin            | since            | calendar                                  | end             | count |
        | DM-5-831 | every day from its start               | 12 February 2020 | 28 February 2020 | daily at 06:00 from 29 February 2020      | 2 March 2020    | 3     |
        | DM-5-832 | every week on the weekday of its start | 6 December 2019  | 22 December 2019 | weekly at 06:00 from 28 December 2019     | 11 January 2020 | 3     |
        | DM-5-833 | on the 28th of months from the 31st    | 15 December 2019 | 31 December 2019 | monthly at 00:00 from 31 December 2019    | 31 March 2020   | 3     |
        | DM-5-834 | every quarter from its start           | 11 January 2020  | 27 January 2020  | quarterly at 00:00 from 28 November 2019  | 31 August 2020  | 3     |
        | DM-5-835 | every six months from its start        | 11 January 2020  | 27 January 2020  | six-monthly at 00:00 from 1 February 2020 | 1 August 2020   | 2     |
        | DM-5-836 | once a year from its start             | 11 January 2020  | 27 January 2020  | yearly at 00:00 from 1 February 2020      | 1 February 2021 | 2     |
