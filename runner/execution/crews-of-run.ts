import path from 'node:path';
import type { Crews } from './conduct';
import type { Journal } from './journal';
import type { RunFolder } from './run-folder';
import { Crew } from './workers/crew';
import type { WorkerSetUp } from './workers/protocol';
import type { CycleRequest } from './cycle-request';
import type { CycleHost } from './cycle-host';

/** The crews of one run: each is hired when its round begins, and all are gone when the run ends. */
export class CrewsOfRun implements Crews {
  readonly #crews: Crew[] = [];

  constructor(
    private readonly request: CycleRequest,
    private readonly host: CycleHost,
    private readonly folder: RunFolder,
    private readonly journal: Journal,
    readonly factsOf: Crews['factsOf'],
  ) {}

  hire(environment: string | undefined): Crew {
    const { host, folder, journal } = this;
    const place = environment ?? host.environment;
    const round = this.#crews.length + 1;
    const crew = new Crew({
      hire: (number) => host.hire(this.#setUp(number, round, place), place),
      size: host.workers(place),
      runFolder: folder.path,
      ownMemory: () => process.memoryUsage.rss(),
      progress: host.progress,
      onExecution: (result) => {
        journal.result(result);
        host.onExecution(result);
      },
      onIncident: (sentence) => journal.incident(sentence),
      onTakenBack: ({ executions }) =>
        journal.takenBack(
          executions.map(({ scenario: { id }, dmc, phase, stage }) => ({ id, dmc: dmc.id, phase, stage })),
        ),
    });
    this.#crews.push(crew);
    return crew;
  }

  async dismiss(): Promise<void> {
    await Promise.all(this.#crews.map((crew) => crew.dismiss()));
  }

  #setUp(number: number, round: number, environment: string): WorkerSetUp {
    const { request, folder, host } = this;
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
      ...(host.supportCode === undefined ? {} : { supportCode: host.supportCode }),
    };
  }
}
