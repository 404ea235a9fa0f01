@axis:once
Feature: Sessions at the portal
  A session belongs to the user who signed in, in one browser, until it ends; nothing is shown to anybody else.

  Rule: Only a supplier's staff can sign in

    @negative:ST-A1 @phase:Active @severity:critical
    Scenario Outline: <user> cannot sign in
      When <user> signs in to the portal
      Then the portal refuses the sign-in

      Examples:
        | id        | user                             |
        | ST-A1-211 | the electricity network operator |
        | ST-A1-212 | an Other User                    |
        | ST-A1-213 | a former user                    |

  Rule: A session ends when its user signs out

    @id:ST-A9-211 @negative:ST-A9 @phase:Active @severity:critical
    Scenario: The portal asks for a sign-in after a sign-out
      Given the supplier is signed in to the portal
      And the supplier signs out of the portal
      When the supplier opens its installations in the portal
      Then the portal asks to sign in

    @id:ST-A9-212 @negative:ST-A9 @phase:Active @severity:critical
    Scenario: Going back in the browser after a sign-out shows nothing
      Given a migrated installation
      And the supplier is signed in to the portal
      And the supplier opens its installations in the portal
      And the supplier signs out of the portal
      When somebody goes back to the page before in that browser
      Then the portal asks to sign in

    @id:ST-A9-213 @negative:ST-A9 @phase:Active @severity:critical
    Scenario: A session that was signed out cannot be taken up again
      Given the supplier is signed in to the portal
      And the supplier signs out of the portal
      When somebody takes up the session that was signed out
      Then the portal asks to sign in

    @id:ST-A9-214 @ST-A9 @phase:Active
    Scenario: Signing out in one browser leaves the session of another
      Given the supplier is signed in to the portal in two browsers
      And the supplier signs out of the portal
      When the supplier opens its installations in its first browser
      Then the portal shows the page of its installations

  Rule: A session ends after 31 days

    @id:ST-A9-215 @ST-A9 @phase:Active
    Scenario: A session is open on its last day
      Given the supplier is signed in to the portal
      And 743 hours pass
      When the supplier opens its installations in the portal
      Then the portal shows the page of its installations

    @id:ST-A9-216 @negative:ST-A9 @phase:Active @severity:critical
    Scenario: A session is closed after 31 days
      Given the supplier is signed in to the portal
      And 744 hours pass
      When the supplier opens its installations in the portal
      Then the portal asks to sign in

  Rule: A supplier has at most ten sessions, and a further one ends the oldest

    @id:ST-A9-217 @negative:ST-A9 @phase:Active
    Scenario: The eleventh session ends the first
      Given the supplier is signed in to the portal in 11 browsers
      When the supplier opens its installations in its first browser
      Then the portal asks to sign in

    @id:ST-A9-218 @ST-A9 @phase:Active
    Scenario: The eleventh session leaves the second open
      Given the supplier is signed in to the portal in 11 browsers
      When the supplier opens its installations in its second browser
      Then the portal shows the page of its installations

  Rule: A form is taken only from a page of the portal that belongs to its session

    @negative:ST-A1 @phase:Active @severity:critical
    Scenario Outline: An authorisation with <token> is refused
      Given an authorisation for one installation
      And the supplier is signed in to the portal in two browsers
      When the supplier uploads it with <token>
      Then the portal refuses the form
      And the authorisation has not been submitted

      Examples:
        | id        | token                               |
        | ST-A1-214 | no form token                       |
        | ST-A1-215 | the form token of its other session |

    @negative:ST-A1 @phase:Active @severity:critical
    Scenario Outline: The form that <does> is refused with <token>
      Given the supplier is signed in to the portal in two browsers
      When the supplier sends the form that <does> with <token>
      Then the portal refuses the form
      And the supplier is still signed in to the portal

      Examples:
        | id        | does                   | token                               |
        | ST-A1-458 | signs the supplier out | no form token                       |
        | ST-A1-459 | signs the supplier out | the form token of its other session |
        | ST-A1-460 | delivers a demand file | no form token                       |
        | ST-A1-461 | delivers a demand file | the form token of its other session |

    @id:ST-A1-216 @negative:ST-A1 @phase:Active @severity:critical
    Scenario: Another site cannot sign a supplier out
      Given the supplier is signed in to the portal
      When another site sends the form that signs the supplier out
      Then the portal refuses the form
      And the supplier is still signed in to the portal

    @id:ST-A1-217 @negative:ST-A1 @phase:Active @severity:critical
    Scenario: Another site cannot sign a supplier in
      Given the supplier is signed in to the portal
      And the supplier signs out of the portal
      When another site sends the form that signs the supplier in
      Then the portal refuses the form
      And the supplier is not signed in to the portal

  Rule: A page is shown only to the suppliers whom it concerns, whoever knows its address

    @negative:ST-A9 @phase:Mixed @applies:dual-fuel @applies:configuration-update @severity:critical
    Scenario Outline: <user> learns nothing by knowing an address
      Given a migration after a change of supplier of which every party keeps its records
      When <user> asks the portal by address for everything that is kept
      Then every call is refused, or shows the caller its own records alone
      And no record of any party has changed

      Examples:
        | id        | user                          |
        | ST-A9-221 | another supplier              |
        | ST-A9-222 | the gas supplier              |
        | ST-A9-223 | the electricity supplier      |
        | ST-A9-224 | somebody who is not signed in |
