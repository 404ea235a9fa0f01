import { Then } from '@cucumber/cucumber';
import { isoWeek } from '../support/models/calendar/days';
import type { CommissioningOutcome } from '../support/interfaces/files/migration-files';
import {
  errorsOf,
  portfolioOf,
  refusalsOf,
  scheduleOf,
  type TrackedInstallation,
} from '../support/models/lists/reports';
import type { InstallationState, Part, ReportRow, ResponsibleSupplier } from '../support/roles';
import { needing } from '../support/scope/step-traits';
import { expectEqual, expectThat } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';

const FROM_MCC = { party: 'mcc' } as const;

/** An attempt that has ended, with when its Commissioning Outcome File came. */
interface Ended extends CommissioningOutcome {
  readonly receivedAt: string;
}

/** Who reads reports, and what the reports are to be reckoned from. */
interface Reader {
  readonly reports: ResponsibleSupplier['reports'];
  /** Every authorised installation, the oldest authorisation first. */
  readonly tracked: readonly (TrackedInstallation & InstallationState)[];
  /** In the order in which their outcomes became final. */
  readonly ended: readonly Ended[];
}

/** Every attempt of a supplier's installations that has ended. */
async function endedAttempts(supplier: ResponsibleSupplier): Promise<Ended[]> {
  const ended: Ended[] = [];
  for (const { name, receivedAt, installationIds } of await supplier.lists.outcomes()) {
    const own = (await supplier.outcomesIn(name)).filter((one) => installationIds.includes(one.installationId));
    ended.push(...own.map((one) => ({ ...one, receivedAt })));
  }
  return ended;
}

/** @param supplierOf under whom the reader finds an installation */
function trackedBy(
  { dmc: { smso, groupId } }: MigrationWorld,
  states: readonly InstallationState[],
  supplierOf: (state: InstallationState) => string,
): Reader['tracked'] {
  return states.map((state) => ({ ...state, supplier: supplierOf(state), smsoTag: smso, groupId }));
}

async function supplierAsReader(world: MigrationWorld, supplier: ResponsibleSupplier): Promise<Reader> {
  const tracked = trackedBy(world, await supplier.lists.installations(), () => supplier.eui);
  return { reports: supplier.reports, tracked, ended: inOrder(await endedAttempts(supplier)) };
}

/** The people of the Migration Control Centre read of everybody's; each installation stands under its electricity supplier. */
async function operatorsAsReader(world: MigrationWorld): Promise<Reader> {
  const { controlCentre } = world.roles;
  const suppliers = new Map(world.installations.map((made) => [made.importMPAN, made.electricitySupplier]));
  const all = await controlCentre.installations();
  const tracked = trackedBy(world, all, ({ importMPAN }) => suppliers.get(importMPAN) ?? '');
  const ended = new Map<string, Ended>();
  for (const supplier of suppliersOf(world))
    for (const one of await endedAttempts(supplier)) ended.set(`${one.installationId}/${one.attempt}`, one);
  return { reports: controlCentre.reports, tracked, ended: inOrder([...ended.values()]) };
}

function suppliersOf({ roles: { supplier, gasSupplier, otherSupplier } }: MigrationWorld): ResponsibleSupplier[] {
  return [supplier, gasSupplier, otherSupplier];
}

