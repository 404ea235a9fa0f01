@needs:lab @needs:virtual-time @axis:release
Feature: Alerts of enrolled installations
  What a meter tells of its own accord comes to its own supplier, once.

  Rule: An alert comes to the supplier of the meter once, and to nobody else

    @id:FR-1-51 @FR-1 @severity:critical
    Scenario: The electricity meters of every cohort tell their supplier that the supply was armed
      Given an installation of each cohort that migrated last month
      And the electricity supplier disables the supply of the electricity meter at every enrolled installation
      When the electricity supplier arms the supply of the electricity meter at every enrolled installation
      Then the electricity supplier has received the alert "8168" for the electricity meter of every enrolled installation once
      And the gas supplier has received no alert "8168"
      And the electricity network operator has received no alert "8168"

    @id:FR-1-52 @FR-1
    Scenario: An alert that is switched off at one meter is told by the others
      Given an installation of each cohort that migrated last month
      And the electricity supplier disables the supply of the electricity meter at every enrolled installation
      And the electricity supplier switches off the alert 8168 of the electricity meter of the MDS installation
      When the electricity supplier arms the supply of the electricity meter at every enrolled installation
      Then the electricity supplier has received the alert "8168" for the electricity meter of the Secure installation once
      And the electricity supplier has received the alert "8168" for the electricity meter of the electricity-only MDS installation once
      And the electricity supplier has received no alert "8168" for the electricity meter of the MDS installation

    @id:FR-1-53 @FR-1 @severity:critical
    Scenario: Alerts wait for a receiver that is down, and come once
      Given an installation of each cohort that migrated last month
      And the electricity supplier disables the supply of the electricity meter at every enrolled installation
      And the electricity supplier's receiver is down for 20 hours
      When the electricity supplier arms the supply of the electricity meter at every enrolled installation
      And a day passes
      Then the electricity supplier has received the alert "8168" for the electricity meter of every enrolled installation once
