import { rmSync } from 'node:fs';
import path from 'node:path';
import type { ExecutionResult } from '../../../reports/record/result-model';
import { RunError } from '../../../support/scope/errors';
import { discardEvidence } from '../scenarios/evidence-folder';
import { chunkName } from './chunks';
import type { EnvironmentFacts } from '../../assessment/facts';
import { notRun } from './not-run';
import type { PoolResult, WorkerPoolHost } from './pool-model';
import { messagesFile, type Chunk, type WorkerLink, type WorkerMessage } from './protocol';

/** A step may take two minutes; more than twice that without a message is a hang. */
const TIMEOUT_MS = 5 * 60_000;

/** Milliseconds that workers have to stop their environments before they are killed. */
const STOP_MS = 40_000;

interface Worker {
  readonly number: number;
  readonly link: WorkerLink;
  environment: EnvironmentFacts | undefined;
  chunk: Chunk | undefined;
  /** Results of the chunk so far. */
  results: ExecutionResult[];
  lastMessageAt: number;
  memory: number;
  finished: boolean;
  exited: boolean;
  /** Why it exited, where it said so. */
  exitReason: string | undefined;
}

/**
 * Workers with an environment each, which take chunks from one queue. A chunk whose worker exits is run again by another worker,
 * once, and the incident is recorded.
 */
export class WorkerPool {
  readonly #workers: Worker[] = [];
  readonly #incidents: string[] = [];
  readonly #done = new Map<number, readonly ExecutionResult[]>();
  readonly #crashed = new Set<number>();
  readonly #cost = { durationMs: 0, cpuMs: 0, memory: 0 };
  #queue: Chunk[] = [];
  #spawned = 0;
  #changed: () => void = () => undefined;
  #failure: Error | undefined;
  #found: EnvironmentFacts | undefined;
  #dead: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #shuttingDown = false;

  constructor(private readonly host: WorkerPoolHost) {}

  /**
   * Starts the workers and waits until each has its environment.
   * @returns what they found: the same for all, with the health problems of each
   * @throws RunError when one cannot start, or when their builds differ
   */
  async start(): Promise<EnvironmentFacts> {
    for (let count = 0; count < this.host.size; count += 1) this.#spawn();
    await this.#until(() => this.#workers.every(({ environment }) => environment !== undefined));
    return this.#environment();
  }

