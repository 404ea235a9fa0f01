@axis:once @phase:Active
Feature: Reports of Migration DUST that count
  The schedule, the portfolio and the errors by code of the Migration Reporting Regime count over installations. A participant reads what
  was counted over the installations that it authorised, also where its test supplier is lent to others.

  Rule: The reports count what the participant authorised

    @DU-4 @id:DU-4-31
    Scenario: What is authorised stands in the schedule
      Given the Responsible Supplier has an authorisation for its test installation
      When the Responsible Supplier submits it with its registration data
      Then the Responsible Supplier reads the schedule as things stand, with one installation
      And the Responsible Supplier reads the portfolio as things stand, with one scheduled and none attempted

    @DU-4 @severity:critical @id:DU-4-32
    Scenario: A migration is counted in the portfolio and no longer in the schedule
      Given the Responsible Supplier has an authorisation for its test installation
      And the Responsible Supplier submits it with its registration data
      When the migration day of the test installation has passed
      Then the Responsible Supplier reads the portfolio as things stand, with one migrated and one attempted
      And the Responsible Supplier reads the schedule as things stand, with no installations
      And the Responsible Supplier reads the errors by code as things stand, with no failed attempts

    @negative:DU-4 @id:DU-4-33
    Scenario: An attempt that fails is counted by its code
      Given the Responsible Supplier has tried to migrate a test installation whose communications hub is silent
      When the Responsible Supplier asks for its summary
      Then the Responsible Supplier reads the errors by code as things stand, with one attempt that failed with "SIM-COM-01"
      And the Responsible Supplier reads the portfolio as things stand, with one scheduled and one attempted

    @DU-4 @id:DU-4-34
    Scenario: Each report as CSV has the rows of the report
      Given the Responsible Supplier has tried to migrate a test installation whose communications hub is silent
      When 7 days pass
      Then the Responsible Supplier reads each report as CSV with the rows of the report
      And the Responsible Supplier reads each report with all that the Migration Control Centre reports

  Rule: The report of a day or week shows the state at its end

    @DU-4 @id:DU-4-35
    Scenario: A migration on the next day does not change the schedule of the day before
      Given the Responsible Supplier has migrated a test installation
      When 24 hours pass
      Then the Responsible Supplier reads the schedule of the first day, with one installation
      And the Responsible Supplier reads each report with all that the Migration Control Centre reports

    @negative:DU-4 @id:DU-4-36
    Scenario: Failures of the next week are not counted in the week before
      Given Migration DUST is open to the Responsible Supplier
      And 3 days pass
      And the Responsible Supplier has tried to migrate a test installation whose communications hub is silent
      When 7 days pass
      Then the Responsible Supplier reads the errors by code of the first week, with three attempts that failed with "SIM-COM-01"
      But the Responsible Supplier reads the errors by code as things stand, with five attempts that failed with "SIM-COM-01"
      And the Responsible Supplier reads each report with all that the Migration Control Centre reports

  Rule: The reports of a participant count nothing of another

    @negative:DU-1 @severity:critical @id:DU-1-57
    Scenario: A planned migration of another participant is not counted
      Given Migration DUST is open to the Gas Transporter
      And the Distribution Network Operator has an authorisation for its test installation
      When the Distribution Network Operator submits it with its registration data
      Then the Distribution Network Operator reads the schedule as things stand, with one installation
      But the Gas Transporter reads the schedule as things stand, with no installations
      And the Gas Transporter reads the portfolio as things stand, with nothing

    @negative:DU-1 @severity:critical @id:DU-1-58
    Scenario: A failed attempt of another participant is not counted
      Given Migration DUST is open to the Gas Transporter
      And the Distribution Network Operator has tried to migrate a test installation whose communications hub is silent
      When the Gas Transporter asks for its summary
      Then the Distribution Network Operator reads the errors by code as things stand, with one attempt that failed with "SIM-COM-01"
      But the Gas Transporter reads the errors by code as things stand, with no failed attempts

    @negative:DU-1 @severity:critical @id:DU-1-59
    Scenario: The portal counts nothing of another participant in a report
      Given the Gas Transporter has a test installation in the DCC's laboratory
      And the Distribution Network Operator has migrated a test installation
      And 7 days pass
      When the Gas Transporter is signed in to the portal of Migration DUST
      Then the portal of Migration DUST gives the Gas Transporter each report as the interface does
