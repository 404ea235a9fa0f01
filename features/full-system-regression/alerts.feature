@axis:release
Feature: Alerts of enrolled installations
  An alert of a meter is delivered to its own supplier once.

  Rule: An alert is delivered once, to the supplier of the meter and to no other user

    @id:FR-1-51 @FR-1 @severity:critical
    Scenario: Arming the supply at every cohort sends an alert to the electricity supplier only
      Given an installation of each cohort that migrated last month
      And the electricity supplier disables the supply of the electricity meter at every enrolled installation
      When the electricity supplier arms the supply of the electricity meter at every enrolled installation
      Then the electricity supplier has received the alert "8168" for the electricity meter of every enrolled installation once
      And the gas supplier has received no alert "8168"
      And the electricity network operator has received no alert "8168"

    @id:FR-1-52 @FR-1
    Scenario: An alert that is switched off at one meter is still sent by the others
      Given an installation of each cohort that migrated last month
      And the electricity supplier disables the supply of the electricity meter at every enrolled installation
      And the electricity supplier switches off the alert 8168 of the electricity meter of the MDS installation
      When the electricity supplier arms the supply of the electricity meter at every enrolled installation
      Then the electricity supplier has received the alert "8168" for the electricity meter of the Secure installation once
      And the electricity supplier has received the alert "8168" for the electricity meter of the electricity-only MDS installation once
      And the electricity supplier has received no alert "8168" for the electricity meter of the MDS installation

    @id:FR-1-53 @FR-1 @severity:critical
    Scenario: Alerts are delivered once after the receiver has been down
      Given an installation of each cohort that migrated last month
      And the electricity supplier disables the supply of the electricity meter at every enrolled installation
      And the electricity supplier's receiver is down for 20 hours
      And the electricity supplier arms the supply of the electricity meter at every enrolled installation
      When a day passes
      Then the electricity supplier has received the alert "8168" for the electricity meter of every enrolled installation once
