import path from 'node:path';
import type { ExecutionResult } from '../../reports/record/result-model';
import type { WorkerPools } from './execute-stages';
import type { CycleHost } from './cycle-host';
import type { CycleRequest } from './cycle-request';
import type { Journal } from './journal';
import type { RunFolder } from './run-folder';
import { WorkerPool } from './workers/worker-pool';
import type { WorkerSetUp } from './workers/protocol';

/** The worker pools of one run: one for each round, all of them shut down when the run ends. */
export class RunWorkerPools implements WorkerPools {
  readonly #pools: WorkerPool[] = [];

  constructor(
    private readonly run: {
      readonly request: CycleRequest;
      readonly folder: RunFolder;
      /** Digest of the code of steps and support. */
      readonly code: string;
    },
    private readonly host: Omit<CycleHost, 'onExecution'> & {
      readonly onExecution: (result: ExecutionResult) => void;
    },
    private readonly journal: Journal,
    readonly factsOf: WorkerPools['factsOf'],
  ) {}

  create(environment = this.host.environment): WorkerPool {
    const { host, journal } = this;
    const round = this.#pools.length + 1;
    const pool = new WorkerPool({
      spawn: (number) => host.spawn(this.#setUp(number, round, environment), environment),
      size: host.workers(environment),
      runFolder: this.run.folder.path,
      ownMemory: () => process.memoryUsage.rss(),
      progress: host.progress,
      onExecution: (result, worker) => {
        journal.result(result, worker);
        host.onExecution(result);
      },
      onIncident: (sentence) => journal.incident(sentence),
      onRequeued: ({ executions }) =>
        journal.requeued(
          executions.map(({ scenario: { id }, dmc, phase, stage }) => ({ id, dmc: dmc.id, phase, stage })),
        ),
    });
    this.#pools.push(pool);
    return pool;
  }

  async shutDown(): Promise<void> {
    await Promise.all(this.#pools.map((pool) => pool.shutDown()));
  }

  #setUp(number: number, round: number, environment: string): WorkerSetUp {
    const { host } = this;
    const { request, folder, code } = this.run;
    const parts = [
      'logs',
      ...(round === 1 ? [] : [`round-${round}`]),
      ...(host.workers(environment) === 1 ? [] : [`worker-${number}`]),
    ];
    return {
      root: path.resolve(request.root),
      runFolder: path.resolve(folder.path),
      seed: round === 1 ? request.seed : `${request.seed}, round ${round}`,
      logs: path.join(...parts),
      code,
      ...(host.supportCode === undefined ? {} : { supportCode: host.supportCode }),
    };
  }
}
