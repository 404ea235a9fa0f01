@needs:lab @needs:virtual-time
Feature: The estate of devices
  Users add devices to a home area network, change what the inventory says, decommission and commission devices, and bring them
  new firmware.

  Rule: A device joins the home area network by order of its user

    @DM-5 @id:DM-5-321 @severity:critical
    Scenario: A device that was added is on the network
      Given a migrated installation
      And a new device has been pre-notified to the inventory
      When the electricity supplier adds the new device to the communications hub
      Then the response "I0" arrives at once
      And the communications hub shows the new device on its network
      And the electricity supplier has received the alert "N24" once
      When the electricity supplier asks the communications hub for its device log
      Then the response contains the new device

    @DM-5 @id:DM-5-322
    Scenario: A device that was removed is off the network
      Given a migrated installation
      And a new device has been pre-notified to the inventory
      And the electricity supplier adds the new device to the communications hub
      When the electricity supplier removes the new device from the communications hub
      Then the response "I0" arrives at once
      And the communications hub shows no new device on its network

    @negative:DM-5 @id:DM-5-323
    Scenario: A device that the inventory does not hold cannot be added
      Given a migrated installation
      When the electricity supplier adds the new device to the communications hub
      Then the request is answered with "E081101"
      And the communications hub shows no new device on its network

    @negative:DM-5 @id:DM-5-324
    Scenario: A device that is not on the network cannot be removed
      Given a migrated installation
      And a new device has been pre-notified to the inventory
      When the electricity supplier removes the new device from the communications hub
      Then the request is answered with "E081104"
      And no service request has reached the S1SP

  Rule: The inventory follows what suppliers do with their meters

    @DM-5 @id:DM-5-331
    Scenario: A network operator is told that a meter was decommissioned
      Given a migrated installation
      When the electricity supplier decommissions the electricity meter
      Then the request is answered with "I99"
      And the electricity network operator has received the alert "N1" for the electricity meter once

    @DM-5 @id:DM-5-332
    Scenario: A meter that was marked as installed only is commissioned again
      Given a migrated installation
      And the electricity supplier marks the electricity meter as installed but not commissioned
      When the electricity supplier commissions the electricity meter
      Then the response "I0" arrives at once
      When the electricity supplier asks the electricity meter for its import registers
      Then the request is answered with "I99"
      And the response "I0" contains the register reading of the electricity meter

    @negative:DM-5 @id:DM-5-333 @severity:critical
    Scenario: Only its supplier changes the status of a commissioned meter
      Given a migrated installation
      When the electricity network operator marks the electricity meter as installed but not commissioned
      Then the request is answered with "E4"
      When the electricity supplier asks the inventory for the electricity meter
      Then the answer shows the electricity meter as commissioned

  Rule: Firmware reaches the devices of its list, and runs once it is activated

    @DM-5 @id:DM-5-341 @severity:critical
    Scenario: Firmware that was sent and activated runs
      Given a migrated installation
      And the EPCL also lists new firmware of the electricity meter
      And the electricity supplier sends new firmware to the electricity meter
      And an hour passes
      When the electricity supplier activates the new firmware of the electricity meter
      Then the electricity meter shows the new firmware
      And the inventory shows the electricity meter with the new firmware
      And the electricity supplier has received the alert "8F72" for the electricity meter once
      When the electricity supplier asks the electricity meter for its firmware version
      Then the response contains the new firmware

    @negative:DM-5 @id:DM-5-342
    Scenario: Firmware that the EPCL does not list goes to nobody
      Given a migrated installation
      When the electricity supplier sends new firmware to the electricity meter
      Then the request is answered with "E110101"
      And the electricity supplier has received no alert "8F72"

    @negative:DM-5 @id:DM-5-343
    Scenario: A device of the list that nobody knows keeps no other from its firmware
      Given a migrated installation
      And the EPCL also lists new firmware of the electricity meter
      When the electricity supplier sends new firmware to the electricity meter and an unknown device
      Then the request is answered with "W110101"
      When an hour passes
      Then the electricity supplier has received the alert "8F72" for the electricity meter once

    @negative:DM-5 @id:DM-5-344
    Scenario: Firmware that the meter has not cannot be activated
      Given a migrated installation
      When the electricity supplier activates the new firmware of the electricity meter
      Then the device refuses the request with "no-image"
      And the electricity meter shows its previous firmware
