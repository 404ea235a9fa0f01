@needs:lab @needs:virtual-time
Feature: User roles
  What a user of the DCC may ask of a migrated installation depends on its role: every service request of the scope is
  answered to those who may send it, and refused to everybody else.

  Rule: Every service request of a role is carried out

    @DM-5 @severity:blocker
    Scenario Outline: <user> gets an answer to every service request of its role <role>
      Given a migrated installation that also exports electricity
      When <user> sends every service request of its role <role>
      Then every one of them is answered correctly and within its target time

      Examples:
        | id      | user                             | role |
        | DM-5-01 | the electricity supplier         | IS   |
        | DM-5-02 | the electricity network operator | ED   |
        | DM-5-03 | the suppliers' agent             | RSA  |
        | DM-5-04 | the export supplier              | ES   |
        | DM-5-05 | an Other User                    | OU   |

    @DM-5 @applies:dual-fuel @severity:blocker
    Scenario Outline: <user> gets an answer to every service request of gas that its role <role> has
      Given a migrated installation
      When <user> sends every service request of its role <role>
      Then every one of them is answered correctly and within its target time

      Examples:
        | id      | user                | role |
        | DM-5-06 | the gas supplier    | GS   |
        | DM-5-07 | the gas transporter | GT   |

  Rule: What a role does not have is refused

    @negative:DM-5 @severity:critical
    Scenario Outline: <user> is refused what its role has not
      Given a migrated installation
      When <user> sends every service request that its roles do not allow
      Then every one of them is refused with "E2"
      And no service request has reached the S1SP

      Examples:
        | id      | user                             |
        | DM-5-08 | the electricity supplier         |
        | DM-5-09 | the electricity network operator |
        | DM-5-10 | the suppliers' agent             |
        | DM-5-11 | the export supplier              |
        | DM-5-12 | an Other User                    |

    @negative:DM-5 @applies:dual-fuel @severity:critical
    Scenario Outline: <user> may ask no more than its role has
      Given a migrated installation
      When <user> sends every service request that its roles do not allow
      Then every one of them is refused with "E2"
      And no service request has reached the S1SP

      Examples:
        | id      | user                |
        | DM-5-13 | the gas supplier    |
        | DM-5-14 | the gas transporter |
