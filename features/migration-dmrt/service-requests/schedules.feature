@needs:lab @needs:virtual-time @axis:release
Feature: Schedules of service requests
  A user that wants a reading again and again makes a schedule; the DSP then asks the device in the user's place.

  Rule: A schedule brings its readings day by day

    @DM-5 @id:DM-5-151 @severity:critical @regression
    Scenario: A daily schedule brings a reading every day
      Given a migrated installation
      When the electricity supplier schedules a daily reading of the electricity meter at 01:00
      Then the request is answered with "I0"
      When four days pass
      Then the electricity supplier has received four scheduled readings of the electricity meter

    @DM-5 @id:DM-5-152
    Scenario: A scheduled reading answers no request of its user
      Given a migrated installation
      And the electricity supplier schedules a daily reading of the electricity meter at 01:00
      When two days pass
      Then the electricity supplier has received two scheduled readings of the electricity meter
      And the electricity supplier has received two responses

    @DM-5 @id:DM-5-153
    Scenario: A user reads the schedules that it has made
      Given a migrated installation
      And the electricity supplier schedules a daily reading of the electricity meter at 01:00
      When the electricity supplier reads its schedules for the electricity meter
      Then the request is answered with "I0"

    @DM-5 @id:DM-5-154
    Scenario: A schedule that was deleted brings nothing more
      Given a migrated installation
      And the electricity supplier schedules a daily reading of the electricity meter at 01:00
      When the electricity supplier deletes its schedules for the electricity meter
      Then the request is answered with "I99"
      When four days pass
      Then the electricity supplier has received no scheduled reading of the electricity meter
      And no service request has reached the S1SP

  Rule: A schedule belongs to the user that made it

    @negative:DM-5 @id:DM-5-155
    Scenario: A user reads no schedule of another
      Given a migrated installation
      And the electricity supplier schedules a daily reading of the electricity meter at 01:00
      When the electricity network operator reads its schedules for the electricity meter
      Then the request is answered with "E050201"

    @negative:DM-5 @id:DM-5-156
    Scenario: A user deletes no schedule of another
      Given a migrated installation
      And the electricity supplier schedules a daily reading of the electricity meter at 01:00
      When the electricity network operator deletes the schedule of the electricity supplier for the electricity meter
      Then the request is answered with "E050301"
      When two days pass
      Then the electricity supplier has received two scheduled readings of the electricity meter

  Rule: A schedule is made for what its user may ask, from now on

    @negative:DM-5
    Scenario Outline: A schedule <fault> is not made
      Given a migrated installation
      When the electricity supplier schedules a daily reading of <what>
      Then the request is answered with "<code>"
      When four days pass
      Then no service request has reached the S1SP

      Examples:
        | id       | fault                       | what                                       | code    |
        | DM-5-157 | for a hub, that has no log  | the communications hub at 01:00            | E050101 |
        | DM-5-158 | that begins in the past     | the electricity meter that began yesterday | E050102 |

  Rule: A schedule ends with the right to it

    @negative:DM-5 @id:DM-5-161 @severity:critical
    Scenario: A schedule of the supplier before is removed when the customer changes
      Given a migrated installation
      And the electricity supplier schedules a daily reading of the electricity meter at 01:00
      When the customer has changed to another electricity supplier
      And an hour passes
      Then the electricity supplier has received the alert "N17" for the electricity meter once
      When four days pass
      Then the electricity supplier has received no scheduled reading of the electricity meter
      And another supplier has received no scheduled reading of the electricity meter

    @DM-5 @id:DM-5-162
    Scenario: A change of supplier leaves the schedule of the network operator as it is
      Given a migrated installation
      And the electricity network operator schedules a daily reading of the electricity meter at 01:00
      When the customer has changed to another electricity supplier
      And two days pass
      Then the electricity network operator has received two scheduled readings of the electricity meter
      And the electricity network operator has received no alert "N17"

    @negative:DM-5 @id:DM-5-163
    Scenario: The schedules of a decommissioned meter are removed
      Given a migrated installation
      And the electricity network operator schedules a daily reading of the electricity meter at 01:00
      When the electricity supplier decommissions the electricity meter
      Then the electricity network operator has received the alert "N4" for the electricity meter once
      When two days pass
      Then the electricity network operator has received no scheduled reading of the electricity meter
