Feature: Further settings, counters and logs of meters
  What a party sets in a meter takes effect there and is read back by another request. That SMETS1 has these service
  requests is a recollection of medium certainty.

  Rule: A supplier speaks to its customer through the meter

    @DM-5 @id:DM-5-351
    Scenario: A message of the supplier is on the display
      Given a migrated installation
      When the electricity supplier displays "Your tariff changes on Monday." on the electricity meter
      Then the response "I0" arrives at once
      And the electricity meter shows the message "Your tariff changes on Monday."

    @DM-5 @id:DM-5-352
    Scenario: The name of the supplier is on the display
      Given a migrated installation
      When the electricity supplier sets the supplier name of the electricity meter to "Alder Energy"
      Then the response "I0" arrives at once
      And the electricity meter shows the supplier name "Alder Energy"

  Rule: A meter watches load, voltage and demand

    @DM-5 @id:DM-5-353
    Scenario: A load above its limit is counted
      Given a migrated installation
      And the electricity supplier limits the load of the electricity meter to 100 W
      And 2 hours pass
      When the electricity supplier asks the electricity meter for its load limit
      Then the response contains a load limit of 100 W that was exceeded

    @DM-5 @id:DM-5-354
    Scenario: A load above its limit disables the supply
      Given a migrated installation
      And the electricity supplier limits the load of the electricity meter to 100 W and disables the supply above it
      When 2 hours pass
      Then the electricity meter shows the supply as off

    @DM-5 @id:DM-5-355
    Scenario: The load limit counter is reset
      Given a migrated installation
      And the electricity supplier limits the load of the electricity meter to 100 W
      And 2 hours pass
      And the electricity supplier resets the load limit counter of the electricity meter
      When the electricity supplier asks the electricity meter for its load limit
      Then the response contains a load limit that was not exceeded

    @DM-5 @id:DM-5-356
    Scenario: Power thresholds are read back
      Given a migrated installation
      And the electricity supplier sets the power thresholds of the electricity meter to 300 and 900 W
      When the electricity supplier asks the electricity meter for its power thresholds
      Then the response contains power thresholds of 300 and 900 W

    @DM-5 @id:DM-5-357
    Scenario: Voltage limits are read back
      Given a migrated installation
      And the electricity network operator sets the voltage limits of the electricity meter to 250 and 210 V
      When the electricity network operator asks the electricity meter for its voltage limits
      Then the response contains voltage limits of 250 and 210 V

    @DM-5 @id:DM-5-358
    Scenario: Mean voltages beyond their limits are counted
      Given a migrated installation
      And the electricity network operator sets the voltage limits of the electricity meter to 225 and 210 V
      And 2 hours pass
      When the electricity network operator asks the electricity meter for its network data
      Then the response contains voltages beyond the limits

    @DM-5 @id:DM-5-359
    Scenario: The maximum demand is the highest half hour
      Given a migrated installation
      And 2 hours pass
      When the electricity network operator asks the electricity meter for its maximum demand
      Then the response contains a maximum demand

    @DM-5 @id:DM-5-360
    Scenario: The maximum demand is reset
      Given a migrated installation
      And 2 hours pass
      And the electricity network operator resets the maximum demand of the electricity meter
      When the electricity network operator asks the electricity meter for its maximum demand
      Then the response contains no maximum demand

  Rule: A meter keeps what it is set to

    @DM-5 @id:DM-5-361
    Scenario: The supply is locked against tampering
      Given a migrated installation
      And the electricity supplier locks the supply of the electricity meter against tampering
      When the electricity supplier asks the electricity meter for its identity
      Then the response contains a locked supply

    @DM-5 @id:DM-5-362 @applies:dual-fuel
    Scenario: The calorific value of gas is read back
      Given a migrated installation
      And the gas supplier sets the calorific value of the gas meter to 41
      And an hour passes
      When the gas supplier asks the gas meter for its gas conversion
      Then the response contains a calorific value of 41

    @DM-5 @id:DM-5-363
    Scenario: The export supply point is read back
      Given a migrated installation that also exports electricity
      And the export supplier sets the export supply point of the electricity meter to 2140000000015
      When the electricity supplier asks the electricity meter for its supply point
      Then the response contains the export supply point 2140000000015

    @DM-5 @id:DM-5-364
    Scenario: The behaviour of alerts is read back
      Given a migrated installation
      And the electricity supplier switches off the alert 8168 of the electricity meter
      When the electricity supplier asks the electricity meter for its alert behaviour
      Then the response contains the alert 8168 as switched off

    @DM-5 @id:DM-5-1169
    Scenario: Who asks for the credentials of the supplier is told no others
      Given a migrated installation
      When the electricity supplier asks the electricity meter for the security credentials of its supplier
      Then the response "I0" arrives at once
      And the response contains credentials of its supplier alone

    @DM-5 @id:DM-5-1166
    Scenario: The behaviour of several alerts is read back in whatever order they were switched
      Given a migrated installation
      And the electricity supplier switches off the alert 81AB of the electricity meter
      And the electricity supplier switches off the alert 8168 of the electricity meter
      When the electricity supplier asks the electricity meter for its alert behaviour
      Then the response "I0" arrives at once
      And the response contains the alert 8168 as switched off
      And the response contains the alert 81AB as switched off

    @DM-5
    Scenario Outline: A <way> that was switched off is read back, and the others are as before
      Given a migrated installation
      And the electricity supplier switches off the alert 81AB of the electricity meter
      And the electricity supplier switches off the <way> 8168 of the electricity meter
      When the electricity supplier asks the electricity meter for its alert behaviour
      Then the response "I0" arrives at once
      And the response contains the <way> 8168 as switched off
      And the response contains the alert 81AB as switched off

      Examples:
        | id        | way                     |
        | DM-5-1197 | home area network alert |
        | DM-5-1198 | alarm                   |
        | DM-5-1199 | log entry               |

  Rule: A tariff of blocks counts and charges by block

    @DM-5 @id:DM-5-365
    Scenario: Consumption above the limit counts in the second block
      Given a migrated installation
      And the electricity supplier sets a tariff with a block limit of 500 Wh on the electricity meter
      And 6 hours pass
      When the electricity supplier asks the electricity meter for its block registers
      Then the response contains energy in block 2

    @DM-5 @id:DM-5-366
    Scenario: After a reset the first block begins anew
      Given a migrated installation
      And the electricity supplier sets a tariff with a block limit of 500 Wh on the electricity meter
      And 6 hours pass
      And the electricity supplier resets the block counters of the electricity meter
      When the electricity supplier asks the electricity meter for its block registers
      Then the response contains no energy in block 2

  Rule: A meter books top-ups and the debt that they pay

    @DM-5 @id:DM-5-367
    Scenario: A top-up is in the credit log
      Given a migrated installation in prepayment mode with a balance of £2.50
      And the electricity supplier tops up the electricity meter by £10.00
      When the electricity supplier asks the electricity meter for its credit log
      Then the response contains a booking of £10.00

    @DM-5 @id:DM-5-368
    Scenario: Debt that a top-up pays is in the debt payment log
      Given a migrated installation in prepayment mode with a balance of £2.50
      And the electricity supplier sets a debt of £8.00 on the electricity meter, recovered at 50 per cent of each top-up
      And the electricity supplier tops up the electricity meter by £10.00
      When the electricity supplier asks the electricity meter for its debt payment log
      Then the response contains a booking of £5.00

  Rule: Devices know each other

    @DM-5 @id:DM-5-369 @applies:dual-fuel
    Scenario: An electricity meter joins the gas proxy function
      Given a migrated installation
      And the electricity supplier joins the electricity meter to the gas proxy function
      When the electricity supplier asks the electricity meter for its device log
      Then the response contains the gas proxy function

    @DM-5 @id:DM-5-370 @applies:dual-fuel
    Scenario: An electricity meter unjoins the gas proxy function
      Given a migrated installation
      And the electricity supplier joins the electricity meter to the gas proxy function
      And the electricity supplier unjoins the electricity meter from the gas proxy function
      When the electricity supplier asks the electricity meter for its device log
      Then the response contains no gas proxy function

    @DM-5 @id:DM-5-884 @axis:once @applies:ppmid @applies:dual-fuel
    Scenario: A prepayment interface unjoins what it has joined
      Given a migrated installation
      And the gas supplier joins the prepayment interface to the gas proxy function
      When the gas supplier unjoins the prepayment interface from the gas proxy function
      Then the device accepts the request

    @negative:DM-5 @id:DM-5-885 @axis:once @applies:ppmid @applies:dual-fuel
    Scenario: A prepayment interface does not unjoin what it has not joined
      Given a migrated installation
      When the gas supplier unjoins the prepayment interface from the gas proxy function
      Then the device refuses the request with "not-possible"

    @negative:DM-5 @id:DM-5-371
    Scenario: A meter does not join a device of another home
      Given a migrated installation
      When the electricity supplier joins the electricity meter to a device of another home
      Then the request is answered with "E080702"

    @DM-5 @id:DM-5-372 @applies:dual-fuel
    Scenario: The gas supplier takes over the gas proxy function
      Given a migrated installation
      And the gas supplier requests the handover of the gas proxy function
      When the gas supplier asks the gas proxy function for its security credentials
      Then the response contains the credentials of the requesting supplier

    @negative:DM-5 @id:DM-5-373 @applies:dual-fuel
    Scenario: The gas proxy function is not handed over to the certificate of another supplier
      Given a migrated installation
      When the gas supplier requests the handover of the gas proxy function with the certificate of another supplier
      Then the request is answered with "E062102"

    @DM-5 @id:DM-5-374
    Scenario: An announced device is in the inventory
      Given a migrated installation
      And the electricity supplier announces the new device
      When the electricity supplier asks the inventory for the new device
      Then the request is answered with "I0"
      And the inventory shows the new device as it was announced

    @DM-5 @id:DM-5-1193
    Scenario: An announced device that its user deletes is not in the inventory
      Given a migrated installation
      And the electricity supplier announces the new device
      And the electricity supplier deletes the new device from the inventory
      When the electricity supplier asks the inventory for the new device
      Then the request is answered with "E19"

    @DM-5 @id:DM-5-1194
    Scenario: A device that was announced and deleted can be announced by another user
      Given a migrated installation
      And the electricity supplier announces the new device
      And the electricity supplier deletes the new device from the inventory
      When another supplier announces the new device
      Then the request is answered with "I99"
      And the inventory shows the new device as it was announced

    @negative:DM-5 @id:DM-5-375
    Scenario: A device that another party has announced is not changed
      Given a migrated installation
      And another supplier announces the new device
      When the electricity supplier marks the new device as installed but not commissioned
      Then the request is answered with "E4"

    @negative:DM-5 @id:DM-5-376
    Scenario: A supply point of another supplier is not given to an announced device
      Given a migrated installation
      And another supplier announces the new device
      When another supplier gives the supply point of the electricity meter to the new device
      Then the request is answered with "E080408"
