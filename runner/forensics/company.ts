import type { ExecutionResult } from '../../reports/record/result-model';
import { keyOf } from '../../support/scope/identity';
import type { Plan } from '../../support/scope/plan';
import { journalIn, readJournal } from '../execution/journal';
import { roundsOf } from '../planning/rounds';

/** Executions that are run again before the one that failed, at most: the last of them. */
const COMPANY = 100;

/** Finds what a worker ran before an execution, on the same system. */
export class Company {
  readonly #results: ReadonlyMap<string, ExecutionResult>;
  readonly #order: readonly string[];
  readonly #rounds: ReadonlyMap<string, number>;

  /** @param runFolder a merged run has no journal: nobody knows in what company its executions ran */
  constructor(runFolder: string, executions: readonly ExecutionResult[], { stages }: Plan) {
    this.#results = new Map(executions.map((execution) => [keyOf(execution), execution]));
    this.#order = journalIn(runFolder) === undefined ? [] : readJournal(runFolder).order;
    this.#rounds = new Map(
      roundsOf(stages).flatMap((round, number) => round.map(({ name }) => [name, number] as const)),
    );
  }

  /** Keys of what ran before it in the same process, in that order; undefined where nobody knows. */
  before(failure: ExecutionResult): readonly string[] | undefined {
    const place = this.#order.indexOf(keyOf(failure));
    if (place < 0) return undefined;
    const isBeside = (key: string): boolean => {
      const other = this.#results.get(key);
      if (other?.worker !== failure.worker || other?.environment !== failure.environment) return false;
      return this.#rounds.get(other.stage) === this.#rounds.get(failure.stage);
    };
    return this.#order.slice(0, place).filter(isBeside).slice(-COMPANY);
  }
}
