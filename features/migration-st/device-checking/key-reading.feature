Feature: Key reading
  The S1SP reads from each device that holds keys which key version, firmware and configuration it has, and compares them
  with what the SMSO declared.

  Rule: Every device must be in the state that the SMSO declared

    @id:ST-B5-01 @ST-B5 @severity:critical
    Scenario: Devices in the declared state are found viable
      Given an installation
      When its migration is authorised
      Then the S1SP Viable Installations File names the installation as viable
      And the installation is migrated

    @negative:ST-B5 @ST-B2 @severity:critical
    Scenario Outline: An installation whose <variation> is not migrated
      Given an installation whose <variation>
      When its migration is authorised
      Then the migration stops at the key reading with "<code>"
      And the S1SP Viable Installations File names the installation as not viable with "<code>"
      And the SMSO can read every meter
      And no key of the installation has been rotated

      Examples:
        | id       | variation                                                  | code       |
        | ST-B5-11 | electricity meter holds a key version other than declared  | SIM-KEY-01 |
        | ST-B5-12 | electricity meter runs firmware other than declared        | SIM-KEY-02 |
        | ST-B5-13 | communications hub runs firmware other than declared       | SIM-KEY-02 |
        | ST-B5-14 | electricity meter is not configured as declared            | SIM-KEY-03 |
        | ST-B5-16 | communications hub holds a key version other than declared | SIM-KEY-01 |
        | ST-B5-17 | communications hub is not configured as declared           | SIM-KEY-03 |
        | ST-B5-18 | electricity meter refuses to be read                       | SIM-KEY-04 |
        | ST-B5-19 | communications hub refuses to be read                      | SIM-KEY-04 |

      @applies:dual-fuel
      Examples:
        | id       | variation                                   | code       |
        | ST-B5-15 | gas meter runs firmware other than declared | SIM-KEY-02 |
        | ST-B5-21 | gas meter is not configured as declared     | SIM-KEY-03 |
        | ST-B5-22 | gas meter refuses to be read                | SIM-KEY-04 |

      @applies:dual-fuel @applies:no-keyless-gas
      Examples:
        | id       | variation                                         | code       |
        | ST-B5-23 | gas meter holds a key version other than declared | SIM-KEY-01 |

  Rule: Of several differences the first in the published order is reported

    @negative:ST-B5
    Scenario Outline: <code> is reported for an installation whose <variation>
      Given an installation whose <variation>
      When its migration is authorised
      Then the migration stops at the key reading with "<code>"

      Examples:
        | id       | variation                                                                                                            | code       |
        | ST-B5-31 | electricity meter differs from its declaration in key version, firmware and configuration                            | SIM-KEY-01 |
        | ST-B5-32 | electricity meter differs from its declaration in firmware and configuration                                         | SIM-KEY-02 |
        | ST-B5-33 | electricity meter holds a key version other than declared and whose communications hub is not configured as declared | SIM-KEY-03 |

  Rule: What is older than declared is refused as what is newer is

    @negative:ST-B5 @axis:release
    Scenario Outline: An installation is not migrated where its <variation>
      Given an installation whose <variation>
      When its migration is authorised
      Then the migration stops at the key reading with "<code>"
      And the SMSO can read every meter
      And no key of the installation has been rotated

      Examples:
        | id       | variation                                                   | code       |
        | ST-B5-41 | electricity meter holds an older key version than declared  | SIM-KEY-01 |
        | ST-B5-42 | communications hub holds an older key version than declared | SIM-KEY-01 |
        | ST-B5-43 | electricity meter runs older firmware than declared         | SIM-KEY-02 |
        | ST-B5-44 | electricity meter runs newer firmware than declared         | SIM-KEY-02 |
        | ST-B5-45 | communications hub runs older firmware than declared        | SIM-KEY-02 |
        | ST-B5-46 | communications hub runs newer firmware than declared        | SIM-KEY-02 |

      @applies:dual-fuel
      Examples:
        | id       | variation                                   | code       |
        | ST-B5-47 | gas meter runs older firmware than declared | SIM-KEY-02 |
        | ST-B5-48 | gas meter runs newer firmware than declared | SIM-KEY-02 |
