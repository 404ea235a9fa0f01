Feature: S1SP Commissioning File
  When the S1SP has finished with its set, it reports the result of every installation to the Commissioning Party. Devices are
  commissioned on this file and on nothing else.

  Rule: The commissioning file names every installation of the set with its result

    @id:ST-A8-01 @ST-A8 @severity:blocker @regression
    Scenario: A rotated installation is reported as ready to commission
      Given an installation
      When its migration is authorised
      Then the Commissioning Party accepts the S1SP Commissioning File
      And the S1SP Commissioning File reports the installation as ready to commission
      And it gives the new key version of every device that holds keys

    @id:ST-A8-02 @ST-A8 @negative:ST-A8 @severity:critical @axis:release-and-phase
    Scenario: A failed installation is reported beside one that is ready
      Given two installations, the second one with a device on the whitelist that the SMSO did not declare
      When their migration is authorised
      Then the S1SP Commissioning File reports the first installation as ready to commission
      And the S1SP Commissioning File reports the second installation as failed with "SIM-WHL-02"

    @id:ST-A8-95 @negative:ST-A8 @applies:dual-fuel @applies:no-keyless-gas @severity:critical @axis:release-and-phase
    Scenario: An installation whose keys are changed in part is reported as in intervention
      Given an installation whose gas meter refuses new keys
      When its migration is authorised
      Then the S1SP Commissioning File reports the installation as in intervention with "SIM-KEY-12"

  Rule: Only the gas side can be left behind, and only where the release declares it

    @id:ST-A8-91 @ST-A8 @applies:dual-fuel @applies:electricity-only-fallback @severity:critical @axis:release-and-phase
    Scenario: The commissioning file names the gas devices that are left behind
      Given an installation whose gas meter does not answer on its migration day
      When its migration is authorised
      Then the S1SP Commissioning File reports the installation as ready to commission
      And the S1SP Commissioning File leaves the gas meter behind with "GT01"
      And the S1SP Commissioning File leaves the gas proxy function behind with "GT01"

    @negative:ST-A8 @severity:critical @axis:release-and-phase
    Scenario Outline: An S1SP Commissioning File <fault> commissions nothing
      Given an installation
      And the S1SP Commissioning File reaches the Commissioning Party <fault>
      When its migration is authorised
      Then the installation is in intervention with "SIM-CMS-02"
      And the inventory holds no device of the installation
      And nobody has received a commissioning alert

      Examples:
        | id       | fault                                  |
        | ST-A8-92 | with its electricity meter left behind |

      @applies:dual-fuel @applies:electricity-only-fallback
      Examples:
        | id       | fault                               |
        | ST-A8-93 | with only its gas meter left behind |

      @applies:dual-fuel @applies:no-electricity-only-fallback
      Examples:
        | id       | fault                            |
        | ST-A8-94 | with its gas devices left behind |

  Rule: Nothing is commissioned on a file that fails its checks

    @negative:ST-A8 @axis:once @severity:blocker
    Scenario Outline: The Commissioning Party rejects an S1SP Commissioning File <fault>
      Given an installation
      And the S1SP Commissioning File reaches the Commissioning Party <fault>
      When its migration is authorised
      Then the Commissioning Party rejects the S1SP Commissioning File with "<code>"
      And the S1SP is told of the rejection
      And the inventory holds no device of the installation
      And nobody has received a commissioning alert

      Examples:
        | id       | fault                       | code       |
        | ST-A8-11 | altered after it was signed | SIM-CPV-03 |
        | ST-A8-12 | signed by the DCO           | SIM-CPV-04 |
        | ST-A8-13 | with an unused Group ID     | SIM-CPV-05 |

    @id:ST-A8-14 @negative:ST-A8 @ST-A9 @axis:release-and-phase
    Scenario: A commissioning file that arrives twice commissions once
      Given an installation
      And the S1SP Commissioning File reaches the Commissioning Party twice
      When its migration is authorised
      Then the Commissioning Party records the arrivals of the S1SP Commissioning File as "accepted, duplicate"
      And the installation is migrated
      And every attempt has its outcome
      And the electricity supplier has received the alert "N42" for the electricity meter once

  Rule: An installation is commissioned only on one unambiguous result from the S1SP

    @negative:ST-A8 @ST-A9 @axis:once @severity:critical
    Scenario Outline: On a commissioning file <fault>, only the first installation is commissioned
      Given two installations
      And the S1SP Commissioning File reaches the Commissioning Party <fault>
      And their migration is authorised
      When the attempt window closes
      Then the Commissioning Outcome File reports the first installation as migrated
      And the migration of the second installation stops at the Required File Set with "SIM-CPV-20"
      And the inventory holds no device of the second installation
      And every attempt has its outcome

      Examples:
        | id       | fault                                                        |
        | ST-A8-21 | with no result of the second installation                    |
        | ST-A8-22 | reporting the second installation as ready as well as failed |

    @id:ST-A8-23 @ST-A8 @axis:once
    Scenario: An installation that is in the commissioning file twice is commissioned once
      Given two installations
      And the S1SP Commissioning File reaches the Commissioning Party with the result of the second installation twice
      When their migration is authorised
      Then the first installation is migrated
      And the second installation is migrated
      And every attempt has its outcome
      And the electricity supplier has received the alert "N42" for the electricity meter of the second installation once

    @id:ST-A8-24 @negative:ST-A8 @negative:ST-A9 @axis:once @severity:blocker @regression
    Scenario: An installation that failed validation is not commissioned, even if the commissioning file reports it as ready
      Given two installations, the second one with a communications hub that is not on the EPCL
      And the S1SP Commissioning File reaches the Commissioning Party also reporting the second installation as ready
      When their migration is authorised
      Then the Commissioning Outcome File reports the first installation as migrated
      And the migration of the second installation stops at the validation of the common file with "SIM-CPV-11"
      And the inventory holds no device of the second installation
      And the SMSO can read the electricity meter of the second installation
      And every attempt has its outcome

    @id:ST-A8-25 @negative:ST-A8 @axis:once
    Scenario: A failure without a code does not count, and its attempt ends with the window
      Given two installations
      And the S1SP Commissioning File reaches the Commissioning Party failing the second installation without a code
      And their migration is authorised
      And the Commissioning Outcome File reports the first installation as migrated
      When the attempt window closes
      Then the migration of the second installation stops at the Required File Set with "SIM-CPV-20"
      And the inventory holds no device of the second installation
      And every attempt has its outcome
