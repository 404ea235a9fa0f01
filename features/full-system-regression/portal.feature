@axis:release
Feature: Enrolled installations in the portal
  Installations that migrated in earlier months stay visible to their own suppliers only.

  Rule: The portal keeps the installations and outcomes of earlier migrations

    @id:FR-1-81 @FR-1 @severity:critical
    Scenario: The supplier sees its installations of every cohort as commissioned
      Given an installation of each cohort that migrated last month
      When the supplier signs in to the portal
      Then the portal shows exactly the enrolled installations as commissioned

    @id:FR-1-82 @FR-1
    Scenario: The portal lists the outcomes of last month
      Given an installation of each cohort that migrated last month
      When the supplier signs in to the portal
      Then the portal lists the outcome of every enrolled installation

  Rule: A supplier sees its own installations

    @id:FR-1-83 @FR-1 @severity:critical
    Scenario: The gas supplier sees the installations that have gas
      Given an installation of each cohort that migrated last month
      When the gas supplier signs in to the portal
      Then the portal shows exactly the enrolled installations with gas as commissioned

    @id:FR-1-84 @negative:FR-1 @severity:critical
    Scenario: Another supplier sees no installations and no outcomes
      Given an installation of each cohort that migrated last month
      When another supplier signs in to the portal
      Then the portal shows no installation
      And the portal shows no outcome
