import { rmSync } from 'node:fs';
import path from 'node:path';
import type { ExecutionResult } from '../../../reports/record/result-model';
import { archiveOf } from '../../../support/evidence/packed-evidence';
import { RunError } from '../../../support/scope/errors';
import { reproduceCommand } from '../run-session';
import { evidenceFolder, unexecuted } from '../scenarios/collector';
import { chunkName } from './chunks';
import { messagesFile, type Chunk, type PlaceFacts, type Report, type WorkerLink } from './protocol';
import type { PlannedExecution } from '../../planning/planned-execution';

/** What a crew stands on. */
export interface CrewHost {
  /** Starts a worker and tells it to begin; workers are numbered from 1, those that replace others go on. */
  readonly hire: (number: number) => WorkerLink;
  readonly size: number;
  readonly runFolder: string;
  /** Receives one line at a time. */
  readonly progress: (line: string) => void;
  /** Called for each execution as soon as it is over; again where the chunk that it belongs to was taken back. */
  readonly onExecution: (result: ExecutionResult) => void;
  /** Called when the results of a chunk are of no account, since the worker that ran it ended. */
  readonly onTakenBack: (chunk: Chunk) => void;
  /** Called with what went wrong with a worker, and what was done about it, in a sentence. */
  readonly onIncident: (sentence: string) => void;
  /** Memory of the process that the crew works for, in bytes. */
  readonly ownMemory: () => number;
  /** Longest silence of a worker at work, in milliseconds, before it counts as hanging. */
  readonly patience?: number;
}

/** What became of the work. */
export interface CrewResult {
  /** A result for every execution that was given, in order. */
  readonly executions: readonly ExecutionResult[];
  /** What went wrong with workers, one sentence each. */
  readonly incidents: readonly string[];
  /** From the first chunk given out to the last one done. */
  readonly durationMs: number;
  /** Processor time of the executions, without that of browsers. */
  readonly cpuMs: number;
  /** Most memory that the workers and the process that they work for held together, in bytes. */
  readonly memory: number;
}

/** A step may wait for two minutes; twice that without any message is no waiting any more. */
const PATIENCE_MS = 5 * 60_000;

/** How long workers may take to stop their environments before they are ended, in milliseconds. */
const STOP_MS = 40_000;

interface Worker {
  readonly number: number;
  readonly link: WorkerLink;
  place: PlaceFacts | undefined;
  chunk: Chunk | undefined;
  /** Results of the chunk so far. */
  results: ExecutionResult[];
  heardAt: number;
  memory: number;
  finished: boolean;
  gone: boolean;
  /** Why it ended, where it said so. */
  lastWords: string | undefined;
}

interface Tally {
  durationMs: number;
  cpuMs: number;
  memory: number;
}

/**
 * Workers with an environment each, who take chunks from one queue. A worker that ends while it works costs its chunk: the
 * chunk is run again by another, once, and the incident is named.
 */
export class Crew {
  readonly #workers: Worker[] = [];
  readonly #incidents: string[] = [];
  readonly #done = new Map<number, readonly ExecutionResult[]>();
  readonly #crashed = new Set<number>();
  readonly #tally: Tally = { durationMs: 0, cpuMs: 0, memory: 0 };
  #queue: Chunk[] = [];
  #hired = 0;
  #changed: () => void = () => undefined;
  #failure: RunError | undefined;
  #watching: NodeJS.Timeout | undefined;
  #dismissed = false;

  constructor(private readonly host: CrewHost) {}

  /**
   * Hires the workers and waits until each has its environment.
   * @returns what they found, the same for all but for what is ill
   * @throws RunError when one cannot begin, or when they do not run the same build
   */
  async assemble(): Promise<PlaceFacts> {
    for (let count = 0; count < this.host.size; count += 1) this.#hire();
    await this.#until(() => this.#workers.every(({ place }) => place !== undefined));
    return this.#place();
  }

