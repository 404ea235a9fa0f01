Feature: Whitelist reading
  Before keys are rotated, the S1SP shows that it can reach every device of the installation and that the devices are the
  ones the SMSO declared. Until then everything can be undone.

  Rule: The whitelist of the communications hub must match the Migration Common File

    @id:ST-B4-01 @ST-B4 @severity:critical
    Scenario: A matching whitelist lets the migration continue
      Given an installation
      When its migration is authorised
      Then the S1SP Viable Installations File names the installation as viable
      And the inventory holds exactly the devices that the SMSO declared

    @id:ST-B4-03 @negative:ST-B4 @ST-B2 @negative:DT-2 @severity:blocker @regression
    Scenario: An undeclared device stops the migration and the SIM goes back
      Given an installation with a device on the whitelist that the SMSO did not declare
      When its migration is authorised
      Then the migration stops at the whitelist with "SIM-WHL-02"
      And the SMSO can read the electricity meter
      And the S1SP cannot reach the communications hub
      And the Commissioning Outcome File reports the installation as not migrated
      And nobody has received a commissioning alert

    @id:ST-B4-41 @ST-B4 @applies:dual-fuel @applies:electricity-only-fallback @severity:critical
    Scenario: Where the release declares it, a gas meter that is missing from the whitelist is left behind
      Given an installation whose whitelist lacks the gas meter
      When its migration is authorised
      Then the installation is migrated at attempt 1
      And the S1SP Commissioning File leaves the gas meter behind with "GT01"

    @id:ST-B4-42 @negative:ST-B4 @ST-B2 @applies:dual-fuel @applies:no-electricity-only-fallback @severity:critical
    Scenario: Where the release does not declare it, a gas meter that is missing from the whitelist stops the migration
      Given an installation whose whitelist lacks the gas meter
      When its migration is authorised
      Then the migration stops at the whitelist with "SIM-WHL-01"
      And no key of the installation has been rotated
      And the SMSO can read the electricity meter

    @id:ST-B4-04 @negative:ST-B4 @ST-B2 @applies:ppmid
    Scenario: A declared prepayment interface that is not on the whitelist stops the migration
      Given an installation whose whitelist lacks the prepayment interface
      When its migration is authorised
      Then the migration stops at the whitelist with "SIM-WHL-01"
      And the SMSO can read the electricity meter

    @id:ST-B4-05 @negative:ST-B4 @ST-B2 @applies:ihd
    Scenario: A declared in-home display that is not on the whitelist stops the migration
      Given an installation whose whitelist lacks the in-home display
      When its migration is authorised
      Then the migration stops at the whitelist with "SIM-WHL-01"
      And the SMSO can read the electricity meter

    @negative:ST-B4 @ST-B2 @severity:critical
    Scenario Outline: An installation <difference> is not migrated
      Given an installation <difference>
      When its migration is authorised
      Then the migration stops at the whitelist with "<code>"
      And the S1SP Viable Installations File names the installation as not viable with "<code>"
      And the SMSO can read every meter
      And the S1SP cannot reach the communications hub

      Examples:
        | id       | difference                                                                  | code       |
        | ST-B4-11 | whose whitelist is empty                                                    | SIM-WHL-01 |
        | ST-B4-12 | whose whitelist lacks the electricity meter                                 | SIM-WHL-01 |
        | ST-B4-13 | whose whitelist names an undeclared device instead of the electricity meter | SIM-WHL-02 |

      @applies:dual-fuel
      Examples:
        | id       | difference                                                          | code       |
        | ST-B4-14 | whose whitelist lacks the gas proxy function                        | SIM-WHL-01 |
        | ST-B4-15 | whose whitelist names an undeclared device instead of the gas meter | SIM-WHL-02 |

  Rule: A hub whose whitelist cannot be read stops the migration

    @negative:ST-B4 @ST-B2 @severity:critical
    Scenario Outline: An installation whose communications hub <refusal> is not migrated
      Given an installation whose communications hub <refusal>
      When its migration is authorised
      Then the migration stops at the whitelist with "<code>"
      And no key of the installation has been rotated
      And the SMSO can read every meter

      Examples:
        | id       | refusal                            | code       |
        | ST-B4-21 | refuses to have its whitelist read | SIM-WHL-03 |

      @applies:no-keyless-gas
      Examples:
        | id       | refusal                         | code       |
        | ST-B4-22 | rejects the declared access key | SIM-KEY-01 |
