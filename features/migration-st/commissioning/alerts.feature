Feature: Commissioning alerts
  Alerts tell the parties of an installation that it has been commissioned. Each party receives the alerts that concern it,
  once; nobody else receives any.

  Rule: Each recipient receives each of its alerts once

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
    Scenario: The gas supplier and the gas transporter receive the alerts for the gas meter
      Given an installation
      When its migration is authorised
      Then the gas supplier has received the alert "N42" for the gas meter once
      And the gas supplier has received the alert "8F69" for the gas meter once
      And the gas transporter has received the alert "N16" for the gas meter once

    @id:ST-C2-05 @ST-C2
    Scenario: An alert is delivered when its recipient's receiver is back up
      Given an installation
      And the electricity supplier's receiver is down for a day from the start of the slot
      And its migration is authorised
      When a day passes
      Then the electricity supplier has received the alert "N42" for the electricity meter once
      And the electricity supplier has received the alert "8F69" for the electricity meter once

    @ST-C2 @severity:critical
    Scenario Outline: Each alert is received once by a supplier whose receiver <mishap> for three days
      Given an installation
      And the electricity supplier's receiver <mishap> for three days from the start of the slot
      And its migration is authorised
      When three days pass
      Then the electricity supplier has received the alert "N42" for the electricity meter once
      And the electricity supplier has received the alert "8F69" for the electricity meter once

      Examples:
        | id       | mishap                                           |
        | ST-C2-06 | answers every document with an error             |
        | ST-C2-07 | accepts documents but loses its acknowledgements |

    @id:ST-C2-08 @ST-C2 @severity:critical
    Scenario: Delayed documents are delivered in the order in which they were written
      Given the Migration Control Centre can migrate one installation a day
      And two installations
      And the electricity supplier's receiver is down for two days from the start of the slot
      And their migration is authorised
      When two days pass
      Then the electricity supplier has received the alert "N42" for the electricity meter of the first installation once
      And the electricity supplier has received the alert "N42" for the electricity meter of the second installation once
      And the electricity supplier has received its documents in the order in which they were written

    @id:ST-C2-09 @ST-C2
    Scenario: After an outage of the DSP each alert is received once
      Given an installation
      And the DSP is down from minute 0 to minute 180 of the slot
      When its migration is authorised
      Then the installation is migrated
      And the electricity supplier has received the alert "N42" for the electricity meter once
      And the electricity supplier has received the alert "8F69" for the electricity meter once
      And the electricity network operator has received the alert "N16" for the electricity meter once

    @id:ST-C2-10 @ST-C2 @severity:critical
    Scenario: A repeated commissioning request raises each alert once
      Given an installation
      And the DSP's answer to the first commissioning is lost
      When its migration is authorised
      Then the installation is migrated
      And the electricity supplier has received the alert "N42" for the electricity meter once
      And the electricity network operator has received the alert "N16" for the electricity meter once

  Rule: An alert carries the details that its recipient needs

    @id:ST-C2-21 @ST-C2 @severity:critical
    Scenario: The network operator's alert names the MPAN and the variant of the electricity meter
      Given an installation
      When its migration is authorised
      Then the alert "N16" for the electricity network operator names the MPAN of the electricity meter
      And the alert "N16" for the electricity network operator names the variant of the electricity meter

    @id:ST-C2-22 @ST-C2 @applies:dual-fuel @severity:critical
    Scenario: The gas transporter's alert names the MPRN of the gas meter
      Given an installation
      When its migration is authorised
      Then the alert "N16" for the gas transporter names the MPRN of the gas meter

    @id:ST-C2-23 @ST-C2 @severity:critical
    Scenario: The electricity supplier's alert names its own certificate
      Given an installation
      When its migration is authorised
      Then the alert "N42" for the electricity supplier names its certificate as the supplier certificate of the electricity meter

    @id:ST-C2-24 @ST-C2 @applies:dual-fuel
    Scenario: The gas supplier's alert names its own certificate
      Given an installation
      When its migration is authorised
      Then the alert "N42" for the gas supplier names its certificate as the supplier certificate of the gas meter

    @id:ST-C2-25 @ST-C2 @applies:dual-fuel @severity:critical
    Scenario: A supplier of both fuels receives the alerts for each meter
      Given an installation with one supplier for electricity and gas
      When its migration is authorised
      Then the electricity supplier has received the alert "N42" for the electricity meter once
      And the electricity supplier has received the alert "N42" for the gas meter once
      And the electricity supplier has received the alert "8F69" for the electricity meter once
      And the electricity supplier has received the alert "8F69" for the gas meter once
      And the gas supplier has received no alert

  Rule: Nobody else receives an alert

    @id:ST-C2-11 @negative:ST-C2 @severity:blocker @regression
    Scenario: Users without a role at the installation receive no alert
      Given an installation
      When its migration is authorised
      Then the installation is migrated
      And another supplier has received no alert
      And another network operator has received no alert
      And another gas transporter has received no alert
      And an Other User has received no alert

    @id:ST-C2-431 @phase:Active @negative:ST-C2 @axis:release
    Scenario: Two suppliers whose installations migrate on the same day each receive the alerts for their own meter only
      Given an installation
      And another supplier has authorised an installation of its own
      And the migration of the first installation is authorised
      When the day ends
      Then the electricity supplier has received the alert "N42" for the electricity meter of the first installation once
      And another supplier has received the alert "N42" for the electricity meter of the second installation once
      And another supplier has received the alert "8F69" for the electricity meter of the second installation once
      But the electricity supplier has received no alert for the electricity meter of the second installation
      And another supplier has received no alert for the electricity meter of the first installation

    @id:ST-C2-14 @negative:ST-C2 @applies:dual-fuel @severity:critical
    Scenario: Nobody receives an alert for the meter of the other fuel
      Given an installation
      When its migration is authorised
      Then the electricity supplier has received no alert for the gas meter
      And the gas supplier has received no alert for the electricity meter
      And the gas transporter has received no alert for the electricity meter

    @id:ST-C2-16 @negative:ST-C2 @severity:critical
    Scenario: A failed installation raises no alert when another one of the same day migrates
      Given two installations, the second one whose electricity meter refuses new keys
      When their migration is authorised
      Then the electricity supplier has received the alert "N42" for the electricity meter of the first installation once
      And the electricity supplier has received no alert for the electricity meter of the second installation
      And the electricity network operator has received no alert for the electricity meter of the second installation

    @id:ST-C2-15 @negative:ST-C2 @severity:critical @regression
    Scenario: A migration that is rolled back raises no alert
      Given an installation whose electricity meter runs firmware other than declared
      When its migration is authorised
      Then the migration stops at the key reading with "SIM-KEY-02"
      And nobody has received a commissioning alert

    @id:ST-C2-41 @negative:ST-C2 @ST-C2 @applies:dual-fuel @applies:electricity-only-fallback @severity:critical
    Scenario: A gas meter that is left behind raises no alert
      Given an installation whose whitelist lacks the gas meter
      When its migration is authorised
      Then the electricity supplier has received the alert "N42" for the electricity meter once
      And the gas supplier has received no alert
      And the gas transporter has received no alert
