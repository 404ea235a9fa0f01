@needs:lab @needs:virtual-time @axis:release
Feature: Standing of users
  A device answers the parties that are registered for its supply point at the time, and nobody else.

  Rule: A request comes from a party of the supply point

    @negative:DM-5 @severity:blocker
    Scenario Outline: <user> has nothing to do with the electricity meter
      Given a migrated installation
      When <user> asks the electricity meter for its import registers
      Then the request is answered with "E4"
      And no service request has reached the S1SP
      And <user> has received no response

      Examples:
        | id      | user                     |
        | DM-5-91 | another supplier         |
        | DM-5-92 | another network operator |

    @negative:DM-5 @applies:dual-fuel @severity:critical @id:DM-5-93
    Scenario: The gas supplier has nothing to do with the electricity meter
      Given a migrated installation
      When the gas supplier asks the electricity meter for its import registers
      Then the request is answered with "E4"
      And no service request has reached the S1SP

  Rule: With the registration the right to a device changes hands

    @negative:DM-5 @severity:critical @id:DM-5-94
    Scenario: The supplier before is refused from the change on
      Given a migrated installation
      And the customer has changed to another electricity supplier
      When the electricity supplier asks the electricity meter for its import registers
      Then the request is answered with "E4"
      And no service request has reached the S1SP

    @DM-5 @severity:critical @id:DM-5-95
    Scenario: The new supplier is served from the change on
      Given a migrated installation
      And the customer has changed to another electricity supplier
      When another supplier asks the electricity meter for its import registers
      Then the request is answered with "I99"
      And the response "I0" contains the register reading of the electricity meter

  Rule: Critical requests are obeyed only where the credentials of their sender are on the device

    @negative:DM-5 @severity:blocker @id:DM-5-101
    Scenario: A new supplier cannot disable a supply before its credentials are on the meter
      Given a migrated installation
      And the customer has changed to another electricity supplier
      When another supplier disables the supply of the electricity meter
      Then the request is answered with "I99"
      And another supplier has received the alert "N55" for the electricity meter once
      And another supplier has received no response
      And the electricity meter shows the supply as on

    @DM-5 @severity:critical @id:DM-5-102 @regression
    Scenario: A supplier that has taken the meter over disables the supply
      Given a migrated installation
      And the customer has changed to another electricity supplier
      And another supplier takes over the electricity meter
      When another supplier disables the supply of the electricity meter
      Then the response "I0" arrives at once
      And the electricity meter shows the supply as off
      And the electricity supplier has received no response

    @DM-5 @id:DM-5-103
    Scenario: The supplier before is told that a meter was taken over
      Given a migrated installation
      And the customer has changed to another electricity supplier
      When another supplier takes over the electricity meter
      Then the response "I0" arrives at once
      And the electricity supplier has received the alert "N27" for the electricity meter once
      And another supplier has received no alert "N27"

    @DM-5 @id:DM-5-104
    Scenario: Who takes a meter over is told that its credentials are on it
      Given a migrated installation
      And the customer has changed to another electricity supplier
      When another supplier takes over the electricity meter
      Then another supplier has received the alert "N42" for the electricity meter once
      When another supplier asks the electricity meter for its security credentials
      Then the response contains the credentials of the requesting supplier

    @negative:DM-5 @id:DM-5-105
    Scenario: A meter is taken over by the name of its own supply point only
      Given a migrated installation
      And the customer has changed to another electricity supplier
      When another supplier takes over the electricity meter with another MPAN
      Then the request is answered with "E062302"
      And no service request has reached the S1SP
      And the electricity supplier has received no alert "N27"

    @negative:DM-5 @id:DM-5-106
    Scenario: A supplier puts nobody's credentials on a meter but its own
      Given a migrated installation
      When the electricity supplier puts the credentials of another supplier on the electricity meter
      Then the request is answered with "E061501"
      And no service request has reached the S1SP
      And another supplier has received no alert "N42"

    @DM-5 @id:DM-5-107
    Scenario: A network operator puts its credentials on the meter
      Given a migrated installation
      When the electricity network operator puts its credentials on the electricity meter
      Then the response "I0" arrives at once
      And the electricity network operator has received the alert "N42" for the electricity meter once
      When the electricity network operator asks the electricity meter for its security credentials
      Then the response contains the credentials of the requesting network operator
