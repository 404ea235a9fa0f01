@axis:release
Feature: Future-dated requests to enrolled installations
  The DCC holds future-dated requests and carries them out on their date and not before.

  Rule: A future-dated request is carried out on its date

    @id:FR-1-41 @FR-1 @severity:blocker
    Scenario: A future-dated change of payment mode is not carried out before its date
      Given an installation of each cohort that migrated last month
      And the electricity supplier puts the electricity meter into prepayment mode in two days at every enrolled installation
      When a day passes
      Then the electricity meter of every enrolled installation shows the credit mode

    @id:FR-1-44 @FR-1 @severity:blocker
    Scenario: A future-dated change of payment mode is carried out at every cohort on its date
      Given an installation of each cohort that migrated last month
      And the electricity supplier puts the electricity meter into prepayment mode in two days at every enrolled installation
      When three days pass
      Then the electricity meter of every enrolled installation shows the prepayment mode

    @id:FR-1-42 @FR-1 @severity:critical
    Scenario: A future-dated request that falls due while the DSP is down is carried out afterwards
      Given an installation of each cohort that migrated last month
      And the electricity supplier puts the electricity meter into prepayment mode in two hours at every enrolled installation
      And the DSP is down for four hours
      When a day passes
      Then the electricity meter of every enrolled installation shows the prepayment mode

    @id:FR-1-43 @FR-1 @severity:critical
    Scenario: A price cancelled for one installation is not set there
      Given an installation of each cohort that migrated last month
      And the electricity supplier sets the price of the electricity meter to 20 pence at every enrolled installation
      And the electricity supplier sets the price of the electricity meter to 45 pence in two days at every enrolled installation
      And the electricity supplier cancels the future-dated price of the electricity meter of the MDS installation
      And three days pass
      When the electricity supplier asks the electricity meter of the MDS installation for its tariff
      Then the response contains a price of 20 pence

    @id:FR-1-45 @FR-1 @severity:critical
    Scenario: A price cancelled for one installation is still set at the others
      Given an installation of each cohort that migrated last month
      And the electricity supplier sets the price of the electricity meter to 20 pence at every enrolled installation
      And the electricity supplier sets the price of the electricity meter to 45 pence in two days at every enrolled installation
      And the electricity supplier cancels the future-dated price of the electricity meter of the MDS installation
      And three days pass
      When the electricity supplier asks the electricity meter of the Secure installation for its tariff
      Then the response contains a price of 45 pence
