import type { ExecutionResult } from '../../../reports/record/result-model';
import type { Chunk, WorkerLink } from './protocol';

/** What a pool needs of the run. */
export interface WorkerPoolHost {
  /** Starts a worker; workers are numbered from 1, replacements included. */
  readonly spawn: (number: number) => WorkerLink;
  readonly size: number;
  readonly runFolder: string;
  /** Receives one line at a time. */
  readonly progress: (line: string) => void;
  /** Called after each execution, with the number of its worker; again for each execution of a chunk that was requeued. */
  readonly onExecution: (result: ExecutionResult, worker: number) => void;
  /** Called when the results of a chunk are discarded, since the worker that ran it exited. */
  readonly onRequeued: (chunk: Chunk) => void;
  /** Called with a sentence about a worker that exited, and what was done about it. */
  readonly onIncident: (sentence: string) => void;
  /** Memory of the process that owns the pool, in bytes. */
  readonly ownMemory: () => number;
  /** Milliseconds without a message from a worker that runs a chunk, after which it counts as hanging. */
  readonly timeout?: number;
}

/** Results of worker pools, with their cost. */
export interface PoolResult {
  /** A result for every execution of the chunks, in order. */
  readonly executions: readonly ExecutionResult[];
  /** Workers that exited or hung, one sentence each. */
  readonly incidents: readonly string[];
  /** From the first chunk assigned to the last one done. */
  readonly durationMs: number;
  /** Processor time of the executions, without that of browsers. */
  readonly cpuMs: number;
  /** Most memory that the workers and the process that owns the pool held together, in bytes. */
  readonly memory: number;
  /** Why nothing more can be run, where an environment died: what was not run yet is blocked. */
  readonly dead?: string;
}
