import type {
  CellResult,
  CriterionResult,
  ExecutionResult,
  RequirementResult,
} from '../../reports/record/result-model';
import type { Cell } from '../planning/cells';

/** The assessment of one cell. */
export interface CellAssessment extends Pick<
  CellResult,
  'verdict' | 'reason' | 'criteria' | 'requirements' | 'stages' | 'regressions' | 'recommendation'
> {
  readonly cell: Cell;
  /** Executions that stand for the cell: its own, and those that it cites. */
  readonly executions: readonly ExecutionResult[];
}

/** The assessment of a run. */
export interface Assessment {
  readonly cells: readonly CellAssessment[];
  readonly criteria: readonly CriterionResult[];
  readonly requirements: readonly RequirementResult[];
}
