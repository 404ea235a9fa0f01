/** Stops a run that has shown enough: after so many causes that are new. */
import type { ExecutionResult } from '../../reports/record/result-model';
import { RunError } from '../../support/scope/errors';
import { keyOf } from '../../support/scope/identity';
import { explainFailures } from '../assessment/causes';
import { matchKnownIssues } from '../assessment/ledger';
import type { PlanContext } from '../planning/plan-context';

/**
 * Reads the value of `--bail`.
 * @returns undefined where it was not given
 * @throws RunError when it is no number from 1 to 1,000
 */
export function parseBail(wanted: string | undefined): number | undefined {
  if (wanted === undefined) return undefined;
  const number = Number(wanted);
  if (Number.isInteger(number) && number >= 1 && number <= 1_000) return number;
  throw new RunError(`"${wanted}" is no number of causes: give one from 1 to 1000.`);
}

/** A failure as the history knows it. */
export function failureKey(test: Parameters<typeof keyOf>[0], fingerprint: string | null | undefined): string {
  return `${keyOf(test)} ${fingerprint ?? ''}`;
}

/** Counts the causes of new failures while a run goes on. */
export class Bail {
  /** Rejects with a sentence when there are enough, and never resolves. */
  readonly happened: Promise<never>;
  readonly #startedAt = new Date();
  readonly #results: ExecutionResult[] = [];
  #stop: (reason: RunError) => void = () => undefined;

  /**
   * @param most causes after which the run stops; undefined: never
   * @param before failures of the run before this one: see `failureKey`
   */
  constructor(
    private readonly run: string,
    private readonly most: number | undefined,
    private readonly before: ReadonlySet<string>,
    private readonly context: Pick<PlanContext, 'plan' | 'scope'>,
  ) {
    this.happened = new Promise<never>((_resolve, reject) => (this.#stop = reject));
    // Without a race the rejection would be unhandled.
    this.happened.catch(() => undefined);
  }

  /** A listener that passes on what it is told. */
  beside(onExecution: (result: ExecutionResult) => void): (result: ExecutionResult) => void {
    return (result) => {
      onExecution(result);
      this.take(result);
    };
  }

  /** Takes note of an execution that is over. */
  take(result: ExecutionResult): void {
    if (this.most === undefined) return;
    this.#results.push(result);
    if (result.outcome !== 'failed') return;
    const causes = this.#newCauses();
    if (causes.length < this.most) return;
    const named = causes.map((sentence, index) => `${index + 1}. ${sentence}`).join(' ');
    const count = causes.length === 1 ? 'one new cause' : `${causes.length} new causes`;
    this.#stop(
      new RunError(
        `The run was stopped after ${count} (--bail ${this.most}): ${named} It is incomplete; the rest is run by: npm run cycle -- --resume ${this.run}`,
      ),
    );
  }

  /** What the new failures come from, as far as the results so far tell their causes apart. */
  #newCauses(): string[] {
    const { plan, scope } = this.context;
    const { executions, causes } = explainFailures(this.#results, scope.codes);
    const ledger = scope.knownIssues.map(({ line: _line, ...issue }) => issue);
    const fresh = matchKnownIssues(executions, ledger, plan, this.#startedAt).executions.filter(
      (one) => one.outcome === 'failed' && !this.before.has(failureKey(one, one.fingerprint)),
    );
    const own = new Set(fresh.map(({ failure }) => failure?.cause));
    return causes.filter(({ id }) => own.has(id)).map(({ sentence }) => sentence);
  }
}
