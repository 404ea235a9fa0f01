import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ExecutionResult } from '../../reports/record/result-model';
import { RunError } from '../../support/scope/errors';
import { sameDigests } from '../assessment/comparison';
import { buildOf } from '../assessment/build';
import type { CycleHost } from '../execution/cycle-host';
import { WorkerPool } from '../execution/workers/worker-pool';
import { digestOfCode, INPUTS_FOLDER, keepInputs } from '../planning/run-manifest';
import type { PlannedExecution } from '../planning/planned-execution';

/** What repetitions need of the command that makes them. */
export type RepetitionHost = Pick<CycleHost, 'spawn' | 'supportCode' | 'progress' | 'workers'>;

/** Where something is repeated. */
export interface Place {
  readonly environment: string;
  /** Whether services are reached through sockets alone. */
  readonly sockets?: boolean;
  /** Processes at a time. */
  readonly workers: number;
  /** The build that it has to be; any, where none is said. */
  readonly build?: Readonly<Record<string, string>>;
}

/** Runs lists of executions, each list by one worker in its order. @returns the results of each list */
export type Repeat = (
  lists: readonly (readonly PlannedExecution[])[],
) => Promise<readonly (readonly ExecutionResult[])[]>;

/** Fresh systems for repetitions, whose messages and evidence are thrown away. */
export class RepetitionSystems {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'smets1-repetitions-'));
  readonly #pools: WorkerPool[] = [];

  constructor(
    private readonly root: string,
    private readonly runFolder: string,
    private readonly seed: string,
    private readonly host: RepetitionHost,
  ) {}

  /**
   * Starts workers with a system each, lets the work use them, and ends them.
   * @throws RunError where they cannot be started, or have another build
   */
  async on<T>(
    { environment, sockets = false, workers, build }: Place,
    work: (repeat: Repeat) => Promise<T>,
  ): Promise<T> {
    const pool = this.#pool(environment, sockets, workers);
    this.#pools.push(pool);
    try {
      const found = await pool.start();
      if (build !== undefined && !sameDigests(buildOf(found.versions), build))
        throw new RunError('The build is not that of the run: check that one out to repeat its failures.');
      let chunks = 0;
      return await work(async (lists) => {
        const own = lists.map((executions) => ({ number: (chunks += 1), executions }));
        const { executions } = await pool.run(own);
        let taken = 0;
        return lists.map((list) => executions.slice(taken, (taken += list.length)));
      });
    } finally {
      await pool.shutDown();
    }
  }

  /** Ends what still runs, and removes what it left. */
  async end(): Promise<void> {
    await Promise.all(this.#pools.map((pool) => pool.shutDown()));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #pool(environment: string, sockets: boolean, size: number): WorkerPool {
    const { host, seed, root } = this;
    const folder = mkdtempSync(path.join(this.#folder, 'systems-'));
    const folderOf = (number: number): string => path.join(folder, String(number));
    const setUp = (number: number): Parameters<CycleHost['spawn']>[0] => ({
      root: path.resolve(root),
      // Of its own: several workers may run the same executions at a time.
      runFolder: folderOf(number),
      seed,
      logs: 'logs',
      code: digestOfCode(root),
      ...(host.supportCode === undefined ? {} : { supportCode: host.supportCode }),
    });
    return new WorkerPool({
      spawn: (number) => {
        keepInputs(path.join(this.runFolder, INPUTS_FOLDER), folderOf(number));
        return host.spawn(setUp(number), environment, sockets);
      },
      size,
      runFolder: folder,
      ownMemory: () => 0,
      progress: () => undefined,
      onExecution: () => undefined,
      onIncident: () => undefined,
      onRequeued: () => undefined,
    });
  }
}
