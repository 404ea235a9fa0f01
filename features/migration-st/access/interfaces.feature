@phase:Mixed @applies:dual-fuel @applies:configuration-update @axis:once
Feature: Access to the interfaces of the parties
  Each interface answers those for whom it is published, and shows a supplier its own records alone.

  Rule: An interface refuses everybody for whom it is not published

    @severity:critical
    Scenario Outline: The interface for <interface> refuses everybody who may not use it
      Given a migration of which every party keeps its records
      When everybody who may not use the interface for <interface> calls it
      Then every call is refused, or shows the caller its own records alone
      And no record of any party has changed

      @negative:ST-A10
      Examples:
        | id         | interface          |
        | ST-A10-201 | files and messages |
        | ST-A10-202 | the test lab       |

      @negative:ST-A4
      Examples:
        | id        | interface  |
        | ST-A4-201 | the estate |

      @negative:ST-B1
      Examples:
        | id        | interface |
        | ST-B1-201 | SIMs      |

      @negative:ST-B6
      Examples:
        | id        | interface        |
        | ST-B6-201 | devices and keys |

      @negative:ST-C1
      Examples:
        | id        | interface                   |
        | ST-C1-201 | inventory and registrations |

    @negative:ST-A10 @severity:critical @id:ST-A10-203
    Scenario: A party takes each message only from the parties that may send it
      Given a migration of which every party keeps its records
      When every party sends every other one each message that it may not send
      Then every call is refused, or shows the caller its own records alone
      And no record of any party has changed

  Rule: The Migration Control Centre shows a supplier its own records, and nobody else's

    @severity:critical
    Scenario Outline: Others do not learn of a supplier's <interface>
      Given a migration of which every party keeps its records
      When everybody who may not use the interface for <interface> calls it
      Then every call is refused, or shows the caller its own records alone
      And no record of any party has changed

      @negative:ST-A1
      Examples:
        | id        | interface      |
        | ST-A1-201 | authorisations |

      @negative:ST-A9
      Examples:
        | id        | interface                  |
        | ST-A9-201 | installations and outcomes |

      @negative:ST-A11
      Examples:
        | id         | interface |
        | ST-A11-201 | reports   |

      @negative:ST-A12
      Examples:
        | id         | interface             |
        | ST-A12-201 | demand and allocation |

      @negative:ST-A13
      Examples:
        | id         | interface                |
        | ST-A13-201 | plans for Dormant Meters |

    @severity:critical
    Scenario Outline: A former supplier does not learn of its successor's <interface>
      Given a migration after a change of supplier of which every party keeps its records
      When everybody who may not use the interface for <interface> calls it
      Then every call is refused, or shows the caller its own records alone
      And no record of any party has changed

      @negative:ST-A1
      Examples:
        | id        | interface      |
        | ST-A1-202 | authorisations |

      @negative:ST-A9
      Examples:
        | id        | interface                  |
        | ST-A9-202 | installations and outcomes |

      @negative:ST-A11
      Examples:
        | id         | interface |
        | ST-A11-202 | reports   |

      @negative:ST-A12
      Examples:
        | id         | interface             |
        | ST-A12-202 | demand and allocation |

      @negative:ST-A13
      Examples:
        | id         | interface                |
        | ST-A13-202 | plans for Dormant Meters |

  Rule: An interface says of what does not exist that it does not

    Scenario Outline: The interface for <interface> says of what does not exist that it is not there
      Given a migration of which every party keeps its records
      When somebody who may use the interface for <interface> asks it for what does not exist
      Then every call is refused, or shows the caller its own records alone
      And no record of any party has changed

      @negative:ST-A10
      Examples:
        | id         | interface          |
        | ST-A10-251 | files and messages |

      @negative:ST-A1
      Examples:
        | id        | interface      |
        | ST-A1-251 | authorisations |

      @negative:ST-A9
      Examples:
        | id        | interface                  |
        | ST-A9-251 | installations and outcomes |

      @negative:ST-A11
      Examples:
        | id         | interface |
        | ST-A11-251 | reports   |

      @negative:ST-A12
      Examples:
        | id         | interface             |
        | ST-A12-251 | demand and allocation |

      @negative:ST-A13
      Examples:
        | id         | interface                |
        | ST-A13-251 | plans for Dormant Meters |

      @negative:ST-A4
      Examples:
        | id        | interface  |
        | ST-A4-251 | the estate |

      @negative:ST-B1
      Examples:
        | id        | interface |
        | ST-B1-251 | SIMs      |

      @negative:ST-B6
      Examples:
        | id        | interface        |
        | ST-B6-251 | devices and keys |

      @negative:ST-C1
      Examples:
        | id        | interface                   |
        | ST-C1-251 | inventory and registrations |
