@axis:release
Feature: Eligibility of users
  A request is carried out only for a party that is registered for the supply point of the device at the time.

  Rule: A request comes from a party of the supply point

    @negative:DM-5 @severity:blocker
    Scenario Outline: A request to the electricity meter from <user> is refused
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
    Scenario: A request to the electricity meter from the gas supplier is refused
      Given a migrated installation
      When the gas supplier asks the electricity meter for its import registers
      Then the request is answered with "E4"
      And no service request has reached the S1SP

  Rule: The right to send requests to a device passes with the registration

    @negative:DM-5 @severity:critical @id:DM-5-94
    Scenario: The former supplier is refused after a change of supplier
      Given a migrated installation
      And the customer has changed to another electricity supplier
      When the electricity supplier asks the electricity meter for its import registers
      Then the request is answered with "E4"
      And no service request has reached the S1SP

    @DM-5 @severity:critical @id:DM-5-95
    Scenario: The new supplier reads the meter after a change of supplier
      Given a migrated installation
      And the customer has changed to another electricity supplier
      When another supplier asks the electricity meter for its import registers
      Then the request is answered with "I99"
      And the response "I0" contains the register reading of the electricity meter

  Rule: A critical request is carried out only if its sender's credentials are on the device

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
    Scenario: A supplier that has taken over the meter disables the supply
      Given a migrated installation
      And the customer has changed to another electricity supplier
      And another supplier takes over the electricity meter
      When another supplier disables the supply of the electricity meter
      Then the response "I0" arrives at once
      And the electricity meter shows the supply as off
      And the electricity supplier has received no response

    @DM-5 @id:DM-5-103
    Scenario: Taking over a meter sends an alert to the former supplier
      Given a migrated installation that also exports electricity
      And the customer has changed to another electricity supplier
      When another supplier takes over the electricity meter
      Then the response "I0" arrives at once
      And the electricity supplier has received the alert "N27" for the electricity meter once
      And another supplier has received no alert "N27"

    @DM-5 @id:DM-5-104
    Scenario: A supplier that takes over a meter receives an alert that its credentials are on it
      Given a migrated installation
      And the customer has changed to another electricity supplier
      When another supplier takes over the electricity meter
      Then another supplier has received the alert "N42" for the electricity meter once

    @DM-5 @id:DM-5-108
    Scenario: A meter holds the credentials of the supplier that has taken it over
      Given a migrated installation
      And the customer has changed to another electricity supplier
      And another supplier takes over the electricity meter
      When another supplier asks the electricity meter for its security credentials
      Then the response contains the credentials of the requesting supplier

    @DM-5 @id:DM-5-418
    Scenario: The signing certificate of a change of supplier decides whose meter it is
      Given a migrated installation
      And the customer has changed to another electricity supplier
      And another supplier takes over the electricity meter, with the key agreement certificate of the electricity supplier
      When another supplier asks the electricity meter for its security credentials
      Then the response contains the credentials of the requesting supplier

    @negative:DM-5 @id:DM-5-105
    Scenario: A request to take over a meter with another MPAN is refused
      Given a migrated installation
      And the customer has changed to another electricity supplier
      When another supplier takes over the electricity meter with another MPAN
      Then the request is answered with "E062302"
      And no service request has reached the S1SP
      And the electricity supplier has received no alert "N27"

    @negative:DM-5 @id:DM-5-106
    Scenario: A supplier cannot put another supplier's credentials on a meter
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

    @DM-5 @id:DM-5-109
    Scenario: A meter holds the credentials that the network operator put on it
      Given a migrated installation
      And the electricity network operator puts its credentials on the electricity meter
      When the electricity network operator asks the electricity meter for its security credentials
      Then the response contains the credentials of the requesting network operator

  Rule: Of two changes of supplier the last one counts

    @negative:DM-5 @id:DM-5-871
    Scenario: The supplier between cannot read the meter of a customer who has changed back
      Given a migrated installation
      And the customer has changed to another electricity supplier
      And another supplier takes over the electricity meter
      And the customer has changed back to the electricity supplier
      When another supplier asks the electricity meter for its import registers
      Then the request is answered with "E4"

    @DM-5 @id:DM-5-872
    Scenario: The supplier to whom the customer has changed back controls the meter once it has taken it over
      Given a migrated installation
      And the customer has changed to another electricity supplier
      And another supplier takes over the electricity meter
      And the customer has changed back to the electricity supplier
      And the electricity supplier takes over the electricity meter
      When the electricity supplier disables the supply of the electricity meter
      Then the response "I0" arrives at once
      And the electricity meter shows the supply as off
      And the electricity supplier has received the alert "N27" for the electricity meter once
      And another supplier has received the alert "N27" for the electricity meter once

    @negative:DM-5 @id:DM-5-873
    Scenario: The schedule of the supplier between ends when the customer changes back
      Given a migrated installation
      And the customer has changed to another electricity supplier
      And another supplier schedules a daily reading of the electricity meter at 01:00
      And the customer has changed back to the electricity supplier
      When four days pass
      Then another supplier has received no scheduled reading of the electricity meter
      And another supplier has received the alert "N17" for the electricity meter once

    @negative:DM-5 @id:DM-5-874
    Scenario: A schedule that a change of supplier removed does not come back with the customer
      Given a migrated installation
      And the electricity supplier schedules a daily reading of the electricity meter at 01:00
      And the customer has changed to another electricity supplier
      And the customer has changed back to the electricity supplier
      When four days pass
      Then the electricity supplier has received no scheduled reading of the electricity meter
      And the electricity supplier has received the alert "N17" for the electricity meter once
