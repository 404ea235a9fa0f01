@axis:once @phase:Active
Feature: Migrated test devices in Device and User Systems Test
  Devices that Migration DUST has migrated are available for ordinary Device and User Systems Test: those who are entitled send them service
  requests as to any other device.

  Rule: Entitled roles use migrated devices

    @DU-7 @severity:critical @id:DU-7-01
    Scenario: The supplier reads a migrated meter
      Given the Responsible Supplier has migrated a test installation
      When the electricity supplier asks the electricity meter for its supply point
      Then the response "I0" arrives at once

    @DU-7 @id:DU-7-02
    Scenario: The network operator reads a migrated meter
      Given the Responsible Supplier has migrated a test installation
      When the electricity network operator asks the electricity meter for its supply point
      Then the response "I0" arrives at once

    @negative:DU-7 @severity:critical @id:DU-7-03
    Scenario: A supplier that is not registered for the meter cannot use it
      Given the Responsible Supplier has migrated a test installation
      When another supplier asks the electricity meter for its supply point
      Then the request is answered with "E4"

    @negative:DU-7 @id:DU-7-04
    Scenario: A meter that has not migrated cannot be used
      Given the Responsible Supplier has a test installation in the DCC's laboratory
      When the electricity supplier asks the electricity meter for its supply point
      Then the request is answered with "E19"

  Rule: Migrated devices stay with their participant

    @negative:DU-7 @id:DU-7-11
    Scenario: A migrated test installation cannot be returned
      Given the Responsible Supplier has migrated a test installation
      When the Responsible Supplier returns its test installation
      Then Migration DUST refuses it with "SIM-DST-17"
      And the Responsible Supplier has one test installation

    @DU-7 @id:DU-7-12
    Scenario: The booking of a migrated test installation does not end
      Given the Responsible Supplier has migrated a test installation
      When the Responsible Supplier asks for its summary
      Then the test installation stays with the Responsible Supplier without an end
