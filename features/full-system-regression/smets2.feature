@axis:release
Feature: SMETS2+ alongside SMETS1
  SMETS2+ installations never migrate. Requests to them use the same gateway as requests to SMETS1 and go from there to the
  device without an S1SP; the supplier itself signs critical commands.

  Rule: A SMETS2+ device responds without an S1SP

    @FR-1 @severity:blocker
    Scenario Outline: A SMETS2+ <meter> returns its register reading to <user>
      Given a SMETS2+ installation
      When <user> asks the <meter> of the SMETS2+ installation for its import registers
      Then the request is answered with "I99"
      And the response "I0" contains the register reading of the <meter> of the SMETS2+ installation
      And no service request has reached the S1SP

      Examples:
        | id       | user                             | meter             |
        | FR-1-101 | the electricity supplier         | electricity meter |
        | FR-1-102 | the electricity network operator | electricity meter |
        | FR-1-103 | the gas supplier                 | gas meter         |
        | FR-1-104 | the gas transporter              | gas meter         |

    @id:FR-1-105 @FR-1 @severity:critical
    Scenario: A SMETS2+ meter is read every day by a schedule
      Given a SMETS2+ installation
      And the electricity supplier schedules a daily reading of the electricity meter of the SMETS2+ installation at 03:00
      When five days pass
      Then the electricity supplier has received 4 scheduled readings of the electricity meter of the SMETS2+ installation

    @id:FR-1-106 @FR-1 @severity:critical
    Scenario: A SMETS2+ meter whose hub has no WAN is reported as unreachable
      Given a SMETS2+ installation
      And the communications hub of the SMETS2+ installation has no WAN for two hours
      When the electricity supplier asks the electricity meter of the SMETS2+ installation for its import registers
      Then the response "E20" arrives within one hour

    @id:FR-1-107 @FR-1
    Scenario: A SMETS2+ meter that does not respond is reported after a day
      Given a SMETS2+ installation
      And the electricity meter of the SMETS2+ installation does not answer for two days
      When the electricity supplier asks the electricity meter of the SMETS2+ installation for its import registers
      Then the response "E21" arrives within 25 hours

  Rule: A SMETS2+ device carries out a critical command only if its supplier has signed it

    @id:FR-1-111 @FR-1 @severity:blocker
    Scenario: A pre-command that the electricity supplier has signed disables the supply
      Given a SMETS2+ installation
      When the electricity supplier disables the supply of the electricity meter of the SMETS2+ installation
      Then the request is answered with "I99"
      And the response "I0" arrives within one hour
      And the electricity meter of the SMETS2+ installation shows the supply as off

    @id:FR-1-112 @negative:FR-1 @severity:blocker
    Scenario: A critical request without a pre-command is refused
      Given a SMETS2+ installation
      When the electricity supplier disables the supply of the electricity meter of the SMETS2+ installation, without a pre-command
      Then the request is answered with "E12"
      And the electricity meter of the SMETS2+ installation shows the supply as on

    @id:FR-1-113 @negative:FR-1 @severity:blocker
    Scenario: An altered pre-command is refused
      Given a SMETS2+ installation
      When the electricity supplier disables the supply of the electricity meter of the SMETS2+ installation, with its pre-command altered
      Then the request is answered with "E1007"
      And the electricity meter of the SMETS2+ installation shows the supply as on

    @id:FR-1-114 @negative:FR-1 @severity:blocker
    Scenario: A SMETS2+ device refuses a pre-command signed by another supplier
      Given a SMETS2+ installation
      When the electricity supplier disables the supply of the electricity meter of the SMETS2+ installation, with its pre-command signed by another supplier
      Then the device refuses the request with "not-authentic"
      And the electricity meter of the SMETS2+ installation shows the supply as on

    @id:FR-1-115 @negative:FR-1 @severity:critical
    Scenario: A signed pre-command is accepted once only
      Given a SMETS2+ installation
      When the electricity supplier disables the supply of the electricity meter of the SMETS2+ installation, with its signed pre-command sent twice
      Then the request is answered with "E100"

    @id:FR-1-116 @negative:FR-1 @severity:critical
    Scenario: A request to transform a command for a SMETS1 meter is refused
      Given a migrated installation
      When the electricity supplier disables the supply of the electricity meter, for transformation
      Then the request is answered with "E12"
      And no service request has reached the S1SP
      And the electricity meter shows the supply as on

  Rule: An alert of a SMETS2+ device is delivered once, to its supplier

    @id:FR-1-121 @FR-1 @severity:critical
    Scenario: An alert is delivered to the supplier of the meter only
      Given a SMETS2+ installation
      And the electricity supplier disables the supply of the electricity meter of the SMETS2+ installation
      When the electricity supplier arms the supply of the electricity meter of the SMETS2+ installation
      Then the electricity supplier has received the alert "8168" for the electricity meter of the SMETS2+ installation once
      And the gas supplier has received no alert
      And the electricity network operator has received no alert

    @id:FR-1-122 @negative:FR-1
    Scenario: An alert that its supplier has switched off is not delivered
      Given a SMETS2+ installation
      And the electricity supplier disables the supply of the electricity meter of the SMETS2+ installation
      And the electricity supplier switches off the alert 8168 of the electricity meter of the SMETS2+ installation
      When the electricity supplier arms the supply of the electricity meter of the SMETS2+ installation
      Then the electricity meter of the SMETS2+ installation shows the supply as armed
      And the electricity supplier has received no alert

    @id:FR-1-123 @negative:FR-1 @severity:critical
    Scenario: A replayed command is not carried out again
      Given a SMETS2+ installation
      And the network's command reaches the device followed by a replay of the previous one
      And the electricity supplier disables the supply of the electricity meter of the SMETS2+ installation
      When the electricity supplier arms the supply of the electricity meter of the SMETS2+ installation
      Then the electricity meter of the SMETS2+ installation shows the supply as armed

  Rule: A SMETS2+ installation never migrates

    @id:FR-1-131 @negative:FR-1 @phase:Active @phase:Mixed @severity:critical
    Scenario: An authorisation for a SMETS2+ installation is refused
      Given a SMETS2+ installation
      And an authorisation for the SMETS2+ installation
      When the supplier submits it
      Then the installation is rejected with "SIM-AUT-28"

    @negative:FR-1 @severity:critical
    Scenario Outline: The network refuses an order of <party> to move the SIM of a SMETS2+ hub to the <side>
      Given a SMETS2+ installation
      When <party> orders the network to move the SIM of the SMETS2+ installation to the <side>
      Then the network refuses the order

      Examples:
        | id       | party    | side |
        | FR-1-132 | the S1SP | S1SP |
        | FR-1-133 | the S1SP | SMSO |

  Rule: A message of SMETS2+ whose acknowledgement was lost is delivered again, and taken once

    @id:FR-1-141 @FR-1 @severity:critical
    Scenario: A SMETS2+ device carries out a command once although the first acknowledgement of every kind of message is lost
      Given a SMETS2+ installation
      And the first acknowledgement of every kind of message between the parties is lost
      When the electricity supplier disables the supply of the electricity meter of the SMETS2+ installation
      Then the response "I0" arrives within one hour
      And the electricity meter of the SMETS2+ installation shows the supply as off
      And the electricity supplier has received one response
      And each of these messages was delivered again, and was the same message:
        | message      | recipient   |
        | GBCS command | the network |
        | GBCS command | the devices |
        | uplink       | the network |
        | uplink       | the DSP     |

    @id:FR-1-142 @FR-1
    Scenario: An alert of a SMETS2+ device is delivered once although its acknowledgements are lost
      Given a SMETS2+ installation
      And the electricity supplier disables the supply of the electricity meter of the SMETS2+ installation
      And an hour passes
      And the first acknowledgement of every uplink is lost
      And the electricity supplier arms the supply of the electricity meter of the SMETS2+ installation
      When an hour passes
      Then the electricity supplier has received the alert "8168" for the electricity meter of the SMETS2+ installation once
      And each of these messages was delivered again, and was the same message:
        | message | recipient   |
        | uplink  | the network |
        | uplink  | the DSP     |

    @id:FR-1-143 @negative:FR-1
    Scenario: That a SMETS2+ device cannot be reached is told again when the acknowledgement is lost
      Given a SMETS2+ installation
      And the communications hub of the SMETS2+ installation has no WAN for two hours
      And the first acknowledgement of every GBCS failure is lost
      When the electricity supplier asks the electricity meter of the SMETS2+ installation for its import registers
      Then the response "E20" arrives within one hour
      And each of these messages was delivered again, and was the same message:
        | message      | recipient |
        | GBCS failure | the DSP   |
