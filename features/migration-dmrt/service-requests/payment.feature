@needs:lab @needs:virtual-time
Feature: Prepayment and credit
  What a supplier changes of the money of its customer is what the meter reckons with, and what it says when it is asked.

  Rule: A top-up reaches the balance once

    @DM-5 @id:DM-5-201 @severity:blocker
    Scenario: A top-up reaches the prepayment balance
      Given a migrated installation in prepayment mode with a balance of £2.50
      When the electricity supplier tops up the electricity meter by £10.00
      Then the electricity meter shows a balance of £12.50
      When the electricity supplier asks the electricity meter for its balance
      Then the response contains a balance of £12.50

    @negative:DM-5 @id:DM-5-202 @severity:critical
    Scenario: The UTRN of a top-up works once
      Given a migrated installation in prepayment mode with a balance of £2.50
      And the electricity supplier tops up the electricity meter by £10.00
      When the electricity supplier tops up the electricity meter with the UTRN of its last top-up
      Then the device refuses the request with "token-refused"
      And the electricity meter shows a balance of £12.50
      And the electricity supplier has received the alert "81C5" for the electricity meter once

    @negative:DM-5 @id:DM-5-203
    Scenario: A mistyped UTRN changes nothing
      Given a migrated installation in prepayment mode with a balance of £2.50
      When the electricity supplier tops up the electricity meter with a mistyped UTRN
      Then the device refuses the request with "token-refused"
      And the electricity meter shows a balance of £2.50

    @negative:DM-5 @id:DM-5-204
    Scenario: A meter in credit mode takes no top-up
      Given a migrated installation
      When the electricity supplier tops up the electricity meter by £10.00
      Then the device refuses the request with "not-possible"

    @DM-5 @id:DM-5-205
    Scenario: A debt is paid from top-ups by its share
      Given a migrated installation in prepayment mode with a balance of £2.50
      And the electricity supplier sets a debt of £8.00 on the electricity meter, recovered at 50 per cent of each top-up
      When the electricity supplier tops up the electricity meter by £10.00
      Then the electricity meter shows a balance of £7.50
      And the electricity meter shows a debt of £3.00
      When the electricity supplier asks the electricity meter for its prepayment values
      Then the response contains a debt of £3.00

  Rule: A supplier sets the mode and the balance

    @DM-5 @id:DM-5-211 @severity:critical
    Scenario: A meter that is put into prepayment mode begins at nothing
      Given a migrated installation
      When the electricity supplier puts the electricity meter into prepayment mode
      Then the response "I0" arrives at once
      And the electricity meter shows the prepayment mode
      And the electricity meter shows a balance of £0.00
      When the electricity supplier asks the electricity meter for its mode of payment
      Then the response contains the prepayment mode

    @DM-5 @id:DM-5-212
    Scenario: A meter that is put back into credit mode owes its customer nothing
      Given a migrated installation in prepayment mode with a balance of £2.50
      When the electricity supplier puts the electricity meter into credit mode
      Then the electricity meter shows the credit mode
      And the electricity meter shows a balance of £0.00

    @DM-5 @id:DM-5-213
    Scenario: A balance that is reset is nothing
      Given a migrated installation in prepayment mode with a balance of £2.50
      When the electricity supplier resets the balance of the electricity meter
      Then the electricity meter shows a balance of £0.00

    @negative:DM-5 @id:DM-5-214
    Scenario: A prepayment balance is not adjusted in credit mode
      Given a migrated installation
      When the electricity supplier adds £10.00 to the balance of the electricity meter
      Then the device refuses the request with "not-possible"

  Rule: Emergency credit is given where there is need

    @DM-5 @id:DM-5-221
    Scenario: Emergency credit is as much as the supplier has set
      Given a migrated installation in prepayment mode with a balance of £2.50
      And the electricity supplier sets the emergency credit of the electricity meter to £8.00 and its non-disablement period to begin at 18:00
      When the electricity supplier activates the emergency credit of the electricity meter
      Then the electricity meter shows an emergency credit of £8.00
      And the electricity supplier has received the alert "81AB" for the electricity meter once
      When the electricity supplier asks the electricity meter for its prepayment configuration
      Then the response contains an emergency credit limit of £8.00

    @negative:DM-5 @id:DM-5-222
    Scenario: Who has credit gets no emergency credit
      Given a migrated installation in prepayment mode with a balance of £50.00
      When the electricity supplier activates the emergency credit of the electricity meter
      Then the device refuses the request with "not-possible"
      And the electricity supplier has received no alert "81AB"

    @DM-5 @id:DM-5-223
    Scenario: A top-up pays back emergency credit first
      Given a migrated installation in prepayment mode with a balance of £0.00
      And the electricity supplier activates the emergency credit of the electricity meter
      And a day passes
      When the electricity supplier tops up the electricity meter by £10.00
      Then the electricity meter shows a balance below £10.00 and no emergency credit in use

  Rule: Without credit the supply ends, unless it is a time at which it must not

    @DM-5 @id:DM-5-231 @severity:critical
    Scenario: The supply ends when credit has run out
      Given a migrated installation in prepayment mode with a balance of £0.10
      When a day passes
      Then the electricity meter shows the supply as off
      When the electricity supplier asks the electricity meter for its event log
      Then the response contains the event 8F0F

    @DM-5 @id:DM-5-232
    Scenario: After a top-up the customer can switch the supply on again
      Given a migrated installation in prepayment mode with a balance of £0.10
      And a day passes
      When the electricity supplier tops up the electricity meter by £10.00
      Then the electricity meter shows the supply as armed

    @DM-5 @id:DM-5-233
    Scenario: The supply does not end at a time at which it must not
      Given a migrated installation in prepayment mode with a balance of £0.50
      And the electricity supplier sets the emergency credit of the electricity meter to £5.00 and its non-disablement period to begin at 01:00
      When 20 hours pass
      Then the electricity meter shows the supply as on
      And the electricity meter shows no credit
      When a day passes
      Then the electricity meter shows the supply as off
