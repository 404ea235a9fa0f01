import { z } from 'zod';
import { byId } from './features/feature-set';
import type { Plan } from '../../support/scope/plan';
import { readTable } from '../../support/scope/table';
import type { Requirement } from '../../support/scope/requirements';
import type { PlannedExecution } from './planned-execution';

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
interface CellOutline {
  readonly dmc: string;
  readonly phase: string;
  /** Executions of its own. */
  readonly executions: number;
  /** Executions of other cells that stand for it too. */
  readonly cited: number;
  readonly doesNotApply: number;
}

/** What one stage of a plan would run, in all cells. */
interface StageOutline {
  readonly stage: string;
  /** Cells that have it. */
  readonly cells: number;
  /** Outlines count once. */
  readonly scenarios: number;
  readonly executions: number;
  /** Of these, executions that other cells cite, and how often they do. */
  readonly shared: number;
  readonly cited: number;
}

/** The executions on an environment that the plan assigns cells to. */
interface AssignmentOutline {
  readonly environment: string;
  readonly cells: readonly { readonly dmc: string; readonly phase: string }[];
  readonly executions: number;
  readonly why: string;
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
  readonly byStage: readonly StageOutline[];
  readonly assignments: readonly AssignmentOutline[];
  readonly requirements: Readonly<Record<string, RequirementOutline>>;
}

/** What is to show a requirement. */
interface RequirementOutline {
  /** Whether the plan sets out to show it. */
  readonly inPlan: boolean;
  /** Ids of scenarios and rows. */
  readonly positive: readonly string[];
  readonly negative: readonly string[];
  /** Stages that show it by being passed, and documents by being written. */
  readonly stages: readonly string[];
  readonly documents: readonly string[];
  /** Ids of the seeded defects that its tests have to find. */
  readonly defects: readonly string[];
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
  { places = [], requirements: claimed }: Pick<Plan, 'places' | 'requirements'>,
  planned: readonly PlannedExecution[],
  register: readonly Requirement[],
  defects: readonly SeededDefect[],
): PlanOutline {
  const due = planned.filter(({ aside }) => aside === undefined);
  const tracing = (way: 'positive' | 'negative', requirement: string): string[] =>
    [...new Set(due.filter(({ scenario }) => scenario[way].includes(requirement)).map(({ scenario }) => scenario))]
      .sort(byId)
      .map(({ id }) => id);
  const byCell = outlineCells(planned);
  return {
    cells: byCell.length,
    executions: due.length,
    scenarios: countScenarios(due),
    shared: due.filter(({ citedBy }) => citedBy.length > 0).length,
    byCell,
    byStage: outlineStages(due),
    assignments: places.map(({ environment, cells, why }) => {
      const own = due.filter(({ dmc, phase }) => cells.some((cell) => cell.dmc === dmc.id && cell.phase === phase));
      return { environment, cells, executions: own.length, why };
    }),
    requirements: Object.fromEntries(
      register.map(({ id }): [string, RequirementOutline] => {
        const claim = claimed.find((one) => one.id === id);
        const { stages = [], documents = [] } = claim ?? {};
        return [
          id,
          {
            inPlan: claim !== undefined,
            positive: tracing('positive', id),
            negative: tracing('negative', id),
            stages,
            documents,
            defects: defects.filter(({ requirement }) => requirement === id).map((defect) => defect.id),
          },
        ];
      }),
    ),
  };
}

function countScenarios(executions: readonly PlannedExecution[]): number {
  return new Set(executions.map(({ scenario }) => `${scenario.featurePath}:${scenario.scenarioLine}`)).size;
}

/** Every stage that something of is due, in the planned order of the first cell that has it. */
function outlineStages(due: readonly PlannedExecution[]): StageOutline[] {
  return [...Map.groupBy(due, ({ stage }) => stage)].map(([stage, own]) => {
    const cells = own.flatMap(({ dmc, phase, citedBy }) => [{ dmc: dmc.id, phase }, ...citedBy]);
    return {
      stage,
      cells: new Set(cells.map(({ dmc, phase }) => `${dmc} ${phase}`)).size,
      scenarios: countScenarios(own),
      executions: own.length,
      shared: own.filter(({ citedBy }) => citedBy.length > 0).length,
      cited: own.reduce((sum, { citedBy }) => sum + citedBy.length, 0),
    };
  });
}

type Tally = { -readonly [K in keyof CellOutline]: CellOutline[K] };

/** Every cell has executions of its own, or some that do not apply; in the planned order. */
function outlineCells(planned: readonly PlannedExecution[]): CellOutline[] {
  const cells = new Map<string, Tally>();
  for (const { dmc, phase, aside } of planned) {
    const tally = cells.get(`${dmc.id} ${phase}`) ?? { dmc: dmc.id, phase, executions: 0, cited: 0, doesNotApply: 0 };
    tally[aside === undefined ? 'executions' : 'doesNotApply'] += 1;
    cells.set(`${dmc.id} ${phase}`, tally);
  }
  for (const { dmc, phase } of planned.flatMap(({ citedBy }) => citedBy)) {
    const tally = cells.get(`${dmc} ${phase}`) ?? { dmc, phase, executions: 0, cited: 0, doesNotApply: 0 };
    tally.cited += 1;
    cells.set(`${dmc} ${phase}`, tally);
  }
  return [...cells.values()];
}
