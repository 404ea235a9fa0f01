@needs:lab @needs:virtual-time
Feature: S1SP Commissioning File
  When the S1SP is done with its set, it tells the Commissioning Party the result for every installation. Commissioning
  follows from this file and from nothing else.

  Rule: The commissioning file names every installation of the set with its result

    @id:ST-A8-01 @ST-A8 @severity:blocker
    Scenario: A rotated installation is reported ready to commission
      Given an installation
      When its migration is authorised
      Then the Commissioning Party accepts the S1SP Commissioning File
      And the S1SP Commissioning File reports the installation as ready to commission
      And it gives the new key version of every device that holds keys

    @id:ST-A8-02 @ST-A8 @negative:ST-A8 @severity:critical
    Scenario: A failed installation is in the file beside the one that is ready
      Given two installations, the second with a device on the whitelist that the SMSO did not declare
      When their migration is authorised
      Then the S1SP Commissioning File reports the first installation as ready to commission
      And the S1SP Commissioning File reports the second installation as failed with "SIM-WHL-02"

  Rule: Nothing is commissioned on a file that cannot be trusted

    @negative:ST-A8 @needs:role-taking @axis:once @severity:blocker
    Scenario Outline: The Commissioning Party rejects an S1SP Commissioning File <fault>
      Given an installation
      And the S1SP Commissioning File reaches the Commissioning Party <fault>
      When its migration is authorised
      Then the Commissioning Party rejects the S1SP Commissioning File with "<code>"
      And the S1SP is told of the rejection
      And the inventory does not know any device of the installation
      And nobody has received a commissioning alert

      Examples:
        | id       | fault                            | code       |
        | ST-A8-11 | altered after it was signed      | SIM-CPV-03 |
        | ST-A8-12 | signed by the DCO                | SIM-CPV-04 |
        | ST-A8-13 | with a Group ID that nobody uses | SIM-CPV-05 |

    @id:ST-A8-14 @negative:ST-A8 @needs:role-taking @ST-A9
    Scenario: A commissioning file that arrives twice commissions once
      Given an installation
      And the S1SP Commissioning File reaches the Commissioning Party twice
      When its migration is authorised
      Then the Commissioning Party judges the arrivals of the S1SP Commissioning File "accepted, duplicate"
      And the installation is migrated
      And every attempt has its outcome
      And the electricity supplier has received the alert "N42" for the electricity meter once
