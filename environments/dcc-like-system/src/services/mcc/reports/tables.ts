import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { slotStart, windowEnd } from '../migration/days';
import {
  concerns,
  ENDED_ATTEMPTS,
  INSTALLATIONS,
  ROW_RESULTS,
  SUBMISSIONS,
  type EndedAttempt,
  type Installation,
  type RowResult,
  type Submission,
} from '../mcc-records';
import { rowOf, type Audience, type ReportRow } from './report';

/** What the reports of installations, attempts and authorisations tell, and to whom. */
export const REPORT_TABLES = area('mcc-report-tables', {
  /** Whether an installation is one of a supplier (EUI). */
  concerns,
  /** Whether a submission is reported on a day (`YYYY-MM-DD`): its result was there then. */
  isReportedOn: ({ judgedAt }: Submission, day: string): boolean => judgedAt?.startsWith(day) === true,
  /** The codes of the rows that were refused. */
  refusals: (rows: readonly RowResult[]): string[] => rows.flatMap(({ code }) => code ?? []),
  /** Scheduled installations with the same key are told of together. */
  scheduleKey: ({ scheduledFor, smsoTag, groupId, kind }: Installation, supplier: string): string =>
    [scheduledFor, supplier, smsoTag, groupId, kind].join(' '),
  /** Whether an audience is told of an attempt. */
  isOutcomeFor: (sources: ReportSources, ended: EndedAttempt, audience: Audience): boolean =>
    sources.isFor(ended, audience),
  isInFlight: ({ state }: Installation): boolean => state === 'InProgress' || state === 'Intervention',
  /** Begin and end of the attempt window of what is in flight. */
  windowOf: ({ scheduledFor }: Pick<Installation, 'scheduledFor'>): { since: string; windowEndsAt: string } => ({
    since: slotStart(scheduledFor).toISOString(),
    windowEndsAt: windowEnd(scheduledFor).toISOString(),
  }),
  /** When an attempt ended: as its Commissioning Outcome File says. */
  endedAt: ({ completedAt }: EndedAttempt): string => completedAt,
});

/**
 * What reports are made of, looked up once for all audiences: the installations in the order of their authorisation, and
 * everything by day.
 */
export class ReportSources {
  private known: readonly Installation[] | undefined;
  private readonly ended = new Map<string, readonly EndedAttempt[]>();

  constructor(readonly work: Work) {}

  /** Every installation that was ever authorised, oldest first. */
  get installations(): readonly Installation[] {
    this.known ??= this.work.list(INSTALLATIONS).map(({ value }) => value);
    return this.known;
  }

  /** Whether an audience may see an installation. */
  isFor(one: Pick<Installation, 'electricitySupplier' | 'gasSupplier'>, audience: Audience): boolean {
    return audience === undefined || this.work.rules(REPORT_TABLES).concerns(one, audience);
  }

  /** Attempts whose outcome became final on a day, in the order in which they did; without a day all of them. */
  endedAttempts(day?: string): readonly EndedAttempt[] {
    const prefix = day === undefined ? '' : `${day}/`;
    const known = this.ended.get(prefix);
    if (known) return known;
    const ended = this.work.list(ENDED_ATTEMPTS, prefix).map(({ value }) => value);
    ended.sort((a, b) => compare(a.recordedAt, b.recordedAt) || compare(a.installationId, b.installationId));
    this.ended.set(prefix, ended);
    return ended;
  }
}

/** Under which supplier an audience finds an installation: itself, and the operators whoever authorises. */
function supplierFor({ electricitySupplier }: Pick<Installation, 'electricitySupplier'>, audience: Audience): string {
  return audience ?? electricitySupplier;
}

