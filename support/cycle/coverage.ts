import { z } from 'zod';
import type { PlannedExecution } from './plan-executions';
import { byId } from './features/feature-set';
import { readTable } from './scope/table';

import type { Requirement } from './scope/requirements';

/** Published list of the seeded defects, relative to the project. */
export const DEFECTS_FILE = 'environments/contracts/defects.csv';

/** One rule of the system that can be bent on purpose. */
export interface SeededDefect {
  readonly id: string;
  readonly service: string;
  readonly requirement: string;
  readonly rule: string;
}

const defectRow = z.strictObject({
  id: z.string().min(1),
  service: z.string().min(1),
  requirement: z.string().min(1),
  rule: z.string().min(1),
});

/** What a plan would run, and what it would show. */
export interface PlanOutline {
  readonly cells: number;
  readonly executions: number;
  /** Outlines count once. */
  readonly scenarios: number;
  /** Ids of scenarios and rows, and of the seeded defects that they have to find, by requirement. */
  readonly requirements: Readonly<
    Record<string, { readonly positive: string[]; readonly negative: string[]; readonly defects: string[] }>
  >;
}

/**
 * Reads the published list of seeded defects.
 * @throws RunError naming file, line and field of every wrong row
 */
export function readDefects(file: string): SeededDefect[] {
  return readTable(file, defectRow, ({ id }) => id).map(({ value }) => value);
}

/** What is planned, and how it traces to the register. */
export function outlinePlan(
  planned: readonly PlannedExecution[],
  register: readonly Requirement[],
  defects: readonly SeededDefect[],
): PlanOutline {
  const distinct = (keys: readonly string[]): number => new Set(keys).size;
  const due = planned.filter(({ aside }) => aside === undefined);
  const tracing = (way: 'positive' | 'negative', requirement: string): string[] =>
    [...new Set(due.filter(({ scenario }) => scenario[way].includes(requirement)).map(({ scenario }) => scenario))]
      .sort(byId)
      .map(({ id }) => id);
  return {
    cells: distinct(planned.map(({ dmc, phase }) => `${dmc.id} ${phase}`)),
    executions: due.length,
    scenarios: distinct(due.map(({ scenario }) => `${scenario.featurePath}:${scenario.scenarioLine}`)),
    requirements: Object.fromEntries(
      register.map(({ id }) => [
        id,
        {
          positive: tracing('positive', id),
          negative: tracing('negative', id),
          defects: defects.filter(({ requirement }) => requirement === id).map((defect) => defect.id),
        },
      ]),
    ),
  };
}
