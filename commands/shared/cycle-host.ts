import { chooseEnvironment, engineStatus, systemDigests } from '../../environments';
import { say, type CommandLine } from '../../runner/terminal/command-line';
import type { CycleHost, MachineFacts } from '../../runner/execution/cycle-host';
import { RunError } from '../../support/scope/errors';
import { expectationLines } from '../../runner/history/expected-duration';
import { failuresBefore, knownFromHistory } from '../../runner/history/known-from-history';
import { Progress } from '../../runner/terminal/progress';
import { assignsEnvironments, PLANS_FOLDER } from '../../support/scope/scope';
import { ensurePrerequisites } from '../prerequisites';
import type { PrerequisiteKind } from '../prerequisites/machine';
import { spawnWorker, workersOf } from './spawn-worker';
import { findMachineFacts } from './machine';
import { useOfficialSchemas } from './official-schemas';

/** An environment to run on, and why it is that one. */
interface Choice {
  readonly name: string;
  readonly why: string;
}

/**
 * The environment of a cycle: the one asked for; of a plan that assigns cells to environments of their own, embedded for the
 * others; else what the machine offers.
 */
export async function environmentFor(line: CommandLine, plan: string): Promise<Choice> {
  const wanted = line.option('environment');
  if (wanted !== undefined || !assignsEnvironments(PLANS_FOLDER, plan)) return chooseEnvironment(wanted);
  return { name: 'embedded', why: 'the plan assigns some of its cells to another one' };
}

/** What a cycle that a command starts stands on; says which environment it is. */
export function hostOf(line: CommandLine, reports: string, { name, why }: Choice): CycleHost {
  const workers = (environment: string): number => workersOf(line.option('workers'), environment);
  say(`Environment: ${name} (${why}).`);
  let progress: Progress | undefined;
  return {
    environment: name,
    useSchemas: useOfficialSchemas,
    prepareMachine: () => prepareMachine(name),
    usable: (environments) => usableOf(environments, line.option('environment')),
    spawn: (setUp, environment, sockets) => spawnWorker(environment, setUp, sockets === true || line.isOn('sockets')),
    workers,
    progress: say,
    onPlanned: ({ toRun }) => {
      progress = new Progress(toRun, say);
      for (const text of expectationLines(reports, toRun, { environment: name, workers: workers(name) })) say(text);
    },
    onExecution: (news) => progress?.take(news),
    knownFromHistory: (run) => knownFromHistory(reports, run),
    failuresBefore: (plan) => failuresBefore(reports, plan),
    systemDigests,
  };
}

/** Of the environments that a plan assigns cells to, those that can be had; the others are named, with the reason. */
async function usableOf(environments: readonly string[], forced: string | undefined): Promise<string[]> {
  if (environments.length === 0) return [];
  const named = environments.join(', ');
  if (forced !== undefined) {
    say(
      `The plan assigns cells to ${named}: they run on ${forced}, which was asked for, and that is not what it wants.`,
    );
    return [];
  }
  const engine = await engineStatus();
  if (engine.state === 'ready') return [...environments];
  say(`The plan assigns cells to ${named}, which cannot be had: ${engine.sentence}`);
  return [];
}

/**
 * Sees to the programs that npm does not bring, and says which are missing.
 * @throws RunError or BrowserMissingError, whose sentence is not said before, where the run cannot do without
 */
async function prepareMachine(environment: string): Promise<MachineFacts> {
  const engine: PrerequisiteKind[] = environment === 'containers' ? ['container-engine'] : [];
  const missing = await ensurePrerequisites(['browser', 'java', ...engine], say);
  const needed = missing.find(({ kind }) => kind === 'container-engine');
  if (needed !== undefined) throw new RunError(needed.sentence);
  const facts = findMachineFacts();
  for (const { sentence } of missing) say(sentence);
  return facts;
}
