import type { CellResult, CriterionResult, ExecutionResult, RequirementResult } from '../../reporting/result-model';
import { cellName, type Cell } from '../cells';
import type { Criterion } from '../scope/plan';
import { countOutcomes } from './counts';
import { isPerCell, judgeCriterion, type Finding } from './criteria';
import type { Facts } from './facts';
import { assessRequirements, summariseRequirements, type CellRequirements } from './requirements';

/** What was judged of one cell. */
export interface CellAssessment extends Pick<CellResult, 'verdict' | 'reason' | 'criteria' | 'requirements'> {
  readonly cell: Cell;
  /** Executions that stand for the cell: its own, and those that it cites. */
  readonly executions: readonly ExecutionResult[];
}

/** Everything that was judged of a run. */
export interface Assessment {
  readonly cells: readonly CellAssessment[];
  readonly criteria: readonly CriterionResult[];
  readonly requirements: readonly RequirementResult[];
}

/** Whether a verdict on a criterion stands in the way: not met, or not shown to be met. */
export function isOpen({ verdict }: Pick<CriterionResult, 'verdict'>): boolean {
  return verdict === 'not met' || verdict === 'not demonstrated';
}

/** Whether an execution is evidence of a cell: it ran there, or the cell cites it. */
export function standsFor({ dmc, phase, citedBy }: ExecutionResult, cell: Cell): boolean {
  const isCell = (one: { readonly dmc: string; readonly phase: string }): boolean =>
    one.dmc === cell.dmc.id && one.phase === cell.phase;
  return isCell({ dmc, phase }) || citedBy.some(isCell);
}

/**
 * The cells of a run that may be entered: those that apply and whose entry criteria are met. None may be where an entry
 * criterion of the whole run is not met.
 * @param facts before anything has run
 */
export function cellsToEnter(facts: Facts): readonly Cell[] {
  const { plan, cells } = facts;
  const entry = plan.criteria.filter(({ kind }) => kind === 'entry');
  const ofRun = entry.filter((criterion) => !isPerCell(criterion));
  if (ofRun.some((criterion) => isOpen(judgeCriterion(criterion, facts, [])))) return [];
  return cells.filter((cell) => cell.withoutPhase === undefined && openEntry(facts, cell).length === 0);
}

/** Judges a run: cell by cell, and as a whole. */
export function assess(facts: Facts): Assessment {
  const { plan, scope, executions = [] } = facts;
  const cells = facts.cells.map((cell) => assessCell(facts, cell));
  const applying = cells.filter(({ verdict }) => verdict !== 'does not apply');
  const entered = applying.filter(({ verdict }) => verdict !== 'refused');
  const criteria = plan.criteria.map((criterion): CriterionResult => {
    const { id, kind, text, source } = criterion;
    const judged = kind === 'entry' ? applying : entered;
    const finding = isPerCell(criterion) ? summarise(criterion, facts, judged) : judgeCriterion(criterion, facts, []);
    return { id, kind, text, source, ...finding };
  });
  const phases = [...new Set(applying.map(({ cell }) => cell.phase))];
  const shown = entered.map(({ requirements }) => requirements);
  return {
    cells,
    criteria,
    requirements: summariseRequirements(plan, scope.requirements, shown, phases, executions),
  };
}

function assessCell(facts: Facts, cell: Cell): CellAssessment {
  const { withoutPhase } = cell;
  const nothing = { cell, criteria: [], requirements: [], executions: [] };
  if (withoutPhase !== undefined) return { ...nothing, verdict: 'does not apply', reason: withoutPhase };
  const [obstacle] = openEntry(facts, cell);
  const started = obstacle === undefined ? facts.executions : undefined;
  const executions = started?.filter((execution) => standsFor(execution, cell));
  const requirements = executions === undefined ? [] : assessRequirements(facts.plan, cell.phase, executions);
  const criteria = judgeCell({ ...facts, cells: [cell], executions }, requirements);
  if (executions === undefined) {
    const reason = obstacle ?? 'An entry criterion of the whole run is not met.';
    return { ...nothing, criteria, verdict: 'refused', reason };
  }
  return { cell, criteria, requirements, executions, ...verdictOf(criteria, executions) };
}

/** Criteria of entry that keep a cell from being entered, one sentence each. */
function openEntry(facts: Facts, cell: Cell): string[] {
  const criteria = facts.plan.criteria.filter((criterion) => criterion.kind === 'entry' && isPerCell(criterion));
  return criteria.flatMap((criterion) => {
    const finding = judgeCriterion(criterion, { ...facts, cells: [cell], executions: undefined }, []);
    return isOpen(finding) ? [`${criterion.id} is ${finding.verdict}: ${finding.note}`] : [];
  });
}

function judgeCell(facts: Facts, requirements: CellRequirements): CellAssessment['criteria'] {
  return facts.plan.criteria.filter(isPerCell).map((criterion) => {
    const { threshold, measured, verdict, note } = judgeCriterion(criterion, facts, requirements);
    return { id: criterion.id, threshold, measured, verdict, note };
  });
}

function verdictOf(
  criteria: CellAssessment['criteria'],
  executions: readonly ExecutionResult[],
): Pick<CellAssessment, 'verdict' | 'reason'> {
  const unproved = executions.find(({ outcome }) => outcome === 'blocked' || outcome === 'incomplete');
  if (unproved !== undefined) return { verdict: 'incomplete', reason: `${unproved.id} is ${unproved.outcome}.` };
  if (countOutcomes(executions).executed === 0) return { verdict: 'incomplete', reason: 'Nothing was executed.' };
  const open = criteria.find(isOpen);
  if (open !== undefined) return { verdict: 'not met', reason: `${open.id} is ${open.verdict}: ${open.note}` };
  const failed = executions.find(({ outcome }) => outcome === 'failed');
  return failed === undefined ? { verdict: 'met' } : { verdict: 'not met', reason: `${failed.id} failed.` };
}

/** Cells whose findings a note spells out. */
const SPELT_OUT = 3;

/** One criterion over all cells that it is judged in: the worst verdict, and where it comes from. */
function summarise(criterion: Criterion, facts: Facts, cells: readonly CellAssessment[]): Finding {
  const findings = cells.flatMap(({ cell, criteria }) =>
    criteria.filter(({ id }) => id === criterion.id).map((finding) => ({ cell, ...finding })),
  );
  const [first, ...more] = findings;
  if (first === undefined) return judgeCriterion(criterion, { ...facts, cells: [], executions: undefined }, []);
  const { threshold, measured, verdict, note } = first;
  if (more.length === 0) return { threshold, measured, verdict, note };
  const open = findings.filter(isOpen);
  const worst = open.find((finding) => finding.verdict === 'not met')?.verdict ?? open[0]?.verdict ?? verdict;
  const distinct = (values: readonly string[]): string[] => [...new Set(values)];
  const spelt = open.slice(0, SPELT_OUT).map((finding) => `${cellName(finding.cell)}: ${finding.note}`);
  const rest = open.length > SPELT_OUT ? [`${open.length - SPELT_OUT} more cells likewise.`] : [];
  const notes = distinct(findings.map((finding) => finding.note));
  const met = notes.length <= SPELT_OUT ? notes.join(' ') : `It holds in each of the ${findings.length} cells.`;
  return {
    threshold: distinct(findings.map((finding) => finding.threshold)).join('; '),
    measured: `met in ${findings.length - open.length} of ${findings.length} cells`,
    verdict: worst,
    note: open.length === 0 ? met : [...spelt, ...rest].join(' '),
  };
}