  /**
   * Runs chunks, whose numbers no earlier one had.
   * @throws RunError when no worker is left and none can be started
   */
  async run(chunks: readonly Chunk[]): Promise<PoolResult> {
    const startedAt = performance.now();
    this.#queue = [...chunks];
    this.#timer = setInterval(() => this.#killHanging(), 1_000);
    try {
      for (const worker of this.#workers) this.#assignChunk(worker);
      await this.#until(() => chunks.every(({ number }) => this.#done.has(number)));
    } finally {
      clearInterval(this.#timer);
    }
    return {
      executions: chunks.flatMap(({ number }) => this.#done.get(number) ?? []),
      ...(this.#dead === undefined ? {} : { dead: this.#dead }),
      incidents: this.#incidents,
      ...this.#cost,
      durationMs: Math.round(performance.now() - startedAt),
    };
  }

  /**
   * Has the workers keep their logs, check the health of their environments again, and exit.
   * @returns what they found
   */
  async finish(): Promise<EnvironmentFacts> {
    for (const { link } of this.#workers) link.send({ kind: 'finish' });
    await this.#until(() => this.#workers.every(({ finished }) => finished));
    return this.#environment();
  }

  /** Stops every worker, whatever it does, and resolves when all have exited. */
  async shutDown(): Promise<void> {
    this.#shuttingDown = true;
    clearInterval(this.#timer);
    const running = this.#workers.filter(({ exited }) => !exited);
    for (const { link } of running) link.stop();
    const deadline = setTimeout(() => {
      for (const { link } of running) link.kill();
    }, STOP_MS);
    await Promise.all(running.map(({ link }) => link.ended));
    clearTimeout(deadline);
  }

  #spawn(): void {
    this.#spawned += 1;
    const link = this.host.spawn(this.#spawned);
    const worker: Worker = {
      number: this.#spawned,
      link,
      environment: undefined,
      chunk: undefined,
      results: [],
      lastMessageAt: Date.now(),
      memory: 0,
      finished: false,
      exited: false,
      exitReason: undefined,
    };
    this.#workers.push(worker);
    link.onMessage((message) => {
      worker.lastMessageAt = Date.now();
      this.#guard(() => this.#onMessage(worker, message));
      this.#changed();
    });
    void link.ended.then((reason) => {
      this.#guard(() => this.#onExit(worker, worker.exitReason ?? reason));
      worker.exited = true;
      this.#changed();
    });
  }

  /** Ends the run where it cannot keep what it hears: its journal is what it rests on. */
  #guard(hear: () => void): void {
    try {
      hear();
    } catch (error) {
      this.#failure ??= error instanceof Error ? error : new Error(String(error));
    }
  }

  #onMessage(worker: Worker, message: WorkerMessage): void {
    // Results of workers that are being stopped say nothing about the system.
    if (this.#shuttingDown) return;
    switch (message.kind) {
      case 'heartbeat':
        return;
      case 'progress':
        this.host.progress(this.host.size === 1 ? message.line : `Worker ${worker.number}: ${message.line}`);
        return;
      case 'ready':
        worker.environment = message.environment;
        this.#assignChunk(worker);
        return;
      case 'result': {
        const result = { ...message.result, worker: worker.number };
        worker.results.push(result);
        this.host.onExecution(result, worker.number);
        return;
      }
      case 'done':
        this.#done.set(message.chunk, worker.results);
        this.#count(worker, message);
        worker.chunk = undefined;
        this.#assignChunk(worker);
        return;
      case 'finished':
        worker.environment = message.environment;
        worker.finished = true;
        return;
      case 'failed':
        // The worker exits by itself. Before its environment is ready, its failure ends the run; afterwards it counts as a crash.
        worker.exitReason = message.sentence.replace(/\.$/, '');
        if (worker.environment === undefined || message.storage) this.#failure ??= new RunError(message.sentence);
        return;
      case 'dead':
        this.#block(worker, message.sentence);
        return;
    }
  }

  #count(worker: Worker, { cpuMs, memory }: Extract<WorkerMessage, { kind: 'done' }>): void {
    worker.memory = memory;
    this.#cost.cpuMs += Math.round(cpuMs);
    const held = this.#workers.filter(({ exited }) => !exited).reduce((sum, one) => sum + one.memory, 0);
    this.#cost.memory = Math.max(this.#cost.memory, held + this.host.ownMemory());
  }

  /** Gives up what is not begun; the other workers finish what they run. */
  #block(worker: Worker, reason: string): void {
    this.#dead ??= reason;
    this.#workers.splice(this.#workers.indexOf(worker), 1);
    worker.exited = true;
    if (worker.chunk !== undefined) this.#giveUp(worker.chunk, worker.results);
    for (const waiting of this.#queue.splice(0)) this.#giveUp(waiting, []);
    this.#incident(reason);
  }

  /** @param results of the executions of the chunk that did run, its first ones */
  #giveUp({ number, executions }: Chunk, results: readonly ExecutionResult[]): void {
    const left = executions
      .slice(results.length)
      .map((one) => notRun(one, this.#environmentName(), 'blocked', this.#dead));
    this.#done.set(number, [...results, ...left]);
  }

  #assignChunk(worker: Worker): void {
    if (this.#dead !== undefined) return;
    if (worker.environment === undefined || worker.chunk !== undefined) return;
    const chunk = this.#queue.shift();
    if (chunk === undefined) return;
    worker.chunk = chunk;
    worker.results = [];
    worker.lastMessageAt = Date.now();
    worker.link.send({ kind: 'run', chunk });
  }

  /** Kills workers that hang; what follows is that of any other crash. */
  #killHanging(): void {
    const timeout = this.host.timeout ?? TIMEOUT_MS;
    for (const { chunk, lastMessageAt, link, exited } of this.#workers) {
      if (chunk !== undefined && !exited && Date.now() - lastMessageAt > timeout) link.kill();
    }
  }

  #onExit(worker: Worker, exitReason: string): void {
    if (this.#shuttingDown || worker.finished || worker.exited) return;
    if (worker.environment === undefined) {
      this.#failure ??= new RunError(`A worker ended before its environment was ready (${exitReason}).`);
      return;
    }
    this.#workers.splice(this.#workers.indexOf(worker), 1);
    const { chunk } = worker;
    if (chunk !== undefined) this.#requeue(chunk, worker, exitReason);
    if (this.#dead !== undefined) {
      for (const waiting of this.#queue.splice(0)) this.#giveUp(waiting, []);
      return;
    }
    for (const other of this.#workers) this.#assignChunk(other);
    if (this.#queue.length > 0) this.#spawn();
    else if (this.#workers.length === 0) this.#failure ??= new RunError(`The last worker ended (${exitReason}).`);
  }

  #requeue(chunk: Chunk, { number }: Worker, exitReason: string): void {
    this.host.onRequeued(chunk);
    for (const execution of chunk.executions) discardEvidence(this.host.runFolder, execution);
    rmSync(path.join(this.host.runFolder, messagesFile(chunk.number)), { force: true });
    const ended = `Worker ${number} ended (${exitReason}) while it ran ${chunkName(chunk)}`;
    if (!this.#crashed.has(chunk.number)) {
      this.#crashed.add(chunk.number);
      this.#queue.unshift(chunk);
      this.#incident(`${ended}; another one has run that again.`);
      return;
    }
    this.#incident(`${ended}, as another one had before: it was not run a third time.`);
    const reason = `The worker that ran it ended twice (${exitReason}).`;
    const environment = this.#environmentName();
    this.#done.set(
      chunk.number,
      chunk.executions.map((one) => notRun(one, environment, 'incomplete', reason)),
    );
  }

  #incident(sentence: string): void {
    this.#incidents.push(sentence);
    this.host.onIncident(sentence);
    this.host.progress(sentence);
  }

  #environmentName(): string {
    return this.#found?.name ?? 'unknown';
  }

  #environment(): EnvironmentFacts {
    const environments = this.#workers.flatMap(({ environment }) => environment ?? []);
    this.#found ??= environments[0];
    const found = this.#found;
    if (found === undefined) throw new RunError('There is no worker.');
    const sameBuild = environments.every(({ versions }) => JSON.stringify(versions) === JSON.stringify(found.versions));
    if (!sameBuild) throw new RunError('The workers do not run the same build: start again when nothing changes it.');
    const problems = [
      ...(this.#dead === undefined ? [] : [this.#dead]),
      ...environments.flatMap((one) => one.healthProblems),
    ];
    return { ...found, healthProblems: [...new Set(problems)] };
  }

  async #until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      if (this.#failure !== undefined) throw this.#failure;
      await new Promise<void>((resolve) => (this.#changed = resolve));
    }
  }
}
