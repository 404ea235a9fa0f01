@axis:once @applies:dual-fuel
Feature: Rights to service requests
  A user that has no right to a service request is refused before anything comes of it: every service request is tried, the
  critical ones among them, on the devices of both fuels.

  Rule: A party that has nothing to do with a supply point sends nothing to its devices

    @negative:DM-5 @severity:critical
    Scenario Outline: <user> is refused for <devices>
      Given a migrated installation
      When <user> sends every service request that its roles allow to <devices>
      Then every one of them is refused with "E4"
      And no service request has reached the S1SP
      And nothing about the installation has changed, and nobody has heard of it

      Examples:
        | id        | user                     | devices                 |
        | DM-5-1101 | another supplier         | every device            |
        | DM-5-1102 | another network operator | every device            |
        | DM-5-1103 | another gas transporter  | every device            |
        | DM-5-1104 | the electricity supplier | the gas devices         |
        | DM-5-1105 | the gas supplier         | the electricity devices |
        | DM-5-1106 | the export supplier      | every device            |

    @negative:DM-5 @severity:critical @id:DM-5-1109
    Scenario: A stranger does not commission a meter that its supplier has installed
      Given a migrated installation
      And the electricity supplier marks the electricity meter as installed but not commissioned
      When another supplier commissions the electricity meter
      Then the request is answered with "E4"
      And no service request has reached the S1SP

  Rule: A former supplier sends nothing to the devices that it has lost

    @negative:DM-5 @severity:critical
    Scenario Outline: <user> is refused after a change of <fuel> supplier
      Given a migrated installation
      And the customer has changed to another <fuel> supplier
      When <user> sends every service request that its roles allow to every device
      Then every one of them is refused with "E4"
      And no service request has reached the S1SP
      And nothing about the installation has changed, and nobody has heard of it

      Examples:
        | id        | user                     | fuel        |
        | DM-5-1107 | the electricity supplier | electricity |
        | DM-5-1108 | the gas supplier         | gas         |

  Rule: A role sends nothing that it does not allow, to the devices of either fuel

    @negative:DM-5 @severity:critical
    Scenario Outline: What its roles do not allow is refused for <user> at every device
      Given a migrated installation
      When <user> sends every service request that its roles do not allow to every device
      Then every one of them is refused with "<code>"
      And no service request has reached the S1SP
      And nothing about the installation has changed, and nobody has heard of it

      Examples:
        | id        | user                             | code |
        | DM-5-1111 | the electricity supplier         | E2   |
        | DM-5-1112 | the gas supplier                 | E2   |
        | DM-5-1113 | the electricity network operator | E2   |
        | DM-5-1114 | the gas transporter              | E2   |
        | DM-5-1115 | the suppliers' agent             | E2   |
        | DM-5-1116 | the export supplier              | E2   |
        | DM-5-1117 | an Other User                    | E2   |
        | DM-5-1118 | a former user                    | E1   |

  Rule: A critical request is carried out only for the supplier whose credentials are on the device

    @negative:DM-5 @severity:critical
    Scenario Outline: A new <fuel> supplier is refused every critical request before it has taken over the meter
      Given a migrated installation
      And the customer has changed to another <fuel> supplier
      When another supplier sends every critical service request of its role <role>
      Then the S1SP refuses every one of them with "SIM-S1A-01", in one alert "N55"
      And nothing about the installation has changed

      Examples:
        | id        | fuel        | role |
        | DM-5-1121 | electricity | IS   |
        | DM-5-1122 | gas         | GS   |

    @negative:DM-5 @severity:critical @id:DM-5-1123
    Scenario: A new supplier does not commission a meter before it has taken it over
      Given a migrated installation
      And the customer has changed to another electricity supplier
      And another supplier marks the electricity meter as installed but not commissioned
      When another supplier commissions the electricity meter
      Then the request is answered with "I99"
      And another supplier has received the alert "N55" for the electricity meter once
      And another supplier has received no response

  Rule: What is in the care of somebody else stays as it is

    @negative:DM-5 @severity:critical
    Scenario Outline: Where a supplier has set its meter back, <user> <request> in vain
      Given a migrated installation
      And the electricity supplier marks the electricity meter as installed but not commissioned
      When <user> <request>
      Then the request is answered with "E4"

      Examples:
        | id        | user                             | request                                                                  |
        | DM-5-1131 | another supplier                 | deletes the electricity meter from the inventory                         |
        | DM-5-1132 | another supplier                 | marks the electricity meter as pending                                   |
        | DM-5-1133 | another supplier                 | gives the supply point of the electricity meter to the electricity meter |
        | DM-5-1134 | the gas supplier                 | deletes the electricity meter from the inventory                         |
        | DM-5-1135 | the electricity network operator | deletes the electricity meter from the inventory                         |
        | DM-5-1136 | an Other User                    | marks the electricity meter as pending                                   |
        | DM-5-1137 | another supplier                 | decommissions the electricity meter                                      |

    @negative:DM-5 @severity:critical
    Scenario Outline: Where <announcer> has announced a device, <user> <request> in vain
      Given a migrated installation
      And <announcer> announces the new device
      When <user> <request>
      Then the request is answered with "<code>"
      And no service request has reached the S1SP

      Examples:
        | id        | announcer        | user                     | request                                                           | code    |
        | DM-5-1141 | the gas supplier | the electricity supplier | adds the new device to the communications hub                     | E081105 |
        | DM-5-1142 | another supplier | the electricity supplier | adds the new device to the communications hub                     | E081105 |
        | DM-5-1143 | another supplier | an Other User            | adds the new device to the communications hub                     | E081105 |
        | DM-5-1144 | another supplier | the electricity supplier | deletes the new device from the inventory                         | E4      |
        | DM-5-1145 | another supplier | the electricity supplier | gives the supply point of the electricity meter to the new device | E4      |

    @negative:DM-5 @severity:critical
    Scenario Outline: <user> does not take the <meter> of <supplier> off the home area network
      Given a migrated installation
      When <user> removes the <meter> from the communications hub
      Then the request is answered with "E081105"
      And no service request has reached the S1SP

      Examples:
        | id        | user                     | meter             | supplier                 |
        | DM-5-1151 | the electricity supplier | gas meter         | the gas supplier         |
        | DM-5-1152 | the gas supplier         | electricity meter | the electricity supplier |
        | DM-5-1153 | an Other User            | electricity meter | the electricity supplier |

    @DM-5 @id:DM-5-1154
    Scenario: A device that a supplier has announced joins the home area network by its request
      Given a migrated installation
      And the electricity supplier announces the new device
      When the electricity supplier adds the new device to the communications hub
      Then the response "I0" arrives at once
      And the communications hub shows the new device on its network
