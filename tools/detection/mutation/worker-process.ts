import { fork, type ChildProcess } from 'node:child_process';
import { workerAnswer, type PlannedScenario, type RunAnswer, type WorkerAnswer, type WorkerSetUp } from './protocol';

/** What came of a run: as the worker says, or that the worker was lost over it. */
export type RunResult = Omit<RunAnswer, 'kind' | 'outcome'> & {
  readonly outcome: RunAnswer['outcome'] | 'crashed';
};

/** Runs scenarios with mutants. */
export interface MutantRunner {
  /** Runs a scenario on a warm system. @param mutant number of the one that is on, if any */
  readonly run: (scenario: string, mutant?: string) => Promise<RunResult>;
  /** Runs a scenario on a system that is started with the mutant on, and stopped afterwards. */
  readonly runFromStart: (scenario: string, mutant: string) => Promise<RunResult>;
  /** Gives the warm system up; the next run has a new one. */
  readonly renew: () => void;
}

/** Wall-clock time after which a run that has not answered is given up: no scenario but those of volume takes so long. */
const LIMIT_MS = 300_000;

const LOST: RunResult = { outcome: 'crashed', message: 'The system did not survive it.', met: [] };
const NO_END: RunResult = { outcome: 'timed out', message: 'It came to no end.', met: [] };

/** A worker that is ready. */
interface Worker {
  readonly child: ChildProcess;
  readonly scenarios: readonly PlannedScenario[];
  readonly atLoad: readonly number[];
}

/** Workers in processes of their own, one at a time, in the copy of the project that is instrumented. */
export class WorkerProcesses implements MutantRunner {
  private warm: Worker | undefined;

  /**
   * @param script main module of a worker, in the copy
   * @param sandbox folder of the copy
   */
  constructor(
    private readonly script: string,
    private readonly sandbox: string,
    private readonly setUp: WorkerSetUp,
  ) {}

  /** What there is to run, and the mutants that take effect while the system is loaded. @throws Error where it does not start */
  async facts(): Promise<Omit<Worker, 'child'>> {
    return this.ready();
  }

  async run(scenario: string, mutant?: string): Promise<RunResult> {
    const worker = await this.ready();
    const result = await this.ask(worker, scenario, mutant);
    if (result.outcome === 'crashed' || result.outcome === 'timed out') this.renew();
    return result;
  }

  async runFromStart(scenario: string, mutant: string): Promise<RunResult> {
    const worker = await this.start({ ...this.setUp, mutant });
    if (worker === 'no end') return NO_END;
    if (worker === 'lost') return LOST;
    const result = await this.ask(worker, scenario);
    worker.child.kill('SIGKILL');
    return result;
  }

  renew(): void {
    this.warm?.child.kill('SIGKILL');
    this.warm = undefined;
  }

  private async ready(): Promise<Worker> {
    if (this.warm !== undefined) return this.warm;
    const worker = await this.start(this.setUp);
    if (typeof worker === 'string') throw new Error('The instrumented system does not start, even without a mutant.');
    return (this.warm = worker);
  }

  private async start(setUp: WorkerSetUp): Promise<Worker | 'lost' | 'no end'> {
    const child = fork(this.script, [JSON.stringify(setUp)], {
      cwd: this.sandbox,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    // An exit follows, which is what counts.
    child.on('error', () => undefined);
    const answer = await answerOf(child);
    if (typeof answer !== 'string' && answer.kind === 'ready') return { child, ...answer };
    child.kill('SIGKILL');
    return answer === 'no end' ? answer : 'lost';
  }

  private async ask({ child }: Worker, scenario: string, mutant?: string): Promise<RunResult> {
    const answered = answerOf(child);
    child.send({ scenario, ...(mutant === undefined ? {} : { mutant }) }, () => undefined);
    const answer = await answered;
    if (answer === 'no end') return NO_END;
    return answer === 'lost' || answer.kind !== 'ran' ? LOST : answer;
  }
}

/** What a worker says next: `lost` where it ends instead, `no end` where it says nothing in time. */
function answerOf(child: ChildProcess): Promise<WorkerAnswer | 'lost' | 'no end'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => done('no end'), LIMIT_MS);
    const done = (answer: WorkerAnswer | 'lost' | 'no end'): void => {
      clearTimeout(timer);
      child.removeAllListeners('message');
      child.removeAllListeners('exit');
      resolve(answer);
    };
    child.on('message', (message) => done(workerAnswer.parse(message)));
    child.on('exit', () => done('lost'));
  });
}
