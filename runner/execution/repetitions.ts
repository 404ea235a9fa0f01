import type { ExecutionResult } from '../../reports/record/result-model';
import { counted } from '../../reports/text';
import { RunError } from '../../support/scope/errors';
import { keyOf } from '../../support/scope/identity';

/** What one of several repetitions of a run came to. */
export interface Repetition {
  readonly seed: string;
  /** Id of its run; absent where it left no record. */
  readonly run?: string;
  readonly executions: readonly Pick<ExecutionResult, 'id' | 'dmc' | 'phase' | 'stage' | 'outcome'>[];
}

/**
 * Reads the value of `--repeat`.
 * @returns 1 where it was not given
 * @throws RunError when it is no number from 1 to 1,000
 */
export function parseRepeat(wanted: string | undefined): number {
  const number = Number(wanted ?? '1');
  if (Number.isInteger(number) && number >= 1 && number <= 1_000) return number;
  throw new RunError(`"${wanted ?? ''}" is no number of repetitions: give one from 1 to 1000.`);
}

/** A seed of one repetition: of the first the one that was asked for, so that repeating begins with the run itself. */
export function seedOfRepetition(seed: string, number: number): string {
  return number === 1 ? seed : `${seed}-${number}`;
}

/** Executions without the same outcome in every repetition, one sentence each; a seed shows each outcome again. */
function differencesOf(repetitions: readonly Repetition[]): string[] {
  const outcomes = new Map<string, Map<string, string[]>>();
  for (const { seed, executions } of repetitions) {
    for (const execution of executions) {
      const own = outcomes.get(keyOf(execution)) ?? new Map<string, string[]>();
      outcomes.set(keyOf(execution), own.set(execution.outcome, [...(own.get(execution.outcome) ?? []), seed]));
    }
  }
  const [first] = repetitions;
  return (first?.executions ?? []).flatMap((execution) => {
    const own = outcomes.get(keyOf(execution)) ?? new Map<string, string[]>();
    if (own.size < 2) return [];
    const { id, dmc, phase } = execution;
    const seen = [...own].map(([outcome, seeds]) => `${outcome} ${seeds.length} times (seed ${seeds[0] ?? ''})`);
    return [`${id} in ${dmc} ${phase} came out differently: ${seen.join(', ')}.`];
  });
}

/** What is said after the last repetition. */
export function repetitionLines(repetitions: readonly Repetition[]): string[] {
  const [first] = repetitions;
  if (first === undefined || repetitions.length === 1) return [];
  const what = `${repetitions.length} repetitions of ${counted(first.executions.length, 'execution')}`;
  const differences = differencesOf(repetitions);
  return differences.length === 0
    ? [`${what}: every execution had the same outcome in all of them.`]
    : [...differences, `${what}: ${counted(differences.length, 'execution')} came out differently.`];
}

/** One repetition that has ended. */
export interface EndedRepetition {
  readonly exitCode: number;
  /** Absent where nothing can be compared with others. */
  readonly repetition?: Repetition;
}

/** What a command repeats. */
export interface Repeated {
  readonly times: number;
  readonly once: (number: number) => Promise<EndedRepetition>;
  /** Called after each of several repetitions with all that have finished. */
  readonly onFinished?: (finished: readonly Repetition[]) => void;
}

/**
 * Runs something as often as is asked, and says what came out differently; where it is broken off, which repetitions had finished.
 * @param say receives one line at a time
 * @returns the gravest of the exit codes
 */
export async function repeatRuns({ times, once, onFinished }: Repeated, say: (line: string) => void): Promise<number> {
  const finished: Repetition[] = [];
  const exitCodes: number[] = [];
  for (let number = 1; number <= times; number += 1) {
    if (times > 1) say(`Repetition ${number} of ${times}.`);
    try {
      const { exitCode, repetition } = await once(number);
      exitCodes.push(exitCode);
      if (repetition !== undefined) finished.push(repetition);
    } catch (error) {
      if (times > 1) say(brokenOff(number, times, finished));
      throw error;
    }
    if (times > 1) onFinished?.(finished);
  }
  for (const text of repetitionLines(finished)) say(text);
  return Math.max(...exitCodes);
}

function brokenOff(number: number, times: number, finished: readonly Repetition[]): string {
  const named = finished.map(({ seed, run }) => (run === undefined ? `seed ${seed}` : `${run} (seed ${seed})`));
  const had = named.length === 0 ? 'none had finished' : `these had finished: ${named.join(', ')}`;
  return `Repetition ${number} of ${times} was broken off; ${had}.`;
}

/** What repetitions came to so far, as Markdown for the page of a job. */
export function repetitionSummary(finished: readonly Repetition[], times: number): string {
  const passed = ({ executions }: Repetition): string => {
    const due = executions.filter(({ outcome }) => outcome !== 'does-not-apply');
    return `${due.filter(({ outcome }) => outcome === 'passed').length} of ${due.length} passed`;
  };
  return [
    `## ${finished.length} of ${times} repetitions`,
    '',
    ...repetitionLines(finished).map((line) => `- ${line}`),
    ...finished.map((one) => `- ${one.run ?? ''}: seed ${one.seed}, ${passed(one)}.`),
    '',
    '',
  ].join('\n');
}
