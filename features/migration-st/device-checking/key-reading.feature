@needs:lab @needs:virtual-time
Feature: Key reading
  The S1SP reads from each device that holds keys which key version, firmware and configuration it has, and compares them
  with what the SMSO declared.

  Rule: Every device must be in the state that the SMSO declared

    @id:ST-B5-01 @ST-B5 @severity:critical
    Scenario: Devices in the declared state are found viable
      Given an installation
      When its migration is authorised
      Then the S1SP Viable Installations File names the installation as viable
      And the installation is migrated

    @negative:ST-B5 @ST-B2 @severity:critical
    Scenario Outline: An installation whose <peculiarity> is not migrated
      Given an installation whose <peculiarity>
      When its migration is authorised
      Then the migration stops at the key reading with "<code>"
      And the S1SP Viable Installations File names the installation as not viable with "<code>"
      And the SMSO can read the electricity meter
      And no key of the installation has been rotated

      Examples:
        | id       | peculiarity                                               | code       |
        | ST-B5-11 | electricity meter holds another key version than declared | SIM-KEY-01 |
        | ST-B5-12 | electricity meter runs other firmware than declared       | SIM-KEY-02 |
        | ST-B5-13 | communications hub runs other firmware than declared      | SIM-KEY-02 |
        | ST-B5-14 | electricity meter is configured otherwise than declared   | SIM-KEY-03 |

    @id:ST-B5-15 @negative:ST-B5 @ST-B2 @applies:dual-fuel
    Scenario: A gas meter with other firmware stops the migration
      Given an installation whose gas meter runs other firmware than declared
      When its migration is authorised
      Then the migration stops at the key reading with "SIM-KEY-02"
      And the SMSO can read the gas meter
