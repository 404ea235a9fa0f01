Feature: Portal of the Migration Control Centre
  In a browser, a supplier's staff can do and see what the Migration Control Centre publishes for suppliers' systems.

  Rule: A supplier can authorise a migration and follow it to its outcome

    @id:ST-A1-61 @phase:Active @phase:Mixed @ST-A1 @severity:critical @regression
    Scenario: A supplier uploads an authorisation and sees the result of each row
      Given an authorisation for two installations, the second with a wrong MPAN check digit
      And the supplier is signed in to the portal
      When the supplier uploads it with its password file
      Then the portal shows the authorisation as partly accepted
      And the portal shows the first row as scheduled
      And the portal shows the second row as rejected with "SIM-AUT-11"

    @id:ST-A9-21 @phase:Active @phase:Mixed @ST-A9 @ST-C1 @severity:critical
    Scenario: A supplier follows an installation until it is commissioned and downloads its outcome
      Given an authorisation for one installation
      And the supplier is signed in to the portal
      And the supplier uploads it with its password file
      When the migration day has passed
      Then the portal shows the installation as commissioned
      And the portal hands out a Commissioning Outcome File that reports the installation as migrated

    @id:ST-A12-91 @phase:Active @ST-A12 @axis:once
    Scenario: A supplier uploads its demand and sees what it is allocated
      Given a demand file for three days
      And the supplier is signed in to the portal
      And the supplier uploads the demand file
      When the first open day is allocated
      Then the portal shows the allocation of the first open day, and its commitment file

  Rule: The portal refuses what the interfaces refuse

    @id:ST-A12-92 @phase:Active @negative:ST-A12 @axis:once
    Scenario: A demand file without rows is rejected with its code
      Given a demand file with no rows
      And the supplier is signed in to the portal
      When the supplier uploads the demand file
      Then the portal shows the demand file as rejected with "SIM-DEM-04"

    @id:ST-A1-62 @phase:Active @phase:Mixed @negative:ST-A1 @severity:critical
    Scenario: An authorisation with the wrong password is rejected with its code
      Given an authorisation with the wrong password
      And the supplier is signed in to the portal
      When the supplier uploads it with its password file
      Then the portal shows the authorisation as rejected with "SIM-AUT-03"
      And none of its installations is scheduled

    @id:ST-A1-63 @negative:ST-A1 @axis:once @severity:critical
    Scenario: A sign-in with a wrong password is refused
      When the supplier signs in to the portal with a wrong password
      Then the portal refuses the sign-in

    @id:ST-A1-64 @negative:ST-A1 @axis:once @severity:critical
    Scenario: After five wrong passwords the right one has to wait
      Given the supplier has signed in to the portal with a wrong password 5 times
      When the supplier signs in to the portal
      Then the portal asks to wait before the next sign-in

    @id:ST-A9-22 @negative:ST-A9 @severity:critical
    Scenario: Another supplier cannot see the installation
      Given a migrated installation
      When another supplier signs in to the portal
      Then the portal shows no installation
      And the portal shows no outcome
