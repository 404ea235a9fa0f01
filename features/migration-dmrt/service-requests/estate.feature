Feature: Inventory, home area network and firmware
  Users add devices to a home area network, change their status in the inventory, commission and decommission them, and update
  their firmware.

  Rule: A device joins or leaves the home area network when a user updates the device log

    @DM-5 @id:DM-5-321 @severity:critical
    Scenario: An added device joins the home area network
      Given a migrated installation
      And a new device has been pre-notified to the inventory
      When the electricity supplier adds the new device to the communications hub
      Then the response "I0" arrives at once
      And the communications hub shows the new device on its network
      And the electricity supplier has received the alert "N24" once

    @DM-5 @id:DM-5-325 @severity:critical
    Scenario: The device log contains an added device
      Given a migrated installation
      And a new device has been pre-notified to the inventory
      And the electricity supplier adds the new device to the communications hub
      When the electricity supplier asks the communications hub for its device log
      Then the response contains the new device

    @DM-5 @id:DM-5-322
    Scenario: A removed device leaves the home area network
      Given a migrated installation
      And a new device has been pre-notified to the inventory
      And the electricity supplier adds the new device to the communications hub
      When the electricity supplier removes the new device from the communications hub
      Then the response "I0" arrives at once
      And the communications hub shows no new device on its network
      And the communications hub shows every other device of the installation on its network

    @DM-5 @id:DM-5-328 @axis:once
    Scenario: A removed device leaves the inventory of the installation
      Given a migrated installation
      And a new device has been pre-notified to the inventory
      And the electricity supplier adds the new device to the communications hub
      And the electricity supplier removes the new device from the communications hub
      When the electricity supplier asks the inventory for the electricity meter
      Then the answer shows every device of the installation as it was commissioned

    @negative:DM-5 @id:DM-5-323
    Scenario: A device that the inventory does not hold cannot be added
      Given a migrated installation
      When the electricity supplier adds the new device to the communications hub
      Then the request is answered with "E081101"
      And the communications hub shows no new device on its network

    @negative:DM-5
    Scenario Outline: A change of the device log <fault> is told as one that may not have gone through
      Given a migrated installation
      And a new device has been pre-notified to the inventory
      And the communications hub <outage>
      When the electricity supplier adds the new device to the communications hub
      Then the response "<code>" arrives within <time>
      And the electricity supplier has received the alert "N25" once
      And the electricity supplier has received no alert "N24"

      Examples:
        | id       | fault                  | outage                                                       | code | time      |
        | DM-5-326 | at a hub without WAN   | has no WAN for three hours                                   | E20  | 5 minutes |
        | DM-5-327 | whose response is lost | carries out commands but loses its responses for three hours | E20  | one hour  |

    @negative:DM-5 @id:DM-5-324
    Scenario: A device that is not on the network cannot be removed
      Given a migrated installation
      And a new device has been pre-notified to the inventory
      When the electricity supplier removes the new device from the communications hub
      Then the request is answered with "E081104"
      And no service request has reached the S1SP

  Rule: Only its supplier changes the status of a meter in the inventory

    @DM-5 @id:DM-5-331
    Scenario: Decommissioning a meter sends an alert to the network operator
      Given a migrated installation that also exports electricity
      When the electricity supplier decommissions the electricity meter
      Then the request is answered with "I99"
      And the electricity network operator has received the alert "N1" for the electricity meter once

    @DM-5 @id:DM-5-332
    Scenario: A meter that was set back to installed but not commissioned is commissioned again
      Given a migrated installation
      And the electricity supplier marks the electricity meter as installed but not commissioned
      When the electricity supplier commissions the electricity meter
      Then the response "I0" arrives at once

    @DM-5 @id:DM-5-334
    Scenario: A meter that was commissioned again can be read
      Given a migrated installation
      And the electricity supplier marks the electricity meter as installed but not commissioned
      And the electricity supplier commissions the electricity meter
      When the electricity supplier asks the electricity meter for its import registers
      Then the request is answered with "I99"
      And the response "I0" contains the register reading of the electricity meter

    @DM-5 @id:DM-5-1195
    Scenario: The inventory shows the firmware to which a supplier has corrected it
      Given a migrated installation
      When the electricity supplier corrects the firmware of the electricity meter in the inventory to the new firmware
      Then the request is answered with "I99"
      And the inventory shows the electricity meter with the new firmware

    @negative:DM-5 @id:DM-5-1196 @severity:critical
    Scenario: A network operator does not correct the firmware of a meter in the inventory
      Given a migrated installation
      When the electricity network operator corrects the firmware of the electricity meter in the inventory to the new firmware
      Then the request is answered with "E4"
      And no service request has reached the S1SP

    @negative:DM-5 @id:DM-5-333 @severity:critical
    Scenario: A network operator cannot change the status of a commissioned meter
      Given a migrated installation
      When the electricity network operator marks the electricity meter as installed but not commissioned
      Then the request is answered with "E4"

    @negative:DM-5 @id:DM-5-335 @severity:critical
    Scenario: The inventory still shows the meter as commissioned after a network operator's refused change of status
      Given a migrated installation
      And the electricity network operator marks the electricity meter as installed but not commissioned, which is refused with "E4"
      When the electricity supplier asks the inventory for the electricity meter
      Then the answer shows the electricity meter as commissioned

  Rule: Firmware is sent to the devices that a request lists and runs once it is activated

    @DM-5 @id:DM-5-341 @severity:critical
    Scenario: Activated firmware runs on the meter
      Given a migrated installation
      And the EPCL also lists new firmware of the electricity meter
      And the electricity supplier sends new firmware to the electricity meter
      And an hour passes
      When the electricity supplier activates the new firmware of the electricity meter
      Then the electricity meter shows the new firmware
      And the inventory shows the electricity meter with the new firmware
      And the electricity supplier has received the alert "8F72" for the electricity meter once

    @DM-5 @id:DM-5-345 @severity:critical
    Scenario: A meter returns the version of its activated firmware
      Given a migrated installation
      And the EPCL also lists new firmware of the electricity meter
      And the electricity supplier sends new firmware to the electricity meter
      And an hour passes
      And the electricity supplier activates the new firmware of the electricity meter
      When the electricity supplier asks the electricity meter for its firmware version
      Then the response contains the new firmware

    @negative:DM-5 @id:DM-5-342
    Scenario: Firmware that is not on the EPCL is sent to no device
      Given a migrated installation
      When the electricity supplier sends new firmware to the electricity meter
      Then the request is answered with "E110101"
      And the electricity supplier has received no alert "8F72"

    @negative:DM-5 @id:DM-5-343
    Scenario: A firmware update that names an unknown device is answered with a warning
      Given a migrated installation
      And the EPCL also lists new firmware of the electricity meter
      When the electricity supplier sends new firmware to the electricity meter and an unknown device
      Then the request is answered with "W110101"

    @negative:DM-5 @axis:once
    Scenario Outline: A firmware update names <others> in its warning
      Given a migrated installation
      And a new device has been pre-notified to the inventory
      And the EPCL also lists new firmware of the electricity meter
      When the electricity supplier sends new firmware to <devices>
      Then the request is answered with "W110101"
      And the answer shows <warning>

      Examples:
        | id       | others                            | devices                                                                             | warning                                                                                                                       |
        | DM-5-349 | an unknown device                 | the electricity meter and an unknown device                                         | only the unknown device, as unknown                                                                                           |
        | DM-5-350 | a device that is not commissioned | the electricity meter and the new device                                            | only the new device, as not commissioned                                                                                      |
        | DM-5-377 | a device of another model         | the electricity meter and the communications hub                                    | only the communications hub, as not eligible for the firmware                                                                 |
        | DM-5-378 | one device of each kind           | the electricity meter, the communications hub, the new device and an unknown device | the unknown device as unknown, the new device as not commissioned and the communications hub as not eligible for the firmware |

    @negative:DM-5 @id:DM-5-379 @axis:once @applies:dual-fuel
    Scenario: A firmware update names a meter of another supplier in its warning
      Given a migrated installation
      And the EPCL also lists new firmware of the electricity meter and of the gas meter
      When the electricity supplier sends new firmware to the electricity meter and the gas meter
      Then the request is answered with "W110101"
      And the answer shows only the gas meter, as not eligible for the firmware

    @negative:DM-5 @id:DM-5-346
    Scenario: A firmware update that names an unknown device still reaches the other devices
      Given a migrated installation
      And the EPCL also lists new firmware of the electricity meter
      And the electricity supplier sends new firmware to the electricity meter and an unknown device
      When an hour passes
      Then the electricity supplier has received the alert "8F72" for the electricity meter once

    @negative:DM-5 @id:DM-5-344
    Scenario: Firmware that the meter does not hold cannot be activated
      Given a migrated installation
      When the electricity supplier activates the new firmware of the electricity meter
      Then the device refuses the request with "no-image"
      And the electricity meter shows its previous firmware

    @negative:DM-5 @id:DM-5-348 @axis:once
    Scenario: Firmware that was activated cannot be activated a second time
      Given a migrated installation
      And the EPCL also lists new firmware of the electricity meter
      And the electricity supplier sends new firmware to the electricity meter
      And an hour passes
      And the electricity supplier activates the new firmware of the electricity meter
      When the electricity supplier activates the new firmware of the electricity meter
      Then the device refuses the request with "no-image"
      And the electricity meter shows the new firmware

    @negative:DM-5 @id:DM-5-347 @severity:critical
    Scenario: A meter refuses firmware that was altered on its way, and tells its supplier
      Given a migrated installation
      And the EPCL also lists new firmware of the electricity meter
      And the DSP's firmware reaches the S1SP with another image
      And the electricity supplier sends new firmware to the electricity meter
      When an hour passes
      Then the electricity supplier has received the alert "8F1C" for the electricity meter once
      And the electricity supplier has received no alert "8F72"
      And the electricity meter shows its previous firmware
