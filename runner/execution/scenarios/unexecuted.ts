import type { ExecutionResult } from '../../../reports/record/result-model';
import type { PlannedExecution } from '../../planning/planned-execution';

/** Where executions run, and how they are repeated. */
export interface ExecutionEnvironment {
  /** Name of the environment. */
  readonly environment: string;
  /** Command that repeats one execution. */
  readonly reproduce: (execution: PlannedExecution) => string;
}

/**
 * A result that says everything known of an execution that has not run.
 */
export function unexecuted(
  execution: PlannedExecution,
  { environment, reproduce }: ExecutionEnvironment,
): Omit<ExecutionResult, 'outcome' | 'reason'> {
  const { scenario, dmc, phase, stage, seed, citedBy } = execution;
  return {
    id: scenario.id,
    title: scenario.title,
    feature: scenario.feature,
    featurePath: scenario.featurePath,
    line: scenario.line,
    scenarioLine: scenario.scenarioLine,
    ...(scenario.rule === undefined ? {} : { rule: scenario.rule }),
    area: scenario.area,
    stage,
    dmc: dmc.id,
    phase,
    axis: scenario.axis,
    citedBy,
    tags: scenario.tags,
    positive: scenario.positive,
    negative: scenario.negative,
    severity: scenario.severity,
    environment,
    seed,
    startedAt: new Date().toISOString(),
    durationMs: 0,
    codes: [],
    steps: [],
    evidence: [],
    reproduce: reproduce(execution),
  };
}
