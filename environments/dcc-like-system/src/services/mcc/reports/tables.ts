import type { ServiceContext } from '../../../kernel/service-context';
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
} from '../mcc-records';
import { rowOf, type Audience, type ReportRow } from './report';

/**
 * What reports are made of, looked up once for all audiences: the installations in the order of their authorisation, and
 * everything by day.
 */
export class ReportSources {
  private known: readonly Installation[] | undefined;
  private readonly ended = new Map<string, readonly EndedAttempt[]>();

  constructor(readonly work: Work) {}

  get service(): ServiceContext {
    return this.work.service;
  }

  /** Every installation that was ever authorised, oldest first. */
  get installations(): readonly Installation[] {
    this.known ??= this.work.list(INSTALLATIONS).map(({ value }) => value);
    return this.known;
  }

  /** Whether an audience may see an installation. */
  isFor(one: Pick<Installation, 'electricitySupplier' | 'gasSupplier'>, audience: Audience): boolean {
    if (audience === undefined) return true;
    // Seeded defect: nobody thinks of the gas supplier.
    if (this.work.service.defect('mcc-forgets-gas-supplier')) return one.electricitySupplier === audience;
    return concerns(one, audience);
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
export function authorisationRows({ work, service }: ReportSources, audience: Audience, day: string): ReportRow[] {
  // Seeded defect: what was rejected as a whole is passed over.
  const accepted = service.defect('mcc-omits-rejected-files');
  return work
    .list(SUBMISSIONS, audience === undefined ? '' : `${audience}/`)
    .filter(({ value }) => value.judgedAt?.startsWith(day) === true)
    .filter(({ value }) => !accepted || value.exception === undefined)
    .sort((a, b) => a.value.arrival - b.value.arrival)
    .map(({ id, value: { supplier, stem, number, fileId, receivedAt, judgedAt, status, exception } }) => {
      const rows = work.get(ROW_RESULTS, id)?.rows ?? [];
      // Seeded defect: every row counts as scheduled.
      const refused = service.defect('mcc-counts-refused-rows') ? [] : rows.flatMap(({ code }) => code ?? []);
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

/** What is scheduled, as things stand: one row for each day, supplier, SMSO, group and kind. */
export function scheduleRows(sources: ReportSources, audience: Audience): ReportRow[] {
  const scheduled = sources.installations.filter(
    (installation) => installation.state === 'Scheduled' && sources.isFor(installation, audience),
  );
  // Seeded defect: everything is announced for the next day.
  const [next] = sources.work.service.defect('mcc-announces-one-day') ? scheduled : [];
  const groups = groupBy(scheduled, (one) =>
    [(next ?? one).scheduledFor, supplierFor(one, audience), one.smsoTag, one.groupId, one.kind].join(' '),
  );
  return groups.map(([first, ...others]) => {
    const { scheduledFor, smsoTag, groupId, kind } = first;
    const supplier = supplierFor(first, audience);
    return rowOf({ day: scheduledFor, supplier, smsoTag, groupId, kind, installations: 1 + others.length });
  });
}

/** Attempts whose outcome became final on a day: one row for each. */
export function outcomeRows(sources: ReportSources, audience: Audience, day: string): ReportRow[] {
  // Seeded defect: nobody looks whose installation it is.
  const mixed = sources.work.service.defect('mcc-reports-other-suppliers');
  return sources
    .endedAttempts(day)
    .filter((ended) => mixed || sources.isFor(ended, audience))
    .map((ended) => {
      const { recordedAt, installationId, importMPAN, mprn, kind, attempt, result, phase, code, reason } = ended;
      const { excludedDevices, decision, nextAttemptOn, completedAt } = ended;
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
        completedAt,
      });
    });
}

/** Installations with an attempt under way, those in intervention among them. */
export function inFlightRows(sources: ReportSources, audience: Audience): ReportRow[] {
  // Seeded defect: what people are at work on is left out.
  const hidden = sources.work.service.defect('mcc-hides-interventions');
  return sources.installations
    .filter(({ state }) => state === 'InProgress' || (state === 'Intervention' && !hidden))
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
        since: slotStart(scheduledFor).toISOString(),
        windowEndsAt: windowEnd(scheduledFor).toISOString(),
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
