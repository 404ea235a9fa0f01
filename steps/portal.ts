import { After, AfterAll, Given, Status, Then, When } from '@cucumber/cucumber';
import type { ReportValue } from '../support/interfaces/report-csv';
import type { CommissioningOutcome } from '../support/interfaces/files/migration-files';
import type { SeenRow } from '../support/portal/pages/table';
import { PortalVisit } from '../support/portal/portal-visit';
import { closeBrowser, type Visit } from '../support/portal/visit';
import { needing } from '../support/scope/step-traits';
import { valuesOf, type Part, type Report } from '../support/roles';
import { expectEqual, expectFound, expectThat, expectNone } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { ScenarioState } from './scenario-state';
import { everyReport } from './reports';
import type { DeviceReference } from './phrases/installation-types';
import type { ShownStatus } from './phrases/report-phrases';
import { asCode } from '../support/evidence/failure';

/** A row of an authorisation as the portal shows it. */
const ROW = 'row of the authorisation';

export const AT_PORTAL = { party: 'mcc', message: 'portal of the Migration Control Centre' } as const;

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

/** Keeps a picture of what the person sees. */
export async function show(world: MigrationWorld, fileName: string, visit: Visit = visits.get(world)): Promise<void> {
  world.attach(await visit.picture(), { mediaType: 'image/png', fileName });
}

