/** Runs scenarios on a warm embedded system that is instrumented, one after the other, each with the mutant that is ordered. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import type { ExecutionResult } from '../../../reports/record/result-model';
import type { StartEnvironment } from '../../../runner/execution/environment-session';
import { EVIDENCE_FOLDER, MESSAGES_FILE } from '../../../runner/execution/run-folder';
import { withInformalRun, type RunExecutions } from '../../../runner/execution/scenario-run';
import { VOLUME_TAG } from '../../../runner/planning/features/tags';
import type { PlannedExecution } from '../../../runner/planning/planned-execution';
import { selectByWords } from '../../../runner/planning/selection';
import { RunError } from '../../../support/scope/errors';
import type { RunAnswer, RunOrder, WorkerAnswer, WorkerSetUp } from './protocol';

/** Name under which instrumented code finds what is switched on. */
const SWITCHES = '__stryker__';

/** No mutant has this number. */
const NONE = 'none';

/** So often may a mutant be passed in one scenario: beyond it something goes round in circles. */
const MOST_HITS = 10_000_000;

/** What instrumented code reads and writes. */
interface Switches {
  activeMutant: string;
  currentTestId: string | undefined;
  hitCount: number;
  readonly hitLimit: number;
  /** How often each mutant was passed, by its number. */
  readonly mutantCoverage: {
    readonly static: Readonly<Record<string, number>>;
    readonly perTest: Record<string, Readonly<Record<string, number>>>;
  };
}

/** How a worker and the process that started it talk. */
export interface MutationChannel {
  /** The next order; undefined when there are no more. */
  readonly next: () => Promise<RunOrder | undefined>;
  readonly send: (answer: WorkerAnswer) => void;
}

/**
 * Starts the system and runs scenarios as ordered, until there are no more orders.
 * @param start starts the environment; it must not have been loaded before
 * @param folder for what runs leave behind; emptied after each
 */
export async function runMutationWorker(
  { dmc, phase, seed, scenarios: words, mutant = NONE }: WorkerSetUp,
  channel: MutationChannel,
  start: StartEnvironment,
  folder: string,
): Promise<void> {
  const switches: Switches = {
    ...{ activeMutant: mutant, currentTestId: undefined, hitCount: 0, hitLimit: MOST_HITS },
    mutantCoverage: { static: {}, perTest: {} },
  };
  Reflect.set(globalThis, SWITCHES, switches);
  await withInformalRun(
    {
      ...{ root: '.', dmc, phase, seed },
      select: async (all) => (words === undefined ? all : selectByWords(all, words.split(','))),
    },
    { start, capabilities: () => [], progress: () => undefined },
    () => folder,
    async (planned, run) => {
      const own = planned.filter(({ aside, scenario }) => aside === undefined && !scenario.tags.includes(VOLUME_TAG));
      const scenarios = own.map(({ scenario: { id, title, positive, negative } }) => ({
        id,
        title,
        positive,
        negative,
      }));
      channel.send({ kind: 'ready', scenarios, atLoad: numbersOf(switches.mutantCoverage.static) });
      for (let order = await channel.next(); order !== undefined; order = await channel.next()) {
        channel.send(await runOne(order, own, run, switches));
        for (const left of [EVIDENCE_FOLDER, MESSAGES_FILE])
          rmSync(path.join(folder, left), { recursive: true, force: true });
      }
    },
  );
}

async function runOne(
  { scenario: id, mutant = NONE }: RunOrder,
  planned: readonly PlannedExecution[],
  run: RunExecutions,
  switches: Switches,
): Promise<RunAnswer> {
  const execution = planned.find(({ scenario }) => scenario.id === id);
  if (execution === undefined) throw new RunError(`The scenario ${id} was not planned.`);
  const before = switches.activeMutant;
  Object.assign(switches, { activeMutant: mutant === NONE ? before : mutant, currentTestId: id, hitCount: 0 });
  const [result] = await run([execution], {});
  const isExhausted = switches.hitCount > switches.hitLimit;
  Object.assign(switches, { activeMutant: before, currentTestId: undefined });
  const met = numbersOf(switches.mutantCoverage.perTest[id] ?? {});
  switches.mutantCoverage.perTest[id] = {};
  return { kind: 'ran', ...outcomeOf(result, isExhausted), met };
}

/** Cucumber and the roles say so of a step whose time is up. */
const TIME_IS_UP = /timed out|time-?out/i;

function outcomeOf(result: ExecutionResult | undefined, isExhausted: boolean): Pick<RunAnswer, 'outcome' | 'message'> {
  const message = (result?.reason ?? '').split('\n')[0] ?? '';
  if (result?.outcome === 'passed') return { outcome: 'passed', message };
  return { outcome: isExhausted || TIME_IS_UP.test(message) ? 'timed out' : 'failed', message };
}

function numbersOf(passed: Readonly<Record<string, number>>): number[] {
  return Object.keys(passed).map(Number);
}
