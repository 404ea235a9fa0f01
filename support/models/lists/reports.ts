/** Reports of days and weeks, reckoned from what is listed to a supplier (`interfaces.md`). */

/** An attempt that has ended, as its Commissioning Outcome File has it. */
export interface EndedAttempt {
  readonly result: string;
  readonly code?: string | undefined;
  /** When the Migration Control Centre received the file, ISO 8601: from then on the outcome is final. */
  readonly receivedAt: string;
}

/** A row of the errors by code. */
export interface ErrorRow {
  readonly rank: number;
  readonly code: string;
  readonly failures: number;
  readonly share: number;
  readonly cumulativeShare: number;
}

/** Failed attempts by code: the most frequent first, equally frequent ones in the order of the codes; per cent with one decimal. */
export function errorsOf(attempts: readonly EndedAttempt[]): ErrorRow[] {
  const failed = attempts.filter(({ result }) => result === 'NotMigrated').map(({ code = 'none' }) => code);
  const codes = [...new Set(failed)].sort();
  const counted = codes.map((code) => ({ code, failures: failed.filter((one) => one === code).length }));
  const percent = (part: number): number => Math.round((part * 1000) / failed.length) / 10;
  let cumulative = 0;
  return counted
    .sort((one, other) => other.failures - one.failures)
    .map(({ code, failures }, index) => {
      cumulative += failures;
      return { rank: index + 1, code, failures, share: percent(failures), cumulativeShare: percent(cumulative) };
    });
}

/** The refused rows of an authorisation by code, in the order of the codes; undefined where none was refused. */
export function refusalsOf(rows: readonly { readonly code?: string | undefined }[]): string | undefined {
  const refused = rows.flatMap(({ code }) => code ?? []);
  const codes = [...new Set(refused)].sort();
  if (codes.length === 0) return undefined;
  return codes.map((code) => `${code}: ${refused.filter((one) => one === code).length}`).join('; ');
}

/** An installation under one authorisation, as its history tells it. */
export interface TrackedInstallation {
  /** Under whom the reader finds it. */
  readonly supplier: string;
  readonly smsoTag: string;
  readonly groupId: string;
  readonly kind: string;
  readonly importMPAN: string;
  readonly history: readonly {
    readonly at: string;
    readonly state: string;
    readonly scheduledFor?: string | undefined;
  }[];
}

/** The classes of the portfolio, by state. */
export const CLASSES = {
  Scheduled: 'scheduled',
  InProgress: 'inFlight',
  Intervention: 'inFlight',
  Commissioned: 'migrated',
  Failed: 'failed',
  Excluded: 'excluded',
} as const;
type State = keyof typeof CLASSES;

/** Installations as they stood before an instant, those that were authorised by then. */
function standing(
  all: readonly TrackedInstallation[],
  before: string,
): (TrackedInstallation & { readonly state: string })[] {
  return all.flatMap((one) => {
    const history = one.history.filter(({ at }) => at < before);
    const state = history.at(-1)?.state;
    return state === undefined ? [] : [{ ...one, history, state }];
  });
}

/** What is scheduled, a row for each day, supplier, SMSO, group and kind, in this order. */
export function scheduleOf(all: readonly TrackedInstallation[], before: string): object[] {
  const scheduled = standing(all, before).filter(({ state }) => state === 'Scheduled');
  const rows = scheduled.map(({ supplier, smsoTag, groupId, kind, history }) => {
    const day = history.findLast(({ scheduledFor }) => scheduledFor !== undefined)?.scheduledFor;
    return { day, supplier, smsoTag, groupId, kind };
  });
  return groupsOf(rows, (row) => Object.values(row).join(' ')).map(([first, ...others]) => {
    return { ...first, installations: 1 + others.length };
  });
}

/** The portfolio: an installation counts once, by its newest authorisation. */
export function portfolioOf(all: readonly TrackedInstallation[], before: string): object[] {
  const known = standing(all, before);
  const begun = new Set(
    known.filter(({ history }) => history.some(({ state }) => state === 'InProgress')).map((one) => one.importMPAN),
  );
  const newest = [...new Map(known.map((one) => [one.importMPAN, one])).values()];
  const keyOf = ({ supplier, smsoTag, groupId, kind }: TrackedInstallation) =>
    [supplier, smsoTag, groupId, kind].join(' ');
  return groupsOf(newest, keyOf).map((group) => {
    const [{ supplier, smsoTag, groupId, kind }] = group;
    const inClass = (one: (typeof CLASSES)[State]) =>
      group.filter(({ state }) => CLASSES[state as State] === one).length;
    return {
      ...{ supplier, smsoTag, groupId, kind, authorised: group.length },
      ...{ scheduled: inClass('scheduled'), inFlight: inClass('inFlight') },
      attempted: group.filter(({ importMPAN }) => begun.has(importMPAN)).length,
      ...{ migrated: inClass('migrated'), failed: inClass('failed'), excluded: inClass('excluded') },
    };
  });
}

function groupsOf<T>(all: readonly T[], keyOf: (one: T) => string): [T, ...T[]][] {
  const groups = [...Map.groupBy(all, keyOf)].sort(([a], [b]) => (a < b ? -1 : 1));
  return groups.map(([, group]) => group as [T, ...T[]]);
}