/** Ends a visit; where the scenario has not passed, with a picture of what was shown in the end and what the browser did. */
export async function endVisit(world: MigrationWorld, visit: Visit | undefined, hasPassed: boolean): Promise<void> {
  if (visit === undefined) return;
  try {
    if (hasPassed) return;
    await show(world, 'What the portal showed in the end', visit);
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

Given('{user} {signIn}', needing('browser'), async function (this: MigrationWorld, part: Part, rightPassword: boolean) {
  if (rightPassword) {
    await signIn(this, part);
    return;
  }
  const visit = await beginVisit(this);
  await visit.record();
  await visit.signIn.signIn(this.roles.user(part).organisation.portal.user, 'a wrong password');
});

Given(
  '{user} has signed in to the portal with a wrong password {int} times',
  needing('browser', 'own-system'),
  async function (this: MigrationWorld, part: Part, times: number) {
    const { user } = this.roles.user(part).organisation.portal;
    const visit = await beginVisit(this);
    for (let time = 0; time < times; time += 1) await visit.signIn.signIn(user, `wrong password ${time}`);
    const said = await visit.signIn.refusal();
    expectEqual('what the portal says to a wrong password', said, 'User name or password is wrong.', { party: 'mcc' });
    await visit.end();
  },
);

Then('the portal asks to wait before the next sign-in', needing('browser'), async function (this: MigrationWorld) {
  const refusal = (await visits.get(this).signIn.refusal()) ?? 'nothing';
  await show(this, 'The sign-in that has to wait');
  const asks = /^Too many failed sign-ins: try again in \d+ seconds\.$/.test(refusal);
  expectThat(asks, 'the portal to ask to wait', refusal, { party: 'mcc' });
});

Then('the portal refuses the sign-in', needing('browser'), async function (this: MigrationWorld) {
  const visit = visits.get(this);
  await show(this, 'The refused sign-in');
  const refusal = await visit.signIn.refusal();
  expectEqual('the refusal of the sign-in at the portal', refusal, 'User name or password is wrong.', AT_PORTAL);
  await visit.installations.open();
  const seen = (await visit.installations.rows()).map(({ MPAN }) => MPAN);
  expectNone('installation to be shown to somebody who is not signed in', seen, AT_PORTAL);
});

When('the supplier uploads it with its password file', needing('browser'), async function (this: MigrationWorld) {
  const { authorisations } = visits.get(this);
  await authorisations.open();
  await authorisations.upload(this.authorisation.archive, this.authorisation.passwordFile);
  await this.roles.context.clock.sentToday();
  await this.roles.time.settle();
  await authorisations.refresh();
});

/** Compares what the portal shows of a file, or of one row of it. */
export function expectStatus(what: string, shown: SeenRow, code: string | undefined, expected: ShownStatus): void {
  const { Status: status, Reason: said } = shown;
  const context = { ...AT_PORTAL, due: expected.code, given: asCode(code), said };
  expectEqual(`the status of the ${what} in the portal`, status?.toLowerCase(), expected.status, context);
  if (expected.code !== undefined) expectEqual(`the code of the ${what} in the portal`, code, expected.code, context);
}

Then(
  'the portal shows the authorisation as {shownStatus}',
  needing('browser'),
  async function (this: MigrationWorld, status: ShownStatus) {
    await show(this, 'The authorisation');
    const result = await visits.get(this).authorisations.result();
    expectStatus('authorisation', result, result.Exception, status);
  },
);

async function rowShown(world: MigrationWorld, number: number): Promise<SeenRow> {
  const rows = await visits.get(world).authorisations.rows();
  return expectFound(`the ${ROW} number ${number} to be shown in the portal`, rows[number - 1], AT_PORTAL);
}

Then(
  'the portal shows the {ordinal} row as {shownStatus}',
  needing('browser'),
  async function (this: MigrationWorld, number: number, status: ShownStatus) {
    const row = await rowShown(this, number);
    expectStatus(ROW, row, row.Code, status);
  },
);

Then(
  'the portal shows {installation} as commissioned',
  needing('browser'),
  async function (this: MigrationWorld, number: number) {
    const { installations } = visits.get(this);
    await installations.open();
    const { importMPAN } = this.nthInstallation(number);
    const page = await installations.follow(importMPAN);
    await show(this, 'The installation with its history');
    expectEqual(`the state of MPAN ${importMPAN} in the portal`, page.State, 'Commissioned', AT_PORTAL);
    const history = await installations.history();
    const what = `the history of MPAN ${importMPAN} in the portal`;
    expectEqual(what, history, ['Scheduled', 'In progress', 'Commissioned'], AT_PORTAL);
  },
);

Then(
  'the Commissioning Outcome File can be downloaded and reports {installation} as {result}',
  needing('browser', 'own-system'),
  async function (this: MigrationWorld, number: number, result: CommissioningOutcome['result']) {
    const { outcomes } = visits.get(this);
    await outcomes.open();
    await show(this, 'The outcomes');
    const { name, bytes } = await outcomes.downloadNewest();
    const { importMPAN } = this.nthInstallation(number);
    const xml = bytes.toString('utf8');
    const { documents } = this.roles.context;
    const outcome = documents.fileOf('COF', xml).outcomes.find((one) => one.importMPAN === importMPAN);
    const context = { ...AT_PORTAL, file: name, given: outcome?.code };
    expectEqual(`the result of MPAN ${importMPAN} in the downloaded file`, outcome?.result, result, context);
    const receivedAt = (await this.roles.time.now()).toISOString();
    const forwarded = await this.roles.supplier.fetchOutcomeFile({ name, receivedAt });
    const same = 'the portal to hand out the Commissioning Outcome File that the interface returns';
    expectThat(forwarded.xml === xml, same, 'another file', context);
  },
);

Then(
  'the portal shows the notice of {theDevice}',
  needing('browser', 'own-system'),
  async function (this: MigrationWorld, reference: DeviceReference) {
    const { notices } = visits.get(this);
    await notices.open();
    await show(this, 'The notices');
    const { importMPAN, mprn } = this.nthInstallation(reference.installation);
    const shown = (await notices.rows()).map(({ MPxN: mpxn }) => mpxn);
    const own = [reference.type === 'GSME' ? mprn : importMPAN];
    expectEqual('the meters that the portal shows notices of', shown, own, AT_PORTAL);
  },
);

Then(
  /^the portal shows exactly the enrolled installations( with gas)? as commissioned$/,
  needing('browser'),
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
  'the portal lists the outcome of every enrolled installation',
  needing('browser'),
  async function (this: MigrationWorld) {
    const { outcomes } = visits.get(this);
    await outcomes.open();
    await show(this, 'The outcomes');
    const listed = (await outcomes.rows()).map((row) => row['Your installations'] ?? '').join(', ');
    for (const { made } of this.enrolled) {
      const id = await this.installationIdOf(made);
      const what = `the portal to list the outcome of ${made.reference} (${id})`;
      expectThat(listed.split(/,\s*/).includes(id), what, `outcomes of ${listed || 'none'}`, AT_PORTAL);
    }
  },
);

Then('the portal shows no installation', needing('browser', 'own-system'), async function (this: MigrationWorld) {
  const { installations } = visits.get(this);
  await installations.open();
  await show(this, 'No installation');
  const shown = (await installations.rows()).map(({ MPAN }) => MPAN);
  expectNone('installation to be shown in the portal', shown, AT_PORTAL);
});

Then('the portal shows no outcome', needing('browser', 'own-system'), async function (this: MigrationWorld) {
  const { outcomes } = visits.get(this);
  await outcomes.open();
  expectNone('outcome to be shown in the portal', await outcomes.rows(), AT_PORTAL);
});

Then(
  'the portal shows every report of the supplier, and its CSV, as the interface returns it',
  needing('browser'),
  async function (this: MigrationWorld) {
    const { supplier } = this.roles;
    const { reports } = visits.get(this);
    for (const report of await everyReport(supplier)) {
      await reports.follow(report);
      const expected = report.rows.map((row) => valuesOf(report.kind, row).map(asShown));
      const context = { ...AT_PORTAL, file: installationReferenceOf(report) };
      expectEqual(`the rows of the ${context.file} in the portal`, await reports.rows(), expected, context);
      const [saved, given] = [await reports.download(), await supplier.reports.csv(report)];
      const lines = [saved, given].map((csv) => csv.toString('utf8').split('\r\n'));
      expectEqual(`the lines of the CSV of the ${context.file} in the portal`, lines[0], lines[1], context);
    }
    await show(this, 'The last of the reports');
  },
);

function installationReferenceOf({ kind, period = 'now' }: Report): string {
  return `report ${kind} of ${period}`;
}

/** A value of a report as the portal shows it to people. */
function asShown(value: ReportValue): string {
  const text = String(value ?? '');
  const instant = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(text);
  return instant === null ? text : `${instant[1] ?? ''} ${instant[2] ?? ''} UTC`;
}
