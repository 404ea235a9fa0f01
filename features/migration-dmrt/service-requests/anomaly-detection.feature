@axis:release
Feature: Anomaly detection
  Users set anomaly detection thresholds for the service requests that they send. A request that exceeds a threshold is
  acknowledged and quarantined instead of being carried out, and its user receives an alert.

  Rule: A request that exceeds its user's anomaly detection threshold is quarantined

    @negative:DM-5 @id:DM-5-171 @severity:critical @regression
    Scenario: A top-up that exceeds the daily number is quarantined
      Given a migrated installation in prepayment mode with a balance of £2.50
      And the electricity supplier has set an anomaly detection threshold of one top-up a day
      And the electricity supplier tops up the electricity meter by £10.00
      When the electricity supplier tops up the electricity meter by £20.00
      Then the request is answered with "I99"
      And the electricity supplier has received the alert "N46" once
      And the electricity meter shows a balance of £12.50

    @negative:DM-5 @id:DM-5-172 @severity:critical
    Scenario: A top-up that exceeds the value threshold is quarantined
      Given a migrated installation in prepayment mode with a balance of £2.50
      And the electricity supplier has set an anomaly detection threshold of £30.00 for a top-up
      When the electricity supplier tops up the electricity meter by £31.00
      Then the request is answered with "I99"
      And the electricity supplier has received the alert "N48" once
      And the electricity meter shows a balance of £2.50

    @negative:DM-5 @id:DM-5-176 @severity:critical
    Scenario: A balance reduction that exceeds the value threshold is quarantined
      Given a migrated installation in prepayment mode with a balance of £50.00
      And the electricity supplier has set an anomaly detection threshold of £30.00 for a balance adjustment
      When the electricity supplier takes £31.00 from the balance of the electricity meter
      Then the request is answered with "I99"
      And the electricity supplier has received the alert "N48" once
      And the electricity meter shows a balance of £50.00

    @DM-5 @id:DM-5-173
    Scenario: A top-up that equals the value threshold is carried out
      Given a migrated installation in prepayment mode with a balance of £2.50
      And the electricity supplier has set an anomaly detection threshold of £30.00 for a top-up
      When the electricity supplier tops up the electricity meter by £30.00
      Then the response "I0" arrives at once
      And the electricity meter shows a balance of £32.50

    @DM-5 @id:DM-5-174
    Scenario: The daily count starts again each day
      Given a migrated installation in prepayment mode with a balance of £2.50
      And the electricity supplier has set an anomaly detection threshold of one top-up a day
      And the electricity supplier tops up the electricity meter by £10.00
      And a day passes
      When the electricity supplier tops up the electricity meter by £20.00
      Then the response "I0" arrives at once
      And the electricity supplier has received no alert "N46"

    @DM-5 @id:DM-5-175
    Scenario: A threshold of one supplier does not apply to another
      Given a migrated installation in prepayment mode with a balance of £2.50
      And another supplier has set an anomaly detection threshold of £1.00 for a top-up
      When the electricity supplier tops up the electricity meter by £10.00
      Then the response "I0" arrives at once
      And the electricity meter shows a balance of £12.50

  Rule: Of two thresholds each counts, and one request is quarantined once

    @negative:DM-5
    Scenario Outline: With one threshold of number and one of value, <top-ups>
      Given a migrated installation in prepayment mode with a balance of £2.50
      And the electricity supplier has set an anomaly detection threshold of one top-up a day and £30.00 for a top-up
      And the electricity supplier tops up the electricity meter by <first>
      When the electricity supplier tops up the electricity meter by <second>
      Then the electricity supplier has received <alerts>
      And the electricity supplier has received <others>
      And the electricity meter shows a balance of <balance>

      Examples:
        | id       | top-ups                                            | first  | second | alerts               | others               | balance |
        | DM-5-881 | the second of a day is quarantined by its number   | £10.00 | £20.00 | the alert "N46" once | no alert "N48"       | £12.50  |
        | DM-5-882 | the first that is too high is quarantined by value | £31.00 | £20.00 | the alert "N48" once | the alert "N46" once | £2.50   |
        | DM-5-883 | one that is both is quarantined once               | £10.00 | £31.00 | the alert "N46" once | no alert "N48"       | £12.50  |
