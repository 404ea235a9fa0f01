@axis:once
Feature: Recovery from faults
  Whatever goes wrong at a stage with a service, a message, the power of the home, its network or the clock, the installation
  ends as the fault matrix says, and everybody who is concerned is told of it.

  Rule: A migration recovers from a fault, or ends with the installation at its SMSO

    @phase:Active @severity:critical
    Scenario Outline: <stage> meets each fault of the fault matrix
      When an installation at <stage> meets each fault of the fault matrix
      Then it recovers from each as the fault matrix says

      @ST-A10
      Examples:
        | id         | stage                     |
        | ST-A10-451 | the migration instruction |
        | ST-A10-452 | the validation            |
        | ST-A10-453 | the Required File Set     |
        | ST-A10-454 | the viability             |
        | ST-A10-455 | the outcome report        |

      @ST-B1 @applies:dual-fuel
      Examples:
        | id        | stage            |
        | ST-B1-451 | the SIM handover |

      @ST-B3 @applies:dual-fuel
      Examples:
        | id        | stage               |
        | ST-B3-451 | the device checking |

      @ST-B6
      Examples:
        | id        | stage                |
        | ST-B6-451 | the key rotation     |
        | ST-B6-452 | the key confirmation |

      @ST-C1
      Examples:
        | id        | stage             |
        | ST-C1-451 | the commissioning |
