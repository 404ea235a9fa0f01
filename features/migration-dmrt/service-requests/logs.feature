Feature: Logs and readings
  Meters record their readings and events in logs and return them to the users that are allowed to read them.

  Rule: A meter adds entries to its logs as they fall due

    @DM-5 @id:DM-5-271
    Scenario: The daily log has an entry for every midnight
      Given a migrated installation
      And three days pass
      When the electricity supplier asks the electricity meter for its daily log
      Then the response contains an entry for each of the last 3 midnights

    @DM-5 @id:DM-5-272 @applies:dual-fuel
    Scenario: A gas meter accepts a daily billing calendar
      Given a migrated installation
      When the gas supplier sets the billing calendar of the gas meter to daily at 06:00
      Then the device accepts the request

    @DM-5 @id:DM-5-277 @applies:dual-fuel
    Scenario: The billing log has an entry for each day that was billed
      Given a migrated installation
      And the gas supplier sets the billing calendar of the gas meter to daily at 06:00
      And three days pass
      When the gas supplier asks the gas meter for its billing log
      Then the response contains 3 entries at 06:00

    @DM-5 @id:DM-5-273 @applies:dual-fuel
    Scenario: A gas meter returns the billing calendar that was set
      Given a migrated installation
      And the gas supplier sets the billing calendar of the gas meter to daily at 06:00
      And an hour passes
      When the gas supplier asks the gas meter for its billing calendar
      Then the response contains daily billing at 06:00

    @DM-5 @id:DM-5-274
    Scenario: The export supplier reads the exported energy of a day
      Given a migrated installation that also exports electricity
      And a day passes
      When the export supplier asks the electricity meter for its half-hourly export
      Then the response contains exported energy

    @DM-5 @id:DM-5-275
    Scenario: Arming the supply is recorded in the event log
      Given a migrated installation
      And the electricity supplier disables the supply of the electricity meter
      And the electricity supplier arms the supply of the electricity meter
      When the electricity supplier asks the electricity meter for its event log
      Then the response contains the event 8168

    @negative:DM-5 @id:DM-5-1200
    Scenario: An event whose log entry is switched off is told and not recorded
      Given a migrated installation
      And the electricity supplier switches off the log entry 8168 of the electricity meter
      And the electricity supplier disables the supply of the electricity meter
      And the electricity supplier arms the supply of the electricity meter
      When the electricity supplier asks the electricity meter for its event log
      Then the response contains no event 8168
      And the electricity supplier has received the alert "8168" for the electricity meter once

    @DM-5 @id:DM-5-276
    Scenario: A cleared event log has no earlier events
      Given a migrated installation
      And the electricity supplier disables the supply of the electricity meter
      And the electricity supplier arms the supply of the electricity meter
      And the electricity supplier clears the event log of the electricity meter
      When the electricity supplier asks the electricity meter for its event log
      Then the response contains no event 8168

  Rule: A change of tenancy hides the former tenant's data

    @DM-5 @id:DM-5-281 @severity:critical
    Scenario: A meter hides its earlier data from the customer
      Given a migrated installation
      When the electricity supplier restricts access to the earlier data of the electricity meter
      Then the response "I0" arrives at once
      And the electricity meter shows no data from before now

    @DM-5 @id:DM-5-282 @applies:dual-fuel
    Scenario: A gas proxy function hides its earlier data from the customer
      Given a migrated installation
      When the gas supplier restricts access to the earlier data of the gas proxy function
      Then the response "I0" arrives at once
      And the gas proxy function shows no data from before now

  Rule: A log request has a valid period and names a log that the meter keeps

    @negative:DM-5
    Scenario Outline: A request <what> is refused
      Given a migrated installation
      When the electricity supplier <request>
      Then the request is answered with "<code>"
      And no service request has reached the S1SP

      Examples:
        | id       | what                                        | request                                                                       | code    |
        | DM-5-291 | for a period that ends before it starts     | asks the electricity meter for a log over a period that ends before it starts | E061301 |
        | DM-5-292 | to clear a log that the meter does not keep | clears the auxiliary load control log of the electricity meter                | E030301 |
