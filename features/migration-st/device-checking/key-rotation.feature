@needs:lab @needs:virtual-time
Feature: Key rotation
  The keys that the SMSO knew are replaced by keys that only the S1SP and the DCO hold. Each of the two has a part in every
  key, and neither can write one alone.

  Rule: After rotation the DCO holds the keys and the SMSO's keys open nothing

    @id:ST-B6-01 @ST-B6 @severity:blocker
    Scenario: Every device that holds keys has new ones
      Given an installation
      When its migration is authorised
      Then the DCO holds the keys of every device that has keys
      And every device that has keys shows the next key version
      And the SMSO cannot read the electricity meter

    @id:ST-B6-02 @ST-B6 @severity:critical
    Scenario: Even on its own network the SMSO cannot open a migrated meter
      Given a migrated installation
      When the SIM is put back on the network of the SMSO
      Then the electricity meter refuses the SMSO

  Rule: A failure before the first write leaves every key as it was

    @id:ST-B6-11 @negative:ST-B6 @ST-B2 @severity:critical
    Scenario: A refused first write leaves the installation with the SMSO
      Given an installation whose electricity meter refuses new keys
      When its migration is authorised
      Then the migration stops at the key rotation with "SIM-KEY-11"
      And no key of the installation has been rotated
      And the SMSO can read the electricity meter
      And the Commissioning Outcome File reports the installation as not migrated

  Rule: After the first write an installation is recovered forwards and never left half with each side

    @id:ST-B6-21 @ST-B6 @severity:critical
    Scenario: A meter that restarts in the middle of its key write is recovered within the attempt
      Given an installation whose electricity meter restarts once while its keys are written
      When its migration is authorised
      Then the installation is migrated at attempt 1
      And the DCO holds the keys of every device that has keys

    @id:ST-B6-22 @negative:ST-B6 @applies:dual-fuel @applies:no-keyless-gas @severity:blocker
    Scenario: A gas meter that refuses its keys after the electricity meter has taken them needs an intervention
      Given an installation whose gas meter refuses new keys
      When its migration is authorised
      Then the installation is in intervention with "SIM-KEY-12"
      And the inventory does not know any device of the installation
      And nobody has received a commissioning alert
      And the SMSO cannot read the electricity meter

    @id:ST-B6-23 @ST-B6 @applies:dual-fuel @applies:no-keyless-gas @severity:critical
    Scenario: After the intervention the migration is completed
      Given an installation whose gas meter refuses new keys on its migration day
      And its migration is authorised
      When the Migration Control Centre orders its recovery
      Then the installation is migrated at attempt 1
      And the DCO holds the keys of every device that has keys
      And the Commissioning Outcome File reports the installation as migrated

  Rule: A key counts as rotated only when the device has proved that it holds it

    @id:ST-B6-31 @negative:ST-B6 @severity:blocker
    Scenario: A meter that does not prove its new key is not commissioned
      Given an installation whose electricity meter does not prove its new keys
      When its migration is authorised
      Then the installation is in intervention with "SIM-KEY-12"
      And the DCO does not hold the keys of the electricity meter
      And the inventory does not know any device of the installation

  Rule: A device without keys of its own is protected by those of its hub

    @id:ST-B6-51 @negative:ST-B6 @applies:keyless-gas @severity:blocker
    Scenario: Even on its own network the SMSO cannot open a gas meter behind the keys of its hub
      Given a migrated installation
      When the SIM is put back on the network of the SMSO
      Then the gas meter refuses the SMSO

  Rule: A hub gives its copy of a reading to those alone who could read the meter

    @id:ST-B6-61 @negative:ST-B6 @applies:dual-fuel @applies:cached-gas-readings @severity:critical
    Scenario: Even on its own network the SMSO gets nothing from the copy at the hub
      Given a migrated installation
      When the SIM is put back on the network of the SMSO
      Then the gas meter refuses the SMSO

  Rule: Keys are written under dual control

    @id:ST-B6-41 @negative:ST-B6 @severity:blocker
    Scenario: The S1SP alone cannot write a key
      Given a migrated installation
      When the S1SP tries to write keys without the DCO
      Then the device refuses it
      And every device that has keys shows the next key version

    @id:ST-B6-42 @negative:ST-B6 @severity:blocker
    Scenario: The DCO alone cannot write a key
      Given a migrated installation
      When the DCO tries to write a key of the electricity meter without the S1SP
      Then the DCO does not reach the device

    @id:ST-B6-43 @negative:ST-B6 @severity:critical
    Scenario: A command with a used execution counter is refused
      Given a migrated installation
      When the S1SP sends the electricity meter a command with a used execution counter
      Then the device refuses it
