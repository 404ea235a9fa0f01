Feature: Migration of a later combination
  A Device Model Combination that is added after the migration solution of its release was proven migrates with that solution as
  soon as it is in the EPCL.

  Rule: A combination migrates from when it is entered in the EPCL

    @id:DT-2-01 @DT-2 @severity:blocker
    Scenario: An installation that was refused migrates once its combination is entered in the EPCL
      Given an installation
      And the EPCL does not list the DMC under test
      And its migration is authorised
      And the EPCL lists the DMC under test again
      When its migration is authorised again
      Then the installation is migrated at attempt 2
      And the S1SP can reach the communications hub
      And the SMSO cannot reach the electricity meter
