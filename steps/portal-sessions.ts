import { After, Given, Then, When } from '@cucumber/cucumber';
import type { Cookies } from '../support/portal/session';
import type { PortalVisit } from '../support/portal/portal-visit';
import { needing } from '../support/scope/step-traits';
import type { Part } from '../support/roles';
import { expectEqual, expectFound } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { ScenarioState } from './scenario-state';
import { signOut } from './browser-sessions';
import { AT_PORTAL, beginVisit, show, visits } from './portal';

/** HTTP status of a form that is not taken (as published). */
const NOT_TAKEN = 403;

/** The visits of a user who is signed in several times, the oldest first. */
const browsers = new ScenarioState<readonly PortalVisit[]>('Several visits to the portal');
/** What a form that no page of the session offers was answered with. */
export const statuses = new ScenarioState<number>('A form from elsewhere');

After({ name: 'Further visits to the portal' }, async function (this: MigrationWorld) {
  // The newest is ended with its evidence.
  const others = (browsers.find(this) ?? []).filter((visit) => visit !== visits.find(this));
  for (const visit of others) await visit.end();
});

Given(
  '{user} is signed in to the portal in {count} browsers',
  { wrapperOptions: { needs: ['browser', 'own-system'], brings: ['has somebody sign in to the portal'] } },
  async function (this: MigrationWorld, part: Part, count: number) {
    const { user, password } = this.roles.user(part).organisation.portal;
    const begun: PortalVisit[] = [];
    while (begun.length < count) {
      const visit = await beginVisit(this);
      await visit.signIn.signIn(user, password);
      begun.push(visit);
    }
    browsers.set(this, begun);
  },
);

When(
  'the supplier opens its installations in the portal',
  { wrapperOptions: { needs: ['browser'], follows: ['has somebody sign in to the portal'] } },
  async function (this: MigrationWorld) {
    await visits.get(this).installations.open();
  },
);

When(
  'the supplier opens its installations in its {ordinal} browser',
  needing('browser'),
  async function (this: MigrationWorld, number: number) {
    const visit = expectFound(`browser number ${String(number)}`, browsers.get(this)[number - 1]);
    visits.set(this, visit);
    await visit.installations.open();
  },
);

When(
  'the supplier signs out of the portal',
  { wrapperOptions: { needs: ['browser'], follows: ['has somebody sign in to the portal'] } },
  async function (this: MigrationWorld) {
    const takeUp = async (cookies: Cookies): Promise<void> => {
      const visit = await beginVisit(this);
      await visit.session.takeUp(cookies);
      await visit.installations.open();
    };
    await signOut(this, visits.get(this), takeUp, AT_PORTAL);
  },
);

When(
  /^the supplier uploads it with (no form token|the form token of its other session)$/,
  needing('browser'),
  async function (this: MigrationWorld, which: string) {
    const other = expectFound('another session', browsers.get(this)[0]);
    await other.authorisations.open();
    const token = which === 'no form token' ? '' : await other.session.formToken();
    const { authorisations, session } = visits.get(this);
    await authorisations.open();
    await session.changeFormToken(token);
    await authorisations.send(this.authorisation.archive, this.authorisation.passwordFile);
    await this.roles.time.settle();
  },
);

When(
  /^the supplier sends the form that (signs the supplier out|delivers a demand file) with (no form token|the form token of its other session)$/,
  needing('browser'),
  async function (this: MigrationWorld, form: string, which: string) {
    const other = expectFound('another session', browsers.get(this)[0]);
    await other.installations.open();
    const token = which === 'no form token' ? '' : await other.session.formToken();
    const address = form === 'delivers a demand file' ? '/portal/demand' : '/portal/sign-out';
    const { status } = await visits.get(this).session.send(address, { 'form-token': token });
    statuses.set(this, status);
  },
);

Then('the portal refuses the form', needing('browser'), async function (this: MigrationWorld) {
  const status = statuses.find(this);
  if (status !== undefined) {
    expectEqual('the status of the answer to the form', status, NOT_TAKEN, AT_PORTAL);
    return;
  }
  await show(this, 'The refused form');
  const heading = await visits.get(this).session.heading();
  expectEqual('the heading of the answer to the form', heading, 'This did not work', AT_PORTAL);
});

Then('the authorisation has not been submitted', async function (this: MigrationWorld) {
  const result = await this.roles.supplier.authorisationResult(this.authorisation.stem);
  expectEqual('the authorisation that came with a refused form', result, undefined, AT_PORTAL);
});

Then('the portal asks to sign in', needing('browser'), async function (this: MigrationWorld) {
  await show(this, 'Whoever is not signed in');
  const { session } = visits.get(this);
  expectEqual('the heading of the page that the portal shows', await session.heading(), 'Sign in', AT_PORTAL);
});

Then('the portal shows the page of its installations', needing('browser'), async function (this: MigrationWorld) {
  await show(this, 'The installations');
  const { session } = visits.get(this);
  expectEqual('the heading of the page that the portal shows', await session.heading(), 'Installations', AT_PORTAL);
});

Then(
  /^the supplier is (still|not) signed in to the portal$/,
  needing('browser'),
  async function (this: MigrationWorld, which: string) {
    const { installations, session } = visits.get(this);
    await installations.open();
    await show(this, 'Whether somebody is signed in');
    const due = which === 'still' ? 'Installations' : 'Sign in';
    expectEqual('the heading of the page that the portal shows', await session.heading(), due, AT_PORTAL);
  },
);
