Feature: Migration Group File
  Data that only the S1SP of a group needs, such as the SIM, the whitelist and the state of each device, is sent in a file that
  is bound to its Migration Common File.

  Rule: The group file belongs to exactly one common file

    @id:ST-A3-01 @ST-A3 @severity:blocker
    Scenario: The group file is accepted with the common file it refers to
      Given an installation
      When its migration is authorised
      Then the S1SP accepts the Migration Group File
      And the Migration Group File is bound to the Migration Common File by id and digest

    @negative:ST-A3 @axis:once @severity:critical
    Scenario Outline: The S1SP rejects a Migration Group File <fault>
      Given an installation
      And the Migration Group File reaches the S1SP <fault>
      When its migration is authorised
      Then the S1SP rejects the Migration Group File with "<code>"
      And the Requesting Party is told of the rejection
      And the migration stops at the Required File Set with "SIM-S1V-20"
      And the SMSO can read the electricity meter

      Examples:
        | id       | fault                                  | code       |
        | ST-A3-11 | altered after it was signed            | SIM-S1V-03 |
        | ST-A3-12 | signed by the Commissioning Party      | SIM-S1V-04 |
        | ST-A3-13 | with an unused Group ID                | SIM-S1V-05 |
        | ST-A3-14 | bound to another Migration Common File | SIM-S1V-07 |

  Rule: The group file and the common file must agree on every installation

    @negative:ST-A3 @ST-B2 @axis:release-and-phase
    Scenario Outline: An installation stops when the group file arrives <fault>
      Given two installations
      And the Migration Group File reaches the S1SP <fault>
      When their migration is authorised
      Then the migration of the second installation stops at the Required File Set with "<code>"
      And the Commissioning Outcome File reports the first installation as migrated
      And the SMSO can read the electricity meter of the second installation

      Examples:
        | id       | fault                                            | code       |
        | ST-A3-21 | without the second installation                  | SIM-S1V-12 |
        | ST-A3-22 | with a whitelist of other devices for the second | SIM-S1V-14 |
        | ST-A3-24 | naming the second installation twice             | SIM-S1V-14 |
        | ST-A3-25 | without the key state of a device of the second  | SIM-S1V-14 |

    @id:ST-A3-26 @negative:ST-A3 @ST-B2 @severity:critical @axis:release-and-phase @regression
    Scenario: A group file for another installation does not move the SIM of a migrated one
      Given a migrated installation
      And a second installation
      And the Migration Group File reaches the S1SP with the SIM of the first installation for the last
      When the migration of the second installation is authorised
      Then the migration of the second installation stops at the Required File Set with "SIM-S1V-14"
      And the SMSO can read the electricity meter of the second installation
      And the S1SP can reach the communications hub

    @id:ST-A3-23 @negative:ST-A3 @ST-B2 @applies:keyless-gas @axis:release-and-phase
    Scenario: An installation stops when the group file has a key state of a device without keys
      Given an installation
      And the Migration Group File reaches the S1SP with a key state of the gas meter, which has no keys
      When its migration is authorised
      Then the migration stops at the Required File Set with "SIM-S1V-14"
      And the SMSO can read the gas meter
