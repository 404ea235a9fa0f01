import type { ExecutionResult } from '../../../reports/record/result-model';
import type { Need } from '../../planning/features/tags';
import type { PlannedExecution } from '../../planning/planned-execution';

/** A piece of work: executions of one cell and stage that a worker runs one after the other. Plain JSON. */
export interface Chunk {
  /** From 1, in the planned order. */
  readonly number: number;
  readonly executions: readonly PlannedExecution[];
}

/** What a worker needs to know before its first chunk. Plain JSON. */
export interface WorkerSetUp {
  /** Folder of the project. */
  readonly root: string;
  readonly runFolder: string;
  /** Seed of what the environment is made with. */
  readonly seed: string;
  /** Folder for the logs of its services, inside the folder of the run. */
  readonly logs: string;
  /** Patterns of the files with step definitions, if not those of the project. */
  readonly supportCode?: readonly string[];
}

/** What a worker is told. */
export type Order =
  | { readonly kind: 'begin'; readonly setUp: WorkerSetUp }
  | { readonly kind: 'run'; readonly chunk: Chunk }
  | { readonly kind: 'finish' };

/** What a worker found out about its environment. */
export interface PlaceFacts {
  readonly name: string;
  readonly simulated: boolean;
  readonly capabilities: readonly Need[];
  /** Component to version or digest. */
  readonly versions: Readonly<Record<string, string>>;
  /** What is ill in it, one sentence each. */
  readonly illnesses: readonly string[];
}

/** What is said of an execution as soon as it is over. */
export type ExecutionNews = Pick<ExecutionResult, 'id' | 'title' | 'dmc' | 'phase' | 'outcome' | 'durationMs'>;

/** What a worker says. */
export type Report =
  | { readonly kind: 'progress'; readonly line: string }
  | { readonly kind: 'ready'; readonly place: PlaceFacts }
  /** It is at work: said now and then, so that silence means that it hangs. */
  | { readonly kind: 'alive' }
  /** An execution of a chunk is over. */
  | { readonly kind: 'result'; readonly chunk: number; readonly result: ExecutionResult }
  | {
      readonly kind: 'done';
      readonly chunk: number;
      /** Processor time of the chunk, and memory held after it, in bytes. */
      readonly cpuMs: number;
      readonly memory: number;
    }
  | { readonly kind: 'finished'; readonly place: PlaceFacts }
  /** It cannot work; the sentence is for people. */
  | { readonly kind: 'failed'; readonly sentence: string };

/** A worker, as the one sees it that gives it work. */
export interface WorkerLink {
  send(order: Order): void;
  /** Calls back for everything that the worker says. */
  onReport(listener: (report: Report) => void): void;
  /** Resolves once the worker is gone, with how it ended: `exit code 0`, `signal SIGKILL`. */
  readonly ended: Promise<string>;
  /** Asks it to stop its environment and go, whatever it does. */
  stop(): void;
  /** Ends it at once. */
  kill(): void;
}

/** Messages of a chunk, inside the folder of the run, until all are put together. */
export function messagesFile(chunk: number): string {
  return `messages/${String(chunk).padStart(5, '0')}.ndjson`;
}
