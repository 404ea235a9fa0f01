Feature: Migration Common Validation File
  The Commissioning Party compares the Migration Common File with the EPCL, the registration data, the inventory and the live
  authorisations. Only installations that it passes are migrated.

  Rule: Only installations that are eligible, registered, authorised and not yet commissioned are passed

    @id:ST-A5-01 @ST-A5 @PH-9 @DT-2 @severity:blocker @regression
    Scenario: The Commissioning Party passes a valid installation
      Given an installation
      When its migration is authorised
      Then the Migration Common Validation File passes the entry
      And the S1SP, the DCO and the Requesting Party accept the Migration Common Validation File

    @id:ST-A5-11 @negative:ST-A5 @negative:PH-9 @negative:DT-2 @severity:blocker @regression
    Scenario: A Device Model Combination that is not on the EPCL is refused
      Given an installation
      And the EPCL does not list the DMC under test
      When its migration is authorised
      Then the migration stops at the validation of the common file with "SIM-CPV-11"
      And the SMSO can read the electricity meter
      And the inventory holds no device of the installation

    @id:ST-A5-12 @negative:ST-A5 @severity:critical @axis:release-and-phase
    Scenario: Firmware that is not listed on the EPCL is refused
      Given an installation
      And the EPCL lists the electricity meter with other firmware
      When its migration is authorised
      Then the migration stops at the validation of the common file with "SIM-CPV-12"
      And the SMSO can read the electricity meter

    @id:ST-A5-13 @negative:ST-A5 @severity:critical @axis:release-and-phase
    Scenario: An installation whose supplier has changed since the authorisation is refused
      Given an installation whose migration is scheduled
      And the customer has changed to another supplier
      When the migration day has passed
      Then the migration stops at the validation of the common file with "SIM-CPV-13"
      And the SMSO can read the electricity meter

    @negative:ST-A5 @severity:critical @axis:release-and-phase
    Scenario Outline: The Commissioning Party fails the entry in a common file <fault>
      Given a migrated installation
      And a second installation
      And the Migration Common File reaches the Commissioning Party <fault>
      When the migration of the second installation is authorised
      Then the Migration Common Validation File fails the entry with "<code>"
      And the SMSO can read the electricity meter of the second installation

      Examples:
        | id        | fault                                               | code       |
        | ST-A5-14  | with a device of the migrated installation in it    | SIM-CPV-14 |
        | ST-A5-15  | naming an unauthorised installation                 | SIM-CPV-15 |
        | ST-A5-16  | naming the installation twice                       | SIM-CPV-16 |
        | ST-A5-17  | naming an unauthorised attempt                      | SIM-CPV-15 |
        | ST-A5-18  | of another group that is in use                     | SIM-CPV-15 |
        | ST-A5-19  | naming a supplier other than the authorised one     | SIM-CPV-13 |
        | ST-A5-470 | naming a supply point other than the authorised one | SIM-CPV-13 |

    @id:ST-A5-20 @negative:ST-A5 @severity:critical @axis:release-and-phase
    Scenario: An attempt is validated once, even when a further common file names it
      Given a migrated installation
      When the tester, in the place of the Requesting Party, sends the Commissioning Party another Migration Common File like the previous one
      Then the Migration Common Validation File fails the entry with "SIM-CPV-16"
      And the installation is migrated
      And every attempt has its outcome

    @id:ST-A5-453 @negative:ST-A5 @axis:release-and-phase
    Scenario: A further common file does not take up an attempt that has failed
      Given an installation with a communications hub that is not on the EPCL
      And its migration is authorised
      When the tester, in the place of the Requesting Party, sends the Commissioning Party another Migration Common File like the previous one
      Then the Migration Common Validation File fails the entry with "SIM-CPV-15"
      And every attempt has its outcome

  Rule: One refused installation does not hold up the others

    @id:ST-A5-21 @ST-A5 @negative:ST-A5 @axis:release-and-phase
    Scenario: Of two installations the eligible one is migrated
      Given two installations, the second one with a communications hub that is not on the EPCL
      When their migration is authorised
      Then the Commissioning Outcome File reports the first installation as migrated
      And the migration of the second installation stops at the validation of the common file with "SIM-CPV-11"

  Rule: A Migration Common Validation File that fails its checks starts nothing

    @negative:ST-A5 @axis:once @severity:critical
    Scenario Outline: A Migration Common Validation File <fault> is rejected by <recipient>
      Given an installation
      And the Migration Common Validation File reaches <recipient> <fault>
      When its migration is authorised
      Then <recipient> rejects the Migration Common Validation File with "<code>"
      And the Commissioning Party is told of the rejection
      And no key of the installation has been rotated

      Examples:
        | id       | recipient | fault                       | code       |
        | ST-A5-31 | the S1SP  | altered after it was signed | SIM-S1V-03 |
        | ST-A5-32 | the DCO   | signed by the S1SP          | SIM-DCO-04 |

    @id:ST-A5-33 @negative:ST-A5 @axis:once
    Scenario: The Requesting Party rejects an altered Migration Common Validation File
      Given an installation
      And the Migration Common Validation File reaches the Requesting Party altered after it was signed
      When its migration is authorised
      Then the Requesting Party rejects the Migration Common Validation File with "SIM-RPE-03"
      And the Commissioning Party is told of the rejection

  Rule: Only installations that the validation file passes without contradiction are migrated

    @negative:ST-A5 @ST-A9 @axis:once @severity:critical
    Scenario Outline: On a validation file <fault>, the S1SP does not begin with that installation
      Given two installations
      And the Migration Common Validation File reaches the S1SP <fault>
      And their migration is authorised
      When the attempt window closes
      Then the Commissioning Outcome File reports the first installation as migrated
      And the migration of the second installation stops at the Required File Set with "SIM-CPV-20"
      And the SMSO can read the electricity meter of the second installation
      And no key of the second installation has been rotated
      And every attempt has its outcome

      Examples:
        | id       | fault                                                 |
        | ST-A5-91 | passing the second installation as well as failing it |
        | ST-A5-92 | with no verdict on the second installation            |

  Rule: Every column of the EPCL counts, and one entry has to have them all

    @negative:ST-A5 @negative:PH-9 @severity:critical @axis:release
    Scenario Outline: An installation is refused where the EPCL lists <listing>
      Given an installation
      And the EPCL lists <listing>
      When its migration is authorised
      Then the migration stops at the validation of the common file with "<code>"
      And the SMSO can read the electricity meter
      And the inventory holds no device of the installation

      Examples:
        | id        | listing                                                                                    | code       |
        | ST-A5-481 | it with another communications provider                                                    | SIM-CPV-11 |
        | ST-A5-482 | it with another manufacturer of the communications hub                                     | SIM-CPV-11 |
        | ST-A5-483 | it with another manufacturer of the electricity meter                                      | SIM-CPV-11 |
        | ST-A5-484 | it with another model of the electricity meter                                             | SIM-CPV-11 |
        | ST-A5-485 | it without the electricity meter                                                           | SIM-CPV-11 |
        | ST-A5-486 | it with other firmware of the communications hub                                           | SIM-CPV-12 |
        | ST-A5-488 | it with a further prepayment interface                                                     | SIM-CPV-11 |
        | ST-A5-487 | it with the firmware of the electricity meter and of the communications hub in two entries | SIM-CPV-12 |

      @applies:dual-fuel
      Examples:
        | id        | listing                                          | code       |
        | ST-A5-491 | it with another manufacturer of the gas meter    | SIM-CPV-11 |
        | ST-A5-492 | it with another model of the gas meter           | SIM-CPV-11 |
        | ST-A5-493 | it with another model of the gas proxy function  | SIM-CPV-11 |
        | ST-A5-494 | it without the gas meter                         | SIM-CPV-11 |
        | ST-A5-495 | it with other firmware of the gas meter          | SIM-CPV-12 |
        | ST-A5-496 | it with other firmware of the gas proxy function | SIM-CPV-12 |

    @id:ST-A5-498 @ST-A5 @PH-9 @axis:release
    Scenario: An installation with fewer devices than one entry is passed where another entry is its combination
      Given an installation
      And the EPCL lists it also with a further prepayment interface
      When its migration is authorised
      Then the installation is migrated

    @id:ST-A5-497 @ST-A5 @PH-9 @axis:release
    Scenario: An installation is passed where a later entry of the EPCL has its models and its firmware
      Given an installation
      And the EPCL lists it after another entry of the same models
      When its migration is authorised
      Then the installation is migrated

  Rule: An authorisation is live until the end of the attempt window

    @id:ST-A5-451 @ST-A5 @axis:once
    Scenario: A common file that arrives in the last minute of the window passes
      Given an installation
      And the Migration Common File is held back
      And its migration is authorised
      And it is one minute before the end of the attempt window
      When the Migration Common File arrives
      Then the Migration Common Validation File passes the entry

    @id:ST-A5-452 @negative:ST-A5 @axis:once @severity:critical
    Scenario: A common file that arrives after the end of the window fails, and the SIM stays with the SMSO
      Given an installation
      And the Migration Common File is held back
      And its migration is authorised
      And it is one minute after the end of the attempt window
      When the Migration Common File arrives
      Then the Migration Common Validation File fails the entry with "SIM-CPV-15"
      And the SIM was never handed over
      And the SMSO can read the electricity meter