function inOrder(ended: readonly Ended[]): Ended[] {
  const keyOf = ({ receivedAt, installationId }: Ended) => `${receivedAt} ${installationId}`;
  return ended.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

/** The reports of one kind that are kept, and how things stand of it, as they are reckoned. */
async function expectReckoned(
  { reports }: Reader,
  kind: 'schedule' | 'portfolio' | 'errors',
  reckon: (period: string | undefined) => readonly object[],
): Promise<void> {
  const shown = (rows: readonly object[]) => rows.map((row) => ({ ...row, meaning: undefined }));
  expectEqual(`the ${kind}, as of now,`, shown((await reports.now(kind)).rows), shown(reckon(undefined)), FROM_MCC);
  for (const summary of await reports.kept(kind)) {
    const { rows } = await reports.read(summary);
    expectEqual(`the ${kind} of ${summary.period}`, shown(rows), shown(reckon(summary.period)), FROM_MCC);
  }
}

/** What is counted is as it stood at the end of the day or week; errors are those of a week. */
async function expectCounts(reader: Reader): Promise<void> {
  const { tracked, ended } = reader;
  const ends = new Map((await reader.reports.kept()).map(({ period, producedAt }) => [period, producedAt]));
  const endOf = (period: string | undefined) => ends.get(period ?? '') ?? '9999';
  await expectReckoned(reader, 'schedule', (period) => scheduleOf(tracked, endOf(period)));
  await expectReckoned(reader, 'portfolio', (period) => portfolioOf(tracked, endOf(period)));
  await expectReckoned(reader, 'errors', (period) =>
    errorsOf(ended.filter(({ receivedAt }) => [undefined, isoWeek(receivedAt.slice(0, 10))].includes(period))),
  );
}

/** Each attempt stands in the report of the day on which its outcome came, as its Commissioning Outcome File has it. */
async function expectOutcomes({ reports, tracked, ended }: Reader): Promise<void> {
  const told: object[] = [];
  for (const summary of await reports.kept('outcomes')) {
    const { rows } = await reports.read({ ...summary, kind: 'outcomes' });
    told.push(
      ...rows.map(({ decision: _decision, nextAttemptOn: _next, ...row }) => ({ day: summary.period, ...row })),
    );
  }
  const ofInstallation = new Map(tracked.map((one) => [one.installationId, one]));
  const due = ended.map(({ receivedAt, devices, ...outcome }) => {
    const { supplier, kind } = ofInstallation.get(outcome.installationId) ?? {};
    const excluded = devices.flatMap(({ deviceType, code }) => (code === undefined ? [] : `${deviceType}: ${code}`));
    const excludedDevices = excluded.length === 0 ? undefined : excluded.join('; ');
    return { day: receivedAt.slice(0, 10), recordedAt: receivedAt, supplier, kind, excludedDevices, ...outcome };
  });
  expectEqual('the outcomes of all days that have ended', withoutGaps(told), withoutGaps(due), FROM_MCC);
}

/** Each authorisation stands in the report of the day on which it was judged, once, as it is listed. */
async function expectAuthorisations(
  reports: Reader['reports'],
  suppliers: readonly ResponsibleSupplier[],
): Promise<void> {
  const listed = [];
  for (const { eui, lists } of suppliers)
    for (const listing of await lists.authorisations()) listed.push({ eui, ...(await lists.authorisation(listing)) });
  const told: ReportRow<'authorisations'>[] = [];
  for (const summary of await reports.kept('authorisations')) {
    const { rows } = await reports.read({ ...summary, kind: 'authorisations' });
    const others = rows.filter(({ judgedAt }) => judgedAt.slice(0, 10) !== summary.period);
    expectEqual(`what the authorisation report of ${summary.period} has of other days`, others, [], FROM_MCC);
    told.push(...rows);
  }
  const judged = new Map(told.map(({ stem, submission, judgedAt }) => [`${stem} ${submission}`, judgedAt]));
  const due = listed.map(({ eui, stem, submission, fileId, receivedAt, status, exception, rows }) => {
    const rejected = rows.filter((row) => row.status === 'rejected');
    const counts = { rows: rows.length, scheduled: rows.length - rejected.length, rejected: rejected.length };
    const whole = {
      supplier: eui,
      stem,
      submission,
      fileId,
      receivedAt,
      judgedAt: judged.get(`${stem} ${submission}`),
    };
    return { ...whole, status, ...exception, ...counts, refusals: refusalsOf(rejected) };
  });
  const inTurn = due.toSorted((one, other) => (one.receivedAt < other.receivedAt ? -1 : 1));
  expectEqual('the authorisations of all days that have ended', withoutGaps(told), withoutGaps(inTurn), FROM_MCC);
  const early = told.filter(({ receivedAt, judgedAt }) => judgedAt < receivedAt).map(({ stem }) => stem);
  expectEqual('the authorisations that were judged before they came', early, [], FROM_MCC);
}

/** Rows without columns that have no value. */
function withoutGaps(rows: readonly object[]): object[] {
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)));
}

/** Each report is found by its kind and period, and by these alone. */
async function expectFoundByPeriod({ reports }: Reader): Promise<void> {
  const kept = await reports.kept();
  expectThat(kept.length > 0, 'reports of days that have ended', 'none', FROM_MCC);
  for (const period of new Set(kept.map((summary) => summary.period))) {
    const own = kept.filter((summary) => summary.period === period);
    expectEqual(`the reports of ${period}`, await reports.kept(undefined, period), own, FROM_MCC);
  }
}

async function expectAgreement(reader: Reader, suppliers: readonly ResponsibleSupplier[]): Promise<void> {
  await expectFoundByPeriod(reader);
  await expectAuthorisations(reader.reports, suppliers);
  await expectOutcomes(reader);
  await expectCounts(reader);
}

Then(
  'every report of {user} agrees with what the interface lists',
  needing('own-system'),
  async function (this: MigrationWorld, part: Part) {
    const supplier = this.roles.supplierIn(part);
    await expectAgreement(await supplierAsReader(this, supplier), [supplier]);
  },
);

Then(
  'every report to the people of the Migration Control Centre agrees with what the interface lists to all suppliers',
  needing('own-system'),
  async function (this: MigrationWorld) {
    await expectAgreement(await operatorsAsReader(this), suppliersOf(this));
  },
);
