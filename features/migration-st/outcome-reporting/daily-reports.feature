Feature: Daily reports
  At the end of every day, suppliers receive reports of what was authorised, what is planned, and the outcome of each attempt.

  Rule: The outcome report of a day shows every attempt that ended, and what follows

    @id:ST-A11-01 @ST-A11 @severity:blocker @regression
    Scenario: Each attempt of the day is reported with its outcome
      Given three installations, the second one without WAN on its migration day
      And their migration is authorised
      When the day ends
      Then the outcome report of the first day shows the first installation as migrated at attempt 1
      And the outcome report of the first day shows the second installation as failed at attempt 1 with "SIM-COM-01", to be tried again on another day
      And the outcome report of the first day shows the third installation as migrated at attempt 1

    @id:ST-A11-02 @ST-A11 @applies:dual-fuel @axis:release-and-phase
    Scenario: The gas supplier's report also shows the installation
      Given an installation
      And its migration is authorised
      When the day ends
      Then the gas supplier finds the installation in the outcome report of the first day
      And the portfolio of the gas supplier counts one migrated

    @id:ST-A11-05 @ST-A11 @applies:dual-fuel @applies:electricity-only-fallback @axis:release-and-phase
    Scenario: An installation migrated without its gas meter is reported as migrated without gas
      Given an installation whose gas meter does not answer on its migration day
      And its migration is authorised
      When the day ends
      Then the outcome report of the first day shows the installation as migrated without gas, with "GT01"
      And the portfolio of the supplier counts one migrated

    @id:ST-A11-03 @negative:ST-A11 @phase:Active @severity:critical @axis:release-and-phase
    Scenario: Two suppliers whose installations migrate on the same day each see only their own
      Given an installation
      And another supplier has authorised an installation of its own
      And the migration of the first installation is authorised
      When the day ends
      Then the supplier finds the first installation in the outcome report of the first day
      And another supplier finds the second installation in the outcome report of the first day
      But the supplier does not find the second installation in any of its reports
      And another supplier does not find the first installation in any of its reports

    @id:ST-A11-04 @negative:ST-A11 @severity:critical @axis:release-and-phase
    Scenario: A supplier cannot read the reports of another supplier
      Given an installation
      And its migration is authorised
      When the day ends
      Then another supplier cannot read the reports of the supplier
      And another supplier does not find the installation in any of its reports
      And the portfolio of another supplier counts nothing

    @id:ST-A11-06 @ST-A11 @axis:once
    Scenario: The outcome report says of each attempt what its Commissioning Outcome File says
      Given three installations, the second one without WAN on its migration day
      And their migration is authorised
      When the day ends
      Then each row of the outcome report of the first day agrees with the Commissioning Outcome Files

    @id:ST-A11-07 @ST-A11 @axis:once
    Scenario: The in-flight list gives every detail of an attempt
      Given an installation whose electricity meter does not prove its new keys
      When its migration is authorised
      Then the in-flight list gives its details

  Rule: The report of a day does not change; a late outcome appears in the report of the day on which it arrived

    @id:ST-A11-11 @ST-A11 @negative:ST-A11 @severity:critical @axis:release-and-phase
    Scenario: Events of the next day do not change the reports of the day before
      Given an installation without WAN on its migration day
      And its migration is authorised
      And the day ends
      And the supplier files the reports of the day that has ended
      When the day ends
      Then the outcome report of the second day shows the installation as migrated at attempt 2
      And the supplier still receives the filed reports unchanged

    @id:ST-A11-12 @ST-A11 @negative:ST-A11 @severity:critical @axis:release-and-phase
    Scenario: An outcome that arrives after its day has ended appears in the report of the day on which it arrived
      Given an installation
      And the S1SP Commissioning File does not reach the Commissioning Party
      And its migration is authorised
      And the attempt window closes
      When the day ends
      Then the outcome report of the second day shows the installation as failed at attempt 1 with "SIM-CPV-20", raised to the Migration Control Centre
      But the supplier does not find the installation in the outcome report of the first day

  Rule: The authorisation report of a day shows the result of every authorisation

    @id:ST-A11-21 @ST-A11 @phase:Active @axis:once
    Scenario: Rejected rows are counted by their code
      Given an authorisation for three installations, the second with a wrong MPAN check digit
      And the supplier submits it
      When the day ends
      Then the authorisation report shows it as partly accepted, with two rows scheduled and one rejected with "SIM-AUT-11"
      And the portfolio of the supplier counts two scheduled

    @negative:ST-A11 @phase:Active @axis:once
    Scenario Outline: An authorisation with <fault> is reported as rejected
      Given an authorisation with <fault>
      And the supplier submits it
      When the day ends
      Then the authorisation report shows it as rejected with "<code>"
      And the CSV of every report of the supplier matches the report
      And the portfolio of the supplier counts nothing

      Examples:
        | id        | fault                                                 | code       |
        | ST-A11-22 | the wrong password                                    | SIM-AUT-03 |
        | ST-A11-23 | a file name that a spreadsheet treats as a formula    | SIM-AUT-01 |
        | ST-A11-24 | a file name that begins with a full-width equals sign | SIM-AUT-01 |

  Rule: The schedule shows what is planned for each of the next days

    @id:ST-A11-31 @ST-A11 @phase:Active @axis:once
    Scenario: Installations beyond the capacity of a day are planned for the next day
      Given an authorisation for three installations
      And the Migration Control Centre can migrate two installations a day
      And the supplier submits it
      When the day ends
      Then the schedule of the day that has ended counts two installations for the first day
      And the schedule of the day that has ended counts one installation for the second day
