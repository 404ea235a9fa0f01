import type { CellReference } from '../../reports/record/result-model';
import { keyOf } from '../../support/scope/identity';
import type { Scenario } from './features/read-feature';
import type { DeviceModelCombination } from '../../support/scope/dmc-catalogue';
import type { Phase, PlannedStage } from '../../support/scope/plan';

/** An execution that the plan calls for: it is run, or set aside with a reason. */
export interface PlannedExecution {
  readonly scenario: Scenario;
  readonly dmc: DeviceModelCombination;
  readonly phase: Phase;
  readonly stage: string;
  readonly kind: PlannedStage['kind'];
  /** Of a regression set: which one it is. */
  readonly set?: 1 | 2;
  /** Seed of its stage: what the scenario is told. */
  readonly stageSeed: string;
  /** Seed of this execution alone. */
  readonly seed: string;
  /** Further cells that it stands for, since the scenario does not vary between them. */
  readonly citedBy: readonly CellReference[];
  /** Why it is not run; absent where it is run. */
  readonly aside?: { readonly outcome: 'does-not-apply' | 'not-run-here'; readonly reason: string };
}

/** The key of what is planned: see `keyOf`. */
export function keyOfPlanned({ scenario, dmc, phase, stage }: PlannedExecution): string {
  return keyOf({ id: scenario.id, dmc: dmc.id, phase, stage });
}
