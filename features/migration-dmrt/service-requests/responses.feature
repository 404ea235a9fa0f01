@axis:release
Feature: Responses of devices
  The S1SP signs the response of a device; the DSP verifies that signature and signs the response that it delivers. A user
  receives one response to each request, from the device that it addressed, or a code that says that there is none.

  Rule: The DSP delivers only responses that the S1SP has signed

    @negative:DM-5 @severity:blocker
    Scenario Outline: A response <fault> is not delivered
      Given a migrated installation
      And the S1SP's response reaches the DSP <fault>
      When the electricity supplier asks the electricity meter for its import registers
      Then the request is answered with "I99"
      And the electricity supplier has received no response
      And the response "E21" arrives within 25 hours

      Examples:
        | id       | fault                                 |
        | DM-5-111 | altered after the S1SP signed it      |
        | DM-5-112 | signed by the DSP instead of the S1SP |
        | DM-5-113 | without a signature                   |

    @negative:DM-5 @id:DM-5-119
    Scenario: A response that may still come is awaited for a whole day
      Given a migrated installation
      And the S1SP's response reaches the DSP without a signature
      When the electricity supplier asks the electricity meter for its import registers
      Then no response arrives within 23 hours
      And the response "E21" arrives within 25 hours
      And the electricity supplier has received one response

  Rule: The DSP delivers nothing that the schema of responses does not allow

    @negative:DM-5 @id:DM-5-117 @severity:critical
    Scenario: A response that the schema does not allow is not delivered
      Given a migrated installation
      And the S1SP's response reaches the DSP with a value that its schema does not allow
      When the electricity supplier asks the electricity meter for its import registers
      Then the request is answered with "I99"
      And the electricity supplier has received no response
      And the response "E21" arrives within 25 hours

  Rule: A response is delivered once, for the request that it answers

    @negative:DM-5 @severity:critical
    Scenario Outline: A response sent <fault> is not delivered
      Given a migrated installation
      And the S1SP's response reaches the DSP <fault>
      When the electricity supplier asks the electricity meter for its import registers
      Then the request is answered with "I99"
      And the electricity supplier has received no response
      And the response "E21" arrives within 25 hours

      Examples:
        | id       | fault                                  |
        | DM-5-114 | as the response to another request     |
        | DM-5-115 | with another service reference variant |

    @negative:DM-5 @id:DM-5-116
    Scenario: A response that the S1SP sends twice is delivered once
      Given a migrated installation
      And the S1SP's response reaches the DSP twice
      When the electricity supplier asks the electricity meter for its import registers
      Then the response "I0" arrives at once
      And the electricity supplier has received one response

  Rule: A device that cannot be reached and a device that does not respond have different response codes

    @negative:DM-5 @id:DM-5-121 @severity:critical
    Scenario: An installation without WAN is reported as unreachable
      Given a migrated installation
      And the communications hub has no WAN for three hours
      When the electricity supplier disables the supply of the electricity meter
      Then the request is answered with "I99"
      And the response "E20" arrives within 5 minutes
      And the electricity meter shows the supply as on

    @negative:DM-5 @id:DM-5-122 @severity:critical @regression
    Scenario: A meter that does not respond is reported after three attempts
      Given a migrated installation
      And the electricity meter does not answer for six hours
      When the electricity supplier disables the supply of the electricity meter
      Then the request is answered with "I99"
      And the response "E21" arrives within one hour
      And the electricity meter shows the supply as on

    @DM-5 @id:DM-5-123
    Scenario: A meter that does not respond for ten minutes responds to a later attempt
      Given a migrated installation
      And the electricity meter does not answer for 10 minutes
      When the electricity supplier disables the supply of the electricity meter
      Then the response "I0" arrives within 30 minutes
      And the electricity meter shows the supply as off

    @DM-5 @id:DM-5-124
    Scenario: A top-up whose response is lost is carried out once
      Given a migrated installation in prepayment mode with a balance of £2.50
      And the electricity meter carries out commands but loses its responses for 3 minutes
      When the electricity supplier tops up the electricity meter by £10.00
      Then the response "I0" arrives within 30 minutes
      And the device accepts the request
      And the electricity supplier has received no alert "81C5"

    @DM-5 @id:DM-5-1164 @severity:critical
    Scenario: A top-up that the network does not acknowledge is carried out once
      Given a migrated installation in prepayment mode with a balance of £2.50
      And the network's answer to the next command of the S1SP is lost
      When the electricity supplier tops up the electricity meter by £10.00
      Then the response "I0" arrives within 30 minutes
      And the device accepts the request
      And the electricity supplier has received no alert "81C5"

  Rule: A request that was sent ends with its response, whatever becomes of the device meanwhile

    @DM-5 @applies:sleepy-gas
    Scenario Outline: A request that the hub keeps for a sleeping gas meter is answered although <what happens>
      Given a migrated installation
      And the gas supplier disables the supply of the gas meter
      And <what happens>
      When two days pass
      Then the gas supplier has received one response
      And the gas meter shows the supply as off

      Examples:
        | id        | what happens                                     |
        | DM-5-1162 | the gas supplier decommissions the gas meter     |
        | DM-5-1163 | the customer has changed to another gas supplier |

  Rule: A response is held for its user's receiver without delaying other users

    @DM-5 @id:DM-5-131
    Scenario: A response is delivered after the receiver has been down for three hours
      Given a migrated installation
      And the electricity supplier's receiver is down for three hours
      When the electricity supplier asks the electricity meter for its import registers
      Then the request is answered with "I99"
      And the response "I0" arrives within five hours
      And the electricity supplier has received one response

    @DM-5 @id:DM-5-132
    Scenario: A response is delivered again after the receiver answers with an error
      Given a migrated installation
      And the electricity supplier's receiver answers every document with an error for 10 minutes
      When the electricity supplier asks the electricity meter for its import registers
      Then the response "I0" arrives within 30 minutes
      And the electricity supplier has received one response

    @DM-5 @id:DM-5-134
    Scenario: A response whose acknowledgement is lost is delivered once
      Given a migrated installation
      And the electricity supplier's receiver accepts documents but loses its acknowledgements for 10 minutes
      When the electricity supplier asks the electricity meter for its import registers
      Then the response "I0" arrives within 30 minutes
      And the electricity supplier has received one response

    @DM-5 @id:DM-5-133
    Scenario: A receiver that is down does not delay the responses to other users
      Given a migrated installation
      And the electricity supplier's receiver is down for three hours
      And the electricity supplier asks the electricity meter for its import registers
      When the electricity network operator asks the electricity meter for its import registers
      Then the response "I0" arrives at once

  Rule: A response that comes after silence is that of the device, whatever it says

    @negative:DM-5 @id:DM-5-1211
    Scenario: A meter that does not respond for ten minutes refuses a top-up at a later attempt
      Given a migrated installation
      And the electricity meter does not answer for 10 minutes
      When the electricity supplier tops up the electricity meter by £10.00
      Then the response "I0" arrives within one hour
      And the device refuses the request with "not-possible"
      And the electricity supplier has received one response

  Rule: A message between the DSP and the S1SP whose acknowledgement was lost is delivered again, and taken once

    @DM-5 @id:DM-5-1201 @severity:critical
    Scenario: A response is delivered once although the first acknowledgement of every kind of message is lost
      Given a migrated installation in prepayment mode with a balance of £2.50
      And the first acknowledgement of every kind of message between the parties is lost
      When the electricity supplier tops up the electricity meter by £10.00
      Then the response "I0" arrives within 30 minutes
      And the device accepts the request
      And the electricity supplier has received no alert "81C5"
      And each of these messages was delivered again, and was the same message:
        | message                       | recipient |
        | countersigned service request | the S1SP  |
        | SMETS1 response               | the DSP   |

    @DM-5 @negative:DM-5 @id:DM-5-1202
    Scenario: That a device cannot be reached is told again when the acknowledgement is lost
      Given a migrated installation
      And the communications hub has no WAN for three hours
      And the first acknowledgement of every kind of message between the parties is lost
      When the electricity supplier disables the supply of the electricity meter
      Then the response "E20" arrives within 30 minutes
      And each of these messages was delivered again, and was the same message:
        | message                 | recipient |
        | service request failure | the DSP   |

    @DM-5 @id:DM-5-1203
    Scenario: An alert of a device is delivered once although its acknowledgement is lost
      Given a migrated installation
      And the electricity supplier disables the supply of the electricity meter
      And the first acknowledgement of every kind of message between the parties is lost
      And the electricity supplier arms the supply of the electricity meter
      When an hour passes
      Then the electricity supplier has received the alert "8168" for the electricity meter once
      And each of these messages was delivered again, and was the same message:
        | message      | recipient |
        | SMETS1 alert | the DSP   |

    @negative:DM-5 @id:DM-5-1204
    Scenario: A refusal by the S1SP is told once although its acknowledgement is lost
      Given a migrated installation
      And the customer has changed to another electricity supplier
      And the first acknowledgement of every kind of message between the parties is lost
      And another supplier disables the supply of the electricity meter
      When an hour passes
      Then another supplier has received the alert "N55" for the electricity meter once
      And another supplier has received no response
      And the electricity meter shows the supply as on
      And each of these messages was delivered again, and was the same message:
        | message    | recipient |
        | S1SP alert | the DSP   |

    @DM-5 @id:DM-5-1205
    Scenario: New firmware reaches its meter although the acknowledgement of its distribution is lost
      Given a migrated installation
      And the EPCL also lists new firmware of the electricity meter
      And the first acknowledgement of every kind of message between the parties is lost
      And the electricity supplier sends new firmware to the electricity meter
      And an hour passes
      When the electricity supplier activates the new firmware of the electricity meter
      Then the inventory shows the electricity meter with the new firmware
      And each of these messages was delivered again, and was the same message:
        | message               | recipient |
        | firmware distribution | the S1SP  |

    @DM-5 @id:DM-5-1206 @applies:sleepy-gas
    Scenario: The response of a sleeping gas meter is delivered once although the acknowledgements on its way are lost
      Given a migrated installation
      And the first acknowledgement of every kind of message between the parties is lost
      When the gas supplier sets the tariff of the gas meter to 7 pence
      Then the response "I0" arrives within 3 hours
      And the gas supplier has received one response
      And each of these messages was delivered again, and was the same message:
        | message | recipient   |
        | uplink  | the network |
        | uplink  | the S1SP    |
