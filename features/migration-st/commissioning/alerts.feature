@needs:lab @needs:virtual-time
Feature: Commissioning alerts
  The parties of an installation learn from alerts that it has been commissioned: each party what concerns it, once, and
  nobody else anything.

  Rule: Each right recipient gets each right alert once

    @ST-C2 @severity:critical
    Scenario Outline: Alert <alert> reaches <recipient>
      Given an installation
      When its migration is authorised
      Then <recipient> has received the alert "<alert>" for the electricity meter once

      Examples:
        | id       | recipient                        | alert |
        | ST-C2-01 | the electricity supplier         | N42   |
        | ST-C2-02 | the electricity supplier         | 8F69  |
        | ST-C2-03 | the electricity network operator | N16   |

    @id:ST-C2-04 @ST-C2 @applies:dual-fuel @severity:critical
    Scenario: The gas supplier and the gas transporter are told of the gas meter
      Given an installation
      When its migration is authorised
      Then the gas supplier has received the alert "N42" for the gas meter once
      And the gas supplier has received the alert "8F69" for the gas meter once
      And the gas transporter has received the alert "N16" for the gas meter once

    @id:ST-C2-05 @ST-C2
    Scenario: An alert waits until its recipient can take it
      Given an installation whose migration is scheduled
      And the electricity supplier cannot receive anything until the day after
      And the migration day has passed
      When a day passes
      Then the electricity supplier has received the alert "N42" for the electricity meter once
      And the electricity supplier has received the alert "8F69" for the electricity meter once

  Rule: Nobody else gets any alert

    @id:ST-C2-11 @negative:ST-C2 @severity:blocker
    Scenario: Users that have nothing to do with the installation learn nothing
      Given an installation
      When its migration is authorised
      Then the installation is migrated
      And another supplier has received no alert
      And another network operator has received no alert
      And an other user has received no alert

    @id:ST-C2-14 @negative:ST-C2 @applies:dual-fuel @severity:critical
    Scenario: Nobody is told of the meter of the other fuel
      Given an installation
      When its migration is authorised
      Then the electricity supplier has received no alert for the gas meter
      And the gas supplier has received no alert for the electricity meter
      And the gas transporter has received no alert for the electricity meter

    @id:ST-C2-15 @negative:ST-C2 @severity:critical
    Scenario: A migration that is rolled back raises no alert
      Given an installation whose electricity meter runs other firmware than declared
      When its migration is authorised
      Then the migration stops at the key reading with "SIM-KEY-02"
      And nobody has received a commissioning alert

    @id:ST-C2-41 @negative:ST-C2 @ST-C2 @applies:dual-fuel @applies:electricity-only-fallback @severity:critical
    Scenario: Nobody is told of a gas meter that is left behind
      Given an installation whose whitelist lacks the gas meter
      When its migration is authorised
      Then the electricity supplier has received the alert "N42" for the electricity meter once
      And the gas supplier has received no alert
      And the gas transporter has received no alert
