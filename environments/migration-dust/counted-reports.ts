import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { area } from '../dcc-like-system/src/kernel/rules';
import { installationIds } from './authorisations';
import type { Participant } from './config';
import type { MigrationDust } from './dust';
import { elementIn } from './element-text';
import type { OutcomeListing } from './outcomes';
import { periodOf, type Period } from './report-period';

/**
 * Reports that count over installations. Those of the Migration Control Centre count over everything of a test supplier, which is
 * lent to several participants: they are counted anew over what a participant authorised itself.
 */
export type CountedKind = 'schedule' | 'portfolio' | 'errors';

/** One line of a report by column; a column without a value is left out. */
export type ReportRow = Readonly<Record<string, string | number>>;

type State = 'Scheduled' | 'InProgress' | 'Intervention' | 'Commissioned' | 'Failed' | 'Excluded';

interface HistoryEntry {
  readonly at: string;
  readonly state: State;
  /** Day for which the attempt is planned, of an entry that schedules one. */
  readonly scheduledFor?: string;
}

/** An installation as the Migration Control Centre publishes it to its suppliers. */
interface Installation {
  readonly installationId: string;
  readonly importMPAN: string;
  readonly kind: string;
  readonly history: readonly HistoryEntry[];
}

/** An installation as it stood at the end of a period, with what the test SMSO says of it. */
interface Counted extends Installation {
  readonly state: State;
  readonly scheduledFor: string;
  readonly smsoTag: string;
  readonly groupId: string;
}

/** An attempt that has ended, as a Commissioning Outcome File reports it. */
interface Attempt {
  readonly installationId: string;
  readonly result: string;
  readonly code: string;
}

/** The five classes of authorised installations, by state. */
const CLASSES: Readonly<Record<State, 'scheduled' | 'inFlight' | 'migrated' | 'failed' | 'excluded'>> = {
  Scheduled: 'scheduled',
  InProgress: 'inFlight',
  Intervention: 'inFlight',
  Commissioned: 'migrated',
  Failed: 'failed',
  Excluded: 'excluded',
};

/** What the reports of a participant count. */
export const COUNTED_REPORTS = area('dust-counted-reports', {
  /** Whether an installation is among those that a participant authorised. */
  isCounted: (installationId: string, own: readonly string[]): boolean => own.includes(installationId),
  /** What of a history a report on a period knows. */
  known: (history: readonly HistoryEntry[], { to }: Period): readonly HistoryEntry[] =>
    history.filter(({ at }) => at < to),
  isScheduled: ({ state }: Counted): boolean => state === 'Scheduled',
  isAttempted: ({ history }: Counted): boolean => history.some(({ state }) => state === 'InProgress'),
  /** The newest authorised installation of each MPAN. */
  newest: (installations: readonly Counted[]): Counted[] => [
    ...new Map(installations.map((installation) => [installation.importMPAN, installation])).values(),
  ],
  /** Whether an outcome came within the period of a report. */
  isWithin: (receivedAt: string, { from, to }: Period): boolean => receivedAt >= from && receivedAt < to,
  isFailure: ({ result }: Attempt): boolean => result === 'NotMigrated',
});

/** The rows of a report that counts. @param period of a kept report; without it, of things as they stand */
export async function countedRows(
  dust: MigrationDust,
  participant: Participant,
  kind: CountedKind,
  period?: string,
): Promise<ReportRow[]> {
  const within = periodOf(period);
  if (kind === 'errors') return errorRows(dust, await failuresIn(dust, participant, within));
  const counted = await installationsIn(dust, participant, within);
  const supplier = participant.suppliers.electricity;
  return kind === 'schedule' ? scheduleRows(dust, supplier, counted) : portfolioRows(dust, supplier, counted);
}

/** A participant's installations as they stood at the end of a period, in the order of their authorisation. */
async function installationsIn(dust: MigrationDust, participant: Participant, period: Period): Promise<Counted[]> {
  const own = await installationIds(dust, participant);
  const { isCounted, known } = dust.service.rules(COUNTED_REPORTS);
  const all = (await dust.accountOf(participant).read<Installation[]>('/installations')) ?? [];
  const counted: Counted[] = [];
  for (const installation of all.filter(({ installationId }) => isCounted(installationId, own))) {
    const history = known(installation.history, period);
    const state = history.at(-1)?.state;
    if (state === undefined) continue;
    const scheduledFor = history.findLast((entry) => entry.scheduledFor !== undefined)?.scheduledFor ?? '';
    const estate = await dust.ask('smso', `/estate/${encodeURIComponent(installation.importMPAN)}`);
    const { smsoTag, groupId } = estate as Pick<Counted, 'smsoTag' | 'groupId'>;
    counted.push({ ...installation, history, state, scheduledFor, smsoTag, groupId });
  }
  return counted;
}

