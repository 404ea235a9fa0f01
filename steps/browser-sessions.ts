import { When } from '@cucumber/cucumber';
import type { Cookies } from '../support/portal/session';
import type { Visit } from '../support/portal/visit';
import { needing } from '../support/scope/step-traits';
import { expectThat, type ExpectationContext } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { ScenarioState } from './scenario-state';

/** A session that was signed out, at whichever portal. */
interface LeftSession {
  /** The browser in which it was. */
  readonly visit: Visit;
  readonly cookies: Cookies;
  /** Opens a page of that portal in another browser, with the cookies of the session. */
  readonly takeUp: (cookies: Cookies) => Promise<void>;
}

const left = new ScenarioState<LeftSession>('A session that was signed out');

/** Signs out of a portal and keeps what a browser had of the session. @param takeUp see `LeftSession` */
export async function signOut(
  world: MigrationWorld,
  visit: Visit,
  takeUp: LeftSession['takeUp'],
  context: ExpectationContext = {},
): Promise<void> {
  const cookies = await visit.session.cookies();
  expectThat(cookies.length > 0, 'a cookie of the session', 'none', context);
  left.set(world, { visit, cookies, takeUp });
  await visit.session.signOut();
}

When(
  'somebody goes back to the page before in that browser',
  needing('browser'),
  async function (this: MigrationWorld) {
    await left.get(this).visit.session.goBack();
  },
);

When('somebody takes up the session that was signed out', needing('browser'), async function (this: MigrationWorld) {
  const { cookies, takeUp } = left.get(this);
  await takeUp(cookies);
});
