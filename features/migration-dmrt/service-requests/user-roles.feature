Feature: User roles
  The role of a DCC user determines which service requests it may send to a migrated installation: every service request in
  scope is carried out for the roles that are allowed to send it and refused for all others.

  Rule: Every service request of a role is carried out

    @DM-5 @severity:blocker
    Scenario Outline: Every service request of role <role> is carried out for <user>
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
    Scenario Outline: Every gas service request of role <role> is carried out for <user>
      Given a migrated installation
      When <user> sends every service request of its role <role>
      Then every one of them is answered correctly and within its target time

      Examples:
        | id      | user                | role |
        | DM-5-06 | the gas supplier    | GS   |
        | DM-5-07 | the gas transporter | GT   |

  Rule: A value that DUIS lets be written in two ways means the same in both

    @DM-5 @axis:once
    Scenario Outline: Every service request of <user> is carried out <form>
      Given a migrated installation that also exports electricity
      When <user> sends every service request of its role <role>, each <form>
      Then every one of them is answered correctly and within its target time

      Examples:
        | id        | user                     | role | form                                         |
        | DM-5-1171 | the electricity supplier | IS   | with its hexadecimal digits in small letters |

      @applies:dual-fuel
      Examples:
        | id        | user             | role | form                                         |
        | DM-5-1173 | the gas supplier | GS   | with its hexadecimal digits in small letters |

  Rule: A service request that a role does not allow is refused

    @negative:DM-5 @negative:DT-1 @severity:critical
    Scenario Outline: A service request outside its role is refused for <user>
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

    @negative:DM-5 @negative:DT-1 @applies:dual-fuel @severity:critical
    Scenario Outline: A gas or electricity service request outside its role is refused for <user>
      Given a migrated installation
      When <user> sends every service request that its roles do not allow
      Then every one of them is refused with "E2"
      And no service request has reached the S1SP

      Examples:
        | id      | user                |
        | DM-5-13 | the gas supplier    |
        | DM-5-14 | the gas transporter |
