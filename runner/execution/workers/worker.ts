import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '../../../environments/environment';
import { findIllnesses, keepLogs, withEnvironment, type StartEnvironment } from '../environment-session';
import { sentenceOf } from '../../../support/scope/errors';
import { runPlanned } from '../run-session';
import { Runner } from '../scenarios/runner';
import { messagesFile, type Chunk, type Order, type PlaceFacts, type Report, type WorkerSetUp } from './protocol';

/** How a worker hears and speaks. */
export interface WorkerChannel {
  /** The next order; undefined when there will be none any more. */
  next(): Promise<Order | undefined>;
  report(report: Report): void;
}

/** Longest time, in milliseconds, that a worker at work lets pass without a word. */
const BREATH_MS = 2_000;

/**
 * Works until it is told to finish: starts an environment of its own, loads the step definitions once, and runs chunk
 * after chunk with them.
 * @param start starts the environment that the command has chosen
 */
export async function work(channel: WorkerChannel, start: StartEnvironment): Promise<void> {
  try {
    const order = await channel.next();
    if (order?.kind !== 'begin') return;
    const { setUp } = order;
    const progress = (line: string): void => channel.report({ kind: 'progress', line });
    await withEnvironment(start, setUp.seed, progress, async (environment, interrupted) => {
      const runner = await Runner.load(setUp.root, setUp.supportCode);
      channel.report({ kind: 'ready', place: await placeOf(environment) });
      await runChunks({ channel, setUp, environment, runner, interrupted });
      await keepLogs(environment, path.join(setUp.runFolder, setUp.logs));
      channel.report({ kind: 'finished', place: await placeOf(environment) });
    });
  } catch (error) {
    channel.report({ kind: 'failed', sentence: sentenceOf(error) });
  }
}

/** What a worker has at hand while it works. */
interface Workplace {
  readonly channel: WorkerChannel;
  readonly setUp: WorkerSetUp;
  readonly environment: Environment;
  readonly runner: Runner;
  readonly interrupted: AbortSignal;
}

async function runChunks(place: Workplace): Promise<void> {
  const { channel } = place;
  for (let order = await channel.next(); order?.kind === 'run'; order = await channel.next()) {
    await runChunk(place, order.chunk);
  }
}

async function runChunk(
  { channel, setUp: { runFolder }, environment, runner, interrupted }: Workplace,
  { number, executions }: Chunk,
): Promise<void> {
  const messages = messagesFile(number);
  mkdirSync(path.dirname(path.join(runFolder, messages)), { recursive: true });
  const before = process.cpuUsage();
  let lastWord = Date.now();
  const breathe = (): void => {
    if (Date.now() - lastWord < BREATH_MS) return;
    lastWord = Date.now();
    channel.report({ kind: 'alive' });
  };
  await runPlanned(executions, {
    runner,
    runFolder,
    messages,
    packPassed: true,
    environment: environment.description.name,
    parameters: {},
    interrupted,
    onExecution: (result) => channel.report({ kind: 'result', chunk: number, result }),
    onMessage: breathe,
  });
  const { user, system } = process.cpuUsage(before);
  const memory = process.memoryUsage.rss();
  channel.report({ kind: 'done', chunk: number, cpuMs: (user + system) / 1000, memory });
}

async function placeOf({ description }: Environment): Promise<PlaceFacts> {
  const { name, simulated, capabilities, versions } = description;
  return { name, simulated, capabilities, versions, illnesses: await findIllnesses(description) };
}
