import { counted } from '../../reports/text';
import type { CellChoice } from '../planning/cells';
import { tableLines } from './table';
import type { PlanOutline } from '../planning/coverage';
import type { Plan } from '../../support/scope/plan';
import type { PlannedExecution } from '../planning/planned-execution';

/** What a plan would run, as text for people. */
export function outlineLines(
  plan: Plan,
  { cells, formal, leftOut }: CellChoice,
  planned: readonly PlannedExecution[],
  outline: PlanOutline,
): string[] {
  const asides = cells.flatMap(({ dmc, phase, withoutPhase }) =>
    withoutPhase === undefined ? [] : [`  ${dmc.id} ${phase} does not apply: ${withoutPhase}`],
  );
  const requirements = plan.requirements.map(({ id }) => {
    const { positive = [], negative = [], stages = [], documents = [], defects = [] } = outline.requirements[id] ?? {};
    const counts = [positive, negative, stages, documents, defects].map(({ length }) => String(length));
    return [id, ...counts];
  });
  return [
    `${plan.title}: ${plan.claim}`,
    ...(formal ? [] : ['Informal: cells of the plan are left out.']),
    '',
    ...(outline.cells === 1 ? planned.map(executionLine) : scenarioLines(planned)),
    '',
    ...tableLines([['Requirement', 'positive', 'negative', 'stages', 'documents', 'seeded defects'], ...requirements]),
    '',
    ...(outline.cells === 1 ? [] : cellTable(outline)),
    ...(plan.stages.length === 1 ? [] : stageTable(plan, outline)),
    ...assignmentLines(outline),
    ...asides,
    ...leftOut.map(({ what, why }) => `  ${what} is not in the plan: ${why}`),
    countLine(outline),
  ];
}

function executionLine({ scenario, dmc, phase, stage, aside }: PlannedExecution): string {
  const fate = aside === undefined ? '' : ` - does not apply: ${aside.reason}`;
  return `  ${scenario.id.padEnd(10)} ${dmc.id} ${phase} ${stage}: ${scenario.title}${fate}`;
}

/** Each scenario once: in how many cells it runs, and for how many it stands. */
function scenarioLines(planned: readonly PlannedExecution[]): string[] {
  return [...Map.groupBy(planned, ({ scenario }) => scenario.id).values()].map((same) => {
    const due = same.filter(({ aside }) => aside === undefined);
    const cited = due.reduce((sum, { citedBy }) => sum + citedBy.length, 0);
    const title = same[0]?.scenario.title ?? '';
    const standing = cited === 0 ? '' : `, cited by ${cited} more`;
    const aside = same.length === due.length ? '' : `; does not apply in ${same.length - due.length}`;
    return `  ${(same[0]?.scenario.id ?? '').padEnd(10)} ${title} (runs ${counted(due.length, 'time')}${standing}${aside})`;
  });
}

function cellTable({ byCell }: PlanOutline): string[] {
  return [
    ...tableLines([
      ['Cell', 'runs', 'cites', 'does not apply'],
      ...byCell.map(({ dmc, phase, executions, cited, doesNotApply }) => [
        `${dmc} ${phase}`,
        String(executions),
        String(cited),
        String(doesNotApply),
      ]),
    ]),
    '',
  ];
}

/** Every stage of the plan, with what stands before it. */
function stageTable({ stages, criteria }: Plan, { byStage }: PlanOutline): string[] {
  const rows = stages.map(({ name, kind, set, phases = [] }) => {
    const own = byStage.find(({ stage }) => stage === name);
    const gates = criteria.filter(({ stage }) => stage === name).map(({ id }) => id);
    return [
      name,
      set === undefined ? kind : `${kind} ${set}`,
      phases.join(', ') || 'all',
      gates.join(', '),
      ...[own?.cells, own?.scenarios, own?.executions, own?.shared, own?.cited].map((value) => String(value ?? 0)),
    ];
  });
  const head = ['Stage', 'kind', 'phases', 'entry', 'cells', 'scenarios', 'runs', 'of these shared', 'cited'];
  return [...tableLines([head, ...rows]), ''];
}

function assignmentLines({ assignments }: PlanOutline): string[] {
  return assignments.map(({ environment, cells, executions, why }) => {
    const named = cells.map(({ dmc, phase }) => `${dmc} ${phase}`).join(', ');
    return `  On ${environment}: ${named} (${counted(executions, 'execution')}). ${why}`;
  });
}

function countLine({ cells, scenarios, executions, shared, byCell }: PlanOutline): string {
  const cited = byCell.reduce((sum, cell) => sum + cell.cited, 0);
  const line = `${counted(cells, 'cell')}, ${counted(scenarios, 'scenario')}, ${counted(executions, 'execution')}`;
  return shared === 0
    ? `${line}.`
    : `${line}. Shared between cells: ${counted(shared, 'execution')}, cited ${counted(cited, 'time')}.`;
}
