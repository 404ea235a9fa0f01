import type { CriterionResult, RegressionComparison, StageResult } from '../../reports/record/result-model';
import type { CellRequirements } from './requirements';

/** The measured value of a criterion, and its verdict. */
export type MeasuredCriterion = Pick<CriterionResult, 'threshold' | 'measured' | 'verdict' | 'note'>;

/** Results of one cell that its criteria are judged from. */
export interface CellFindings {
  readonly requirements: CellRequirements;
  readonly stages: readonly StageResult[];
  readonly regressions: readonly RegressionComparison[];
}

/** For criteria of the whole run, which no cell decides. */
export const NOTHING_FOUND: CellFindings = { requirements: [], stages: [], regressions: [] };
