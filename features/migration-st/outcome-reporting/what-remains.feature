@axis:once
Feature: What remains of an installation that leaves a migration
  However a migration ends, every party keeps what it has to keep of the installation, and nothing of what has ended.

  Rule: Every record of every party agrees with the end of the migration

    @severity:critical
    Scenario Outline: What remains after <ending>
      When the migration of an installation ends with <ending>
      Then every party keeps of it what remains, and nothing else

      @phase:Active @negative:ST-A1
      Examples:
        | id        | ending                  |
        | ST-A1-421 | a refused authorisation |

      @phase:Active @negative:ST-A5
      Examples:
        | id        | ending               |
        | ST-A5-421 | a refused validation |

      @phase:Active @negative:ST-B2
      Examples:
        | id        | ending     |
        | ST-B2-421 | a rollback |

      @phase:Active @negative:ST-A11
      Examples:
        | id         | ending                     |
        | ST-A11-421 | the last day of its window |
        | ST-A11-422 | its exclusion              |

      @phase:Active @negative:ST-B6
      Examples:
        | id        | ending          |
        | ST-B6-421 | an intervention |

      @phase:Active @ST-B6
      Examples:
        | id        | ending     |
        | ST-B6-422 | a recovery |

      @phase:Active @negative:ST-C1
      Examples:
        | id        | ending               |
        | ST-C1-421 | a change of supplier |

      @phase:Dormant @negative:ST-A4
      Examples:
        | id        | ending        |
        | ST-A4-421 | an activation |

      @phase:Active @ST-C1
      Examples:
        | id        | ending            |
        | ST-C1-422 | its commissioning |
        | ST-C1-423 | a removal         |

  Rule: The portal shows the end of the migration as the interface does

    @severity:critical
    Scenario Outline: What the portal shows after <ending>
      When the migration of an installation ends with <ending>
      Then the portal shows the supplier of it what remains

      @phase:Active @negative:ST-A1
      Examples:
        | id        | ending                  |
        | ST-A1-431 | a refused authorisation |

      @phase:Active @negative:ST-A9
      Examples:
        | id        | ending                     |
        | ST-A9-431 | a refused validation       |
        | ST-A9-432 | a rollback                 |
        | ST-A9-433 | the last day of its window |
        | ST-A9-434 | its exclusion              |
        | ST-A9-435 | an intervention            |
        | ST-A9-436 | a change of supplier       |

      @phase:Dormant @negative:ST-A4
      Examples:
        | id        | ending        |
        | ST-A4-431 | an activation |

      @phase:Active @ST-A9
      Examples:
        | id        | ending            |
        | ST-A9-437 | a recovery        |
        | ST-A9-438 | its commissioning |
        | ST-A9-439 | a removal         |
