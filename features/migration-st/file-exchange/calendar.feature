@axis:once
Feature: The calendar of migrations, notices and demand
  Days are those of the calendar, in UTC, whatever the length of the month or year and whatever clocks show.

  Rule: Installations are planned on the days of their window, in order

    @ST-A1 @phase:Active
    Scenario Outline: A window goes on <over>
      Given it is <today>
      And the Migration Control Centre can migrate one installation a day
      And the Migration Control Centre reserves no installations a day for every supplier
      And an authorisation for three installations, each with a window of two days
      When the supplier submits it
      Then the first installation is scheduled for <first>
      And the second installation is scheduled for <second>
      And the third installation is rejected with "SIM-AUT-21"

      Examples:
        | id        | over                                  | today            | first            | second           |
        | ST-A1-401 | from February to its leap day         | 27 February 2020 | 28 February 2020 | 29 February 2020 |
        | ST-A1-402 | from a leap day to March              | 28 February 2020 | 29 February 2020 | 1 March 2020     |
        | ST-A1-403 | from February to March                | 27 February 2021 | 28 February 2021 | 1 March 2021     |
        | ST-A1-404 | from a month of 30 days to the next   | 29 April 2020    | 30 April 2020    | 1 May 2020       |
        | ST-A1-405 | from year to year                     | 30 December 2020 | 31 December 2020 | 1 January 2021   |
        | ST-A1-406 | over a weekend on which clocks change | 28 March 2020    | 29 March 2020    | 30 March 2020    |
        | ST-A1-407 | over the day with an hour twice       | 24 October 2020  | 25 October 2020  | 26 October 2020  |

    @ST-A1 @phase:Active
    Scenario Outline: An installation migrates on <day>
      Given it is <today>
      And an installation
      When its migration is authorised
      Then the installation is migrated at attempt 1
      And the installation is scheduled for <day>

      Examples:
        | id        | today            | day              |
        | ST-A1-411 | 28 February 2020 | 29 February 2020 |
        | ST-A1-412 | 31 December 2019 | 1 January 2020   |
        | ST-A1-413 | 28 March 2020    | 29 March 2020    |
        | ST-A1-414 | 24 October 2020  | 25 October 2020  |

    @ST-A11 @phase:Dormant
    Scenario Outline: A notice is given a week ahead over <over>
      Given it is <today>
      And an installation
      When the Migration Control Centre gives notice of its migration
      Then the electricity supplier has received notice of the migration of the electricity meter 7 days ahead
      And the installation is scheduled for <day>

      Examples:
        | id         | over              | today            | day             |
        | ST-A11-401 | a leap day        | 26 February 2020 | 4 March 2020    |
        | ST-A11-402 | the turn of year  | 28 December 2019 | 4 January 2020  |
        | ST-A11-403 | a change of clock | 24 October 2020  | 31 October 2020 |

  Rule: Demand files are named by their day and are taken up to the horizon

    @ST-A12 @phase:Active
    Scenario Outline: On <today> demand is taken up to 90 days ahead
      Given it is <today>
      And a demand file with the last day of the horizon
      When the supplier delivers it
      Then the demand file is accepted

      Examples:
        | id         | today            |
        | ST-A12-401 | 29 February 2020 |
        | ST-A12-402 | 2 December 2019  |
        | ST-A12-403 | 31 December 2020 |

    @negative:ST-A12 @phase:Active
    Scenario Outline: On <today> no demand is taken 91 days ahead
      Given it is <today>
      And a demand file for three days, the second with a day beyond the horizon
      When the supplier delivers it
      Then the second day alone is rejected with "SIM-DEM-15"

      Examples:
        | id         | today            |
        | ST-A12-411 | 29 February 2020 |
        | ST-A12-412 | 2 December 2019  |
        | ST-A12-413 | 31 December 2020 |

  Rule: There is a report of every day and of every ISO week

    @ST-A11 @phase:Active
    Scenario Outline: Reports go on over <over>
      Given it is <first day>
      And an installation
      And its migration is authorised
      When <last day> ends
      Then the supplier has a report of every day and week since <first day>
      And the gas supplier has a report of every day and week since <first day>

      Examples:
        | id         | over                              | first day        | last day        |
        | ST-A11-411 | a leap day                        | 27 February 2020 | 2 March 2020    |
        | ST-A11-412 | the end of February               | 25 February 2021 | 2 March 2021    |
        | ST-A11-413 | a year whose last days are week 1 | 27 December 2019 | 6 January 2020  |
        | ST-A11-414 | a year with 53 weeks              | 23 December 2020 | 11 January 2021 |
        | ST-A11-415 | the day on which clocks go back   | 23 October 2020  | 27 October 2020 |
