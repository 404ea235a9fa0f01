import { CLASSES } from '../models/lists/reports';
import type { InstallationState, ReportRow, ResponsibleSupplier, Roles } from '../roles';
import { PORTFOLIO_CLASSES } from '../roles';

/** An outcome that a supplier can learn of from the Commissioning Outcome Files forwarded to it. */
export interface LearntOutcome {
  readonly installationId: string;
  readonly attempt: number;
  readonly result: 'Migrated' | 'NotMigrated';
  readonly code?: string;
  /** Day on which the file with it came, YYYY-MM-DD. */
  readonly day: string;
}

/** Everything that one supplier is told of its installations, from every side. */
export interface Reporting {
  /** EUI-64 and name of the supplier. */
  readonly eui: string;
  readonly name: string;
  /** Day on which it is asked, YYYY-MM-DD. */
  readonly today: string;
  /** Every authorisation of its installations, oldest first. */
  readonly states: readonly InstallationState[];
  readonly outcomes: readonly LearntOutcome[];
  /** Outcomes in the files forwarded to it of installations that are not among its own, with the name of the file. */
  readonly overheard: readonly { readonly file: string; readonly installationId: string }[];
  readonly portfolio: readonly ReportRow<'portfolio'>[];
  readonly inFlight: readonly ReportRow<'in-flight'>[];
  readonly schedule: readonly ReportRow<'schedule'>[];
  /** Outcome reports that are kept, by day. */
  readonly days: ReadonlyMap<string, readonly ReportRow<'outcomes'>[]>;
}

/** Asks for everything that the suppliers of a scenario are told. */
export async function gatherReporting({ supplier, gasSupplier, otherSupplier, time }: Roles): Promise<Reporting[]> {
  const today = (await time.now()).toISOString().slice(0, 10);
  const gathered: Reporting[] = [];
  for (const one of [supplier, gasSupplier, otherSupplier]) gathered.push(await reportingTo(one, today));
  return gathered;
}

async function reportingTo(supplier: ResponsibleSupplier, today: string): Promise<Reporting> {
  const states = await supplier.installationStates();
  const [portfolio, inFlight, schedule] = [
    await supplier.reports.now('portfolio'),
    await supplier.reports.now('in-flight'),
    await supplier.reports.now('schedule'),
  ];
  const days = new Map<string, readonly ReportRow<'outcomes'>[]>();
  for (const summary of await supplier.reports.kept('outcomes')) {
    // An empty report has no rows to compare; that nothing is missing from it shows without reading it.
    const { rows } =
      summary.rowCount === 0 ? { rows: [] } : await supplier.reports.read({ ...summary, kind: 'outcomes' });
    days.set(summary.period, rows);
  }
  return {
    eui: supplier.eui,
    name: supplier.name,
    today,
    states,
    ...(await outcomesLearntBy(supplier, new Set(states.map(({ installationId }) => installationId)))),
    portfolio: portfolio.rows,
    inFlight: inFlight.rows,
    schedule: schedule.rows,
    days,
  };
}

/** Files are forwarded as they were signed: whatever is in them is told to whoever receives them. */
async function outcomesLearntBy(
  supplier: ResponsibleSupplier,
  own: ReadonlySet<string>,
): Promise<Pick<Reporting, 'outcomes' | 'overheard'>> {
  const learnt: LearntOutcome[] = [];
  const overheard: Reporting['overheard'][number][] = [];
  for (const { name, receivedAt, installationIds } of await supplier.outcomeFiles()) {
    const listed = new Set(installationIds);
    for (const { installationId, attempt, result, code } of await supplier.outcomesIn(name)) {
      if (!own.has(installationId)) overheard.push({ file: name, installationId });
      if (!listed.has(installationId)) continue;
      const day = receivedAt.slice(0, 10);
      learnt.push({ installationId, attempt, result, ...(code === undefined ? {} : { code }), day });
    }
  }
  return { outcomes: learnt, overheard };
}

/** Codes with which a planned migration is taken back before it begins: a dormant meter became active, or the day was closed. */
const TAKEN_BACK: readonly (string | undefined)[] = ['SIM-DRM-23', 'SIM-AUT-30'];

/** What the rules need to know of the scenario. */
export interface ReportingRules {
  /** The tester delivered outcome files: states and reports need not follow what was forwarded. */
  readonly outcomesForged: boolean;
}

/**
 * What must hold at every moment of what a supplier is told: every authorised installation is in exactly one class of the
 * portfolio, the counts add up and are those of the states, states and reports of days follow the outcome files, and nothing
 * of anybody else is among it.
 * @returns what does not hold, one sentence each
 */
export function brokenReporting(reporting: Reporting, { outcomesForged }: ReportingRules): string[] {
  const problems = [
    ...unbalanced(reporting),
    ...miscounted(reporting),
    ...wrongLists(reporting),
    ...strangers(reporting),
    ...(outcomesForged
      ? []
      : [...overhearing(reporting), ...statesAgainstOutcomes(reporting), ...daysAgainstOutcomes(reporting)]),
  ];
  return problems.map((problem) => `What is reported to ${reporting.name}: ${problem}`);
}

