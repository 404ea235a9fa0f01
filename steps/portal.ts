import { AUTHORISES } from '../support/scope/step-traits';
import { After, AfterAll, Given, Status, Then, When } from '@cucumber/cucumber';
import type { SeenRow } from '../support/portal/pages/table';
import { PortalVisit } from '../support/portal/portal-visit';
import { closeBrowser, type Visit } from '../support/portal/visit';
import type { Part } from '../support/roles';
import { expectEqual, expectFound, expectNone } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { ScenarioState } from './scenario-state';
import { demandFile } from './demand';
import type { Judged, ShownStatus, SignIn } from './phrases/portal-phrases';
import { asCode } from '../support/evidence/failure';

/** A row of an authorisation as the portal shows it. */
const ROW = 'row of the authorisation';

export const AT_PORTAL = { party: 'mcc', message: 'portal of the Migration Control Centre' } as const;

/** What the portal says to a wrong password. */
const WRONG_PASSWORD = 'User name or password is wrong.';

/** The newest visit of a scenario to the portal. */
export const visits = new ScenarioState<PortalVisit>('A visit to the portal');

/** Opens the portal in a browser of its own, signed out. */
export async function beginVisit(world: MigrationWorld): Promise<PortalVisit> {
  world.needs.expect('browser');
  const visit = await PortalVisit.begin(world.roles.context.environment.services.mcc);
  visits.set(world, visit);
  await visit.signIn.open();
  return visit;
}

/** Signs a user in, in a browser of its own. */
export async function signIn(world: MigrationWorld, part: Part): Promise<void> {
  const { user, password } = world.roles.user(part).organisation.portal;
  const visit = await beginVisit(world);
  await visit.signIn.signIn(user, password);
  await visit.record();
}

/** Keeps a picture of what the person sees, or what the page says where the browser gives no picture. */
export async function show(world: MigrationWorld, fileName: string, visit: Visit = visits.get(world)): Promise<void> {
  const picture = await visit.picture();
  if (picture === undefined) {
    const text = `The browser gave no picture of this page. It says:\n\n${await visit.text()}\n`;
    world.attach(text, { mediaType: 'text/plain', fileName });
    return;
  }
  world.attach(picture, { mediaType: 'image/png', fileName });
}

/**
 * Ends a visit; where the scenario has not passed, with a picture of what was shown in the end, what it said, and what the browser did.
 * @param portalOf whose portal it is
 */
export async function endVisit(
  world: MigrationWorld,
  visit: Visit | undefined,
  hasPassed: boolean,
  portalOf = 'mcc',
): Promise<void> {
  if (visit === undefined) return;
  try {
    if (hasPassed) return;
    await show(world, 'What the portal showed in the end', visit);
    const text = await visit.text();
    world.attach(text, { mediaType: 'text/plain', fileName: 'What the portal said in the end' });
    world.evidence.add({ name: 'What the portal said in the end', body: text, givenBy: portalOf });
    const trace = await visit.trace();
    if (trace !== undefined)
      world.attach(trace, { mediaType: 'application/vnd.allure.playwright-trace', fileName: 'Trace of the browser' });
  } finally {
    await visit.end();
  }
}

After({ name: 'The portal' }, async function (this: MigrationWorld, { result }) {
  await endVisit(this, visits.find(this), result?.status === Status.PASSED);
});

AfterAll(closeBrowser);

/** Signs in so often with a wrong password that the portal refuses each time, and leaves. */
async function failToSignIn(world: MigrationWorld, user: string, times: number): Promise<void> {
  const visit = await beginVisit(world);
  for (let time = 0; time < times; time += 1) await visit.signIn.signIn(user, `wrong password ${time}`);
  const said = await visit.signIn.refusal();
  expectEqual('what the portal says to a wrong password', said, WRONG_PASSWORD, { party: 'mcc' });
  await visit.end();
}

Given(
  '{user} {signIn}',
  { wrapperOptions: { needs: ['browser'], brings: ['has somebody sign in to the portal'], alsoWhen: true } },
  async function (this: MigrationWorld, part: Part, how: SignIn) {
    const { user } = this.roles.user(part).organisation.portal;
    if (how === 'right') await signIn(this, part);
    else if (how === 'wrong') {
      const visit = await beginVisit(this);
      await visit.record();
      await visit.signIn.signIn(user, 'a wrong password');
    } else await failToSignIn(this, user, how.failed);
  },
);

Then(
  'the portal refuses the sign-in',
  { wrapperOptions: { needs: ['browser'], follows: ['has somebody sign in to the portal'] } },
  async function (this: MigrationWorld) {
    const visit = visits.get(this);
    await show(this, 'The refused sign-in');
    const refusal = await visit.signIn.refusal();
    expectEqual('the refusal of the sign-in at the portal', refusal, WRONG_PASSWORD, AT_PORTAL);
    await visit.installations.open();
    const seen = (await visit.installations.rows()).map(({ MPAN }) => MPAN);
    expectNone('installation to be shown to somebody who is not signed in', seen, AT_PORTAL);
  },
);

