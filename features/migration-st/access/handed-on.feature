@axis:once
Feature: What one party hands to another
  A party is told what it needs for its part of a migration; keys, tokens and passwords are nobody else's business.

  Rule: Secrets stay with those who need them

    @id:ST-A4-202 @negative:ST-A4 @phase:Active @severity:critical
    Scenario: No message of a migration holds a secret that can be read
      Given an installation
      When its migration is authorised
      Then the Commissioning Outcome File reports the installation as migrated
      And no message between the parties holds a key, a token or a password

    @id:ST-A4-203 @negative:ST-A4 @phase:Active @severity:critical
    Scenario: The Migration Control Centre does not learn the keys of the estate
      Given an installation
      When its migration is authorised
      Then no answer of the SMSO to the Migration Control Centre holds a key, a token or a password
