import { fork, type ChildProcess } from 'node:child_process';
import { limitWork } from './patience';
import { workerAnswer, type PlannedScenario, type RunAnswer, type WorkerAnswer, type WorkerSetUp } from './protocol';

/** What came of a run: as the worker says, or that the worker was lost over it. */
export type RunResult = Omit<RunAnswer, 'kind' | 'outcome'> & {
  readonly outcome: RunAnswer['outcome'] | 'crashed';
};

/** Runs scenarios with mutants. */
export interface MutantRunner {
  /** Runs a scenario on a warm system. @param mutants numbers of those that are on */
  readonly run: (scenario: string, mutants: readonly string[]) => Promise<RunResult>;
  /** Runs a scenario on a system that was started with mutants on; it serves until others are wanted. */
  readonly runFromStart: (scenario: string, mutants: readonly string[]) => Promise<RunResult>;
  /** Gives the warm system up; the next run has a new one. */
  readonly renew: () => void;
}

/** Milliseconds of work after which a start, or a run of which nothing is known, is given up. */
const LIMIT_MS = 120_000;

/** A run of which it is known how long it works is given up after so many times that, but not before so many milliseconds. */
const PATIENCE = { times: 20, least: 20_000 };

const LOST: RunResult = { outcome: 'crashed', message: 'The system did not survive it.', duration: 0, met: [] };
const NO_END: RunResult = { outcome: 'timed out', message: 'It came to no end.', duration: 0, met: [] };

/** A worker that is ready. */
interface Worker {
  readonly child: ChildProcess;
  readonly scenarios: readonly PlannedScenario[];
  readonly atLoad: readonly number[];
}

/** Workers in processes of their own, in the copy of the project that is instrumented: a warm one, and one with mutants from its start. */
export class WorkerProcesses implements MutantRunner {
  private warm: Worker | undefined;
  private mutated: { readonly mutants: string; readonly worker: Worker | 'lost' | 'no end' } | undefined;
  /** How long scenarios work, in milliseconds. */
  private readonly usual = new Map<string, number>();

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

  /** Tells how long a scenario works, in milliseconds, so that it is given up when it works much longer. */
  expect(scenario: string, duration: number): void {
    this.usual.set(scenario, duration);
  }

  async run(scenario: string, mutants: readonly string[]): Promise<RunResult> {
    const worker = await this.ready();
    const result = await this.ask(worker, scenario, mutants);
    if (isLost(result)) this.renew();
    return result;
  }

  readonly runFromStart = async (scenario: string, mutants: readonly string[]): Promise<RunResult> => {
    const wanted = mutants.join();
    if (this.mutated?.mutants !== wanted) {
      this.stopMutated();
      this.mutated = { mutants: wanted, worker: await this.start({ ...this.setUp, mutants }) };
    }
    const { worker } = this.mutated;
    if (worker === 'no end') return NO_END;
    if (worker === 'lost') return LOST;
    const result = await this.ask(worker, scenario, []);
    if (isLost(result)) this.stopMutated();
    return result;
  };

  renew(): void {
    this.warm?.child.kill('SIGKILL');
    this.warm = undefined;
  }

  /** Ends every worker. */
  stop(): void {
    this.renew();
    this.stopMutated();
  }

  private stopMutated(): void {
    const worker = this.mutated?.worker;
    if (typeof worker === 'object') worker.child.kill('SIGKILL');
    this.mutated = undefined;
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
    const answer = await answerOf(child, LIMIT_MS);
    if (typeof answer !== 'string' && answer.kind === 'ready') return { child, ...answer };
    child.kill('SIGKILL');
    return answer === 'no end' ? answer : 'lost';
  }

  private async ask({ child }: Worker, scenario: string, mutants: readonly string[]): Promise<RunResult> {
    const usual = this.usual.get(scenario);
    const limit = usual === undefined ? LIMIT_MS : Math.max(PATIENCE.least, PATIENCE.times * usual);
    const answered = answerOf(child, Math.min(limit, LIMIT_MS));
    child.send({ scenario, mutants }, () => undefined);
    const answer = await answered;
    if (answer === 'no end') return NO_END;
    if (answer === 'lost' || answer.kind !== 'ran') return LOST;
    return answer;
  }
}

function isLost({ outcome }: RunResult): boolean {
  return outcome === 'crashed' || outcome === 'timed out';
}

/** What a worker says next: `lost` where it ends instead, `no end` where it says nothing in time. */
function answerOf(child: ChildProcess, limit: number): Promise<WorkerAnswer | 'lost' | 'no end'> {
  return new Promise((resolve) => {
    const done = (answer: WorkerAnswer | 'lost' | 'no end'): void => {
      endWaiting();
      child.removeAllListeners('message');
      child.removeAllListeners('exit');
      resolve(answer);
    };
    // A child that could not be started has no number, and is lost.
    const endWaiting = child.pid === undefined ? () => undefined : limitWork(child.pid, limit, () => done('no end'));
    child.on('message', (message) => done(workerAnswer.parse(message)));
    child.on('exit', () => done('lost'));
  });
}
