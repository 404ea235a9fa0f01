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

/** What one cell of a plan would run. */
export interface CellOutline {
  readonly dmc: string;
  readonly phase: string;
  /** Executions of its own. */
  readonly executions: number;
  /** Executions of other cells that stand for it too. */
  readonly cited: number;
  readonly doesNotApply: number;
}

/** What a plan would run, and what it would show. */
export interface PlanOutline {
  readonly cells: number;
  readonly executions: number;
  /** Outlines count once. */
  readonly scenarios: number;
  /** Executions that stand for more cells than the one they run in. */
  readonly shared: number;
  readonly byCell: readonly CellOutline[];
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
  const byCell = outlineCells(planned);
  return {
    cells: byCell.length,
    executions: due.length,
    scenarios: distinct(due.map(({ scenario }) => `${scenario.featurePath}:${scenario.scenarioLine}`)),
    shared: due.filter(({ citedBy }) => citedBy.length > 0).length,
    byCell,
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

function outlineCells(planned: readonly PlannedExecution[]): CellOutline[] {
  const cells = new Map<
    string,
    { dmc: string; phase: string; executions: number; cited: number; doesNotApply: number }
  >();
  const cellOf = (dmc: string, phase: string): { executions: number; cited: number; doesNotApply: number } => {
    const known = cells.get(`${dmc} ${phase}`) ?? { dmc, phase, executions: 0, cited: 0, doesNotApply: 0 };
    cells.set(`${dmc} ${phase}`, known);
    return known;
  };
  for (const { dmc, phase, aside, citedBy } of planned) {
    cellOf(dmc.id, phase)[aside === undefined ? 'executions' : 'doesNotApply'] += 1;
    for (const citing of citedBy) cellOf(citing.dmc, citing.phase).cited += 1;
  }
  return [...cells.values()];
}
