import type { Plan } from '../../support/scope/plan';
import type { Scope } from '../../support/scope/scope';
import type { CellChoice } from './cells';
import type { Scenario } from './features/read-feature';

/** A plan with everything that decides its executions, apart from seed and environment. */
export interface PlanContext {
  readonly plan: Plan;
  readonly scope: Scope;
  readonly choice: CellChoice;
  /** Every scenario of the project. */
  readonly scenarios: readonly Scenario[];
}
