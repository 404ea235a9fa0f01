import { Then, When } from '@cucumber/cucumber';
import type { PortalAnswer } from '../support/portal/session';
import { needing } from '../support/scope/step-traits';
import { expectEqual, expectThat } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { signOut } from './browser-sessions';
import { sceneOf } from './dust';
import { pathOf } from './dust-isolation';
import { beginDustVisit, dustVisits, signInToDust } from './dust-portal';
import type { ForeignThing } from './phrases/dust-types';
import { show } from './portal';
import { ScenarioState } from './scenario-state';

/** HTTP status of a form that is not taken (as published). */
const NOT_TAKEN = 403;
/** HTTP statuses of what somebody else has (as published). */
const NOT_THERE = [403, 404];
/** Address of the form that books a test installation. */
export const BOOKINGS = '/portal/bookings';

/** What the portal answered to what no page of it offers. */
export const answers = new ScenarioState<PortalAnswer>('An answer of the portal of Migration DUST');

When(
  '{participant} signs out of the portal of Migration DUST',
  needing('browser'),
  async function (this: MigrationWorld, _key: string) {
    await signOut(this, dustVisits.get(this), async (cookies) => {
      const visit = await beginDustVisit(this);
      await visit.session.takeUp(cookies);
      await visit.open('summary');
    });
  },
);

When(
  /^the Responsible Supplier books with (no form token|the form token of the Gas Transporter)$/,
  needing('browser'),
  async function (this: MigrationWorld, which: string) {
    const token = which === 'no form token' ? '' : await (await signInToDust(this, 'esk-gas-transport')).formToken();
    const { session } = await signInToDust(this, 'avon-supply');
    answers.set(this, await session.send(BOOKINGS, { source: 'dcc-lab', 'form-token': token }));
  },
);

/** Addresses of forms of a session, beside the one that books. */
const FORMS: Readonly<Record<string, string>> = {
  'returns a test installation': `${BOOKINGS}/return`,
  'submits an authorisation': '/portal/authorisations',
  'signs out': '/portal/sign-out',
};

When(
  /^the Responsible Supplier sends the form that (returns a test installation|submits an authorisation|signs out) with (no form token|the form token of the Gas Transporter)$/,
  needing('browser'),
  async function (this: MigrationWorld, form: string, which: string) {
    const token = which === 'no form token' ? '' : await (await signInToDust(this, 'esk-gas-transport')).formToken();
    const { session } = await signInToDust(this, 'avon-supply');
    answers.set(this, await session.send(FORMS[form] ?? '', { 'form-token': token }));
  },
);

When(
  '{participant} asks the portal of Migration DUST for the {foreignThing} of {participant}',
  needing('browser'),
  async function (this: MigrationWorld, _key: string, thing: ForeignThing, other: string) {
    const visit = dustVisits.get(this);
    const scene = await sceneOf(this);
    if (thing === 'test installation') {
      const fields = { importMPAN: scene.installationOf(other).importMPAN, 'form-token': await visit.formToken() };
      answers.set(this, await visit.session.send(`${BOOKINGS}/return`, fields));
      return;
    }
    answers.set(this, await visit.session.ask(`/portal${await pathOf(scene, thing, other)}`));
  },
);

Then('the portal of Migration DUST does not give it', needing('browser'), function (this: MigrationWorld) {
  const { status } = answers.get(this);
  expectThat(NOT_THERE.includes(status), 'the portal not to give it', `an answer with status ${String(status)}`);
});

Then('the portal of Migration DUST refuses the form', needing('browser'), function (this: MigrationWorld) {
  expectEqual('the status of the answer to the form', answers.get(this).status, NOT_TAKEN);
});

Then('the portal of Migration DUST asks to sign in', needing('browser'), async function (this: MigrationWorld) {
  const visit = dustVisits.get(this);
  await show(this, 'Whoever is not signed in', visit);
  expectEqual('the heading of the page that the portal shows', await visit.session.heading(), 'Sign in');
});

Then('the portal of Migration DUST refuses the sign-in', needing('browser'), async function (this: MigrationWorld) {
  const visit = dustVisits.get(this);
  await show(this, 'The refused sign-in', visit);
  expectEqual('the refusal of the sign-in', await visit.signIn.refusal(), 'User name or password is wrong.');
  await visit.open('summary');
  expectEqual('the heading of the page that the portal shows', await visit.session.heading(), 'Sign in');
});