function scheduleRows(dust: MigrationDust, supplier: string, installations: readonly Counted[]): ReportRow[] {
  const scheduled = installations.filter(dust.service.rules(COUNTED_REPORTS).isScheduled);
  return groupsOf(scheduled, ({ scheduledFor, ...one }) => [scheduledFor, ...groupOf(one)]).map((group) => {
    const [{ scheduledFor, smsoTag, groupId, kind }] = group;
    return { day: scheduledFor, supplier, smsoTag, groupId, kind, installations: group.length };
  });
}

function portfolioRows(dust: MigrationDust, supplier: string, installations: readonly Counted[]): ReportRow[] {
  const { newest, isAttempted } = dust.service.rules(COUNTED_REPORTS);
  return groupsOf(newest(installations), groupOf).map((group) => {
    const [{ smsoTag, groupId, kind }] = group;
    const counts = { scheduled: 0, inFlight: 0, migrated: 0, failed: 0, excluded: 0 };
    for (const { state } of group) counts[CLASSES[state]] += 1;
    const attempted = group.filter(isAttempted).length;
    return { supplier, smsoTag, groupId, kind, authorised: group.length, attempted, ...counts };
  });
}

function groupOf({ smsoTag, groupId, kind }: Pick<Counted, 'smsoTag' | 'groupId' | 'kind'>): string[] {
  return [smsoTag, groupId, kind];
}

/** The codes of a participant's failed attempts whose Commissioning Outcome File came within a period. */
async function failuresIn(dust: MigrationDust, participant: Participant, period: Period): Promise<string[]> {
  const own = await installationIds(dust, participant);
  const { isCounted, isFailure, isWithin } = dust.service.rules(COUNTED_REPORTS);
  const account = dust.accountOf(participant);
  const listed = (await account.read<OutcomeListing[]>('/outcomes')) ?? [];
  const codes: string[] = [];
  for (const { name } of listed.filter(({ receivedAt }) => isWithin(receivedAt, period))) {
    const file = (await account.find(`/outcomes/${encodeURIComponent(name)}`))?.toString('utf8') ?? '';
    const attempts = attemptsIn(file).filter(({ installationId }) => isCounted(installationId, own));
    codes.push(...attempts.filter(isFailure).map(({ code }) => code));
  }
  return codes;
}

function attemptsIn(file: string): Attempt[] {
  return [...file.matchAll(/<Outcome>([\s\S]*?)<Devices/g)].map(([, outcome = '']) => ({
    installationId: elementIn(outcome, ['InstallationId']),
    result: elementIn(outcome, ['Result']),
    code: elementIn(outcome, ['Code']),
  }));
}

/** Codes with how often they occurred, the most frequent first, codes that are equally frequent in their order. */
function errorRows(dust: MigrationDust, codes: readonly string[]): ReportRow[] {
  const published: { code: string; meaning: string }[] = parse(
    readFileSync(join(dust.config.contractsFolder, 'codes.csv'), 'utf8'),
    { columns: true },
  );
  const byCode = groupsOf(codes, (code) => [code]).toSorted((a, b) => b.length - a.length);
  let cumulative = 0;
  return byCode.map((group, index) => {
    cumulative += group.length;
    const [code] = group;
    const meaning = published.find((one) => one.code === code)?.meaning;
    return {
      rank: index + 1,
      code,
      ...(meaning === undefined ? {} : { meaning }),
      failures: group.length,
      share: percent(group.length, codes.length),
      cumulativeShare: percent(cumulative, codes.length),
    };
  });
}

/** Per cent, with one decimal. */
function percent(part: number, whole: number): number {
  return Math.round((part / whole) * 1000) / 10;
}

/** What belongs together, the groups in the order of their keys. */
function groupsOf<T>(all: readonly T[], keyOf: (one: T) => readonly string[]): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const one of all) {
    const key = keyOf(one).join(' ');
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
