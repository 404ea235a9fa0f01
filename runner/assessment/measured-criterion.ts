import type { CriterionResult, RegressionComparison, StageResult } from '../../reports/record/result-model';
import type { CellRequirements } from './requirements';

/** What was measured for a criterion, and what that means. */
export type MeasuredCriterion = Pick<CriterionResult, 'threshold' | 'measured' | 'verdict' | 'note'>;

/** What was found out about one cell before its criteria are judged. */
export interface CellFindings {
  readonly requirements: CellRequirements;
  readonly stages: readonly StageResult[];
  readonly regressions: readonly RegressionComparison[];
}

/** The findings where no cell is asked. */
export const NOTHING_FOUND: CellFindings = { requirements: [], stages: [], regressions: [] };
