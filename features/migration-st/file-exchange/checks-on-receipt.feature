@axis:once
Feature: Checks on receipt
  Every recipient of a migration file checks it in one fixed order: well-formed, schema, signature, role of the signer, Group ID
  and sender, sequence counter, references. It reports the first fault to the sender, and nothing in the file takes effect. From any
  role but its sender it does not take a file at all.

  Rule: Every recipient rejects each faulty file and still accepts the correct one

    @severity:blocker
    Scenario Outline: Each faulty <file> is rejected by <recipient>, and the correct one is accepted
      Given a migrated installation
      And a second installation
      And these faulty files reach <recipient> before the correct <file>:
        | fault                                                   | verdict    |
        | truncated                                               | <party>-01 |
        | with a document type declaration                        | <party>-01 |
        | with an external entity                                 | <party>-01 |
        | nested deeper than 64 levels                            | <party>-01 |
        | with 64 namespaces that it does not use                 | <party>-01 |
        | with an element its schema forbids                      | <party>-02 |
        | of another schema version                               | <party>-02 |
        | with the root element of another kind of file           | <party>-02 |
        | with a sequence counter of 18446744073709551616         | <party>-02 |
        | forged with the original as one of its elements         | <party>-02 |
        | altered after it was signed                             | <party>-03 |
        | without a signature                                     | <party>-03 |
        | signed by an unknown party                              | <party>-03 |
        | forged around the original under its signature          | <party>-03 |
        | forged around the signed original                       | <party>-03 |
        | signed by another role                                  | <party>-04 |
        | signed by a supplier                                    | <party>-04 |
        | with an unused Group ID                                 | <party>-05 |
        | delivered by another role                               | refused    |
        | issued by another role in its own name                  | <party>-05 |
        | with the sequence counter of the previous file          | <party>-06 |
        | with a sequence counter below that of the previous file | <party>-06 |
        | with the file id of the previous file                   | <party>-06 |
      When the migration of the second installation is authorised
      Then <recipient> accepts or rejects each of them as listed
      And the second installation is migrated

      @negative:ST-A2
      Examples: Migration Common File
        | id       | file                  | recipient               | party   |
        | ST-A2-41 | Migration Common File | the Commissioning Party | SIM-CPV |
        | ST-A2-42 | Migration Common File | the S1SP                | SIM-S1V |
        | ST-A2-43 | Migration Common File | the DCO                 | SIM-DCO |

      @negative:ST-A3
      Examples: Migration Group File
        | id       | file                 | recipient | party   |
        | ST-A3-41 | Migration Group File | the S1SP  | SIM-S1V |

      @negative:ST-A4
      Examples: Migration Group Encrypted File
        | id       | file                           | recipient | party   |
        | ST-A4-41 | Migration Group Encrypted File | the S1SP  | SIM-S1V |
        | ST-A4-42 | Migration Group Encrypted File | the DCO   | SIM-DCO |

      @negative:ST-A5
      Examples: Migration Common Validation File
        | id       | file                             | recipient            | party   |
        | ST-A5-41 | Migration Common Validation File | the Requesting Party | SIM-RPE |
        | ST-A5-42 | Migration Common Validation File | the S1SP             | SIM-S1V |
        | ST-A5-43 | Migration Common Validation File | the DCO              | SIM-DCO |

      @negative:ST-A7
      Examples: Viable Installations Files
        | id       | file                           | recipient            | party   |
        | ST-A7-41 | S1SP Viable Installations File | the DCO              | SIM-DCO |
        | ST-A7-42 | S1SP Viable Installations File | the Requesting Party | SIM-RPE |
        | ST-A7-43 | DCO Viable Installations File  | the S1SP             | SIM-S1V |

      @negative:ST-A8
      Examples: S1SP Commissioning File
        | id       | file                    | recipient               | party   |
        | ST-A8-41 | S1SP Commissioning File | the Commissioning Party | SIM-CPV |

      @negative:ST-A9
      Examples: Commissioning Outcome File
        | id       | file                       | recipient                    | party   |
        | ST-A9-41 | Commissioning Outcome File | the S1SP                     | SIM-S1V |
        | ST-A9-42 | Commissioning Outcome File | the DCO                      | SIM-DCO |
        | ST-A9-43 | Commissioning Outcome File | the Requesting Party         | SIM-RPE |
        | ST-A9-44 | Commissioning Outcome File | the Migration Control Centre | SIM-MCC |

  Rule: A file that refers to the wrong Migration Common File is rejected

    @severity:critical
    Scenario Outline: Each <file> with a wrong reference is rejected by <recipient>, and the correct one is accepted
      Given an installation
      And these faulty files reach <recipient> before the correct <file>:
        | fault                                                | verdict    |
        | bound to a Migration Common File that was never sent | <party>-07 |
        | bound to another Migration Common File               | <party>-07 |
        | of another group than its Migration Common File      | <party>-07 |
      When its migration is authorised
      Then <recipient> accepts or rejects each of them as listed
      And the installation is migrated

      @negative:ST-A3
      Examples: Migration Group File
        | id       | file                 | recipient | party   |
        | ST-A3-51 | Migration Group File | the S1SP  | SIM-S1V |

      @negative:ST-A4
      Examples: Migration Group Encrypted File
        | id       | file                           | recipient | party   |
        | ST-A4-51 | Migration Group Encrypted File | the S1SP  | SIM-S1V |
        | ST-A4-52 | Migration Group Encrypted File | the DCO   | SIM-DCO |

      @negative:ST-A5
      Examples: Migration Common Validation File
        | id       | file                             | recipient            | party   |
        | ST-A5-51 | Migration Common Validation File | the Requesting Party | SIM-RPE |
        | ST-A5-52 | Migration Common Validation File | the S1SP             | SIM-S1V |
        | ST-A5-53 | Migration Common Validation File | the DCO              | SIM-DCO |

      @negative:ST-A7
      Examples: Viable Installations Files
        | id       | file                           | recipient            | party   |
        | ST-A7-51 | S1SP Viable Installations File | the DCO              | SIM-DCO |
        | ST-A7-52 | S1SP Viable Installations File | the Requesting Party | SIM-RPE |
        | ST-A7-53 | DCO Viable Installations File  | the S1SP             | SIM-S1V |

      @negative:ST-A8
      Examples: S1SP Commissioning File
        | id       | file                    | recipient               | party   |
        | ST-A8-51 | S1SP Commissioning File | the Commissioning Party | SIM-CPV |

  Rule: A file is rejected for its first fault in the published order

    @severity:critical
    Scenario Outline: A <file> with two faults is rejected by <recipient> for the first of them
      Given a migrated installation
      And a second installation
      And these faulty files reach <recipient> before the correct <file>:
        | fault                                                                                     | verdict    |
        | with an external entity and with an element its schema forbids                            | <party>-01 |
        | with an element its schema forbids and altered after it was signed                        | <party>-02 |
        | altered after it was signed and signed by another role                                    | <party>-03 |
        | signed by another role and with an unused Group ID                                        | <party>-04 |
        | with an unused Group ID and with the sequence counter of the previous file                | <party>-05 |
        | with the sequence counter of the previous file and bound to another Migration Common File | <party>-06 |
      When the migration of the second installation is authorised
      Then <recipient> accepts or rejects each of them as listed
      And the second installation is migrated

      @negative:ST-A3
      Examples:
        | id       | file                 | recipient | party   |
        | ST-A3-61 | Migration Group File | the S1SP  | SIM-S1V |

      @negative:ST-A4
      Examples:
        | id       | file                           | recipient | party   |
        | ST-A4-61 | Migration Group Encrypted File | the DCO   | SIM-DCO |

      @negative:ST-A8
      Examples:
        | id       | file                    | recipient               | party   |
        | ST-A8-61 | S1SP Commissioning File | the Commissioning Party | SIM-CPV |

  Rule: Sequence counters are rising unsigned 64-bit integers and are compared exactly

    @severity:critical
    Scenario Outline: Sequence counters of the <file> are compared exactly by <recipient>, up to the highest one
      Given a migrated installation
      When the tester, in the place of <sender>, sends <recipient> <file>s with these sequence counters:
        | counter              | verdict    |
        | 9007199254740992     | accepted   |
        | 9007199254740992     | <party>-06 |
        | 9007199254740993     | accepted   |
        | 9007199254740992     | <party>-06 |
        | 18446744073709551614 | accepted   |
        | 18446744073709551616 | <party>-02 |
        | 18446744073709551615 | accepted   |
        | 18446744073709551615 | <party>-06 |
        | 18446744073709551614 | <party>-06 |
        | 1                    | <party>-06 |
      Then <recipient> accepts or rejects each of them as listed
      And the installation is migrated

      @ST-A3 @negative:ST-A3
      Examples:
        | id       | file                 | sender               | recipient | party   |
        | ST-A3-71 | Migration Group File | the Requesting Party | the S1SP  | SIM-S1V |

      @ST-A5 @negative:ST-A5
      Examples:
        | id       | file                             | sender                  | recipient            | party   |
        | ST-A5-71 | Migration Common Validation File | the Commissioning Party | the Requesting Party | SIM-RPE |

      @ST-A7 @negative:ST-A7
      Examples:
        | id       | file                           | sender   | recipient | party   |
        | ST-A7-71 | S1SP Viable Installations File | the S1SP | the DCO   | SIM-DCO |

      @ST-A8 @negative:ST-A8
      Examples:
        | id       | file                    | sender   | recipient               | party   |
        | ST-A8-71 | S1SP Commissioning File | the S1SP | the Commissioning Party | SIM-CPV |

      @ST-A9 @negative:ST-A9
      Examples:
        | id       | file                       | sender                  | recipient                    | party   |
        | ST-A9-71 | Commissioning Outcome File | the Commissioning Party | the Migration Control Centre | SIM-MCC |

  Rule: A file that is too large is rejected, and the rejection gives the reason

    Scenario Outline: A <file> larger than 10 MB is rejected by <recipient>
      Given an installation
      And the <file> reaches <recipient> larger than 10 MB
      When its migration is authorised
      Then <recipient> rejects the <file> with "<code>"
      And <sender> is told of the rejection, which says "larger than 10 MB"

      @negative:ST-A2
      Examples:
        | id       | file                  | sender               | recipient               | code       |
        | ST-A2-81 | Migration Common File | the Requesting Party | the Commissioning Party | SIM-CPV-01 |

      @negative:ST-A4
      Examples:
        | id       | file                           | sender               | recipient | code       |
        | ST-A4-81 | Migration Group Encrypted File | the Requesting Party | the DCO   | SIM-DCO-01 |

      @negative:ST-A5
      Examples:
        | id       | file                             | sender                  | recipient            | code       |
        | ST-A5-81 | Migration Common Validation File | the Commissioning Party | the S1SP             | SIM-S1V-01 |
        | ST-A5-82 | Migration Common Validation File | the Commissioning Party | the Requesting Party | SIM-RPE-01 |

      @negative:ST-A9
      Examples:
        | id       | file                       | sender                  | recipient                    | code       |
        | ST-A9-81 | Commissioning Outcome File | the Commissioning Party | the Migration Control Centre | SIM-MCC-01 |

  Rule: A file that just keeps the limits is processed

    Scenario Outline: A <file> <limit> is accepted by <recipient>
      Given an installation
      And the <file> reaches <recipient> <limit>
      When its migration is authorised
      Then <recipient> accepts the <file>
      And the installation is migrated

      @ST-A3
      Examples:
        | id        | file                 | recipient | limit                                   |
        | ST-A3-451 | Migration Group File | the S1SP  | of exactly 10 MB                        |
        | ST-A3-452 | Migration Group File | the S1SP  | with 62 namespaces that it does not use |

      @ST-A9
      Examples:
        | id        | file                       | recipient                    | limit            |
        | ST-A9-453 | Commissioning Outcome File | the Migration Control Centre | of exactly 10 MB |

  Rule: A file means the same whichever prefix its sender gives its namespace

    Scenario Outline: A <file> with a namespace prefix is accepted by <recipient>
      Given an installation
      And the <file> reaches <recipient> with a namespace prefix
      When its migration is authorised
      Then <recipient> accepts the <file>
      And the installation is migrated
      And every device that has keys shows the next key version

      @ST-A3
      Examples:
        | id        | file                 | recipient |
        | ST-A3-461 | Migration Group File | the S1SP  |

      @ST-A4
      Examples:
        | id        | file                           | recipient |
        | ST-A4-461 | Migration Group Encrypted File | the S1SP  |

      @ST-A4
      Examples:
        | id        | file                           | recipient |
        | ST-A4-462 | Migration Group Encrypted File | the DCO   |

      @ST-A5
      Examples:
        | id        | file                             | recipient |
        | ST-A5-461 | Migration Common Validation File | the S1SP  |

      @ST-A7
      Examples:
        | id        | file                           | recipient |
        | ST-A7-462 | S1SP Viable Installations File | the DCO   |

      @ST-A7
      Examples:
        | id        | file                          | recipient |
        | ST-A7-461 | DCO Viable Installations File | the S1SP  |

      @ST-A8
      Examples:
        | id        | file                    | recipient               |
        | ST-A8-461 | S1SP Commissioning File | the Commissioning Party |

      @ST-A9
      Examples:
        | id        | file                       | recipient                    |
        | ST-A9-461 | Commissioning Outcome File | the Migration Control Centre |
