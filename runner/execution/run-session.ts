import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import path from 'node:path';
import type { Transport } from '../../environments/environment';
import type { ExecutionResult } from '../../reports/record/result-model';
import { quoted } from './shell-word';
import type { Runner, StageParameters } from './scenarios/runner';
import type { PlannedExecution } from '../planning/planned-execution';

/** What is common to every stage of one run. */
export interface SessionOptions {
  readonly runner: Runner;
  readonly runFolder: string;
  /** File for cucumber's messages, inside the folder of the run; they are added to what it holds. */
  readonly messages: string;
  /** Name of the environment. */
  readonly environment: string;
  /** How its services can be reached at best. */
  readonly transport: Transport;
  readonly parameters: StageParameters;
  /** Aborted when the run is interrupted: nothing more is run or told then. */
  readonly interrupted: AbortSignal;
  /** Called for each execution as soon as it is over. */
  readonly onExecution: (result: ExecutionResult) => void;
  readonly packPassed: boolean;
  /** Called for each message of cucumber. */
  readonly onMessage?: () => void;
}

/**
 * Runs executions in this process, cell by cell and stage by stage, and keeps cucumber's messages.
 * @returns one result for each planned execution, in the planned order
 * @throws InterruptedError when the run is interrupted
 */
export async function runPlanned(
  planned: readonly PlannedExecution[],
  options: SessionOptions,
): Promise<ExecutionResult[]> {
  const messages = createWriteStream(path.join(options.runFolder, options.messages), { flags: 'a' });
  const closed = finished(messages);
  // Whoever writes learns of a failure; until then it is nobody's.
  closed.catch(() => undefined);
  // There are hundreds at a time: what comes together is written together.
  const lines: string[] = [];
  const write = (): void => {
    const together = lines.splice(0).join('');
    if (together !== '') messages.write(together);
  };
  try {
    const results: ExecutionResult[] = [];
    for (const executions of groupByStage(planned)) {
      const stage = await options.runner.runStage({
        ...options,
        executions,
        reproduce: (execution) => reproduceCommand(execution, options.environment),
        onMessage: (envelope) => {
          if (messages.errored !== null) throw messages.errored;
          if (lines.push(`${JSON.stringify(envelope)}\n`) === 1) setImmediate(write);
          options.onMessage?.();
        },
      });
      results.push(...stage);
    }
    write();
    messages.end();
    await closed;
    return results;
  } finally {
    // What was told before an interruption is kept: its results stand in the journal.
    if (!messages.writableEnded) write();
    messages.end();
    await closed.catch(() => undefined);
  }
}

/** The command that repeats one execution with the same seed, so with the same identifiers. */
export function reproduceCommand(
  { scenario, dmc, phase, stage, set, stageSeed }: PlannedExecution,
  environment: string,
): string {
  const where = ['--dmc', dmc.id, '--phase', phase, '--environment', environment, '--seed', stageSeed];
  // The stage is part of the identity from which identifiers come; that of its folder need not be said.
  const named = stage === stageOfFolder(scenario) ? [] : ['--stage', stage];
  const words = [scenario.id, ...where, ...named, ...(set === 2 ? ['--sockets'] : [])];
  return `npm run scenario -- ${words.map(quoted).join(' ')}`;
}

/** The stage that a scenario belongs to by its folder: the first word of its area. */
export function stageOfFolder({ area }: PlannedExecution['scenario']): string {
  return area.split(' / ')[0] ?? area;
}

function groupByStage(planned: readonly PlannedExecution[]): PlannedExecution[][] {
  const groups = new Map<string, PlannedExecution[]>();
  for (const execution of planned) {
    const key = JSON.stringify([execution.dmc.id, execution.phase, execution.stage]);
    groups.set(key, [...(groups.get(key) ?? []), execution]);
  }
  return [...groups.values()];
}
