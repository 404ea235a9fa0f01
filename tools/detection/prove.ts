import type { ExecutionResult } from '../../reports/record/result-model';
import type { SeededDefect } from '../../runner/planning/coverage';
import { RunError } from '../../support/scope/errors';
import type { PlannedExecution } from '../../runner/planning/planned-execution';

/** Runs executions with seeded defects switched on for each of them, and gives their results. */
export type RunWithDefects = (
  executions: readonly PlannedExecution[],
  defects: readonly string[],
) => Promise<readonly ExecutionResult[]>;

/** A scenario that a defect turned red. */
interface RedScenario {
  readonly id: string;
  readonly title: string;
  readonly outcome: string;
  readonly message: string;
}

/** What became of one defect. */
export interface ProvedDefect extends SeededDefect {
  /** Whether a scenario that traces to its requirement failed. */
  readonly found: boolean;
  /** Scenarios that failed: of its requirement, or, where none of those did, of all. */
  readonly red: readonly RedScenario[];
  /** How many scenarios trace to its requirement. */
  readonly tracing: number;
}

/** How far defects are followed. */
export interface ProofDepth {
  /** Whether a defect that its own requirement misses is looked for in all other scenarios. */
  readonly elsewhere: boolean;
  /** Whether the first scenario that finds a defect is enough. */
  readonly untilFound: boolean;
}

/** How many scenarios are run before it is asked whether one has found the defect. */
const TOGETHER = 8;

/**
 * Shows for each seeded defect which scenarios of one cell it turns red.
 * @param defects to prove
 * @param planned every execution that can be run here
 * @param run runs some of them
 * @param onDefect called as soon as one defect is done
 * @throws RunError when a scenario is not green without any defect, so that its red would prove nothing
 */
export async function proveDefects(
  defects: readonly SeededDefect[],
  planned: readonly PlannedExecution[],
  run: RunWithDefects,
  onDefect: (proved: ProvedDefect) => void,
  { elsewhere, untilFound }: ProofDepth = { elsewhere: true, untilFound: false },
): Promise<ProvedDefect[]> {
  const tracing = (requirement: string): PlannedExecution[] =>
    planned.filter(({ scenario }) => [...scenario.positive, ...scenario.negative].includes(requirement));
  const needed = new Set(defects.flatMap(({ requirement }) => tracing(requirement)));
  await requireGreen(
    planned.filter((execution) => needed.has(execution)),
    run,
  );
  const proved: ProvedDefect[] = [];
  for (const defect of defects) {
    const own = tracing(defect.requirement);
    const red = untilFound ? await firstRed(defect, own, run) : redOnes(await run(own, [defect.id]));
    const others = elsewhere ? planned.filter((execution) => !own.includes(execution)) : [];
    // A defect that its own requirement misses may still be seen elsewhere: that says where a tag or a scenario lacks.
    const redElsewhere = red.length > 0 ? [] : redOnes(await run(others, [defect.id]));
    const result = { ...defect, found: red.length > 0, red: [...red, ...redElsewhere], tracing: own.length };
    proved.push(result);
    onDefect(result);
  }
  return proved;
}

/** Runs the scenarios that speak most like the rule first, until one of them finds the defect. */
async function firstRed(
  { id, rule }: SeededDefect,
  executions: readonly PlannedExecution[],
  run: RunWithDefects,
): Promise<RedScenario[]> {
  const likeness = ({ scenario }: PlannedExecution): number =>
    [...wordsOf(scenario.title)].filter((word) => wordsOf(rule).has(word)).length;
  const ordered = executions.toSorted((one, other) => likeness(other) - likeness(one));
  for (let from = 0; from < ordered.length; from += TOGETHER) {
    const red = redOnes(await run(ordered.slice(from, from + TOGETHER), [id]));
    if (red.length > 0) return red;
  }
  return [];
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[a-z]{4,}/g));
}

/** Scenarios that are named for one defect; the record of the command names all. */
const NAMED = 3;

/** What became of a defect, in lines for people. */
export function defectLines({ id, rule, requirement, service, found, red, tracing }: ProvedDefect): string[] {
  const verdict = found ? 'found ' : 'MISSED';
  const hint = found ? [] : [`    no scenario of ${requirement} fails; ${tracing} trace to it`];
  const more = red.length > NAMED ? [`    and ${red.length - NAMED} more`] : [];
  return [
    `${verdict}  ${id} (${service}, ${requirement}): ${rule}`,
    ...hint,
    ...red
      .slice(0, NAMED)
      .map(({ id: scenario, title, message }) => `    ${scenario} ${title}: ${message.split('\n')[0] ?? ''}`),
    ...more,
  ];
}

async function requireGreen(executions: readonly PlannedExecution[], run: RunWithDefects): Promise<void> {
  const open = (await run(executions, [])).filter(({ outcome }) => outcome !== 'passed');
  if (open.length === 0) return;
  const which = open.map(({ id, outcome }) => `${id} (${outcome})`).join(', ');
  throw new RunError(`Nothing can be proved: without any defect these scenarios do not pass: ${which}.`);
}

function redOnes(results: readonly ExecutionResult[]): RedScenario[] {
  return results
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ id, title, outcome, reason }) => ({ id, title, outcome, message: reason ?? '' }));
}
