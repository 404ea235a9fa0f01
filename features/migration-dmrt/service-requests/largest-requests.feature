@axis:once
Feature: Largest service requests
  What the DSP takes has published limits: what just keeps them is answered like any other request.

  Rule: The largest request that a web service takes is answered

    @DM-5
    Scenario Outline: A request <limit> is answered
      Given a migrated installation
      When the electricity supplier asks <whom>, <limit>
      Then the request is answered with "<code>"

      Examples:
        | id       | whom                                           | limit                                   | code |
        | DM-5-951 | the electricity meter for its import registers | of exactly 1048576 bytes                | I99  |
        | DM-5-952 | the inventory for the electricity meter        | of exactly 16777216 bytes               | I0   |
        | DM-5-953 | the electricity meter for its import registers | with 63 namespaces that it does not use | I99  |

    @negative:DM-5 @id:DM-5-954
    Scenario: A request to the DCC itself of more than 16 megabytes is rejected
      Given a migrated installation
      When the electricity supplier asks the inventory for the electricity meter, of exactly 16777217 bytes
      Then the DSP rejects the request as too large
      And the electricity supplier has received no response
