@axis:release
Feature: Schedules of service requests
  A user creates a schedule for a regular reading; the DSP then sends the request to the device on the user's behalf.

  Rule: A schedule produces its readings until it is deleted

    @DM-5 @id:DM-5-151 @severity:critical @regression
    Scenario: A daily schedule is accepted
      Given a migrated installation
      When the electricity supplier schedules a daily reading of the electricity meter at 01:00
      Then the request is answered with "I0"

    @DM-5 @id:DM-5-159 @severity:critical @regression
    Scenario: A daily schedule produces one reading a day
      Given a migrated installation
      And the electricity supplier schedules a daily reading of the electricity meter at 01:00
      When four days pass
      Then the electricity supplier has received four scheduled readings of the electricity meter

    @DM-5 @id:DM-5-152
    Scenario: A scheduled reading does not refer to a request of its user
      Given a migrated installation
      And the electricity supplier schedules a daily reading of the electricity meter at 01:00
      When two days pass
      Then the electricity supplier has received two scheduled readings of the electricity meter
      And the electricity supplier has received two responses

    @DM-5 @id:DM-5-153
    Scenario: A user reads its own schedules
      Given a migrated installation
      And the electricity supplier schedules a daily reading of the electricity meter at 01:00
      When the electricity supplier reads its schedules for the electricity meter
      Then the request is answered with "I0"

    @DM-5 @id:DM-5-154
    Scenario: A user deletes its schedules
      Given a migrated installation
      And the electricity supplier schedules a daily reading of the electricity meter at 01:00
      When the electricity supplier deletes its schedules for the electricity meter
      Then the request is answered with "I99"

    @DM-5 @id:DM-5-160
    Scenario: A deleted schedule produces no further readings
      Given a migrated installation
      And the electricity supplier schedules a daily reading of the electricity meter at 01:00
      And the electricity supplier deletes its schedules for the electricity meter
      When four days pass
      Then the electricity supplier has received no scheduled reading of the electricity meter
      And no service request has reached the S1SP

    @DM-5 @id:DM-5-1221
    Scenario: All of a user's schedules for a device are deleted at once
      Given a migrated installation
      And the electricity supplier schedules a daily reading of the electricity meter at 01:00
      And the electricity supplier schedules a daily reading of the electricity meter at 02:00
      And the electricity supplier deletes its schedules for the electricity meter
      When four days pass
      Then the electricity supplier has received no scheduled reading of the electricity meter

  Rule: A schedule belongs to the user that created it

    @negative:DM-5 @id:DM-5-155
    Scenario: A user cannot read a schedule of another user
      Given a migrated installation
      And the electricity supplier schedules a daily reading of the electricity meter at 01:00
      When the electricity network operator reads its schedules for the electricity meter
      Then the request is answered with "E050201"

    @negative:DM-5 @id:DM-5-156
    Scenario: A user cannot delete a schedule of another user
      Given a migrated installation
      And the electricity supplier schedules a daily reading of the electricity meter at 01:00
      When the electricity network operator deletes the schedule of the electricity supplier for the electricity meter
      Then the request is answered with "E050301"

    @negative:DM-5 @id:DM-5-164
    Scenario: A schedule that another user tried to delete still produces readings
      Given a migrated installation
      And the electricity supplier schedules a daily reading of the electricity meter at 01:00
      And the electricity network operator deletes the schedule of the electricity supplier for the electricity meter, which is refused with "E050301"
      When two days pass
      Then the electricity supplier has received two scheduled readings of the electricity meter

  Rule: A schedule is created only for a device that keeps the log and for a future start date

    @negative:DM-5
    Scenario Outline: A schedule <fault> is refused
      Given a migrated installation
      When the electricity supplier schedules a daily reading of <what>
      Then the request is answered with "<code>"

      Examples:
        | id       | fault                                  | what                                       | code    |
        | DM-5-157 | for a communications hub without a log | the communications hub at 01:00            | E050101 |
        | DM-5-158 | with a start date in the past          | the electricity meter that began yesterday | E050102 |

    @negative:DM-5
    Scenario Outline: A refused schedule <fault> sends no service request
      Given a migrated installation
      And the electricity supplier schedules a daily reading of <what>, which is refused with "<code>"
      When four days pass
      Then no service request has reached the S1SP

      Examples:
        | id       | fault                                  | what                                       | code    |
        | DM-5-165 | for a communications hub without a log | the communications hub at 01:00            | E050101 |
        | DM-5-166 | with a start date in the past          | the electricity meter that began yesterday | E050102 |

  Rule: A schedule ends when its user is no longer entitled to it

    @negative:DM-5 @id:DM-5-161 @severity:critical
    Scenario: A change of supplier removes the schedules of the former supplier
      Given a migrated installation
      And the electricity supplier schedules a daily reading of the electricity meter at 01:00
      And the customer has changed to another electricity supplier
      When an hour passes
      Then the electricity supplier has received the alert "N17" for the electricity meter once

    @negative:DM-5 @id:DM-5-167 @severity:critical
    Scenario: A schedule removed at a change of supplier produces no readings
      Given a migrated installation
      And the electricity supplier schedules a daily reading of the electricity meter at 01:00
      And the customer has changed to another electricity supplier
      When four days pass
      Then the electricity supplier has received no scheduled reading of the electricity meter
      And another supplier has received no scheduled reading of the electricity meter

    @DM-5 @id:DM-5-162
    Scenario: A change of supplier does not affect the network operator's schedule
      Given a migrated installation
      And the electricity network operator schedules a daily reading of the electricity meter at 01:00
      And the customer has changed to another electricity supplier
      When two days pass
      Then the electricity network operator has received two scheduled readings of the electricity meter
      And the electricity network operator has received no alert "N17"

    @negative:DM-5 @id:DM-5-1190
    Scenario: The runs of a suspended user's schedule are left out
      Given a migrated installation
      And the electricity supplier schedules a daily reading of the electricity meter at 01:00
      And the electricity supplier is suspended
      When two days pass
      Then the electricity supplier has received no scheduled reading of the electricity meter
      And the electricity supplier has received no alert "N17"
      And no service request has reached the S1SP

    @DM-5 @id:DM-5-1191
    Scenario: A schedule goes on once its user is active again
      Given a migrated installation
      And the electricity supplier schedules a daily reading of the electricity meter at 01:00
      And the electricity supplier is suspended
      And two days pass
      And the electricity supplier is active again
      When three days pass
      Then the electricity supplier has received three scheduled readings of the electricity meter

    @DM-5 @id:DM-5-1192
    Scenario: A schedule goes on once its meter is commissioned again
      Given a migrated installation
      And the electricity supplier schedules a daily reading of the electricity meter at 01:00
      And the electricity supplier marks the electricity meter as installed but not commissioned
      And two days pass
      And the electricity supplier commissions the electricity meter
      When three days pass
      Then the electricity supplier has received three scheduled readings of the electricity meter
      And the electricity supplier has received no alert "N4"

    @negative:DM-5 @id:DM-5-163
    Scenario: Decommissioning a meter removes the schedules for it
      Given a migrated installation
      And the electricity network operator schedules a daily reading of the electricity meter at 01:00
      When the electricity supplier decommissions the electricity meter
      Then the electricity network operator has received the alert "N4" for the electricity meter once

    @negative:DM-5 @id:DM-5-168
    Scenario: A schedule for a decommissioned meter produces no readings
      Given a migrated installation
      And the electricity network operator schedules a daily reading of the electricity meter at 01:00
      And the electricity supplier decommissions the electricity meter
      When two days pass
      Then the electricity network operator has received no scheduled reading of the electricity meter