When(
  'the supplier uploads the demand file',
  { wrapperOptions: { needs: ['browser'], follows: ['makes a demand file', 'has somebody sign in to the portal'] } },
  async function (this: MigrationWorld) {
    const { demand } = visits.get(this);
    await demand.open();
    await demand.upload(demandFile.get(this).file);
  },
);

When(
  'the supplier uploads it with its password file',
  {
    wrapperOptions: {
      ...AUTHORISES.wrapperOptions,
      needs: ['browser'],
      follows: ['has somebody sign in to the portal'],
    },
  },
  async function (this: MigrationWorld) {
    const { authorisations } = visits.get(this);
    await authorisations.open();
    await authorisations.upload(this.authorisation.archive, this.authorisation.passwordFile);
    await this.roles.context.clock.sentToday();
    await this.roles.time.settle();
    await authorisations.refresh();
  },
);

/** Compares what the portal shows of a file, or of one row of it. */
function expectStatus(what: string, shown: SeenRow, code: string | undefined, expected: ShownStatus): void {
  const { Status: status, Reason: said } = shown;
  const context = { ...AT_PORTAL, due: expected.code, given: asCode(code), said };
  expectEqual(`the status of the ${what} in the portal`, status?.toLowerCase(), expected.status, context);
  if (expected.code !== undefined) expectEqual(`the code of the ${what} in the portal`, code, expected.code, context);
}

async function rowShown({ authorisations }: PortalVisit, number: number): Promise<SeenRow> {
  const row = (await authorisations.rows())[number - 1];
  return expectFound(`the ${ROW} number ${number} to be shown in the portal`, row, AT_PORTAL);
}

/** Why rows were refused, in one text. */
function reasonsOf(rows: readonly SeenRow[]): SeenRow {
  const refused = rows.filter(({ Code: given = '' }) => given !== '');
  const reasons = refused.map(
    ({ Row: row = '', Code: given = '', Reason: why = '' }) => `Row ${row}: ${given}, ${why}`,
  );
  return reasons.length === 0 ? {} : { Reason: reasons.join(' ') };
}

Then(
  'the portal shows {judged} as {shownStatus}',
  {
    wrapperOptions: {
      needs: ['browser'],
      follows: ['has somebody sign in to the portal'],
      codes: ['SIM-AUT', 'SIM-DEM'],
    },
  },
  async function (this: MigrationWorld, judged: Judged, status: ShownStatus) {
    const visit = visits.get(this);
    await show(this, 'What is judged');
    if (typeof judged === 'number') {
      const row = await rowShown(visit, judged);
      expectStatus(ROW, row, row.Code, status);
      return;
    }
    const page = judged === 'authorisation' ? visit.authorisations : visit.demand;
    const result = await page.result();
    const ofRows = judged === 'authorisation' ? reasonsOf(await visit.authorisations.rows()) : {};
    expectStatus(judged, { ...ofRows, ...result }, result.Exception, status);
  },
);

Then(
  /^the portal shows exactly the enrolled installations( with gas)? as commissioned$/,
  { wrapperOptions: { needs: ['browser'], follows: ['has somebody sign in to the portal'] } },
  async function (this: MigrationWorld, withGas: string | null) {
    const { installations } = visits.get(this);
    await installations.open();
    await show(this, `The installations${withGas ?? ''}`);
    const rows = await installations.rows();
    const shown = rows.map(({ MPAN, State }) => `${MPAN ?? ''} ${State ?? ''}`).sort();
    const expected = this.enrolled.filter(({ made }) => withGas === null || made.mprn !== undefined);
    const wanted = expected.map(({ made }) => `${made.importMPAN} Commissioned`).sort();
    expectEqual('the installations that the portal shows', shown, wanted, AT_PORTAL);
  },
);

Then(
  'the portal shows no installation',
  { wrapperOptions: { needs: ['browser', 'own-system'], follows: ['has somebody sign in to the portal'] } },
  async function (this: MigrationWorld) {
    const { installations } = visits.get(this);
    await installations.open();
    await show(this, 'No installation');
    const shown = (await installations.rows()).map(({ MPAN }) => MPAN);
    expectNone('installation to be shown in the portal', shown, AT_PORTAL);
  },
);

Then(
  'the portal shows no outcome',
  { wrapperOptions: { needs: ['browser', 'own-system'], follows: ['has somebody sign in to the portal'] } },
  async function (this: MigrationWorld) {
    const { outcomes } = visits.get(this);
    await outcomes.open();
    expectNone('outcome to be shown in the portal', await outcomes.rows(), AT_PORTAL);
  },
);
