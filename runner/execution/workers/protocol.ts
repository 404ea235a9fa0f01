import type { ExecutionResult } from '../../../reports/record/result-model';
import type { EnvironmentFacts } from '../../assessment/facts';
import type { PlannedExecution } from '../../planning/planned-execution';

/** Executions of one cell and stage that a worker runs in order. Plain JSON. */
export interface Chunk {
  /** From 1, in the planned order. */
  readonly number: number;
  readonly executions: readonly PlannedExecution[];
}

/** What a worker needs before its first chunk. Plain JSON. */
export interface WorkerSetUp {
  /** Folder of the project. */
  readonly root: string;
  readonly runFolder: string;
  /** Digest that the code of steps and support must have. */
  readonly code: string;
  /** Seed of its environment: credentials and identifiers. */
  readonly seed: string;
  /** Folder for the logs of the services, inside the folder of the run. */
  readonly logs: string;
  /** Patterns of the files with step definitions, if not those of the project. */
  readonly supportCode?: readonly string[];
}

/** A message to a worker. */
export type WorkerCommand =
  | { readonly kind: 'begin'; readonly setUp: WorkerSetUp }
  | { readonly kind: 'run'; readonly chunk: Chunk }
  | { readonly kind: 'finish' };

/** What progress output shows of an execution. */
export type ExecutionSummary = Pick<
  ExecutionResult,
  'id' | 'title' | 'dmc' | 'phase' | 'stage' | 'outcome' | 'durationMs'
>;

/** A message from a worker. */
export type WorkerMessage =
  | { readonly kind: 'progress'; readonly line: string }
  | { readonly kind: 'ready'; readonly environment: EnvironmentFacts }
  /** Sent every few seconds while a chunk runs: without it the worker counts as hanging. */
  | { readonly kind: 'heartbeat' }
  | { readonly kind: 'result'; readonly chunk: number; readonly result: ExecutionResult }
  | {
      readonly kind: 'done';
      readonly chunk: number;
      /** Processor time of the chunk, and memory held after it, in bytes. */
      readonly cpuMs: number;
      readonly memory: number;
    }
  | { readonly kind: 'finished'; readonly environment: EnvironmentFacts }
  /**
   * The worker cannot continue; the sentence is for people. `storage`: no other one could either, since nothing can be written.
   */
  | { readonly kind: 'failed'; readonly sentence: string; readonly storage?: true }
  /** Its environment is dead: what it has not run is blocked for the reason that the sentence gives. */
  | { readonly kind: 'dead'; readonly sentence: string };

/** A worker process, as the pool sees it. */
export interface WorkerLink {
  send(command: WorkerCommand): void;
  onMessage(listener: (message: WorkerMessage) => void): void;
  /** Resolves with the exit reason, once the worker has exited: `exit code 0`, `signal SIGKILL`. */
  readonly ended: Promise<string>;
  /** Asks it to stop its environment and exit. */
  stop(): void;
  /** Ends it at once. */
  kill(): void;
}

/** Cucumber's messages of a chunk, inside the folder of the run, until all are merged. */
export function messagesFile(chunk: number): string {
  return `messages/${String(chunk).padStart(5, '0')}.ndjson`;
}
