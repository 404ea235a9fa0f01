Feature: Errors by code
  Suppliers and the Migration Control Centre act first on the codes with which attempts fail most often.

  Rule: The most frequent code comes first, and equally frequent ones in the order of the codes

    @id:ST-A11-51 @ST-A11 @negative:ST-A11 @severity:critical @axis:release-and-phase
    Scenario: Codes are ordered by the attempts that failed with them
      Given an installation
      And an installation without WAN on its migration day
      And an installation with a device on the whitelist that the SMSO did not declare
      And an installation with a device on the whitelist that the SMSO did not declare
      And an installation whose electricity meter runs firmware other than declared
      When their migration is authorised
      Then the errors by code are
        | rank | code       | failed attempts |
        | 1    | SIM-WHL-02 | 2               |
        | 2    | SIM-COM-01 | 1               |
        | 3    | SIM-KEY-02 | 1               |

    @id:ST-A11-52 @ST-A11 @axis:release-and-phase
    Scenario: An installation that fails again is counted again
      Given an installation without WAN
      And an installation with a device on the whitelist that the SMSO did not declare
      And their migration is authorised
      When a day passes
      Then the errors by code are
        | rank | code       | failed attempts |
        | 1    | SIM-COM-01 | 2               |
        | 2    | SIM-WHL-02 | 1               |
