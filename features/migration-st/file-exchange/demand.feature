@phase:Active
Feature: Migration demand
  Suppliers say ahead, in demand files, how many installations they want migrated each day.

  Rule: A demand file is judged at once

    @id:ST-A12-01 @ST-A12 @axis:once @severity:critical
    Scenario: A demand file for several days is accepted
      Given a demand file for three days
      When the supplier delivers it
      Then the demand file is accepted

    @ST-A12 @axis:once
    Scenario Outline: A demand file with <variant> is accepted
      Given a demand file with <variant>
      When the supplier delivers it
      Then the demand file is accepted

      Examples:
        | id        | variant                       |
        | ST-A12-02 | Unix line endings             |
        | ST-A12-03 | its SMSO tag in lower case    |
        | ST-A12-04 | a comment that holds a comma  |
        | ST-A12-05 | no installations on a day     |
        | ST-A12-07 | 99,999 installations on a day |
        | ST-A12-08 | the last day of the horizon   |
        | ST-A12-451 | 1 MB of content              |
        | ST-A12-452 | 400 lines                    |

    @id:ST-A12-06 @ST-A12 @axis:once
    Scenario: A demand file that is delivered twice is judged once
      Given a demand file for three days
      And the supplier delivers it
      When the supplier delivers it again
      Then the demand file was judged once

    @negative:ST-A12 @axis:once @severity:critical
    Scenario Outline: A demand file with <fault> is rejected
      Given a demand file with <fault>
      When the supplier delivers it
      Then the demand file is rejected with "<code>", since "<reason>"

      Examples:
        | id         | fault                                                     | code       | reason                                                                                   |
        | ST-A12-11  | a name without a date                                     | SIM-DEM-01 | The file name does not follow DR_                                                        |
        | ST-A12-12  | a name with an impossible date                            | SIM-DEM-01 | The file name does not follow DR_                                                        |
        | ST-A12-13  | a name without a party code                               | SIM-DEM-01 | The file name does not follow DR_                                                        |
        | ST-A12-14  | the name of a commitment file                             | SIM-DEM-01 | The file name does not follow DR_                                                        |
        | ST-A12-15  | more than 1 MB                                            | SIM-DEM-10 | The file is larger than 1 MB.                                                            |
        | ST-A12-16  | text that is not UTF-8                                    | SIM-DEM-02 | Line 3 of the content is not UTF-8 text, but as another encoding (E9): save it as UTF-8. |
        | ST-A12-17  | more than 400 lines                                       | SIM-DEM-10 | The file has more than 400 lines.                                                        |
        | ST-A12-18  | another file type in the header record                    | SIM-DEM-03 | The header record is wrong: the file type is not DEMAND.                                 |
        | ST-A12-19  | an unknown action in the header record                    | SIM-DEM-03 | The header record is wrong: the action is neither REQUEST nor WITHDRAW.                  |
        | ST-A12-20  | two columns in the wrong order                            | SIM-DEM-03 | The second line must name the columns Day,Installations,Comment, in this order.          |
        | ST-A12-21  | no rows                                                   | SIM-DEM-04 | The file holds no rows.                                                                  |
        | ST-A12-22  | rows in a withdrawal                                      | SIM-DEM-04 | A withdrawal holds no rows.                                                              |
        | ST-A12-23  | a row count that is one too high                          | SIM-DEM-05 | The header record announces 2 rows, the file holds 1.                                    |
        | ST-A12-24  | another supplier's EUI in the header record               | SIM-DEM-06 | Header record, file name and the supplier who delivered the file do not name one party.  |
        | ST-A12-25  | another supplier's EUI in its name                        | SIM-DEM-06 | Header record, file name and the supplier who delivered the file do not name one party.  |
        | ST-A12-26  | another party code in the header record                   | SIM-DEM-06 | Header record, file name and the supplier who delivered the file do not name one party.  |
        | ST-A12-27  | an SMSO tag other than in its name                        | SIM-DEM-07 | The header record names SMSO OTHER, the file name                                        |
        | ST-A12-28  | an unknown SMSO tag                                       | SIM-DEM-07 | No SMSO has the tag NOSUCH.                                                              |
        | ST-A12-29  | the date of yesterday in its name                         | SIM-DEM-09 | The file is named by 20                                                                  |
        | ST-A12-101 | a day alone as the time of its header record              | SIM-DEM-03 | The header record is wrong: the creation time is not an instant.                         |
        | ST-A12-102 | a time without a zone in its header record                | SIM-DEM-03 | The header record is wrong: the creation time is not an instant.                         |
        | ST-A12-103 | a time without seconds in its header record               | SIM-DEM-03 | The header record is wrong: the creation time is not an instant.                         |
        | ST-A12-104 | a time in words in its header record                      | SIM-DEM-03 | The header record is wrong: the creation time is not an instant.                         |
        | ST-A12-105 | a time of the 13th month in its header record             | SIM-DEM-03 | The header record is wrong: the creation time is not an instant.                         |
        | ST-A12-106 | a time of 31 June in its header record                    | SIM-DEM-03 | The header record is wrong: the creation time is not an instant.                         |
        | ST-A12-107 | a time of the 25th hour in its header record              | SIM-DEM-03 | The header record is wrong: the creation time is not an instant.                         |
        | ST-A12-108 | a number of milliseconds as the time of its header record | SIM-DEM-03 | The header record is wrong: the creation time is not an instant.                         |
        | ST-A12-109 | an action in lower case in the header record              | SIM-DEM-03 | The header record is wrong: the action is neither REQUEST nor WITHDRAW.                  |
        | ST-A12-110 | version 0                                                 | SIM-DEM-03 | The header record is wrong: the version is not a number from 1 to 9999.                  |
        | ST-A12-111 | version 10,000                                            | SIM-DEM-03 | The header record is wrong: the version is not a number from 1 to 9999.                  |
        | ST-A12-112 | a version with a decimal point                            | SIM-DEM-03 | The header record is wrong: the version is not a number from 1 to 9999.                  |
        | ST-A12-113 | a version with a sign                                     | SIM-DEM-03 | The header record is wrong: the version is not a number from 1 to 9999.                  |

    @negative:ST-A12 @axis:once
    Scenario Outline: A demand file with two faults, <faults>, is rejected for the first of them
      Given a demand file with <faults>
      When the supplier delivers it
      Then the demand file is rejected with "<code>", since "<reason>"

      Examples:
        | id        | faults                                                                    | code       | reason                                                                                   |
        | ST-A12-31 | a name without a date and more than 1 MB                                  | SIM-DEM-01 | The file name does not follow DR_                                                        |
        | ST-A12-32 | text that is not UTF-8 and two columns in the wrong order                 | SIM-DEM-02 | Line 3 of the content is not UTF-8 text, but as another encoding (E9): save it as UTF-8. |
        | ST-A12-33 | two columns in the wrong order and no rows                                | SIM-DEM-03 | The second line must name the columns Day,Installations,Comment, in this order.          |
        | ST-A12-34 | a row count that is one too high and another supplier's EUI in its name   | SIM-DEM-05 | The header record announces 2 rows, the file holds 1.                                    |
        | ST-A12-35 | another supplier's EUI in its name and an SMSO tag other than in its name | SIM-DEM-06 | Header record, file name and the supplier who delivered the file do not name one party.  |
        | ST-A12-36 | an SMSO tag other than in its name and the date of yesterday in its name  | SIM-DEM-07 | The header record names SMSO OTHER, the file name                                        |

    @id:ST-A12-461 @negative:ST-A12 @axis:once
    Scenario: What became of a rejected demand file is a CSV file too
      Given a demand file with a row count that is one too high
      When the supplier delivers it
      Then the demand file is rejected with "SIM-DEM-05"
      And every CSV file of the supplier has what the interface lists

    @id:ST-A12-37 @negative:ST-A12 @axis:once @severity:critical
    Scenario: A supplier cannot deliver the demand of another supplier
      Given a demand file of another supplier
      When the supplier delivers it
      Then the demand file is rejected with "SIM-DEM-06"

    @id:ST-A12-38 @negative:ST-A12 @axis:once
    Scenario: A supplier of gas alone has no demand
      Given a demand file of the gas supplier
      When the gas supplier delivers it
      Then the demand file is rejected with "SIM-DEM-06"

    @id:ST-A12-39 @negative:ST-A12 @axis:once
    Scenario: A correction without a higher version is rejected
      Given the supplier wants four installations migrated on the first open day
      And a demand file with the version of the previous one
      When the supplier delivers it
      Then the demand file is rejected with "SIM-DEM-08"

    @negative:ST-A12 @axis:once
    Scenario Outline: A day with <fault> is rejected, and no other day
      Given a demand file for three days, the second with <fault>
      When the supplier delivers it
      Then the second day alone is rejected with "<code>", since "<reason>"

      Examples:
        | id        | fault                                              | code       | reason                                                                                                                                                |
        | ST-A12-41 | an impossible date                                 | SIM-DEM-11 | The row must hold a day, YYYY-MM-DD, a number and a comment, which may be empty.                                                                      |
        | ST-A12-42 | a date as a spreadsheet writes it                  | SIM-DEM-11 | The row must hold a day, YYYY-MM-DD, a number and a comment, which may be empty; 12/06/2019 is a day as a spreadsheet writes it: begin with the year. |
        | ST-A12-43 | the day of the first row                           | SIM-DEM-12 | The day 20                                                                                                                                            |
        | ST-A12-44 | a negative number                                  | SIM-DEM-13 | The installations must be a whole number from 0 to 99999.                                                                                             |
        | ST-A12-45 | a number with a decimal point                      | SIM-DEM-13 | The installations must be a whole number from 0 to 99999.                                                                                             |
        | ST-A12-46 | more than 99,999 installations                     | SIM-DEM-13 | The installations must be a whole number from 0 to 99999.                                                                                             |
        | ST-A12-47 | a day whose demand is closed                       | SIM-DEM-14 | The demand for 20                                                                                                                                     |
        | ST-A12-48 | a day that is past                                 | SIM-DEM-14 | The demand for 20                                                                                                                                     |
        | ST-A12-49 | a day beyond the horizon                           | SIM-DEM-15 | Demand can be given up to 20                                                                                                                          |
        | ST-A12-51 | the day of the first row and a negative number     | SIM-DEM-12 | The day 20                                                                                                                                            |
        | ST-A12-52 | a negative number and a day whose demand is closed | SIM-DEM-13 | The installations must be a whole number from 0 to 99999.                                                                                             |

    @negative:ST-A12 @axis:once
    Scenario Outline: A day that stands twice is rejected the second time although its first row is rejected for <fault>
      Given a demand file for three days, the first with <fault> and the second with the day of the first row
      When the supplier delivers it
      Then the first day is rejected with "<code>", the second with "SIM-DEM-12", and no other day

      Examples:
        | id         | fault                           | code       |
        | ST-A12-453 | a negative number               | SIM-DEM-13 |
        | ST-A12-454 | more than 99,999 installations  | SIM-DEM-13 |
        | ST-A12-455 | a day whose demand is closed    | SIM-DEM-14 |
        | ST-A12-456 | a day beyond the horizon        | SIM-DEM-15 |

    @id:ST-A12-53 @ST-A12 @axis:once
    Scenario: In the last hour before it closes, the demand for a day is taken
      Given 16 hours pass
      And a demand file for two days
      When the supplier delivers it
      Then the demand file is accepted

    @id:ST-A12-54 @negative:ST-A12 @axis:once
    Scenario: At 17:00 a week before it, the demand for a day is closed
      Given 17 hours pass
      And a demand file for two days
      When the supplier delivers it
      Then the first day alone is rejected with "SIM-DEM-14"
