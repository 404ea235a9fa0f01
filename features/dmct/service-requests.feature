Feature: Service requests of a later combination
  A Device Model Combination that is added after the migration solution of its release was proven exchanges a subset of service
  requests and alerts with the DCC: features/scope/dmct-subset.csv.

  Rule: The combination answers the service requests of the subset for every user role

    @DT-1 @severity:blocker
    Scenario Outline: The subset of role <role> is answered for <user>
      Given a migrated installation with a billed household
      When <user> sends the service requests of the DMCT subset for its role <role>
      Then every one of them is answered correctly and within its target time
      And every reading among the answers is that of its meter

      Examples:
        | id      | user                             | role |
        | DT-1-01 | the electricity supplier         | IS   |
        | DT-1-02 | the electricity network operator | ED   |
        | DT-1-03 | the suppliers' agent             | RSA  |
        | DT-1-04 | the export supplier              | ES   |
        | DT-1-05 | an Other User                    | OU   |

    @DT-1 @applies:dual-fuel @severity:blocker
    Scenario Outline: The gas subset of role <role> is answered for <user>
      Given a migrated installation with a billed household
      When <user> sends the service requests of the DMCT subset for its role <role>
      Then every one of them is answered correctly and within its target time
      And every reading among the answers is that of its meter

      Examples:
        | id      | user                | role |
        | DT-1-06 | the gas supplier    | GS   |
        | DT-1-07 | the gas transporter | GT   |

  Rule: The alerts of the combination reach their recipients once, and nobody else

    @id:DT-1-11 @DT-1 @negative:DT-1 @applies:electricity-only @severity:critical
    Scenario: The alerts of an electricity-only installation reach their recipients
      Given a migrated installation
      And the electricity supplier disables the supply of the electricity meter
      And the electricity supplier arms the supply of the electricity meter
      When a day passes
      Then each alert of the DMCT subset has reached its recipients once and nobody else

    @id:DT-1-12 @DT-1 @negative:DT-1 @applies:dual-fuel @severity:critical
    Scenario: The alerts of both fuels reach their recipients
      Given a migrated installation
      And the electricity supplier disables the supply of the electricity meter
      And the gas supplier disables the supply of the gas meter
      And the electricity supplier arms the supply of the electricity meter
      And the gas supplier arms the supply of the gas meter
      When a day passes
      Then each alert of the DMCT subset has reached its recipients once and nobody else
