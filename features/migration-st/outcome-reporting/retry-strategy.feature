@needs:lab @needs:virtual-time
Feature: Retry strategy
  What follows an attempt that failed depends on why it failed: it is tried again within the attempt (class A), on another
  day (class B), after a correction under a new authorisation (class C), or only when people have looked at it (class D).

  Rule: What was stopped for people is authorised again only when the Migration Control Centre has released it

    @id:ST-A11-81 @negative:ST-A1 @phase:Active @severity:critical
    Scenario: Keys in another state than declared stop every further authorisation
      Given an installation whose electricity meter holds another key version than declared
      And its migration is authorised
      When the supplier authorises it again
      Then the installation is rejected with "SIM-AUT-25"
      And the SMSO can read the electricity meter

    @id:ST-A11-82 @ST-A1 @phase:Active
    Scenario: The supplier can authorise again what the Migration Control Centre has released
      Given an installation whose electricity meter holds another key version than declared
      And its migration is authorised
      When the Migration Control Centre releases the installation
      And the supplier authorises it again
      Then the authorisation is accepted
      And the installation is still scheduled