/** Authorisations whose result stood on a day: one row for each. */
export function authorisationRows({ work }: ReportSources, audience: Audience, day: string): ReportRow[] {
  const rules = work.rules(REPORT_TABLES);
  return work
    .list(SUBMISSIONS, audience === undefined ? '' : `${audience}/`)
    .filter(({ value }) => rules.isReportedOn(value, day))
    .sort((a, b) => a.value.arrival - b.value.arrival)
    .map(({ id, value: { supplier, stem, number, fileId, receivedAt, judgedAt, status, exception } }) => {
      const rows = work.get(ROW_RESULTS, id)?.rows ?? [];
      const refused = rules.refusals(rows);
      const refusals = [...countBy(refused, (code) => code)].sort(([a], [b]) => compare(a, b));
      return rowOf({
        supplier,
        stem,
        submission: number,
        fileId,
        receivedAt,
        judgedAt,
        status,
        code: exception?.code,
        reason: exception?.reason,
        rows: rows.length,
        scheduled: rows.length - refused.length,
        rejected: refused.length,
        refusals: refusals.length === 0 ? undefined : refusals.map(([code, n]) => `${code}: ${n}`).join('; '),
      });
    });
}

/** What is scheduled now: one row for each day, supplier, SMSO, group and kind. */
export function scheduleRows(sources: ReportSources, audience: Audience): ReportRow[] {
  const scheduled = sources.installations.filter(
    (installation) => installation.state === 'Scheduled' && sources.isFor(installation, audience),
  );
  const { scheduleKey } = sources.work.rules(REPORT_TABLES);
  const groups = groupBy(scheduled, (one) => scheduleKey(one, supplierFor(one, audience)));
  return groups.map(([first, ...others]) => {
    const { scheduledFor, smsoTag, groupId, kind } = first;
    const supplier = supplierFor(first, audience);
    return rowOf({ day: scheduledFor, supplier, smsoTag, groupId, kind, installations: 1 + others.length });
  });
}

/** Attempts whose outcome became final on a day: one row for each. */
export function outcomeRows(sources: ReportSources, audience: Audience, day: string): ReportRow[] {
  const { isOutcomeFor } = sources.work.rules(REPORT_TABLES);
  return sources
    .endedAttempts(day)
    .filter((ended) => isOutcomeFor(sources, ended, audience))
    .map((ended) => {
      const { recordedAt, installationId, importMPAN, mprn, kind, attempt, result, phase, code, reason } = ended;
      const { excludedDevices, decision, nextAttemptOn } = ended;
      return rowOf({
        recordedAt,
        supplier: supplierFor(ended, audience),
        installationId,
        importMPAN,
        mprn,
        kind,
        attempt,
        result,
        phase,
        code,
        reason,
        excludedDevices: excludedDevices?.map((device) => `${device.deviceType}: ${device.code}`).join('; '),
        decision,
        nextAttemptOn,
        completedAt: sources.work.rules(REPORT_TABLES).endedAt(ended),
      });
    });
}

/** Installations with an attempt under way, those in intervention among them. */
export function inFlightRows(sources: ReportSources, audience: Audience): ReportRow[] {
  const { isInFlight, windowOf } = sources.work.rules(REPORT_TABLES);
  return sources.installations
    .filter(isInFlight)
    .filter((installation) => sources.isFor(installation, audience))
    .map((installation) => {
      const { installationId, importMPAN, mprn, smsoTag, groupId, kind, attempt, state, code, scheduledFor } =
        installation;
      return rowOf({
        supplier: supplierFor(installation, audience),
        installationId,
        importMPAN,
        mprn,
        smsoTag,
        groupId,
        kind,
        attempt,
        state,
        // Of an attempt before this one it says nothing.
        code: state === 'Intervention' ? code : undefined,
        ...windowOf({ scheduledFor }),
      });
    });
}

/** Groups what belongs together, the groups in the order of their keys. */
export function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups].sort(([a], [b]) => compare(a, b)).map(([, group]) => group);
}

/** How many there are of each. */
export function countBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return counts;
}

/** Order of texts by their code points, whatever the locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
