import { duration } from '../../reports/text';
import { keyOf } from '../../support/scope/identity';
import { executionLine } from './console';
import type { ExecutionSummary } from '../execution/workers/protocol';

/** Executions that are shown one by one; of more, only those that did not pass. */
const SHOWN_ONE_BY_ONE = 400;

/** Shortest time between two lines that say how far the run is, in milliseconds. */
const INTERVAL_MS = 10_000;

/** Executions that an expected end rests on at least. */
const ENOUGH = 10;

/** Tells how far a run is, and when it is expected to end. */
export class Progress {
  readonly #startedAt: number;
  #saidAt: number;
  /** What came of each: what a worker that ended had run is run again, and counts once. */
  readonly #outcomes = new Map<string, ExecutionSummary['outcome']>();

  /**
   * @param toRun executions that will be run
   * @param say receives one line at a time
   * @param now milliseconds of wall-clock time
   */
  constructor(
    private readonly toRun: number,
    private readonly say: (line: string) => void,
    private readonly now: () => number = Date.now,
  ) {
    this.#startedAt = now();
    this.#saidAt = this.#startedAt;
  }

  /** Takes note of an execution that is over. */
  take(news: ExecutionSummary): void {
    this.#outcomes.set(keyOf(news), news.outcome);
    const all = this.toRun <= SHOWN_ONE_BY_ONE;
    if (all) this.say(executionLine(news));
    else if (news.outcome !== 'passed') this.say(`${executionLine(news)} [${news.dmc} ${news.phase}]`);
    const now = this.now();
    if (now - this.#saidAt < INTERVAL_MS || this.#outcomes.size === this.toRun) return;
    this.#saidAt = now;
    this.say(this.#line(now));
  }

  #line(now: number): string {
    const done = this.#outcomes.size;
    const failed = [...this.#outcomes.values()].filter((outcome) => outcome !== 'passed').length;
    const how = `${done} of ${this.toRun} done, ${failed === 0 ? 'all passed' : `${failed} not passed`}`;
    if (done < ENOUGH) return how;
    const left = ((now - this.#startedAt) / done) * (this.toRun - done);
    const end = new Date(now + left).toTimeString().slice(0, 5);
    return `${how}; about ${duration(left)} left, until ${end}`;
  }
}
