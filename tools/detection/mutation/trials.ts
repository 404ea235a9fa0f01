import type { DetectionCase } from '../../../reports/record/detection-model';
import type { Mutant } from './mutants';
import type { MutantRunner, RunResult } from './worker-process';

/** A mutant of which it is not known yet what becomes of it. */
export interface Suspect {
  readonly mutant: Mutant;
  /** Scenarios that were tried with it alone. */
  readonly tried: Set<string>;
  /** What was said where time was up. */
  readonly timedOut: string[];
}

/** A mutant that was missed by the scenarios that were tried with it alone. */
export interface OpenSuspect extends Suspect {
  /** Scenarios that are still to be tried, the likeliest first. */
  readonly left: readonly string[];
  /** How many scenarios meet it. */
  readonly meeting: number;
}

/** What became of a mutant. */
export type Verdict = Pick<DetectionCase, 'outcome' | 'by' | 'note'>;

/** Runs a scenario with mutants on, by their numbers. */
export type Trial = (scenario: string, mutants: readonly string[]) => Promise<RunResult>;

/** Time that is up may be the time of one scenario; when it is up so often, it is the mutant's doing. */
const MOST_TIME_OUTS = 2;

/** Tries a mutant with scenarios, until one fails. @returns undefined where none does */
export async function tryAlone(
  suspect: Suspect,
  scenarios: readonly string[],
  trial: Trial,
): Promise<Verdict | undefined> {
  for (const scenario of scenarios) {
    suspect.tried.add(scenario);
    const verdict = verdictOf(suspect, scenario, await trial(scenario, [suspect.mutant.number]));
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}

/**
 * Tries mutants together with the scenarios that are left for them, first those that most of them meet.
 * @param report called as soon as it is known what became of one
 */
export async function tryTogether(
  suspects: readonly OpenSuspect[],
  trial: Trial,
  report: (suspect: Suspect, verdict: Verdict) => void,
): Promise<void> {
  const open = new Set(suspects);
  const byScenario = Map.groupBy(
    suspects.flatMap((suspect) => suspect.left.map((scenario) => ({ suspect, scenario }))),
    ({ scenario }) => scenario,
  );
  for (const [scenario, pairs] of [...byScenario].sort(([, one], [, other]) => other.length - one.length)) {
    const wanted = pairs.map(({ suspect }) => suspect).filter((suspect) => open.has(suspect));
    if (wanted.length === 0) continue;
    for (const [suspect, result] of await blamed(scenario, wanted, trial)) {
      const verdict = verdictOf(suspect, scenario, result);
      if (verdict === undefined) continue;
      report(suspect, verdict);
      open.delete(suspect);
    }
  }
  for (const suspect of open) report(suspect, missed(suspect));
}

/** The mutants over each of which alone a scenario does not pass. */
async function blamed(
  scenario: string,
  suspects: readonly OpenSuspect[],
  trial: Trial,
): Promise<(readonly [OpenSuspect, RunResult])[]> {
  const result = await trial(
    scenario,
    suspects.map(({ mutant }) => mutant.number),
  );
  const [first] = suspects;
  if (result.outcome === 'passed' || first === undefined) return [];
  if (suspects.length === 1) return [[first, result]];
  const half = Math.ceil(suspects.length / 2);
  return [
    ...(await blamed(scenario, suspects.slice(0, half), trial)),
    ...(await blamed(scenario, suspects.slice(half), trial)),
  ];
}

function verdictOf({ timedOut }: Suspect, scenario: string, { outcome, message }: RunResult): Verdict | undefined {
  if (outcome === 'passed') return undefined;
  if (outcome !== 'timed out') return { outcome: 'found', by: [scenario], note: message };
  timedOut.push(`${scenario}: ${message}`);
  return timedOut.length < MOST_TIME_OUTS ? undefined : { outcome: 'timed out', by: [], note: timedOut.join(' ') };
}

/** Of a mutant over which no scenario has failed. */
export function missed({ meeting, left, tried, timedOut }: OpenSuspect): Verdict {
  const [note] = timedOut;
  if (note !== undefined) return { outcome: 'timed out', by: [], note };
  const count = new Set([...tried, ...left]).size;
  const cut = count < meeting ? `the ${count} ${CUT} ` : 'the ';
  return { outcome: 'missed', by: [], note: `${cut}${meeting} scenarios that come there pass.` };
}

const CUT = 'likeliest of the';

/** Whether a mutant was missed by some of the scenarios that come there, and others were not tried. */
export function isCutShort({ outcome, note }: Pick<DetectionCase, 'outcome' | 'note'>): boolean {
  return outcome === 'missed' && note?.includes(CUT) === true;
}

/** A failure counts where the scenario passes once more without the mutants: otherwise an earlier one has left something behind. */
export async function confirmed(
  scenario: string,
  mutants: readonly string[],
  runner: MutantRunner,
): Promise<RunResult> {
  const result = await runner.run(scenario, mutants);
  if (result.outcome !== 'failed' || (await runner.run(scenario, [])).outcome === 'passed') return result;
  runner.renew();
  return runner.run(scenario, mutants);
}
