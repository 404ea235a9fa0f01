@phase:Active @phase:Mixed
Feature: Migration Authorisation File
  The Responsible Supplier authorises the migration of its Active Meters with a password-protected file to the Migration
  Control Centre. The password travels in a second file of the same stem.

  Rule: A valid authorisation is accepted, and its installations are scheduled within capacity

    @id:ST-A1-01 @ST-A1 @severity:blocker @regression
    Scenario: A valid authorisation is accepted and every installation is scheduled
      Given an authorisation for three installations
      When the supplier submits it
      Then the authorisation is accepted
      And every installation is scheduled for the first day of its window

    @id:ST-A1-02 @ST-A1 @axis:once
    Scenario: A password file that arrives 23 hours after the authorisation file is accepted
      Given an authorisation for one installation
      And the supplier submits the authorisation file alone
      And 23 hours pass
      When the supplier submits the password file
      Then the authorisation is accepted

    @id:ST-A1-03 @ST-A1 @axis:once
    Scenario: Installations beyond the capacity of a day are scheduled for the next day
      Given an authorisation for three installations
      And the Migration Control Centre can migrate two installations a day
      When the supplier submits it
      Then every installation is scheduled
      And the third installation is scheduled a day after the first

    @ST-A1 @axis:once
    Scenario Outline: An authorisation with <variant> is accepted
      Given an authorisation with <variant>
      When the supplier submits it
      Then the authorisation is accepted
      And every installation is scheduled

      Examples:
        | id        | variant                                |
        | ST-A1-04  | Unix line endings                      |
        | ST-A1-05  | its SMSO tag in lower case             |
        | ST-A1-06  | a line ending in its password file     |
        | ST-A1-123 | a byte order mark in its password file |
        | ST-A1-451 | a password file of 1,024 bytes         |
        | ST-A1-07  | a window of 30 days                    |

    @ST-A1 @axis:once
    Scenario Outline: A row with <variant> is accepted
      Given an authorisation for three installations, the second with <variant>
      When the supplier submits it
      Then the authorisation is accepted
      And every installation is scheduled

      Examples:
        | id        | variant                     |
        | ST-A1-452 | priority 9                  |
        | ST-A1-453 | a comment of 250 characters |

    @id:ST-A1-456 @ST-A1 @axis:once
    Scenario: An authorisation of 20,000 rows is judged row by row
      Given an authorisation with 20,000 rows
      When the supplier submits it
      Then every installation is scheduled

    @id:ST-A1-457 @negative:ST-A1 @axis:once
    Scenario: An authorisation of 10 MB is judged row by row
      Given an authorisation with 10 MB of content
      When the supplier submits it
      Then the installation is rejected with "SIM-AUT-24"

    @ST-A1 @axis:once @applies:dual-fuel
    Scenario Outline: A row with <omission> is accepted, and the registered gas supplier is informed
      Given an authorisation for three installations, the second with <omission>
      And the supplier submits it
      When two days pass
      Then the second installation is migrated
      And the gas supplier finds the second installation in the outcome report of the first day

      Examples:
        | id       | omission        |
        | ST-A1-10 | no MPRN         |
        | ST-A1-28 | no gas supplier |

    @id:ST-A1-08 @ST-A1 @axis:once
    Scenario: Capacity that is reserved for another supplier is not used
      Given an authorisation for three installations
      And the Migration Control Centre can migrate three installations a day
      And the Migration Control Centre reserves one installation a day for every supplier
      When the supplier submits it
      Then every installation is scheduled
      And the third installation is scheduled a day after the first

    @id:ST-A1-09 @ST-A1 @axis:once
    Scenario: When capacity is short, the highest priority is scheduled first
      Given an authorisation for three installations, the third with priority 1
      And the Migration Control Centre can migrate two installations a day
      When the supplier submits it
      Then every installation is scheduled
      And the second installation is scheduled a day after the first

  Rule: A fault in the file rejects the whole file, and nothing in it takes effect

    @negative:ST-A1 @axis:once @severity:critical
    Scenario Outline: An authorisation with <fault> is rejected
      Given an authorisation with <fault>
      When the supplier submits it
      Then the authorisation is rejected with "<code>", since "<reason>"
      And none of its installations is scheduled

      Examples:
        | id        | fault                                                         | code       | reason                                                                                                                                |
        | ST-A1-11  | a file name without a date                                    | SIM-AUT-01 | The file name does not follow MA_                                                                                                     |
        | ST-A1-12  | the wrong password                                            | SIM-AUT-03 | The archive does not open with the password of its password file.                                                                     |
        | ST-A1-13  | a second file in its archive                                  | SIM-AUT-03 | The archive must hold exactly one entry,                                                                                              |
        | ST-A1-14  | text that is not UTF-8                                        | SIM-AUT-04 | Line 3 of the content is not UTF-8 text, but as another encoding (E9): save it as UTF-8.                                              |
        | ST-A1-15  | a header record without the SMSO tag                          | SIM-AUT-05 | The header record is wrong: it holds 5 values instead of 6.                                                                           |
        | ST-A1-16  | two columns in the wrong order                                | SIM-AUT-05 | The second line must name the columns RowId,AuthorisationType                                                                         |
        | ST-A1-17  | a row count that is one too high                              | SIM-AUT-06 | The header record announces 2 rows, the file holds 1.                                                                                 |
        | ST-A1-18  | another supplier's EUI in the header record                   | SIM-AUT-07 | Header record, file name and the supplier who delivered the file name different EUIs.                                                 |
        | ST-A1-19  | no rows                                                       | SIM-AUT-09 | The file holds no rows.                                                                                                               |
        | ST-A1-20  | more than 10 MB of content                                    | SIM-AUT-10 | The content of the archive is larger than 10 MB.                                                                                      |
        | ST-A1-21  | an unknown SMSO tag                                           | SIM-AUT-17 | No SMSO has the tag NOSUCH.                                                                                                           |
        | ST-A1-101 | a file name with an impossible date                           | SIM-AUT-01 | The file name does not follow MA_                                                                                                     |
        | ST-A1-102 | a file name with the wrong extension                          | SIM-AUT-01 | The file name does not follow MA_                                                                                                     |
        | ST-A1-103 | a file name with the EUI in lower case                        | SIM-AUT-01 | The file name does not follow MA_                                                                                                     |
        | ST-A1-104 | a file name with the EUI without hyphens                      | SIM-AUT-01 | The file name does not follow MA_                                                                                                     |
        | ST-A1-105 | an empty password file                                        | SIM-AUT-03 | The password file is empty.                                                                                                           |
        | ST-A1-454 | a password file of 1,025 bytes                                | SIM-AUT-03 | The password file is longer than 1024 bytes.                                                                                          |
        | ST-A1-106 | an archive that is not encrypted                              | SIM-AUT-03 | The archive is not encrypted with AES-256.                                                                                            |
        | ST-A1-107 | an archive encrypted with AES-128                             | SIM-AUT-03 | The archive is not encrypted with AES-256.                                                                                            |
        | ST-A1-108 | an archive with traditional zip encryption                    | SIM-AUT-03 | The archive is not encrypted with AES-256.                                                                                            |
        | ST-A1-109 | a truncated archive                                           | SIM-AUT-03 | The archive is cut off, or is no zip archive.                                                                                         |
        | ST-A1-110 | an empty archive                                              | SIM-AUT-03 | The archive must hold exactly one entry,                                                                                              |
        | ST-A1-111 | an entry with another name in its archive                     | SIM-AUT-03 | The archive must hold exactly one entry,                                                                                              |
        | ST-A1-112 | a NUL character                                               | SIM-AUT-04 | The content holds characters that no text has: save it as UTF-8.                                                                      |
        | ST-A1-113 | a header record of seven values                               | SIM-AUT-05 | The header record is wrong: it holds 7 values instead of 6.                                                                           |
        | ST-A1-114 | another file type in the header record                        | SIM-AUT-05 | The header record is wrong: the file type is not MAF.                                                                                 |
        | ST-A1-115 | a header record without a time                                | SIM-AUT-05 | The header record is wrong: the creation time is not an instant.                                                                      |
        | ST-A1-116 | an extra column                                               | SIM-AUT-05 | The second line must name the columns RowId,AuthorisationType                                                                         |
        | ST-A1-117 | a missing column                                              | SIM-AUT-05 | The second line must name the columns RowId,AuthorisationType                                                                         |
        | ST-A1-118 | no column names                                               | SIM-AUT-05 | The second line must name the columns RowId,AuthorisationType                                                                         |
        | ST-A1-119 | a row count that is one too low                               | SIM-AUT-06 | The header record announces 0 rows, the file holds 1.                                                                                 |
        | ST-A1-120 | another supplier's EUI in its name                            | SIM-AUT-07 | Header record, file name and the supplier who delivered the file name different EUIs.                                                 |
        | ST-A1-121 | an archive of more than 10 MB                                 | SIM-AUT-10 | The archive is larger than 10 MB: split the authorisation.                                                                            |
        | ST-A1-122 | an SMSO tag other than in its name                            | SIM-AUT-17 | The header record names SMSO OTHER, the file name                                                                                     |
        | ST-A1-124 | more than 20,000 rows                                         | SIM-AUT-10 | The content has more than 20002 lines: split the authorisation.                                                                       |
        | ST-A1-441 | a day alone as the time of its header record                  | SIM-AUT-05 | The header record is wrong: the creation time is not an instant.                                                                      |
        | ST-A1-442 | a time without a zone in its header record                    | SIM-AUT-05 | The header record is wrong: the creation time is not an instant.                                                                      |
        | ST-A1-443 | a time without seconds in its header record                   | SIM-AUT-05 | The header record is wrong: the creation time is not an instant.                                                                      |
        | ST-A1-444 | a time in words in its header record                          | SIM-AUT-05 | The header record is wrong: the creation time is not an instant.                                                                      |
        | ST-A1-445 | a time of the 13th month in its header record                 | SIM-AUT-05 | The header record is wrong: the creation time is not an instant.                                                                      |
        | ST-A1-446 | a time of 31 June in its header record                        | SIM-AUT-05 | The header record is wrong: the creation time is not an instant.                                                                      |
        | ST-A1-447 | a time of the 25th hour in its header record                  | SIM-AUT-05 | The header record is wrong: the creation time is not an instant.                                                                      |
        | ST-A1-448 | a number of milliseconds as the time of its header record     | SIM-AUT-05 | The header record is wrong: the creation time is not an instant.                                                                      |
        | ST-A1-470 | a damaged archive                                             | SIM-AUT-03 | The content of the archive is damaged.                                                                                                |
        | ST-A1-471 | a password file that is not UTF-8                             | SIM-AUT-03 | The password file is not UTF-8 text: save it as UTF-8.                                                                                |
        | ST-A1-472 | UTF-16 text                                                   | SIM-AUT-04 | The content is UTF-16 text: save it as UTF-8.                                                                                         |
        | ST-A1-473 | semicolons in place of its commas                             | SIM-AUT-05 | The values are separated by semicolons: separate them by commas.                                                                      |
        | ST-A1-474 | tabs in place of its commas                                   | SIM-AUT-05 | The values are separated by tabs: separate them by commas.                                                                            |
        | ST-A1-475 | a line of 1,001 values                                        | SIM-AUT-05 | A line of the file holds more than 1000 values.                                                                                       |
        | ST-A1-476 | a quote that does not end                                     | SIM-AUT-05 | The content cannot be read as comma-separated values.                                                                                 |
        | ST-A1-477 | commas that a spreadsheet put at the end of its header record | SIM-AUT-05 | The header record is wrong: it holds 13 values instead of 6; a spreadsheet has put 7 more commas at its end: delete them.             |
        | ST-A1-478 | the day of its header record as a spreadsheet writes it       | SIM-AUT-05 | The header record is wrong: the creation time is not an instant; 03/06/2019 is a day as a spreadsheet writes it: begin with the year. |

    @negative:ST-A1 @axis:once @severity:critical
    Scenario Outline: An authorisation with two faults, <faults>, is rejected for the first of them
      Given an installation whose migration is scheduled
      And an authorisation with <faults>
      When the supplier submits it
      Then the authorisation is rejected with "<code>", since "<reason>"
      And none of its installations is scheduled

      Examples:
        | id        | faults                                                                  | code       | reason                                                                                   |
        | ST-A1-131 | an archive of more than 10 MB and the wrong password                    | SIM-AUT-10 | The archive is larger than 10 MB: split the authorisation.                               |
        | ST-A1-132 | text that is not UTF-8 and two columns in the wrong order               | SIM-AUT-04 | Line 3 of the content is not UTF-8 text, but as another encoding (E9): save it as UTF-8. |
        | ST-A1-133 | two columns in the wrong order and no rows                              | SIM-AUT-05 | The second line must name the columns RowId,AuthorisationType                            |
        | ST-A1-134 | no rows and a row count that is one too high                            | SIM-AUT-09 | The file holds no rows.                                                                  |
        | ST-A1-135 | a row count that is one too high and another supplier's EUI in its name | SIM-AUT-06 | The header record announces 2 rows, the file holds 1.                                    |
        | ST-A1-136 | another supplier's EUI in its name and the file id of the previous one  | SIM-AUT-07 | Header record, file name and the supplier who delivered the file name different EUIs.    |
        | ST-A1-137 | the file id of the previous one and an SMSO tag other than in its name  | SIM-AUT-08 | The file id MAF-                                                                         |

    @id:ST-A1-125 @negative:ST-A1 @axis:once
    Scenario: The rejection of a truncated archive does not blame the password
      Given an authorisation with a truncated archive
      When the supplier submits it
      Then the authorisation is rejected with "SIM-AUT-03", since "The archive is cut off"

    @id:ST-A1-25 @negative:ST-A1 @axis:once
    Scenario: An authorisation whose password file has another stem is rejected
      Given an authorisation with a password file of another stem
      And the supplier submits it
      When 25 hours pass
      Then the authorisation is rejected with "SIM-AUT-02"
      And none of its installations is scheduled

    @id:ST-A1-22 @negative:ST-A1 @axis:once
    Scenario: An authorisation without its password file is rejected after a day
      Given an authorisation for one installation
      And the supplier submits the authorisation file alone
      When 25 hours pass
      Then the authorisation is rejected with "SIM-AUT-02"
      And none of its installations is scheduled

    @id:ST-A1-23 @negative:ST-A1 @axis:once @severity:critical
    Scenario: A supplier cannot submit the authorisation of another supplier
      Given an authorisation for one installation
      When another supplier submits it
      Then the authorisation is rejected with "SIM-AUT-07"
      And none of its installations is scheduled

    @id:ST-A1-24 @negative:ST-A1 @axis:once @severity:critical
    Scenario: A file id cannot be used twice
      Given an installation whose migration is scheduled
      And an authorisation with the file id of the previous one
      When the supplier submits it
      Then the authorisation is rejected with "SIM-AUT-08"
      And none of its installations is scheduled
      And the first installation is still scheduled

    @id:ST-A1-26 @negative:ST-A1 @axis:once @severity:critical
    Scenario: An authorisation submitted a second time is rejected, and its installations stay scheduled
      Given an installation whose migration is scheduled
      When the supplier submits it again
      Then the authorisation is rejected with "SIM-AUT-08"
      And the first installation is still scheduled

    @id:ST-A1-27 @ST-A1 @axis:once
    Scenario: A corrected authorisation may keep the file id of the rejected one
      Given an authorisation with a row count that is one too high
      And the supplier submits it
      And the authorisation is corrected and keeps its file id
      When the supplier submits it
      Then the authorisation is accepted
      And every installation is scheduled

  Rule: A fault in one row rejects that row and no other

    @negative:ST-A1 @axis:once @severity:critical
    Scenario Outline: A row with <fault> is rejected
      Given an authorisation for three installations, the second with <fault>
      When the supplier submits it
      Then the second installation is rejected with "<code>", since "<reason>"
      And the first and the third are scheduled

      Examples:
        | id        | fault                                          | code       | reason                                                                                                                        |
        | ST-A1-31  | a wrong MPAN check digit                       | SIM-AUT-11 | The check digit of the MPAN is wrong.                                                                                         |
        | ST-A1-32  | an MPAN that is registered to another supplier | SIM-AUT-12 | The authorising supplier is not the registered supplier of MPAN                                                               |
        | ST-A1-33  | the MPAN of the first row                      | SIM-AUT-14 | MPAN                                                                                                                          |
        | ST-A1-34  | a migration window in the past                 | SIM-AUT-16 | The migration window must not begin before tomorrow.                                                                          |
        | ST-A1-35  | a reversed migration window                    | SIM-AUT-16 | The migration window ends before it begins.                                                                                   |
        | ST-A1-36  | a migration window of 31 days                  | SIM-AUT-16 | The migration window is longer than 30 days.                                                                                  |
        | ST-A1-37  | the RowId of the first row                     | SIM-AUT-22 | RowId 1 occurs twice.                                                                                                         |
        | ST-A1-38  | an MPAN of another SMSO                        | SIM-AUT-23 | The SMSO                                                                                                                      |
        | ST-A1-39  | an unknown type of authorisation               | SIM-AUT-24 | AuthorisationType must be ACTIVE.                                                                                             |
        | ST-A1-141 | an MPAN of twelve digits                       | SIM-AUT-11 | The MPAN must have 13 digits.                                                                                                 |
        | ST-A1-142 | an MPAN with a letter                          | SIM-AUT-11 | The MPAN must have 13 digits.                                                                                                 |
        | ST-A1-143 | an MPRN of five digits                         | SIM-AUT-13 | The MPRN has the wrong form or check digits.                                                                                  |
        | ST-A1-144 | an impossible migration date                   | SIM-AUT-16 | The migration dates must be days, YYYY-MM-DD.                                                                                 |
        | ST-A1-145 | a migration window that begins today           | SIM-AUT-16 | The migration window must not begin before tomorrow.                                                                          |
        | ST-A1-146 | a RowId with a space                           | SIM-AUT-24 | RowId must be 1 to 32 letters, digits and . _ -                                                                               |
        | ST-A1-147 | a device id without hyphens                    | SIM-AUT-24 | CHFDeviceId must be empty or an EUI-64 in upper-case pairs.                                                                   |
        | ST-A1-148 | a supplier EUI in lower case                   | SIM-AUT-24 | ElectricitySupplierEUI must be an EUI-64 in upper-case pairs.                                                                 |
        | ST-A1-149 | a priority of 0                                | SIM-AUT-24 | Priority must be empty or 1 to 9.                                                                                             |
        | ST-A1-455 | a priority of 10                               | SIM-AUT-24 | Priority must be empty or 1 to 9.                                                                                             |
        | ST-A1-150 | a comment of 251 characters                    | SIM-AUT-24 | Comment must have at most 250 characters.                                                                                     |
        | ST-A1-153 | a SMETS2 meter in place of its SMETS1 meter    | SIM-AUT-28 | The meter of MPAN                                                                                                             |
        | ST-A1-479 | an MPAN as a spreadsheet shortens it           | SIM-AUT-11 | The MPAN must have 13 digits; 1.74311E+12 is a long number that a spreadsheet has shortened: enter it again as text.          |
        | ST-A1-480 | an MPRN as a spreadsheet shortens it           | SIM-AUT-13 | The MPRN has the wrong form or check digits; 4E+09 is a long number that a spreadsheet has shortened: enter it again as text. |
        | ST-A1-481 | a first day as a spreadsheet writes it         | SIM-AUT-16 | The migration dates must be days, YYYY-MM-DD; 10/06/2019 is a day as a spreadsheet writes it: begin with the year.            |
        | ST-A1-482 | a last day as a spreadsheet writes it          | SIM-AUT-16 | The migration dates must be days, YYYY-MM-DD; 1.7.19 is a day as a spreadsheet writes it: begin with the year.                |

      @applies:dual-fuel
      Examples:
        | id        | fault                                | code       | reason                                                              |
        | ST-A1-151 | an MPRN with a letter                | SIM-AUT-13 | The MPRN has the wrong form or check digits.                        |
        | ST-A1-152 | a gas supplier who is not registered | SIM-AUT-12 | The gas supplier is not the registered supplier of MPRN             |
        | ST-A1-75  | only dormant meters                  | SIM-AUT-26 | No meter of the installation is active: the DCC gives notice of it. |

    @negative:ST-A1 @axis:once
    Scenario Outline: A row with two faults, <faults>, is rejected for the first of them
      Given an authorisation for three installations, the second with <faults>
      When the supplier submits it
      Then the second installation is rejected with "<code>", since "<reason>"
      And the first and the third are scheduled

      Examples:
        | id        | faults                                                                     | code       | reason                                                          |
        | ST-A1-161 | the RowId of the first row and an unknown type of authorisation            | SIM-AUT-22 | RowId 1 occurs twice.                                           |
        | ST-A1-162 | a priority of 0 and a wrong MPAN check digit                               | SIM-AUT-24 | Priority must be empty or 1 to 9.                               |
        | ST-A1-163 | a wrong MPAN check digit and a migration window in the past                | SIM-AUT-11 | The check digit of the MPAN is wrong.                           |
        | ST-A1-164 | a reversed migration window and the MPAN of the first row                  | SIM-AUT-16 | The migration window ends before it begins.                     |
        | ST-A1-165 | the MPAN of the first row and an MPAN of another SMSO                      | SIM-AUT-14 | MPAN                                                            |
        | ST-A1-166 | an MPAN that is registered to another supplier and an MPAN of another SMSO | SIM-AUT-12 | The authorising supplier is not the registered supplier of MPAN |

      @applies:dual-fuel
      Examples:
        | id        | faults                                                   | code       | reason                                       |
        | ST-A1-167 | a wrong MPAN check digit and an MPRN with a letter       | SIM-AUT-11 | The check digit of the MPAN is wrong.        |
        | ST-A1-168 | an MPRN with a letter and a migration window in the past | SIM-AUT-13 | The MPRN has the wrong form or check digits. |

    @negative:ST-A1 @axis:once
    Scenario Outline: A row with <second> is rejected although the first row is rejected for <first>
      Given an authorisation for four installations, the first with <first> and the second with <second>
      When the supplier submits it
      Then the first installation is rejected with "<code>", since "<reason>"
      And the second installation is rejected with "<other code>"
      And the third and the fourth are scheduled

      Examples:
        | id        | first                   | code       | second                     | other code | reason                            |
        | ST-A1-462 | a priority of 0         | SIM-AUT-24 | the RowId of the first row | SIM-AUT-22 | Priority must be empty or 1 to 9. |
        | ST-A1-463 | an MPAN of another SMSO | SIM-AUT-23 | the MPAN of the first row  | SIM-AUT-14 | The SMSO                          |

    @id:ST-A1-40 @negative:ST-A1 @axis:once @applies:dual-fuel
    Scenario: A row with a wrong MPRN check digit is rejected
      Given an authorisation for three installations, the second with a wrong MPRN check digit
      When the supplier submits it
      Then the second installation is rejected with "SIM-AUT-13"
      And the first and the third are scheduled

  Rule: An installation that is already scheduled, migrated, excluded or beyond capacity cannot be authorised

    @id:ST-A1-51 @negative:ST-A1 @severity:critical @axis:release-and-phase
    Scenario: An installation that is already scheduled cannot be authorised again
      Given an installation whose migration is scheduled
      When the supplier authorises it again
      Then the installation is rejected with "SIM-AUT-15"
      And the first installation is still scheduled

    @id:ST-A1-449 @negative:ST-A1 @severity:critical @axis:release-and-phase
    Scenario: A supplier who is not registered any more is not told of a live authorisation
      Given an installation whose migration is scheduled
      And the customer has changed to another supplier
      When the supplier authorises it again
      Then the installation is rejected with "SIM-AUT-12"
      And the first installation is still scheduled

    @id:ST-A1-52 @negative:ST-A1 @severity:critical @axis:release-and-phase
    Scenario: A migrated installation cannot be authorised again
      Given a migrated installation
      When the supplier authorises it again
      Then the installation is rejected with "SIM-AUT-19"
      And the SMSO cannot reach the electricity meter

    @id:ST-A1-53 @negative:ST-A1 @axis:release-and-phase
    Scenario: An installation that was excluded after five attempts cannot be authorised again
      Given an installation without WAN
      And its migration is authorised
      And five days pass
      When the supplier authorises it again
      Then the installation is rejected with "SIM-AUT-18"

    @id:ST-A1-54 @negative:ST-A1 @axis:once
    Scenario: An installation whose window has no capacity is rejected
      Given an authorisation for three installations, each with a window of one day
      And the Migration Control Centre can migrate two installations a day
      When the supplier submits it
      Then the third installation is rejected with "SIM-AUT-21"
      And the first and the second are scheduled
