@axis:release
Feature: Change of supplier at enrolled installations
  At a change of supplier the rights at the supply point pass to the new supplier; nothing changes at other supply points.

  Rule: The right to send requests passes with the registration

    @id:FR-1-71 @FR-1 @severity:blocker
    Scenario: The new supplier reads the meter of its new customer
      Given an installation of each cohort that migrated last month
      And the customer of the MDS installation has changed to another supplier
      When another supplier asks the electricity meter of the MDS installation for its import registers
      Then the response "I0" contains the register reading of the electricity meter of the MDS installation

    @id:FR-1-72 @negative:FR-1 @severity:blocker
    Scenario: The former supplier cannot read the meter of its former customer
      Given an installation of each cohort that migrated last month
      And the customer of the MDS installation has changed to another supplier
      When the electricity supplier asks the electricity meter of the MDS installation for its import registers
      Then the request is answered with "E4"
      And no service request has reached the S1SP

    @id:FR-1-73 @FR-1 @severity:blocker
    Scenario: The former supplier still reads the meters of its other customers
      Given an installation of each cohort that migrated last month
      And the customer of the MDS installation has changed to another supplier
      When the electricity supplier asks the electricity meter of the electricity-only MDS installation for its import registers
      Then the request is answered with "I99"
      And the response "I0" contains the register reading of the electricity meter of the electricity-only MDS installation

    @id:FR-1-74 @FR-1 @severity:critical
    Scenario: The gas supplier still reads the gas meter after a change of electricity supplier
      Given an installation of each cohort that migrated last month
      And the customer of the MDS installation has changed to another supplier
      When the gas supplier asks the gas meter of the MDS installation for its import registers
      Then the request is answered with "I99"
      And the response "I0" contains the register reading of the gas meter of the MDS installation

    @id:FR-1-75 @FR-1 @severity:critical
    Scenario: The new network operator of a supply point reads its meter
      Given an installation of each cohort that migrated last month
      And another network operator has taken over the supply point of the FOC installation
      When another network operator asks the electricity meter of the FOC installation for its import registers
      Then the response "I0" contains the register reading of the electricity meter of the FOC installation

    @id:FR-1-80 @FR-1 @severity:critical
    Scenario: The former network operator of a supply point cannot read its meter
      Given an installation of each cohort that migrated last month
      And another network operator has taken over the supply point of the FOC installation
      When the electricity network operator asks the electricity meter of the FOC installation for its import registers
      Then the request is answered with "E4"

  Rule: A device carries out critical requests of the new supplier once it has taken over the device

    @id:FR-1-76 @negative:FR-1 @severity:blocker
    Scenario: The new supplier cannot disable the supply before it has taken over the meter
      Given an installation of each cohort that migrated last month
      And the customer of the MDS installation has changed to another supplier
      When another supplier disables the supply of the electricity meter of the MDS installation
      Then another supplier has received the alert "N55" for the electricity meter of the MDS installation once
      And another supplier has received no response
      And the electricity meter of the MDS installation shows the supply as on

    @id:FR-1-77 @FR-1 @severity:blocker
    Scenario: The new supplier controls the supply and receives the alerts of a meter that it has taken over
      Given an installation of each cohort that migrated last month
      And the customer of the MDS installation has changed to another supplier
      And another supplier takes over the electricity meter of the MDS installation
      And another supplier disables the supply of the electricity meter of the MDS installation
      When another supplier arms the supply of the electricity meter of the MDS installation
      Then the electricity meter of the MDS installation shows the supply as armed
      And another supplier has received the alert "8168" for the electricity meter of the MDS installation once
      And the electricity supplier has received no alert "8168"

  Rule: A change of supplier ends the former supplier's schedules and future-dated requests at that supply point only

    @id:FR-1-78 @FR-1 @severity:critical
    Scenario: The former supplier's schedule is removed for that customer only
      Given an installation of each cohort that migrated last month
      And the electricity supplier schedules a daily reading of the electricity meter at 03:00 at every enrolled installation
      And the customer of the MDS installation has changed to another supplier
      When two days pass
      Then the electricity supplier has received the alert "N17" for the electricity meter of the MDS installation once
      And the electricity supplier has received no scheduled reading of the electricity meter of the MDS installation
      And the electricity supplier has received 2 scheduled readings of the electricity meter of the Secure installation

    @id:FR-1-79 @FR-1 @severity:critical
    Scenario: The former supplier's future-dated request is cancelled for that customer only
      Given an installation of each cohort that migrated last month
      And the electricity supplier puts the electricity meter into prepayment mode in two days at every enrolled installation
      And the customer of the MDS installation has changed to another supplier
      When three days pass
      Then the electricity supplier has received the alert "N3" for the electricity meter of the MDS installation once
      And the electricity meter of the MDS installation shows the credit mode
      And the electricity meter of the Secure installation shows the prepayment mode
