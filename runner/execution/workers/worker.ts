import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '../../../environments/environment';
import { keepLogs, lastWords, transportOffered, withEnvironment, type StartEnvironment } from '../environment-session';
import { checkHealth } from '../../../support/evidence/health';
import { stockOf } from '../../../support/scope/pool-stock';
import { RunError, sentenceOf, storageTrouble } from '../../../support/scope/errors';
import { digestOfCode, INPUTS_FOLDER } from '../../planning/run-manifest';
import { runPlanned } from '../run-session';
import { seededDefectsOn } from '../seeded-defects';
import { Runner } from '../scenarios/runner';
import { SEEDED_DEFECTS } from '../../assessment/build';
import type { ExecutionResult } from '../../../reports/record/result-model';
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
      try {
        await runChunks({ channel, setUp, environment, runner, interrupted });
      } finally {
        await keepLogs(environment, path.join(setUp.runFolder, setUp.logs));
      }
      channel.send({ kind: 'finished', environment: await environmentFactsOf(environment) });
    });
  } catch (error) {
    const sentence = sentenceOf(error);
    if (error instanceof DeadEnvironmentError) channel.send({ kind: 'dead', sentence });
    else channel.send({ kind: 'failed', sentence, ...(storageTrouble(error) === undefined ? {} : { storage: true }) });
  }
}

/** An environment in which nothing more can be run; the message is a sentence for people. */
class DeadEnvironmentError extends Error {}

/** Executions in a row that an unhealthy environment has blocked, after which it is given up. */
const DEAD_AFTER = 2;

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
  const dead = new AbortController();
  let blocked = 0;
  const onExecution = (result: ExecutionResult): void => {
    channel.send({ kind: 'result', chunk: number, result });
    blocked = result.outcome === 'blocked' ? blocked + 1 : 0;
    if (blocked === DEAD_AFTER) dead.abort(new DeadEnvironmentError(result.reason));
  };
  await runPlanned(executions, {
    runner,
    runFolder,
    messages,
    packPassed: true,
    environment: environment.description.name,
    transport: transportOffered(environment),
    parameters: {},
    interrupted: AbortSignal.any([interrupted, dead.signal]),
    onExecution,
    onMessage: sendHeartbeat,
  }).catch(async (error: unknown) => {
    throw error === dead.signal.reason ? await deathOf(environment, sentenceOf(error)) : error;
  });
  // Where the last executions were the ones that were blocked, nothing was left to be stopped.
  if (dead.signal.aborted) throw await deathOf(environment, sentenceOf(dead.signal.reason));
  const { user, system } = process.cpuUsage(before);
  const memory = process.memoryUsage.rss();
  channel.send({ kind: 'done', chunk: number, cpuMs: (user + system) / 1000, memory });
}

/** @param reason why the last execution was blocked, where the environment does not say what is wrong */
async function deathOf(environment: Environment, reason: string): Promise<DeadEnvironmentError> {
  const { description } = environment;
  const problems = await checkHealth(description);
  const what = problems.length === 0 ? reason : problems.map(({ sentence }) => sentence).join(' ');
  const services = problems.map(({ service }) => service);
  const words = await lastWords(environment, services);
  return new DeadEnvironmentError(`The environment "${description.name}" can no longer be used: ${what}${words}`);
}

async function environmentFactsOf(environment: Environment): Promise<EnvironmentFacts> {
  const { description } = environment;
  const { name, simulated, capabilities, pool } = description;
  const stock = pool === undefined ? {} : { stock: stockOf(pool) };
  const versions = { ...description.versions, [SEEDED_DEFECTS]: await seededDefectsOn(description) };
  const problems = await checkHealth(description);
  const healthProblems = problems.map(({ sentence }) => sentence);
  const transport = transportOffered(environment);
  return { name, simulated, capabilities, ...stock, versions, transport, healthProblems };
}