function unbalanced({ portfolio, states }: Reporting): string[] {
  const takenBack = newestStates(states).filter(({ code }) => TAKEN_BACK.includes(code)).length;
  return portfolio.flatMap((row) => {
    const { smsoTag, groupId, kind, authorised, attempted, scheduled } = row;
    const sum = PORTFOLIO_CLASSES.reduce((total, one) => total + row[one], 0);
    const reference = `The portfolio of ${smsoTag} ${groupId} ${kind}`;
    return [
      ...(sum === authorised ? [] : [`${reference} has ${authorised} authorised, and ${sum} in its classes.`]),
      ...(attempted <= authorised && attempted >= authorised - scheduled - takenBack
        ? []
        : [`${reference} has ${attempted} attempted of ${authorised} authorised.`]),
    ];
  });
}

/** An installation counts once, by its newest authorisation. */
function newestStates(states: readonly InstallationState[]): InstallationState[] {
  return [...new Map(states.map((state) => [state.importMPAN, state])).values()];
}

function miscounted({ states, portfolio }: Reporting): string[] {
  const newest = newestStates(states);
  const problems: string[] = [];
  for (const kind of ['Active', 'Dormant', 'Mixed'] as const) {
    const rows = portfolio.filter((row) => row.kind === kind);
    const own = newest.filter((state) => state.kind === kind);
    for (const one of PORTFOLIO_CLASSES) {
      const reported = rows.reduce((total, row) => total + row[one], 0);
      const counted = own.filter(({ state }) => CLASSES[state] === one).length;
      if (reported !== counted) {
        problems.push(`The portfolio counts ${reported} ${kind} ${one}, the states of the installations ${counted}.`);
      }
    }
    const attempted = rows.reduce((total, row) => total + row.attempted, 0);
    const begun = own.filter(hasBegun).length;
    if (attempted !== begun) {
      problems.push(`The portfolio counts ${attempted} ${kind} attempted, the states of the installations ${begun}.`);
    }
  }
  return problems;
}

/** Whether an attempt has begun, under the newest authorisation or an earlier one. */
function hasBegun({ attempt, history }: InstallationState): boolean {
  return attempt > 1 || history.some(({ state }) => state === 'InProgress');
}

function wrongLists({ states, inFlight, schedule }: Reporting): string[] {
  const under = states.filter(({ state }) => CLASSES[state] === 'inFlight').map(({ installationId }) => installationId);
  const days = states.filter(({ state }) => state === 'Scheduled').map(({ scheduledFor }) => scheduledFor);
  const planned = schedule.flatMap(({ day, installations }) => Array<string>(installations).fill(day));
  return [
    ...difference(
      'in flight',
      inFlight.map(({ installationId }) => installationId),
      under,
    ),
    ...difference('scheduled days', planned, days),
  ];
}

function strangers({ eui, states, inFlight, schedule, portfolio, days }: Reporting): string[] {
  const own = new Set(states.map(({ installationId }) => installationId));
  const named = [...inFlight, ...[...days.values()].flat()];
  const foreign = named.filter(({ installationId }) => !own.has(installationId));
  const addressed = [...named, ...schedule, ...portfolio].filter(({ supplier }) => supplier !== eui);
  return [
    ...foreign.map(({ installationId }) => `${installationId} is reported, which is an installation of somebody else.`),
    ...addressed.map(({ supplier }) => `A row is that of ${supplier}.`),
  ];
}

function overhearing({ overheard }: Reporting): string[] {
  return overheard.map(
    ({ file, installationId }) => `${file} names ${installationId}, an installation of somebody else.`,
  );
}

function statesAgainstOutcomes({ states, outcomes }: Reporting): string[] {
  const results = new Map(outcomes.map((outcome) => [attemptKey(outcome), outcome.result]));
  return states.flatMap(({ installationId, state, attempt, code }) => {
    const wasTakenBack = TAKEN_BACK.includes(code);
    const expected = { migrated: 'Migrated', failed: 'NotMigrated', excluded: 'NotMigrated' } as const;
    const of = CLASSES[state];
    const wanted = wasTakenBack || of === 'scheduled' || of === 'inFlight' ? undefined : expected[of];
    const found = results.get(attemptKey({ installationId, attempt }));
    if (found === wanted) return [];
    return [
      `${installationId} is ${state} at attempt ${attempt}, of which the outcome files say ${found ?? 'nothing'}.`,
    ];
  });
}

function daysAgainstOutcomes({ today, outcomes, days }: Reporting): string[] {
  const ended = new Set([...days.keys(), ...outcomes.flatMap(({ day }) => (day < today ? [day] : []))]);
  return [...ended].flatMap((day) =>
    difference(
      `outcomes of ${day}`,
      (days.get(day) ?? []).map((row) => `${attemptKey(row)} ${row.result} ${row.code ?? ''}`),
      outcomes
        .filter((outcome) => outcome.day === day)
        .map((outcome) => `${attemptKey(outcome)} ${outcome.result} ${outcome.code ?? ''}`),
    ),
  );
}

function attemptKey({ installationId, attempt }: Pick<LearntOutcome, 'installationId' | 'attempt'>): string {
  return `${installationId}/${attempt}`;
}

/** What a report lacks, and what it has too much, counting repetitions. */
function difference(what: string, reported: readonly string[], real: readonly string[]): string[] {
  const open = new Map<string, number>();
  for (const one of real) open.set(one, (open.get(one) ?? 0) + 1);
  for (const one of reported) open.set(one, (open.get(one) ?? 0) - 1);
  return [...open]
    .filter(([, count]) => count !== 0)
    .map(([one, count]) =>
      count > 0
        ? `Missing among what is reported as ${what}: ${one}.`
        : `Reported as ${what} without being so: ${one}.`,
    );
}
