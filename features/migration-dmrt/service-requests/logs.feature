@needs:lab @needs:virtual-time
Feature: Logs and readings
  Meters remember what they have measured and what has happened to them, and give it to whoever may ask.

  Rule: Logs fill as the days pass

    @DM-5 @id:DM-5-271
    Scenario: The daily log has every midnight
      Given a migrated installation
      And three days pass
      When the electricity supplier asks the electricity meter for its daily log
      Then the response contains an entry for each of the last 3 midnights

    @DM-5 @id:DM-5-272 @applies:dual-fuel
    Scenario: The billing log has an entry of each day that is billed
      Given a migrated installation
      When the gas supplier sets the billing calendar of the gas meter to daily at 06:00
      Then the device accepts the request
      When three days pass
      And the gas supplier asks the gas meter for its billing log
      Then the response contains 3 entries at 06:00

    @DM-5 @id:DM-5-273 @applies:dual-fuel
    Scenario: The billing calendar that was set is the one that is read
      Given a migrated installation
      When the gas supplier sets the billing calendar of the gas meter to daily at 06:00
      Then the device accepts the request
      When the gas supplier asks the gas meter for its billing calendar
      Then the response contains daily billing at 06:00

    @DM-5 @id:DM-5-274
    Scenario: The export of a day stands in the log of the export supplier
      Given a migrated installation that also exports electricity
      And a day passes
      When the export supplier asks the electricity meter for its half-hourly export
      Then the response contains exported energy

    @DM-5 @id:DM-5-275
    Scenario: What a meter has done stands in its event log
      Given a migrated installation
      And the electricity supplier disables the supply of the electricity meter
      And the electricity supplier arms the supply of the electricity meter
      When the electricity supplier asks the electricity meter for its event log
      Then the response contains the event 8168

    @DM-5 @id:DM-5-276
    Scenario: A cleared event log is without what was before
      Given a migrated installation
      And the electricity supplier disables the supply of the electricity meter
      And the electricity supplier arms the supply of the electricity meter
      And the electricity supplier clears the event log of the electricity meter
      When the electricity supplier asks the electricity meter for its event log
      Then the response contains no event 8168

  Rule: A new tenant's meter shows nothing of the tenant before

    @DM-5 @id:DM-5-281 @severity:critical
    Scenario: A meter hides from the customer what was before
      Given a migrated installation
      When the electricity supplier restricts access to the earlier data of the electricity meter
      Then the response "I0" arrives at once
      And the electricity meter shows no data from before now

    @DM-5 @id:DM-5-282 @applies:dual-fuel
    Scenario: A gas proxy function hides from the customer what was before
      Given a migrated installation
      When the gas supplier restricts access to the earlier data of the gas proxy function
      Then the response "I0" arrives at once
      And the gas proxy function shows no data from before now

  Rule: A log is asked for over a period that there is

    @negative:DM-5
    Scenario Outline: <what> is refused
      Given a migrated installation
      When the electricity supplier <request>
      Then the request is answered with "<code>"
      And no service request has reached the S1SP

      Examples:
        | id       | what                              | request                                                        | code    |
        | DM-5-291 | A period that ends before it begins | asks the electricity meter for a log over a period that ends before it starts | E061301 |
        | DM-5-292 | A log that the meter does not keep | clears the auxiliary load control log of the electricity meter     | E030301 |
