import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '../../../environments/environment';
import { checkHealth, keepLogs, withEnvironment, type StartEnvironment } from '../environment-session';
import { RunError, sentenceOf } from '../../../support/scope/errors';
import { digestOfCode, INPUTS_FOLDER } from '../../planning/run-manifest';
import { runPlanned } from '../run-session';
import { seededDefectsOn } from '../seeded-defects';
import { Runner } from '../scenarios/runner';
import { SEEDED_DEFECTS } from '../../assessment/build';
import type { EnvironmentFacts } from '../../assessment/facts';
import { messagesFile, type Chunk, type WorkerCommand, type WorkerMessage, type WorkerSetUp } from './protocol';

/** The worker's end of its connection to the pool. */
export interface WorkerChannel {
  /** The next command; undefined once the connection is closed. */
  next(): Promise<WorkerCommand | undefined>;
  send(message: WorkerMessage): void;
}

/** Milliseconds between two heartbeats at least. */
const HEARTBEAT_MS = 2_000;

/**
 * Runs a worker until it is told to finish: starts an environment of its own, loads the step definitions once, and runs chunks.
 * @param start starts the environment that the command has chosen
 */
export async function runWorker(channel: WorkerChannel, start: StartEnvironment): Promise<void> {
  try {
    const command = await channel.next();
    if (command?.kind !== 'begin') return;
    const { setUp } = command;
    const progress = (line: string): void => channel.send({ kind: 'progress', line });
    await withEnvironment(start, setUp.seed, progress, async (environment, interrupted) => {
      const runner = await loadRunner(setUp);
      channel.send({ kind: 'ready', environment: await environmentFactsOf(environment) });
      await runChunks({ channel, setUp, environment, runner, interrupted });
      await keepLogs(environment, path.join(setUp.runFolder, setUp.logs));
      channel.send({ kind: 'finished', environment: await environmentFactsOf(environment) });
    });
  } catch (error) {
    channel.send({ kind: 'failed', sentence: sentenceOf(error) });
  }
}

/** Loads the steps as they were when the run began, for the features as the run has kept them. */
async function loadRunner({ root, runFolder, supportCode, code }: WorkerSetUp): Promise<Runner> {
  const runner = await Runner.load(root, supportCode, path.join(runFolder, INPUTS_FOLDER));
  if (digestOfCode(root) !== code) {
    throw new RunError('Steps or support were edited since the run began: start a new one.');
  }
  return runner;
}

/** What a worker runs chunks with. */
interface WorkerContext {
  readonly channel: WorkerChannel;
  readonly setUp: WorkerSetUp;
  readonly environment: Environment;
  readonly runner: Runner;
  readonly interrupted: AbortSignal;
}

async function runChunks(context: WorkerContext): Promise<void> {
  const { channel } = context;
  for (let command = await channel.next(); command?.kind === 'run'; command = await channel.next()) {
    await runChunk(context, command.chunk);
  }
}

async function runChunk(
  { channel, setUp: { runFolder }, environment, runner, interrupted }: WorkerContext,
  { number, executions }: Chunk,
): Promise<void> {
  const messages = messagesFile(number);
  mkdirSync(path.dirname(path.join(runFolder, messages)), { recursive: true });
  const before = process.cpuUsage();
  let lastMessageAt = Date.now();
  const sendHeartbeat = (): void => {
    if (Date.now() - lastMessageAt < HEARTBEAT_MS) return;
    lastMessageAt = Date.now();
    channel.send({ kind: 'heartbeat' });
  };
  await runPlanned(executions, {
    runner,
    runFolder,
    messages,
    packPassed: true,
    environment: environment.description.name,
    parameters: {},
    interrupted,
    onExecution: (result) => channel.send({ kind: 'result', chunk: number, result }),
    onMessage: sendHeartbeat,
  });
  const { user, system } = process.cpuUsage(before);
  const memory = process.memoryUsage.rss();
  channel.send({ kind: 'done', chunk: number, cpuMs: (user + system) / 1000, memory });
}

async function environmentFactsOf({ description }: Environment): Promise<EnvironmentFacts> {
  const { name, simulated, capabilities } = description;
  const versions = { ...description.versions, [SEEDED_DEFECTS]: await seededDefectsOn(description) };
  return { name, simulated, capabilities, versions, healthProblems: await checkHealth(description) };
}
