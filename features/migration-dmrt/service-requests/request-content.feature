@axis:release
Feature: Content of service requests
  A service request whose sender, device and standing are right can still ask for something that the device or the inventory
  cannot do. Each service has codes of its own for that.

  Rule: A service request that asks for something impossible is refused and reaches no device

    @negative:DM-5
    Scenario Outline: <what> is refused with <code>
      Given a migrated installation
      When the electricity supplier <request>
      Then the request is answered with "<code>"
      And no service request has reached the S1SP

      Examples:
        | id        | what                                                | request                                                                       | code    |
        | DM-5-401  | A schedule that ends before it begins               | schedules a daily reading of the electricity meter that ends before it begins | E050103 |
        | DM-5-402  | A log that the meter does not keep                  | asks the electricity meter for its gas event log                              | E061304 |
        | DM-5-403  | A supplier's change of network operator credentials | puts credentials of a network operator on the electricity meter               | E061504 |
        | DM-5-404  | A supply point without a meter                      | asks the inventory for a supply point without a meter                         | E080201 |
        | DM-5-405  | A commissioned meter that is to be pending          | marks the electricity meter as pending                                        | E080405 |
        | DM-5-406  | The deletion of a commissioned meter                | deletes the electricity meter from the inventory                              | E080406 |
        | DM-5-407  | A second element that the meter does not have       | gives a supply point to the second element of the electricity meter           | E080407 |
        | DM-5-1165 | A supply point that nobody has registered           | gives a supply point that nobody has registered to the electricity meter      | E080408 |
        | DM-5-408  | Unjoining a device of another home                  | unjoins the electricity meter from a device of another home                   | E080801 |
        | DM-5-409  | Adding a device that is commissioned already        | adds a commissioned device to the communications hub                          | E081102 |
        | DM-5-410  | The pre-notification of a device that is known      | announces the electricity meter                                               | E120201 |

    @negative:DM-5 @applies:dual-fuel @id:DM-5-411
    Scenario: The handover of a gas proxy function to a network operator is refused
      Given a migrated installation
      When the gas supplier requests the handover of the gas proxy function to a network operator
      Then the request is answered with "E062101"
      And no service request has reached the S1SP

    @negative:DM-5 @id:DM-5-412 @severity:critical
    Scenario: A new supplier cannot take over a meter with the former supplier's certificate
      Given a migrated installation
      And the customer has changed to another electricity supplier
      When another supplier takes over the electricity meter with the certificate of the former supplier
      Then the request is answered with "E062301"
      And no service request has reached the S1SP
      And the electricity supplier has received no alert "N27"

    @negative:DM-5 @severity:critical @id:DM-5-415
    Scenario: A key agreement certificate of its own does not let a supplier take over a meter
      Given a migrated installation
      And the customer has changed to another electricity supplier
      When another supplier takes over the electricity meter with the certificate of the former supplier, with its own key agreement certificate
      Then the request is answered with "E062301"
      And no service request has reached the S1SP
      And the electricity supplier has received no alert "N27"

    @negative:DM-5 @id:DM-5-416
    Scenario: A key agreement certificate of its own does not let a supplier put another's credentials on a meter
      Given a migrated installation
      When the electricity supplier puts the credentials of another supplier on the electricity meter, with its own key agreement certificate
      Then the request is answered with "E061501"
      And no service request has reached the S1SP

    @negative:DM-5 @applies:dual-fuel @id:DM-5-417
    Scenario: A key agreement certificate of its own does not let a supplier hand over the gas proxy function to another
      Given a migrated installation
      When the gas supplier requests the handover of the gas proxy function with the certificate of another supplier, with its own key agreement certificate
      Then the request is answered with "E062102"
      And no service request has reached the S1SP

  Rule: A refused change leaves the inventory as it was

    @negative:DM-5
    Scenario Outline: The inventory still shows the meter as commissioned after a refused <change>
      Given a migrated installation
      And the electricity supplier <request>, which is refused with "<code>"
      When the electricity supplier asks the inventory for the electricity meter
      Then the answer shows the electricity meter as commissioned

      Examples:
        | id       | change           | request                                          | code    |
        | DM-5-413 | change of status | marks the electricity meter as pending           | E080405 |
        | DM-5-414 | deletion         | deletes the electricity meter from the inventory | E080406 |
