Feature: Clocks, supply points and alerts
  Suppliers set the clocks and supply points of their meters and choose which alerts they receive.

  Rule: A clock is set when its error is within the tolerance

    @DM-5 @id:DM-5-301
    Scenario: A clock that is 30 seconds ahead is set
      Given a migrated installation whose electricity meter has a clock that is 30 seconds ahead
      When the electricity supplier sets the clock of the electricity meter
      Then the response "I0" arrives at once
      And the electricity meter shows the correct time
      And the electricity supplier has received no alert "8F0C"

    @negative:DM-5 @id:DM-5-302
    Scenario: A clock that is ten minutes ahead is not set and its supplier receives an alert
      Given a migrated installation whose electricity meter has a clock that is 600 seconds ahead
      When the electricity supplier sets the clock of the electricity meter
      Then the response "I0" arrives at once
      And the electricity meter shows an incorrect time
      And the electricity supplier has received the alert "8F0C" for the electricity meter once

    @DM-5 @axis:once
    Scenario Outline: A clock that is <error> is set
      Given a migrated installation whose electricity meter has a clock that is <error>
      When the electricity supplier sets the clock of the electricity meter
      Then the device accepts the request
      And the electricity meter shows the correct time
      And the electricity supplier has received no alert "8F0C"

      Examples:
        | id       | error             |
        | DM-5-851 | 30 seconds behind |
        | DM-5-852 | 60 seconds behind |
        | DM-5-853 | 60 seconds ahead  |

    @DM-5 @id:DM-5-854 @applies:sleepy-gas @axis:once
    Scenario: A sleeping gas meter is set to the time at which it takes the request
      Given a migrated installation whose gas meter has a clock that is 30 seconds behind
      And the gas supplier sets the clock of the gas meter
      When an hour passes
      Then the gas meter shows the correct time
      And the gas supplier has received no alert "8F0C"

    @negative:DM-5 @id:DM-5-864 @applies:sleepy-gas @axis:once
    Scenario: The clock of a sleeping gas meter is not set when it is off by more than the tolerance
      Given a migrated installation whose gas meter has a clock that is 61 seconds ahead
      And the gas supplier sets the clock of the gas meter
      When an hour passes
      Then the gas meter shows an incorrect time
      And the gas supplier has received the alert "8F0C" for the gas meter once

    @negative:DM-5 @axis:once
    Scenario Outline: A clock that is <error> is not set
      Given a migrated installation whose electricity meter has a clock that is <error>
      When the electricity supplier sets the clock of the electricity meter
      Then the device accepts the request
      And the electricity meter shows an incorrect time
      And the electricity supplier has received the alert "8F0C" for the electricity meter once

      Examples:
        | id       | error              |
        | DM-5-861 | 61 seconds behind  |
        | DM-5-862 | 61 seconds ahead   |
        | DM-5-863 | 600 seconds behind |

  Rule: A meter knows its supply point

    @DM-5 @id:DM-5-303
    Scenario: A meter is set to its own supply point
      Given a migrated installation
      When the electricity supplier sets the supply point of the electricity meter
      Then the response "I0" arrives at once
      And the electricity meter shows its own supply point

    @DM-5 @id:DM-5-420 @axis:once
    Scenario: A secondary import MPAN does not take the place of the supply point
      Given a migrated installation
      When the electricity supplier sets the supply point of the electricity meter, with a secondary import MPAN
      Then the response "I0" arrives at once
      And the electricity meter shows its own supply point

    @negative:DM-5 @id:DM-5-1161 @axis:once
    Scenario: A meter that is told another MPAN keeps its supply point in the inventory
      Given a migrated installation that also exports electricity
      And the electricity supplier sets the supply point of the electricity meter to another MPAN
      When the electricity supplier asks the inventory for the electricity meter
      Then the answer shows every device of the installation as it was commissioned

    @DM-5 @id:DM-5-304
    Scenario: A meter returns its own supply point to the network operator
      Given a migrated installation
      And the electricity supplier sets the supply point of the electricity meter
      When the electricity network operator asks the electricity meter for its supply point
      Then the response contains its own supply point

  Rule: An alert is delivered once, to the supplier of the device and to no other user

    @DM-5 @id:DM-5-311 @severity:critical
    Scenario: Arming the supply sends an alert to the supplier only
      Given a migrated installation
      And the electricity supplier disables the supply of the electricity meter
      When the electricity supplier arms the supply of the electricity meter
      Then the electricity supplier has received the alert "8168" for the electricity meter once
      And the electricity network operator has received no alert "8168"
      And another supplier has received no alert "8168"

    @DM-5 @id:DM-5-312
    Scenario: An alert that the supplier has switched off is not delivered
      Given a migrated installation
      And the electricity supplier switches off the alert 8168 of the electricity meter
      And the electricity supplier disables the supply of the electricity meter
      When the electricity supplier arms the supply of the electricity meter
      Then the electricity meter shows the supply as armed
      And the electricity supplier has received no alert "8168"

    @DM-5 @id:DM-5-318 @axis:once
    Scenario: An alert that the supplier has switched on again is delivered
      Given a migrated installation
      And the electricity supplier switches off the alert 8168 of the electricity meter
      And the electricity supplier switches on the alert 8168 of the electricity meter
      And the electricity supplier disables the supply of the electricity meter
      When the electricity supplier arms the supply of the electricity meter
      Then the electricity supplier has received the alert "8168" for the electricity meter once

    @DM-5 @id:DM-5-419 @axis:once
    Scenario: An alert is switched off by a request with a namespace prefix
      Given a migrated installation
      And the electricity supplier switches off the alert 8168 of the electricity meter, with a namespace prefix
      And the electricity supplier disables the supply of the electricity meter
      When the electricity supplier arms the supply of the electricity meter, with a namespace prefix
      Then the electricity meter shows the supply as armed
      And the electricity supplier has received no alert "8168"

    @DM-5 @id:DM-5-313 @severity:critical
    Scenario: Alerts go to the supplier that has taken over the meter
      Given a migrated installation
      And the customer has changed to another electricity supplier
      And another supplier takes over the electricity meter
      And another supplier disables the supply of the electricity meter
      When another supplier arms the supply of the electricity meter
      Then another supplier has received the alert "8168" for the electricity meter once
      And the electricity supplier has received no alert "8168"

    @DM-5 @id:DM-5-314
    Scenario: An alert that the S1SP sends twice is delivered once
      Given a migrated installation
      And the electricity supplier disables the supply of the electricity meter
      And the S1SP's alert reaches the DSP twice
      When the electricity supplier arms the supply of the electricity meter
      Then the electricity supplier has received the alert "8168" for the electricity meter once

    @negative:DM-5
    Scenario Outline: An alert <fault> is not delivered
      Given a migrated installation
      And the electricity supplier disables the supply of the electricity meter
      And the S1SP's alert reaches the DSP <fault>
      When the electricity supplier arms the supply of the electricity meter
      Then the electricity meter shows the supply as armed
      And the electricity supplier has received no alert "8168"

      Examples:
        | id       | fault                                       |
        | DM-5-315 | altered after the S1SP signed it            |
        | DM-5-118 | with a value that its schema does not allow |

    @DM-5 @id:DM-5-317 @applies:dual-fuel
    Scenario: An alert of the gas meter goes to the gas supplier
      Given a migrated installation
      And the gas supplier disables the supply of the gas meter
      When the gas supplier arms the supply of the gas meter
      Then the device accepts the request
      And the gas supplier has received the alert "8168" for the gas meter once
      And the electricity supplier has received no alert "8168"
