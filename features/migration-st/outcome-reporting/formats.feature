@needs:lab @needs:virtual-time
Feature: Formats of the reports
  A supplier reads the same in every report, whether its systems ask the interface, its people the portal, or both keep the
  csv.

  Rule: A report says the same wherever it is read, and every row of it

    @id:ST-A11-56 @ST-A11 @axis:once @severity:critical
    Scenario: The csv has every row of every report
      Given three installations, the second without WAN on its migration day
      And their migration is authorised
      When the day ends
      Then the csv of every report of the supplier says what the report says
      And the csv of every report of the gas supplier says what the report says

    @id:ST-A11-57 @ST-A11 @axis:once @needs:browser @severity:critical
    Scenario: A person of the supplier reads in the portal what the interface gives
      Given three installations, the second without WAN on its migration day
      And their migration is authorised
      And the day ends
      When the supplier signs in to the portal
      Then the portal shows every report of the supplier, and its csv, as the interface gives it
