/** Runs scenarios on a warm embedded system that is instrumented, one after the other, each with the mutant that is ordered. */
import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { ExecutionResult } from '../../../reports/record/result-model';
import type { StartEnvironment } from '../../../runner/execution/environment-session';
import { EVIDENCE_FOLDER, MESSAGES_FILE } from '../../../runner/execution/run-folder';
import { withInformalRun, type RunExecutions } from '../../../runner/execution/scenario-run';
import { VOLUME_TAG } from '../../../runner/planning/features/tags';
import type { PlannedExecution } from '../../../runner/planning/planned-execution';
import { selectByWords } from '../../../runner/planning/selection';
import { RunError } from '../../../support/scope/errors';
import type { Need } from '../../../support/scope/needs';
import type { RunAnswer, RunOrder, WorkerAnswer, WorkerSetUp } from './protocol';
import { switches, type Switches } from './switches';

/** So often may mutants that are on be passed in one scenario: beyond it something goes round in circles. */
const MOST_HITS = 10_000_000;

/** How a worker and the process that started it talk. */
export interface MutationChannel {
  /** The next order; undefined when there are no more. */
  readonly next: () => Promise<RunOrder | undefined>;
  readonly send: (answer: WorkerAnswer) => void;
}

/** What scenarios are run on. */
export interface MutationHost {
  readonly start: StartEnvironment;
  /** What this machine adds to the capabilities of the environment. */
  readonly capabilities: () => readonly Need[];
}

/**
 * Starts the system and runs scenarios as ordered, until there are no more orders.
 * @param host its environment must not have been loaded before
 * @param folder for what runs leave behind; emptied after each
 */
export async function runMutationWorker(
  { scenarios: words, mutants, ...cell }: WorkerSetUp,
  channel: MutationChannel,
  { start, capabilities }: MutationHost,
  folder: string,
): Promise<void> {
  const shared = switches();
  switchTo(shared, mutants, true);
  await withInformalRun(
    {
      ...{ root: '.', ...cell },
      select: async (all) => (words === undefined ? all : selectByWords(all, words.split(','))),
    },
    { start, capabilities, progress: () => undefined },
    () => folder,
    async (planned, run) => {
      const own = planned.filter(({ aside, scenario }) => aside === undefined && !scenario.tags.includes(VOLUME_TAG));
      const scenarios = own.map(({ scenario: { id, title, positive, negative, featurePath } }) => ({
        ...{ id, title, positive, negative },
        digest: createHash('sha256').update(readFileSync(featurePath)).digest('hex'),
      }));
      channel.send({ kind: 'ready', scenarios, atLoad: metIn(shared) });
      for (let order = await channel.next(); order !== undefined; order = await channel.next()) {
        channel.send(await runOne(order, own, run, shared));
        for (const left of [EVIDENCE_FOLDER, MESSAGES_FILE])
          rmSync(path.join(folder, left), { recursive: true, force: true });
      }
    },
  );
}

async function runOne(
  { scenario: id, mutants }: RunOrder,
  planned: readonly PlannedExecution[],
  run: RunExecutions,
  shared: Switches,
): Promise<RunAnswer> {
  const execution = planned.find(({ scenario }) => scenario.id === id);
  if (execution === undefined) throw new RunError(`The scenario ${id} was not planned.`);
  const since = process.cpuUsage();
  let hits = 0;
  shared.met.fill(0);
  shared.hit = () => {
    if ((hits += 1) > MOST_HITS) throw new Error('A mutant goes round in circles.');
    return true;
  };
  switchTo(shared, mutants, true);
  const [result] = await run([execution], {});
  switchTo(shared, mutants, false);
  const { user, system } = process.cpuUsage(since);
  const duration = (user + system) / 1_000;
  return { kind: 'ran', ...outcomeOf(result, hits > MOST_HITS), duration, met: metIn(shared) };
}

function switchTo({ on }: Switches, mutants: readonly string[], isOn: boolean): void {
  for (const number of mutants) on[Number(number)] = isOn ? 1 : 0;
}

/** Numbers of the mutants that were met since it was last asked. */
function metIn({ met }: Switches): number[] {
  return [...met.entries()].filter(([, mark]) => mark === 1).map(([number]) => number);
}

/** Cucumber and the roles say so of a step whose time is up. */
const TIME_IS_UP = /timed out|time-?out/i;

function outcomeOf(result: ExecutionResult | undefined, isExhausted: boolean): Pick<RunAnswer, 'outcome' | 'message'> {
  const message = (result?.reason ?? '').split('\n')[0] ?? '';
  if (result?.outcome === 'passed') return { outcome: 'passed', message };
  return { outcome: isExhausted || TIME_IS_UP.test(message) ? 'timed out' : 'failed', message };
}
