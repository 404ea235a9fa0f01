/** Finds the words of a scenario that only failures hold: what a failure without a refusal of its own has in common with others. */
import type { ExecutionResult, StepResult } from '../../reports/record/result-model';

/** Words in a row that tell one condition from another: fewer stand in steps that mean different things. */
const TELLING_WORDS = 5;

/**
 * The conditions that failures share, as rows of words: each stands in more than half of the failures and in no passed execution.
 * @param failures of one cause; one alone shares nothing
 * @param passed executions of the same run; without any, nobody knows what does no harm
 */
export function sharedConditions(
  failures: readonly ExecutionResult[],
  passed: readonly ExecutionResult[],
): ReadonlySet<string> {
  if (failures.length < 2 || passed.length === 0) return new Set();
  const counts = new Map<string, number>();
  for (const failure of failures) {
    for (const row of rowsOf(failure)) counts.set(row, (counts.get(row) ?? 0) + 1);
  }
  for (const row of passed.flatMap((execution) => [...rowsOf(execution)])) counts.delete(row);
  return new Set([...counts].flatMap(([row, count]) => (count * 2 > failures.length ? [row] : [])));
}

/** The longest of these conditions in the words of an execution, e.g. `a device on the whitelist that`; undefined where it holds none. */
export function conditionOf(execution: ExecutionResult, shared: ReadonlySet<string>): string | undefined {
  if (shared.size === 0) return undefined;
  const found = actsOf(execution).flatMap(({ text }) => runsOf(wordsOf(text), shared));
  return found.toSorted((one, other) => other.length - one.length)[0];
}

/** Runs of words of which every row is shared. */
function runsOf(words: readonly string[], shared: ReadonlySet<string>): string[] {
  const runs: string[] = [];
  let start: number | undefined;
  for (let index = 0; index <= words.length; index += 1) {
    const row = words.slice(index, index + TELLING_WORDS);
    if (row.length === TELLING_WORDS && shared.has(row.join(' '))) {
      start ??= index;
    } else if (start !== undefined) {
      runs.push(words.slice(start, index - 1 + TELLING_WORDS).join(' '));
      start = undefined;
    }
  }
  return runs;
}

function rowsOf(execution: ExecutionResult): Set<string> {
  return new Set(
    actsOf(execution).flatMap(({ text }) => {
      const words = wordsOf(text);
      return words.map((_, at) => words.slice(at, at + TELLING_WORDS).join(' ')).slice(0, 1 - TELLING_WORDS);
    }),
  );
}

/** What was arranged and done, up to the first Then: what is looked at afterwards is no condition. */
function actsOf({ steps }: ExecutionResult): StepResult[] {
  const own = steps.filter(({ kind }) => kind === 'step');
  const then = own.findIndex(({ text }) => text.startsWith('Then '));
  return then < 0 ? own : own.slice(0, then);
}

/** Words of a step and of its table, without keyword and numbers. */
function wordsOf(text: string): string[] {
  return text
    .replace(/^(Given|When|And|But) /, '')
    .split(/[\s|]+/)
    .filter((word) => word !== '' && !/^\d+$/.test(word));
}
