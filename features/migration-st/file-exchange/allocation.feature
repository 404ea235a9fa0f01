@phase:Active
Feature: Allocation of Migration demand
  Six days before a day the Migration Control Centre allocates it: first every supplier up to a minimum, then the rest by demand.
  Authorisations are held to the allocation.

  Rule: A day is allocated by the methodology

    @ST-A12 @axis:once @severity:critical
    Scenario Outline: Of <capacity> places, demands of <one> and <two> get <first> and <second> where the minimum is <minimum>
      Given the Migration Control Centre can migrate <capacity> installations a day
      And the Migration Control Centre reserves <minimum> installations a day for every supplier
      And the supplier wants <one> installations migrated on the first open day
      And another supplier wants <two> installations migrated on the first open day
      When the first open day is allocated
      Then the supplier is allocated <first> installations of the first open day
      And another supplier is allocated <second> installations of the first open day
      And the shares of the first open day are those of the methodology: <capacity> among them, at least <minimum> each

      Examples:
        | id        | capacity | minimum | one | two | first | second |
        | ST-A12-61 | 100      | 10      | 5   | 20  | 5     | 20     |
        | ST-A12-62 | 100      | 10      | 4   | 400 | 4     | 96     |
        | ST-A12-63 | 100      | 10      | 100 | 40  | 70    | 30     |
        | ST-A12-64 | 21       | 10      | 15  | 15  | 11    | 10     |
        | ST-A12-65 | 15       | 10      | 20  | 20  | 8     | 7      |
        | ST-A12-66 | 10       | 10      | 10  | 5   | 7     | 3      |
        | ST-A12-67 | 0        | 10      | 10  | 5   | 0     | 0      |

    @id:ST-A12-68 @ST-A12 @axis:once
    Scenario: What a supplier says last of a day is its demand
      Given the supplier wants 400 installations migrated on the first open day
      And the supplier wants 4 installations migrated on the first open day
      When the first open day is allocated
      Then the supplier is allocated 4 installations of the first open day

    @id:ST-A12-69 @ST-A12 @axis:once
    Scenario: A supplier that takes its demand back is allocated nothing
      Given the supplier wants four installations migrated on the first open day
      And another supplier wants four installations migrated on the first open day
      And the supplier takes its demand back
      When the first open day is allocated
      Then the supplier is allocated no installations of the first open day
      And another supplier is allocated four installations of the first open day

    @id:ST-A12-73 @ST-A12 @axis:once
    Scenario: What a supplier gets is divided among its SMSOs by demand
      Given the Migration Control Centre can migrate 40 installations a day
      And the Migration Control Centre reserves 10 installations a day for every supplier
      And the supplier wants 10 installations migrated on the first open day
      And the supplier wants 30 installations of another SMSO migrated on the first open day
      And another supplier wants 40 installations migrated on the first open day
      When the first open day is allocated
      Then the supplier is allocated 5 installations of the first open day
      And the supplier is allocated 15 installations of another SMSO of the first open day
      And another supplier is allocated 20 installations of the first open day

    @id:ST-A12-76 @ST-A12 @axis:once
    Scenario: Demand is taken back for one SMSO alone
      Given the supplier wants 10 installations migrated on the first open day
      And the supplier wants 30 installations of another SMSO migrated on the first open day
      And the supplier takes its demand back
      When the first open day is allocated
      Then the supplier is allocated no installations of the first open day
      And the supplier is allocated 30 installations of another SMSO of the first open day

    @id:ST-A12-70 @negative:ST-A12 @axis:once
    Scenario: A day for which nobody said a demand is not allocated
      Given the supplier wants four installations migrated on the first open day
      When the second open day is allocated
      Then the second open day is not allocated

    @id:ST-A12-71 @ST-A12 @axis:once
    Scenario: What is planned before a day is allocated counts in the share of its supplier
      Given the Migration Control Centre can migrate four installations a day
      And the Migration Control Centre reserves no installations a day for every supplier
      And an authorisation for two installations on the first open day
      And the supplier submits it
      And the supplier wants two installations migrated on the first open day
      And another supplier wants four installations migrated on the first open day
      When the first open day is allocated
      Then the supplier is allocated two installations of the first open day
      And another supplier is allocated two installations of the first open day

    @id:ST-A12-72 @negative:ST-A12 @axis:once @severity:critical
    Scenario: A supplier learns its own allocation alone
      Given the supplier wants four installations migrated on the first open day
      And another supplier wants two installations migrated on the first open day
      When the first open day is allocated
      Then another supplier cannot read the allocation of the supplier
      And the gas supplier cannot read the allocation of the supplier

  Rule: Authorisations are held to the allocation

    @id:ST-A12-81 @ST-A12 @axis:once @severity:critical
    Scenario: Installations within the allocation are scheduled for the day
      Given the supplier wants three installations migrated on the first open day
      And the first open day is allocated
      And an authorisation for three installations on the first open day
      When the supplier submits it
      Then the authorisation is accepted
      And every installation is scheduled for the first day of its window

    @id:ST-A12-82 @negative:ST-A12 @axis:once @severity:critical
    Scenario: An installation beyond the allocation is rejected where its window has no other day
      Given the supplier wants two installations migrated on the first open day
      And the first open day is allocated
      And an authorisation for three installations on the first open day
      When the supplier submits it
      Then the third installation is rejected with "SIM-AUT-29"
      And the first and the second are scheduled

    @id:ST-A12-83 @ST-A12 @axis:once
    Scenario: An installation beyond the allocation is scheduled for a later day of its window
      Given the supplier wants two installations migrated on the first open day
      And the first open day is allocated
      And an authorisation for three installations from the first open day
      When the supplier submits it
      Then every installation is scheduled
      And the third installation is scheduled a day after the first

    @id:ST-A12-84 @negative:ST-A12 @axis:once
    Scenario: A supplier without a demand gets no place on an allocated day
      Given another supplier wants two installations migrated on the first open day
      And the first open day is allocated
      And an authorisation for one installation on the first open day
      When the supplier submits it
      Then the installation is rejected with "SIM-AUT-29"

    @id:ST-A12-94 @ST-A12 @negative:ST-A12 @axis:once @severity:critical
    Scenario: Installations of one SMSO take no places from the allocation of another
      Given the supplier wants two installations migrated on the first open day
      And the supplier wants one installation of another SMSO migrated on the first open day
      And the first open day is allocated
      And an authorisation for two installations on the first open day
      And the supplier submits it
      And an authorisation for two installations of another SMSO on the first open day
      When the supplier submits it
      Then two installations of the supplier are planned for the first open day
      And one installation of another SMSO of the supplier is planned for the first open day

    @id:ST-A12-85 @ST-A12 @axis:once
    Scenario: Two days before a day, what nobody used is there for everybody
      Given another supplier wants two installations migrated on the first open day
      And the rest of the first open day is released
      And an authorisation for one installation on the first open day
      When the supplier submits it
      Then every installation is scheduled for the first day of its window

    @id:ST-A12-93 @negative:ST-A12 @axis:once
    Scenario: A released day has no more places than it can have
      Given the Migration Control Centre can migrate two installations a day
      And another supplier wants one installation migrated on the first open day
      And the rest of the first open day is released
      And an authorisation for three installations on the first open day
      When the supplier submits it
      Then the third installation is rejected with "SIM-AUT-21"
      And the first and the second are scheduled

    @id:ST-A12-462 @ST-A12 @axis:once
    Scenario: What was allocated is still shown when the rest of the day is released
      Given the supplier wants two installations migrated on the first open day
      And the first open day is allocated
      And an authorisation for one installation on the first open day
      And the supplier submits it
      And the rest of the first open day is released
      When 10 minutes pass
      Then the supplier is allocated two installations of the first open day
      And one installation of the supplier is planned for the first open day

    @id:ST-A12-90 @negative:ST-A12 @axis:once
    Scenario: An hour earlier it is held to the allocation still
      Given another supplier wants two installations migrated on the first open day
      And the rest of the first open day is to be released in an hour
      And an authorisation for one installation on the first open day
      When the supplier submits it
      Then the installation is rejected with "SIM-AUT-29"

    @id:ST-A12-74 @ST-A12 @axis:once
    Scenario: What is planned within the allocation is migrated, and every record counts it alike
      Given the supplier wants three installations migrated on the first open day
      And the first open day is allocated
      And an authorisation for two installations on the first open day
      And the supplier submits it
      When the migration day has passed
      Then two installations of the first open day are planned, scheduled and migrated in every record

    @id:ST-A12-75 @negative:ST-A12 @axis:once
    Scenario: A supplier that takes over a meter does not take over the allocation
      Given an installation
      And the supplier wants one installation migrated on the first open day
      And the first open day is allocated
      And another supplier has taken over the electricity meter
      When another supplier authorises the installation on the first open day
      Then the installation is rejected with "SIM-AUT-29"

  Rule: A day that is made smaller gives up what has no room

    @id:ST-A12-77 @ST-A12 @axis:once
    Scenario: An attempt that lost its day does not count
      Given an authorisation for one installation on the first open day
      And the supplier submits it
      And the Migration Control Centre leaves room for no installations on the first open day
      And the supplier authorises it again
      When the migration day has passed
      Then the installation is migrated at attempt 1

    @id:ST-A12-89 @negative:ST-A12 @axis:once
    Scenario: A further attempt finds no place on a closed day
      Given the Migration Control Centre leaves room for no installations on the day after tomorrow
      And an installation without WAN
      And its migration is authorised
      When the day ends
      Then the installation is scheduled for attempt 2 on the third day

    @id:ST-A12-86 @ST-A12 @axis:once
    Scenario: The installation that was planned last is moved to a later day
      Given the supplier wants three installations migrated on the first open day
      And the first open day is allocated
      And an authorisation for three installations from the first open day
      And the supplier submits it
      When the Migration Control Centre leaves room for two installations on the first open day
      Then every installation is scheduled
      And the third installation is scheduled a day after the first

    @id:ST-A12-97 @negative:ST-A12 @axis:once
    Scenario: A supplier gives up no more than its own share has lost
      Given the supplier wants three installations migrated on the first open day
      And another supplier wants three installations migrated on the first open day
      And the first open day is allocated
      And an authorisation for three installations on the first open day
      And the supplier submits it
      When the Migration Control Centre leaves room for three installations on the first open day
      Then the third installation is withdrawn with "SIM-AUT-30"
      And the second installation is still scheduled

    @id:ST-A12-87 @negative:ST-A12 @axis:once
    Scenario: An installation without another day needs a new authorisation
      Given the supplier wants three installations migrated on the first open day
      And the first open day is allocated
      And an authorisation for three installations on the first open day
      And the supplier submits it
      When the Migration Control Centre leaves room for two installations on the first open day
      Then the third installation is withdrawn with "SIM-AUT-30"
      And the second installation is still scheduled

    @id:ST-A12-88 @negative:ST-A12 @axis:once
    Scenario: Nothing is left on a day without an allocation that is closed
      Given an authorisation for two installations on the first open day
      And the supplier submits it
      When the Migration Control Centre leaves room for no installations on the first open day
      Then the first installation is withdrawn with "SIM-AUT-30"
      And the second installation is withdrawn with "SIM-AUT-30"
