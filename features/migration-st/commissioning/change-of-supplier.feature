Feature: Change of supplier while a migration is under way
  A supplier authorises the migration of its own customers. Until the first key is written, an installation whose supplier has
  changed is returned to the SMSO. After that it cannot be returned, and the Migration Control Centre decides how to proceed.

  Rule: Until the first key is written, a change of supplier stops the migration

    @negative:ST-C1 @severity:critical
    Scenario Outline: An installation whose <fuel> supplier changed before validation stays with the SMSO
      Given an installation whose migration is scheduled
      And the customer has changed to another <fuel> supplier
      When the migration day has passed
      Then the migration stops at the validation of the common file with "SIM-CPV-13"
      And the SIM was never handed over
      And the SMSO can read every meter

      Examples:
        | id       | fuel        |
        | ST-C1-41 | electricity |

      @applies:dual-fuel
      Examples:
        | id       | fuel |
        | ST-C1-42 | gas  |

    @negative:ST-C1 @ST-B2 @severity:blocker
    Scenario Outline: An installation whose <fuel> supplier changed after validation is returned to the SMSO
      Given an installation
      And the DCO Viable Installations File is held back
      And its migration is authorised
      And the customer has changed to another <fuel> supplier
      When the DCO Viable Installations File arrives
      Then the migration stops at the key rotation with "SIM-S1V-22"
      And no key of the installation has been rotated
      And the SMSO can read every meter
      And the S1SP cannot reach the communications hub
      And the Commissioning Outcome File reports the installation as not migrated

      Examples:
        | id       | fuel        |
        | ST-C1-43 | electricity |

      @applies:dual-fuel
      Examples:
        | id       | fuel |
        | ST-C1-44 | gas  |

  Rule: After key rotation, a change of supplier stops the commissioning until the Migration Control Centre resumes it

    @negative:ST-C1 @severity:critical
    Scenario Outline: A change of the <fuel> supplier after key rotation stops the commissioning
      Given an installation
      And the S1SP Commissioning File is held back
      And its migration is authorised
      And the customer has changed to another <fuel> supplier
      When the S1SP Commissioning File arrives
      Then the installation is in intervention with "SIM-CMS-01"
      And the S1SP can reach the communications hub
      And the inventory holds no device of the installation
      And nobody has received a commissioning alert

      Examples:
        | id       | fuel        |
        | ST-C1-12 | electricity |

      @applies:dual-fuel
      Examples:
        | id       | fuel |
        | ST-C1-45 | gas  |

    @id:ST-C1-46 @ST-C1 @ST-C2 @severity:critical
    Scenario: A migration resumed by the Migration Control Centre is commissioned for the newly registered supplier
      Given an installation
      And the S1SP Commissioning File is held back
      And its migration is authorised
      And the customer has changed to another supplier
      And the S1SP Commissioning File arrives
      And the installation is in intervention with "SIM-CMS-01"
      And the Migration Control Centre orders its recovery
      When the S1SP Commissioning File arrives
      Then the installation is migrated at attempt 1
      And another supplier has received the alert "N42" for the electricity meter once
      And another supplier has received the alert "8F69" for the electricity meter once
      And the electricity supplier has received no alert

    @id:ST-C1-463 @negative:ST-C1 @ST-B6 @severity:critical
    Scenario: A change of supplier stops the commissioning although the migration was resumed for another reason before
      Given an installation whose communications hub refuses new keys on its migration day
      And its migration is authorised
      And the installation is in intervention with "SIM-KEY-12"
      And the customer has changed to another supplier
      When the Migration Control Centre orders its recovery
      Then the installation is in intervention with "SIM-CMS-01"
      And the in-flight list shows the installation in intervention with "SIM-CMS-01"
      And the inventory holds no device of the installation
      And nobody has received a commissioning alert

    @id:ST-C1-464 @ST-C1 @ST-C2 @severity:critical
    Scenario: A migration that needed an intervention twice is commissioned for the newly registered supplier
      Given an installation whose communications hub refuses new keys on its migration day
      And its migration is authorised
      And the customer has changed to another supplier
      And the Migration Control Centre orders its recovery
      And the installation is in intervention with "SIM-CMS-01"
      When the Migration Control Centre orders its recovery
      Then the installation is migrated at attempt 1
      And every attempt has its outcome
      And another supplier has received the alert "N42" for the electricity meter once
      And the electricity supplier has received no alert

  Rule: Where the gas meter is left behind, a change of the gas supplier does not affect the migration

    @ST-C1 @ST-B3 @applies:dual-fuel @applies:electricity-only-fallback @severity:critical
    Scenario Outline: An installation without its gas meter is migrated although its gas supplier changed <moment>
      Given an installation whose gas meter does not answer on its migration day
      And the <file> is held back
      And its migration is authorised
      And the customer has changed to another gas supplier
      When the <file> arrives
      Then the installation is migrated at attempt 1
      And the Commissioning Outcome File reports the installation as migrated
      And it reports the gas meter as excluded with "GT01"
      And the inventory does not hold the gas meter
      And the electricity supplier has received the alert "N42" for the electricity meter once
      And another supplier has received no alert

      Examples:
        | id        | moment              | file                          |
        | ST-C1-461 | before key rotation | DCO Viable Installations File |
        | ST-C1-462 | after key rotation  | S1SP Commissioning File       |

  Rule: A change of network operator changes only who receives the alert

    @id:ST-C1-47 @ST-C1 @ST-C2
    Scenario: The network operator that is registered at commissioning receives the alert
      Given an installation whose migration is scheduled
      And another network operator has taken over the electricity supply point
      When the migration day has passed
      Then the installation is migrated
      And another network operator has received the alert "N16" for the electricity meter once
      And the electricity network operator has received no alert
