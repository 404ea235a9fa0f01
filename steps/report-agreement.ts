import { Then } from '@cucumber/cucumber';
import { isoWeek } from '../support/models/calendar/days';
import { errorsOf, refusalsOf, type EndedAttempt } from '../support/models/lists/reports';
import type { Part, ReportRow, ResponsibleSupplier } from '../support/roles';
import { needing } from '../support/scope/step-traits';
import { expectEqual, expectThat } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';

const FROM_MCC = { party: 'mcc' } as const;

/** Every attempt of a supplier's installations that has ended. */
async function endedAttempts(supplier: ResponsibleSupplier): Promise<EndedAttempt[]> {
  const ended: EndedAttempt[] = [];
  for (const { name, receivedAt, installationIds } of await supplier.lists.outcomes()) {
    const own = (await supplier.outcomesIn(name)).filter((one) => installationIds.includes(one.installationId));
    ended.push(...own.map(({ result, code }) => ({ result, code, receivedAt })));
  }
  return ended;
}

async function expectErrors(supplier: ResponsibleSupplier): Promise<void> {
  const ended = await endedAttempts(supplier);
  const reckoned = (rows: readonly ReportRow<'errors'>[]) => rows.map(({ meaning: _meaning, ...row }) => row);
  const now = await supplier.reports.now('errors');
  expectEqual('the errors by code, as of now,', reckoned(now.rows), errorsOf(ended), FROM_MCC);
  for (const summary of await supplier.reports.kept('errors')) {
    const { rows } = await supplier.reports.read({ ...summary, kind: 'errors' });
    const ofWeek = ended.filter(({ receivedAt }) => isoWeek(receivedAt.slice(0, 10)) === summary.period);
    expectEqual(`the errors by code of ${summary.period}`, reckoned(rows), errorsOf(ofWeek), FROM_MCC);
  }
}

/** Each authorisation stands in the report of the day on which it was judged, once, as it is listed. */
async function expectAuthorisations({ eui, lists, reports }: ResponsibleSupplier): Promise<void> {
  const listed = [];
  for (const listing of await lists.authorisations()) listed.push(await lists.authorisation(listing));
  const told: ReportRow<'authorisations'>[] = [];
  for (const summary of await reports.kept('authorisations')) {
    const { rows } = await reports.read({ ...summary, kind: 'authorisations' });
    const others = rows.filter(({ judgedAt }) => judgedAt.slice(0, 10) !== summary.period);
    expectEqual(`what the authorisation report of ${summary.period} has of other days`, others, [], FROM_MCC);
    told.push(...rows);
  }
  const judged = new Map(told.map(({ stem, submission, judgedAt }) => [`${stem} ${submission}`, judgedAt]));
  const due = listed.map(({ stem, submission, fileId, receivedAt, status, exception, rows }) => {
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
  expectEqual('the authorisations of all days that have ended', withoutGaps(told), withoutGaps(due), FROM_MCC);
  const early = told.filter(({ receivedAt, judgedAt }) => judgedAt < receivedAt).map(({ stem }) => stem);
  expectEqual('the authorisations that were judged before they came', early, [], FROM_MCC);
}

/** Rows without columns that have no value. */
function withoutGaps(rows: readonly object[]): object[] {
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)));
}

/** Each report is found by its kind and period, and by these alone. */
async function expectFoundByPeriod({ reports }: ResponsibleSupplier): Promise<void> {
  const kept = await reports.kept();
  expectThat(kept.length > 0, 'reports of days that have ended', 'none', FROM_MCC);
  for (const period of new Set(kept.map((summary) => summary.period))) {
    const own = kept.filter((summary) => summary.period === period);
    expectEqual(`the reports of ${period}`, await reports.kept(undefined, period), own, FROM_MCC);
  }
}

Then(
  'every report of {user} agrees with what the interface lists',
  needing('own-system'),
  async function (this: MigrationWorld, part: Part) {
    const supplier = this.roles.supplierIn(part);
    await expectFoundByPeriod(supplier);
    await expectAuthorisations(supplier);
    await expectErrors(supplier);
  },
);
