import type { Need } from '../planning/features/tags';
import type { CycleRequest } from './cycle-request';
import type { ExecutionNews, WorkerLink, WorkerSetUp } from './workers/protocol';

/** What the machine that runs the suite brings. */
export interface MachineFacts {
  /** What it adds to the capabilities of the environment, such as a browser. */
  readonly capabilities: readonly Need[];
  /** Further versions worth recording, such as the browser's. */
  readonly versions: Readonly<Record<string, string>>;
}

/** What a cycle stands on. */
export interface CycleHost {
  /** Name of the environment that it runs on, but for cells that the plan assigns to another one. */
  readonly environment: string;
  /** Lets the steps check documents by the official schemas, where a folder is named, and says whether they do. */
  readonly useSchemas: (schemas: CycleRequest['schemas']) => Promise<string>;
  /** Sees to the machine once it is clear that there is something to run, and says what it found. */
  readonly prepare: () => Promise<MachineFacts>;
  /** Which of the environments that a plan assigns cells to can be used; the others are said to the person at the keyboard. */
  readonly usable: (environments: readonly string[]) => Promise<readonly string[]>;
  /** Starts a worker on an environment and tells it to begin. */
  readonly hire: (setUp: WorkerSetUp, environment: string) => WorkerLink;
  /** How many workers there are to be on an environment. */
  readonly workers: (environment: string) => number;
  /** Receives one line at a time. */
  readonly progress: (line: string) => void;
  /** Called when it is known how many executions there will be. */
  readonly onPlanned: (plan: { readonly toRun: number; readonly cells: number }) => void;
  /** Called for each execution as soon as it is over. */
  readonly onExecution: (news: ExecutionNews) => void;
  /** Where step definitions lie, if not where the project has them. */
  readonly supportCode?: readonly string[];
}
