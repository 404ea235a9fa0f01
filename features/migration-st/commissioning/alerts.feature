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
      Given an installation
      And the electricity supplier's receiver is down for a day from the slot on
      And its migration is authorised
      When a day passes
      Then the electricity supplier has received the alert "N42" for the electricity meter once
      And the electricity supplier has received the alert "8F69" for the electricity meter once

    @ST-C2 @severity:critical
    Scenario Outline: Each alert comes once to a supplier that <mishap> for three days
      Given an installation
      And the electricity supplier's receiver <mishap> for three days from the slot on
      And its migration is authorised
      When three days pass
      Then the electricity supplier has received the alert "N42" for the electricity meter once
      And the electricity supplier has received the alert "8F69" for the electricity meter once

      Examples:
        | id       | mishap                                   |
        | ST-C2-06 | answers every document with an error     |
        | ST-C2-07 | accepts documents but loses its acknowledgements |

    @id:ST-C2-08 @ST-C2 @severity:critical
    Scenario: What had to wait comes in the order in which it was written
      Given the Migration Control Centre can migrate one installation a day
      And two installations
      And the electricity supplier's receiver is down for two days from the slot on
      And their migration is authorised
      When two days pass
      Then the electricity supplier has received the alert "N42" for the electricity meter of the first installation once
      And the electricity supplier has received the alert "N42" for the electricity meter of the second installation once
      And the electricity supplier has received its documents in the order in which they were written

    @id:ST-C2-09 @ST-C2
    Scenario: A DSP that is down for hours alerts everybody once when it is up again
      Given an installation
      And the DSP is down from minute 0 to minute 180 of the slot
      When its migration is authorised
      Then the installation is migrated
      And the electricity supplier has received the alert "N42" for the electricity meter once
      And the electricity supplier has received the alert "8F69" for the electricity meter once
      And the electricity network operator has received the alert "N16" for the electricity meter once

    @id:ST-C2-10 @ST-C2 @severity:critical
    Scenario: A commissioning that has to be said twice is announced once
      Given an installation
      And the DSP's answer to the first commissioning is lost
      When its migration is authorised
      Then the installation is migrated
      And the electricity supplier has received the alert "N42" for the electricity meter once
      And the electricity network operator has received the alert "N16" for the electricity meter once

  Rule: An alert says what its recipient needs to know

    @id:ST-C2-21 @ST-C2 @severity:critical
    Scenario: The network operator learns the supply point and the variant of the electricity meter
      Given an installation
      When its migration is authorised
      Then the alert "N16" for the electricity network operator names the MPAN of the electricity meter
      And it names the variant of the electricity meter

    @id:ST-C2-22 @ST-C2 @applies:dual-fuel @severity:critical
    Scenario: The gas transporter learns the supply point of the gas meter
      Given an installation
      When its migration is authorised
      Then the alert "N16" for the gas transporter names the MPRN of the gas meter

    @id:ST-C2-23 @ST-C2 @severity:critical
    Scenario: The supplier learns that its own certificate counts now
      Given an installation
      When its migration is authorised
      Then the alert "N42" for the electricity supplier names its certificate as the supplier's of the electricity meter

    @id:ST-C2-24 @ST-C2 @applies:dual-fuel
    Scenario: The gas supplier learns that its own certificate counts now
      Given an installation
      When its migration is authorised
      Then the alert "N42" for the gas supplier names its certificate as the supplier's of the gas meter

    @id:ST-C2-25 @ST-C2 @applies:dual-fuel @severity:critical
    Scenario: One supplier of both fuels is told of each meter
      Given an installation with one supplier for electricity and gas
      When its migration is authorised
      Then the electricity supplier has received the alert "N42" for the electricity meter once
      And the electricity supplier has received the alert "N42" for the gas meter once
      And the electricity supplier has received the alert "8F69" for the electricity meter once
      And the electricity supplier has received the alert "8F69" for the gas meter once
      And the gas supplier has received no alert

  Rule: Nobody else gets any alert

    @id:ST-C2-11 @negative:ST-C2 @severity:blocker @regression
    Scenario: Users that have nothing to do with the installation learn nothing
      Given an installation
      When its migration is authorised
      Then the installation is migrated
      And another supplier has received no alert
      And another network operator has received no alert
      And another gas transporter has received no alert
      And an Other User has received no alert

    @id:ST-C2-14 @negative:ST-C2 @applies:dual-fuel @severity:critical
    Scenario: Nobody is told of the meter of the other fuel
      Given an installation
      When its migration is authorised
      Then the electricity supplier has received no alert for the gas meter
      And the gas supplier has received no alert for the electricity meter
      And the gas transporter has received no alert for the electricity meter

    @id:ST-C2-16 @negative:ST-C2 @severity:critical
    Scenario: Beside a migrated installation nobody is told of one that failed
      Given two installations, the second whose electricity meter refuses new keys
      When their migration is authorised
      Then the electricity supplier has received the alert "N42" for the electricity meter of the first installation once
      And the electricity supplier has received no alert for the electricity meter of the second installation
      And the electricity network operator has received no alert for the electricity meter of the second installation

    @id:ST-C2-15 @negative:ST-C2 @severity:critical @regression
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
