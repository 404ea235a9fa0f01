@axis:once @phase:Active
Feature: Sessions and isolation in the portal of Migration DUST
  A session belongs to the people of the participant who signed in until it ends. No page shows what is another participant's, whoever
  knows its address, and no form is taken that did not come from a page of the session.

  Rule: Only the people of participants sign in

    @negative:DU-1 @severity:critical @id:DU-1-83
    Scenario: A sign-in with a wrong password is refused
      Given Migration DUST is open to the Responsible Supplier
      When the Responsible Supplier signs in to the portal of Migration DUST with a wrong password
      Then the portal of Migration DUST refuses the sign-in

    @negative:DU-1 @severity:critical @id:DU-1-84
    Scenario: An account of the Migration Control Centre is none of Migration DUST
      Given Migration DUST is open to the Responsible Supplier
      When a user of the portal of the Migration Control Centre signs in to the portal of Migration DUST
      Then the portal of Migration DUST refuses the sign-in

  Rule: A session ends when its user signs out, or after 31 days

    @negative:DU-1 @severity:critical @id:DU-1-85
    Scenario: Going back in the browser after a sign-out shows nothing
      Given the Responsible Supplier has a test installation in the DCC's laboratory
      And the Responsible Supplier is signed in to the portal of Migration DUST
      And the Responsible Supplier opens the test installations in its browser
      And the Responsible Supplier signs out of the portal of Migration DUST
      When somebody goes back to the page before in that browser
      Then the portal of Migration DUST asks to sign in

    @negative:DU-1 @severity:critical @id:DU-1-86
    Scenario: A session that was signed out cannot be taken up again
      Given Migration DUST is open to the Responsible Supplier
      And the Responsible Supplier is signed in to the portal of Migration DUST
      And the Responsible Supplier signs out of the portal of Migration DUST
      When somebody takes up the session that was signed out
      Then the portal of Migration DUST asks to sign in

    @negative:DU-1 @id:DU-1-87
    Scenario: A session is closed after 31 days
      Given Migration DUST is open to the Responsible Supplier
      And the Responsible Supplier is signed in to the portal of Migration DUST
      And 744 hours pass
      When the Responsible Supplier opens the summary in its browser
      Then the portal of Migration DUST asks to sign in

  Rule: A form is taken only from a page of its session

    @negative:DU-1 @severity:critical
    Scenario Outline: A booking with <token> is refused
      Given Migration DUST is open to the Responsible Supplier
      And one free test installation in the DCC's laboratory
      When the Responsible Supplier books with <token>
      Then the portal of Migration DUST refuses the form
      And the Responsible Supplier has no test installations

      Examples:
        | id      | token                                 |
        | DU-1-88 | no form token                         |
        | DU-1-89 | the form token of the Gas Transporter |

    @negative:DU-1 @severity:critical
    Scenario Outline: The form that <does> is refused with <token>
      Given Migration DUST is open to the Responsible Supplier
      When the Responsible Supplier sends the form that <does> with <token>
      Then the portal of Migration DUST refuses the form

      Examples:
        | id       | does                        | token                                 |
        | DU-1-100 | returns a test installation | no form token                         |
        | DU-1-101 | returns a test installation | the form token of the Gas Transporter |
        | DU-1-102 | submits an authorisation    | no form token                         |
        | DU-1-103 | submits an authorisation    | the form token of the Gas Transporter |
        | DU-1-104 | signs out                   | no form token                         |
        | DU-1-105 | signs out                   | the form token of the Gas Transporter |

    @negative:DU-1 @severity:critical @id:DU-1-90
    Scenario: A booking that another site sends is refused
      Given Migration DUST is open to the Responsible Supplier
      And one free test installation in the DCC's laboratory
      And the Responsible Supplier is signed in to the portal of Migration DUST
      When another site sends the form that books a test installation
      Then the portal of Migration DUST refuses the form
      And the Responsible Supplier has no test installations

  Rule: What a participant has is nobody else's to see or to touch

    @negative:DU-1 @severity:critical
    Scenario Outline: The page of <page> shows nothing of another participant
      Given Migration DUST is open to the Gas Transporter
      And the Distribution Network Operator has migrated a test installation
      And 24 hours pass
      And the Gas Transporter is signed in to the portal of Migration DUST
      When the Gas Transporter opens the <page> in its browser
      Then the page shows nothing of the Distribution Network Operator

      Examples:
        | id      | page               |
        | DU-1-91 | summary            |
        | DU-1-92 | test installations |
        | DU-1-93 | authorisations     |
        | DU-1-94 | outcomes           |
        | DU-1-95 | alerts             |

    @negative:DU-1 @severity:critical
    Scenario Outline: The portal does not give the <thing> of another participant to whoever knows its address
      Given Migration DUST is open to the Gas Transporter
      And the Distribution Network Operator has migrated a test installation
      And the Gas Transporter is signed in to the portal of Migration DUST
      When the Gas Transporter asks the portal of Migration DUST for the <thing> of the Distribution Network Operator
      Then the portal of Migration DUST does not give it

      Examples:
        | id      | thing          |
        | DU-1-96 | authorisation  |
        | DU-1-97 | exception file |
        | DU-1-98 | outcome file   |
        | DU-1-99 | alert          |

    @negative:DU-2 @severity:critical @id:DU-2-85
    Scenario: A participant cannot return the test installation of another in the portal
      Given Migration DUST is open to the Gas Transporter
      And the Distribution Network Operator has a test installation in the DCC's laboratory
      And the Gas Transporter is signed in to the portal of Migration DUST
      When the Gas Transporter asks the portal of Migration DUST for the test installation of the Distribution Network Operator
      Then the portal of Migration DUST does not give it
      And the Distribution Network Operator has one test installation
