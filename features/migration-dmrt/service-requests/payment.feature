Feature: Prepayment and credit
  A supplier changes the payment mode, balance, debt and credit of a meter. The meter applies them and returns them when read.

  Rule: A top-up is added to the balance once

    @DM-5 @id:DM-5-201 @severity:blocker
    Scenario: A top-up is added to the prepayment balance
      Given a migrated installation in prepayment mode with a balance of £2.50
      When the electricity supplier tops up the electricity meter by £10.00
      Then the electricity meter shows a balance of £12.50

    @DM-5 @id:DM-5-206 @severity:blocker
    Scenario: A meter returns its balance after a top-up
      Given a migrated installation in prepayment mode with a balance of £2.50
      And the electricity supplier tops up the electricity meter by £10.00
      When the electricity supplier asks the electricity meter for its balance
      Then the response contains a balance of £12.50

    @negative:DM-5 @id:DM-5-202 @severity:critical
    Scenario: A UTRN is accepted once only
      Given a migrated installation in prepayment mode with a balance of £2.50
      And the electricity supplier tops up the electricity meter by £10.00
      When the electricity supplier tops up the electricity meter with the UTRN of its last top-up
      Then the device refuses the request with "token-refused"
      And the electricity meter shows a balance of £12.50
      And the electricity supplier has received the alert "81C5" for the electricity meter once

    @negative:DM-5 @id:DM-5-203
    Scenario: A mistyped UTRN is refused and leaves the balance unchanged
      Given a migrated installation in prepayment mode with a balance of £2.50
      When the electricity supplier tops up the electricity meter with a mistyped UTRN
      Then the device refuses the request with "token-refused"
      And the electricity meter shows a balance of £2.50

    @negative:DM-5 @id:DM-5-204
    Scenario: A meter in credit mode refuses a top-up
      Given a migrated installation
      When the electricity supplier tops up the electricity meter by £10.00
      Then the device refuses the request with "not-possible"

    @DM-5 @id:DM-5-205
    Scenario: A share of each top-up recovers a debt
      Given a migrated installation in prepayment mode with a balance of £2.50
      And the electricity supplier sets a debt of £8.00 on the electricity meter, recovered at 50 per cent of each top-up
      When the electricity supplier tops up the electricity meter by £10.00
      Then the electricity meter shows a balance of £7.50
      And the electricity meter shows a debt of £3.00

    @DM-5 @id:DM-5-207
    Scenario: A meter returns the remaining debt
      Given a migrated installation in prepayment mode with a balance of £2.50
      And the electricity supplier sets a debt of £8.00 on the electricity meter, recovered at 50 per cent of each top-up
      And the electricity supplier tops up the electricity meter by £10.00
      When the electricity supplier asks the electricity meter for its prepayment values
      Then the response contains a debt of £3.00

  Rule: A supplier sets the payment mode and the balance

    @DM-5 @id:DM-5-211 @severity:critical
    Scenario: A meter that changes to prepayment mode starts with a balance of zero
      Given a migrated installation
      When the electricity supplier puts the electricity meter into prepayment mode
      Then the response "I0" arrives at once
      And the electricity meter shows the prepayment mode
      And the electricity meter shows a balance of £0.00

    @DM-5 @id:DM-5-215 @severity:critical
    Scenario: A meter returns prepayment mode as its mode of payment
      Given a migrated installation
      And the electricity supplier puts the electricity meter into prepayment mode
      When the electricity supplier asks the electricity meter for its mode of payment
      Then the response contains the prepayment mode

    @DM-5 @id:DM-5-212
    Scenario: A meter that changes back to credit mode has a balance of zero
      Given a migrated installation in prepayment mode with a balance of £2.50
      When the electricity supplier puts the electricity meter into credit mode
      Then the electricity meter shows the credit mode
      And the electricity meter shows a balance of £0.00

    @DM-5 @id:DM-5-213
    Scenario: Resetting the balance sets it to zero
      Given a migrated installation in prepayment mode with a balance of £2.50
      When the electricity supplier resets the balance of the electricity meter
      Then the electricity meter shows a balance of £0.00

    @negative:DM-5 @id:DM-5-214
    Scenario: A meter in credit mode refuses an adjustment of its prepayment balance
      Given a migrated installation
      When the electricity supplier adds £10.00 to the balance of the electricity meter
      Then the device refuses the request with "not-possible"

  Rule: Emergency credit is available only when credit is low

    @DM-5 @id:DM-5-221
    Scenario: Activated emergency credit has the amount that the supplier has set
      Given a migrated installation in prepayment mode with a balance of £2.50
      And the electricity supplier sets the emergency credit of the electricity meter to £8.00 and its non-disablement period to begin at 18:00
      When the electricity supplier activates the emergency credit of the electricity meter
      Then the electricity meter shows an emergency credit of £8.00
      And the electricity supplier has received the alert "81AB" for the electricity meter once

    @DM-5 @id:DM-5-224
    Scenario: A meter returns the emergency credit limit that the supplier has set
      Given a migrated installation in prepayment mode with a balance of £2.50
      And the electricity supplier sets the emergency credit of the electricity meter to £8.00 and its non-disablement period to begin at 18:00
      And the electricity supplier activates the emergency credit of the electricity meter
      When the electricity supplier asks the electricity meter for its prepayment configuration
      Then the response contains an emergency credit limit of £8.00

    @DM-5 @id:DM-5-225 @axis:once
    Scenario: Emergency credit is given to a balance that equals its threshold
      Given a migrated installation in prepayment mode with a balance of £2.50
      And the electricity supplier sets the emergency credit of the electricity meter to £2.50 and its non-disablement period to begin at 18:00
      When the electricity supplier activates the emergency credit of the electricity meter
      Then the electricity meter shows an emergency credit of £2.50

    @negative:DM-5 @id:DM-5-226 @axis:once
    Scenario: Emergency credit is refused to a balance one penny above its threshold
      Given a migrated installation in prepayment mode with a balance of £2.50
      And the electricity supplier sets the emergency credit of the electricity meter to £2.49 and its non-disablement period to begin at 18:00
      When the electricity supplier activates the emergency credit of the electricity meter
      Then the device refuses the request with "not-possible"
      And the electricity meter shows a balance of £2.50

    @negative:DM-5 @id:DM-5-222
    Scenario: Emergency credit is refused while there is credit
      Given a migrated installation in prepayment mode with a balance of £50.00
      When the electricity supplier activates the emergency credit of the electricity meter
      Then the device refuses the request with "not-possible"
      And the electricity supplier has received no alert "81AB"

    @DM-5 @id:DM-5-223
    Scenario: A top-up repays emergency credit first
      Given a migrated installation in prepayment mode with a balance of £0.00
      And the electricity supplier activates the emergency credit of the electricity meter
      And a day passes
      When the electricity supplier tops up the electricity meter by £10.00
      Then the electricity meter shows a balance below £10.00 and no emergency credit in use

  Rule: A meter takes no more than its largest credit, and not beyond its largest balance

    @DM-5 @axis:once
    Scenario Outline: At a balance of <before> a top-up of <amount> is <taken>
      Given a migrated installation in prepayment mode with a balance of <before>
      And the electricity supplier sets the emergency credit of the electricity meter to £2.50 and its non-disablement period to begin at 18:00
      When the electricity supplier tops up the electricity meter by <amount>
      Then the electricity meter shows a balance of <after>

      Examples:
        | id       | before  | amount  | taken   | after   |
        | DM-5-845 | £10.00  | £200.00 | taken   | £210.00 |
        | DM-5-846 | £10.00  | £200.01 | refused | £10.00  |
        | DM-5-847 | £400.00 | £100.00 | taken   | £500.00 |
        | DM-5-848 | £400.00 | £100.01 | refused | £400.00 |

  Rule: The supply is disabled without credit, except in a non-disablement period

    @DM-5 @id:DM-5-231 @severity:critical
    Scenario: The supply is disabled when credit runs out
      Given a migrated installation in prepayment mode with a balance of £0.10
      When a day passes
      Then the electricity meter shows the supply as off

    @DM-5 @id:DM-5-234 @severity:critical
    Scenario: The event log records that the supply was disabled for lack of credit
      Given a migrated installation in prepayment mode with a balance of £0.10
      And a day passes
      When the electricity supplier asks the electricity meter for its event log
      Then the response contains the event 8F0F

    @DM-5 @id:DM-5-232
    Scenario: A top-up arms the supply after credit has run out
      Given a migrated installation in prepayment mode with a balance of £0.10
      And a day passes
      When the electricity supplier tops up the electricity meter by £10.00
      Then the electricity meter shows the supply as armed

    @DM-5 @axis:once @phase:Active
    Scenario Outline: On a day that begins with a non-disablement period on <days> the supply is <supply>
      Given it is 4 June 2019
      And a migrated installation in prepayment mode with a balance of £0.50
      And the electricity supplier sets the emergency credit of the electricity meter to £5.00 and its non-disablement period to begin at 01:00 on <days>
      When 20 hours pass
      Then the electricity meter shows the supply as <supply>

      Examples:
        | id       | days              | supply |
        | DM-5-841 | every Wednesday   | off    |
        | DM-5-842 | every Thursday    | on     |
        | DM-5-843 | 6 June 2019 alone | on     |
        | DM-5-844 | 7 June 2019 alone | off    |

    @DM-5 @id:DM-5-233
    Scenario: The supply stays on during the non-disablement period
      Given a migrated installation in prepayment mode with a balance of £0.50
      And the electricity supplier sets the emergency credit of the electricity meter to £5.00 and its non-disablement period to begin at 01:00
      When 20 hours pass
      Then the electricity meter shows the supply as on
      And the electricity meter shows no credit

    @DM-5 @id:DM-5-235
    Scenario: The supply is disabled when the non-disablement period has ended
      Given a migrated installation in prepayment mode with a balance of £0.50
      And the electricity supplier sets the emergency credit of the electricity meter to £5.00 and its non-disablement period to begin at 01:00
      And 20 hours pass
      When a day passes
      Then the electricity meter shows the supply as off
