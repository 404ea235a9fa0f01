@needs:lab @needs:virtual-time @axis:release
Feature: Requests to enrolled installations that wait for their time
  The DCC keeps what is to be carried out later, and carries it out on its date and not before.

  Rule: What waits is carried out on its date

    @id:FR-1-41 @FR-1 @severity:blocker
    Scenario: The mode of payment changes at the installations of every cohort at one instant
      Given an installation of each cohort that migrated last month
      When the electricity supplier puts the electricity meter into prepayment mode in two days at every enrolled installation
      And a day passes
      Then the electricity meter of every enrolled installation shows the credit mode
      When two days pass
      Then the electricity meter of every enrolled installation shows the prepayment mode

    @id:FR-1-42 @FR-1 @severity:critical
    Scenario: What comes due while the DSP is down is carried out afterwards
      Given an installation of each cohort that migrated last month
      And the electricity supplier puts the electricity meter into prepayment mode in two hours at every enrolled installation
      And the DSP is down for four hours
      When a day passes
      Then the electricity meter of every enrolled installation shows the prepayment mode

    @id:FR-1-43 @FR-1 @severity:critical
    Scenario: What is taken back for one installation is carried out at the others
      Given an installation of each cohort that migrated last month
      And the electricity supplier sets the price of the electricity meter to 20 pence at every enrolled installation
      And the electricity supplier sets the price of the electricity meter to 45 pence in two days at every enrolled installation
      When the electricity supplier cancels the future-dated price of the electricity meter of the MDS installation
      And three days pass
      And the electricity supplier asks the electricity meter of the MDS installation for its tariff
      Then the response contains a price of 20 pence
      When the electricity supplier asks the electricity meter of the Secure installation for its tariff
      Then the response contains a price of 45 pence
