import { OUTCOMES, type Counts, type ExecutionResult, type Outcome } from '../../reports/record/result-model';

/**
 * Counts executions by outcome. `planned` leaves out what does not apply; `executed` is what ran to an end.
 */
export function countOutcomes(executions: readonly ExecutionResult[]): Counts {
  const count = (outcome: Outcome): number => executions.filter((execution) => execution.outcome === outcome).length;
  const entries = OUTCOMES.map((outcome) => [outcome, count(outcome)] as const);
  const byOutcome = Object.fromEntries(entries) as Record<Outcome, number>;
  return {
    ...byOutcome,
    planned: executions.length - byOutcome['does-not-apply'],
    executed: byOutcome.passed + byOutcome.failed + byOutcome['known-issue'],
  };
}
