@axis:once
Feature: High volumes
  However many installations a day holds, none is lost and none is counted twice.

  Rule: Every row of a large authorisation has its own result

    @id:ST-A11-91 @ST-A1 @negative:ST-A1 @ST-A11 @phase:Active @severity:critical
    Scenario: Each faulty row among ten thousand is rejected, and every other row is scheduled
      Given an installation
      And an installation without WAN
      And an installation whose electricity meter holds a key version other than declared
      And their migration is authorised
      And five days pass
      And an authorisation for them and 9997 more installations, among them
        | rows | fault                                          | code       |
        | 20   | a wrong MPAN check digit                       | SIM-AUT-11 |
        | 20   | an MPAN that is registered to another supplier | SIM-AUT-12 |
        | 20   | a wrong MPRN check digit                       | SIM-AUT-13 |
        | 20   | the MPAN of the first row                      | SIM-AUT-14 |
        | 20   | an MPAN that is already scheduled              | SIM-AUT-15 |
        | 20   | a reversed migration window                    | SIM-AUT-16 |
        | 20   | a window of one day that is full               | SIM-AUT-21 |
        | 20   | the RowId of the first row                     | SIM-AUT-22 |
        | 20   | an MPAN of another SMSO                        | SIM-AUT-23 |
        | 20   | an unknown type of authorisation               | SIM-AUT-24 |
        | 20   | only dormant meters                            | SIM-AUT-26 |
        | 20   | a dormant meter without a notice               | SIM-AUT-27 |
      When the supplier submits it
      Then the remaining rows are scheduled or rejected as listed
      But the first installation is rejected with "SIM-AUT-19"
      And the second installation is rejected with "SIM-AUT-18"
      And the third installation is rejected with "SIM-AUT-25"
      And the scheduled ones fill each day but the last with 1900 installations
      And the portfolio of the supplier counts one migrated, one excluded, one failed and 9777 scheduled

  Rule: Every installation of a day has an outcome

    @ST-A11 @ST-A9 @ST-B2 @negative:ST-A11 @severity:blocker
    Scenario Outline: Each of <many> installations has its outcome on a day on which one in twenty fails
      Given <many> installations, among them
        | installations | which                                                        | code       |
        | <few>         | without WAN on its migration day                             | SIM-COM-01 |
        | <few>         | with a device on the whitelist that the SMSO did not declare | SIM-WHL-02 |
        | <few>         | whose electricity meter runs firmware other than declared    | SIM-KEY-02 |
        | <few>         | whose SIM the network refuses to hand over                   | SIM-SIM-01 |
        | <few>         | without the master key of the electricity meter              | SIM-DCO-11 |
      And the Migration Control Centre can migrate 2500 installations a day
      And their migration is authorised
      When the day ends
      Then the Commissioning Outcome Files show the expected result of every one of them once
      And the outcome report of that day shows the expected result of every one of them once
      And the SIM of every migrated one is with the S1SP, and of every other with the SMSO
      And the portfolio of the supplier counts <good> migrated, <failed> failed, <waiting> scheduled and <many> attempted

      Examples:
        | id        | many | few | good | failed | waiting |
        | ST-A11-95 | 300  | 3   | 285  | 9      | 6       |

      @volume
      Examples:
        | id        | many | few | good | failed | waiting |
        | ST-A11-96 | 2000 | 20  | 1900 | 60     | 40      |
