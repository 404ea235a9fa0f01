@axis:once @applies:configuration-update @phase:Dormant
Feature: Recovery from faults during configuration
  Whatever goes wrong with a service, a message, the power of the home, its network or the clock while dormant devices are
  configured, the configuration ends as the fault matrix says.

  Background:
    Given dormant devices that have not been configured

  Rule: A configuration recovers from a fault within its planned days, or is reported as not applied

    @DM-2 @severity:critical
    Scenario Outline: <stage> meets each fault of the fault matrix
      When an installation at <stage> meets each fault of the fault matrix
      Then it recovers from each as the fault matrix says

      Examples:
        | id       | stage                        |
        | DM-2-451 | the instruction to configure |
        | DM-2-453 | the configuration report     |

      @applies:dual-fuel
      Examples:
        | id       | stage             |
        | DM-2-452 | the configuration |