  /**
   * Runs chunks.
   * @throws RunError when no worker is left and none can be hired
   */
  async run(chunks: readonly Chunk[]): Promise<CrewResult> {
    const startedAt = performance.now();
    this.#queue = [...chunks];
    this.#watching = setInterval(() => this.#watch(), 1_000);
    try {
      for (const worker of this.#workers) this.#giveWork(worker);
      await this.#until(() => this.#done.size === chunks.length);
    } finally {
      clearInterval(this.#watching);
    }
    return {
      executions: chunks.flatMap(({ number }) => this.#done.get(number) ?? []),
      incidents: this.#incidents,
      ...this.#tally,
      durationMs: Math.round(performance.now() - startedAt),
    };
  }

  /**
   * Lets the workers keep their logs, look at their environments once more, and go.
   * @returns what they found at the end
   */
  async finish(): Promise<PlaceFacts> {
    for (const { link } of this.#workers) link.send({ kind: 'finish' });
    await this.#until(() => this.#workers.every(({ finished }) => finished));
    return this.#place();
  }

  /** Sends everybody home, whatever they do; returns when they are gone. */
  async dismiss(): Promise<void> {
    this.#dismissed = true;
    clearInterval(this.#watching);
    const leaving = this.#workers.filter(({ gone }) => !gone);
    for (const { link } of leaving) link.stop();
    const late = setTimeout(() => {
      for (const { link } of leaving) link.kill();
    }, STOP_MS);
    await Promise.all(leaving.map(({ link }) => link.ended));
    clearTimeout(late);
  }

  #hire(): void {
    this.#hired += 1;
    const number = this.#hired;
    const link = this.host.hire(number);
    const worker: Worker = {
      number,
      link,
      place: undefined,
      chunk: undefined,
      results: [],
      heardAt: Date.now(),
      memory: 0,
      finished: false,
      gone: false,
      lastWords: undefined,
    };
    this.#workers.push(worker);
    link.onReport((report) => {
      worker.heardAt = Date.now();
      this.#hear(worker, report);
      this.#changed();
    });
    void link.ended.then((how) => {
      worker.gone = true;
      this.#lose(worker, worker.lastWords ?? how);
      this.#changed();
    });
  }

  #hear(worker: Worker, report: Report): void {
    // What is seen while everybody leaves says nothing about the system.
    if (this.#dismissed) return;
    switch (report.kind) {
      case 'alive':
        return;
      case 'progress':
        this.host.progress(this.host.size === 1 ? report.line : `Worker ${worker.number}: ${report.line}`);
        return;
      case 'ready':
        worker.place = report.place;
        this.#giveWork(worker);
        return;
      case 'result':
        worker.results.push(report.result);
        this.host.onExecution(report.result);
        return;
      case 'done':
        this.#done.set(report.chunk, worker.results);
        this.#count(worker, report);
        worker.chunk = undefined;
        this.#giveWork(worker);
        return;
      case 'finished':
        worker.place = report.place;
        worker.finished = true;
        return;
      case 'failed':
        // It ends by itself; one that was at work has crashed, one that never began keeps the run from going on.
        worker.lastWords = report.sentence.replace(/\.$/, '');
        if (worker.place === undefined) this.#failure ??= new RunError(report.sentence);
        return;
    }
  }

  #count(worker: Worker, { cpuMs, memory }: Extract<Report, { kind: 'done' }>): void {
    worker.memory = memory;
    this.#tally.cpuMs += Math.round(cpuMs);
    const held = this.#workers.filter(({ gone }) => !gone).reduce((sum, one) => sum + one.memory, 0);
    this.#tally.memory = Math.max(this.#tally.memory, held + this.host.ownMemory());
  }

  #giveWork(worker: Worker): void {
    if (worker.place === undefined || worker.chunk !== undefined) return;
    const chunk = this.#queue.shift();
    if (chunk === undefined) return;
    worker.chunk = chunk;
    worker.results = [];
    worker.heardAt = Date.now();
    worker.link.send({ kind: 'run', chunk });
  }

  /** Ends whoever has said nothing for too long; what follows is that of any other crash. */
  #watch(): void {
    const patience = this.host.patience ?? PATIENCE_MS;
    for (const { chunk, heardAt, link, gone } of this.#workers) {
      if (chunk !== undefined && !gone && Date.now() - heardAt > patience) link.kill();
    }
  }

  #lose(worker: Worker, how: string): void {
    if (this.#dismissed || worker.finished) return;
    if (worker.place === undefined) {
      this.#failure ??= new RunError(`A worker ended before its environment was ready (${how}).`);
      return;
    }
    this.#workers.splice(this.#workers.indexOf(worker), 1);
    const { chunk } = worker;
    if (chunk !== undefined) this.#takeBack(chunk, worker, how);
    for (const other of this.#workers) this.#giveWork(other);
    if (this.#queue.length > 0) this.#hire();
    else if (this.#workers.length === 0) this.#failure ??= new RunError(`The last worker ended (${how}).`);
  }

  #takeBack(chunk: Chunk, { number }: Worker, how: string): void {
    this.host.onTakenBack(chunk);
    for (const execution of chunk.executions) {
      const folder = path.join(this.host.runFolder, evidenceFolder(execution));
      for (const trace of [folder, archiveOf(folder)]) rmSync(trace, { recursive: true, force: true });
    }
    rmSync(path.join(this.host.runFolder, messagesFile(chunk.number)), { force: true });
    const ended = `Worker ${number} ended (${how}) while it ran ${chunkName(chunk)}`;
    if (!this.#crashed.has(chunk.number)) {
      this.#crashed.add(chunk.number);
      this.#queue.unshift(chunk);
      this.#incident(`${ended}; another one has run that again.`);
      return;
    }
    this.#incident(`${ended}, as another one had before: it was not run a third time.`);
    this.#done.set(
      chunk.number,
      chunk.executions.map((execution) => this.#incomplete(execution, how)),
    );
  }

  #incident(sentence: string): void {
    this.#incidents.push(sentence);
    this.host.onIncident(sentence);
    this.host.progress(sentence);
  }

  #incomplete(execution: PlannedExecution, how: string): ExecutionResult {
    const environment = this.#workers[0]?.place?.name ?? 'unknown';
    const reproduce = (one: PlannedExecution): string => reproduceCommand(one, environment);
    const reason = `The worker that ran it ended twice (${how}).`;
    return { ...unexecuted(execution, { environment, reproduce }), outcome: 'incomplete', reason };
  }

  #place(): PlaceFacts {
    const places = this.#workers.flatMap(({ place }) => place ?? []);
    const [first] = places;
    if (first === undefined) throw new RunError('There is no worker.');
    const sameBuild = places.every(({ versions }) => JSON.stringify(versions) === JSON.stringify(first.versions));
    if (!sameBuild) throw new RunError('The workers do not run the same build: start again when nothing changes it.');
    return { ...first, illnesses: [...new Set(places.flatMap(({ illnesses }) => illnesses))] };
  }

  async #until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      if (this.#failure !== undefined) throw this.#failure;
      await new Promise<void>((resolve) => (this.#changed = resolve));
    }
  }
}
