import type { CellResult, ExecutionResult } from '../../reports/record/result-model';
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
