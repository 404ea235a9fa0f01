import type { CriterionResult, ExecutionResult } from '../../reports/record/result-model';
import type { Cell } from '../planning/cells';
import type { Criterion } from '../../support/scope/plan';
import { compareSets } from './comparison';
import { countOutcomes } from './counts';
import { isPerCell, judgeCriterion } from './criteria';
import type { Facts } from './facts';
import { recommendCell } from './recommendation';
import { assessRequirements, summariseRequirements } from './requirements';
import { exitStage, mayEnterStage, stageResults, type ClosedGates, type Passage } from './stages';
import { summarise } from './summary';
import { isOpen, openInWords, waiversOf, waiversOfPlan } from './waivers';
import { NOTHING_FOUND, type CellFindings } from './measured-criterion';
import type { Assessment, CellAssessment } from './cell-assessment';

/** Whether an execution is evidence of a cell: it ran there, or the cell cites it. */
function standsFor({ dmc, phase, citedBy }: ExecutionResult, cell: Cell): boolean {
  const isCell = (one: { readonly dmc: string; readonly phase: string }): boolean =>
    one.dmc === cell.dmc.id && one.phase === cell.phase;
  return isCell({ dmc, phase }) || citedBy.some(isCell);
}

/**
 * The cells of a run that may be entered, with the stages that may: those that apply and whose entry criteria are met. None
 * may be where an entry criterion of the whole run is not met.
 * @param facts before anything has run
 */
export function cellsToEnter(facts: Facts): readonly Cell[] {
  const { plan, cells } = facts;
  const ofRun = plan.criteria.filter((criterion) => criterion.kind === 'entry' && !isPerCell(criterion));
  if (ofRun.some((criterion) => isOpen(judged(criterion, facts, undefined, NOTHING_FOUND)))) return [];
  const entered = cells.filter((cell) => cell.withoutPhase === undefined && obstacleOf(facts, cell) === undefined);
  return entered.map((cell) => {
    const gates = closedGates(facts, cell);
    return { ...cell, stages: cell.stages.filter((stage) => mayEnterStage(stage, gates)) };
  });
}

/** Judges a run: cell by cell, and as a whole. */
export function assess(facts: Facts): Assessment {
  const { plan, scope, executions = [] } = facts;
  const cells = facts.cells.map((cell) => assessCell(facts, cell));
  const applying = cells.filter(({ verdict }) => verdict !== 'does not apply');
  const entered = applying.filter(({ verdict }) => verdict !== 'refused');
  const criteria = plan.criteria.map((criterion): CriterionResult => {
    const { id, kind, stage, text, source } = criterion;
    const common = { id, kind, ...(stage === undefined ? {} : { stage }), text, source };
    if (!isPerCell(criterion)) return { ...common, ...judged(criterion, facts, undefined, NOTHING_FOUND) };
    const concerned = kind === 'entry' ? applying : entered;
    if (stage !== undefined && !applying.some(({ cell }) => hasStage(cell, stage))) {
      return { ...common, ...notAsked(stage), waivers: [] };
    }
    const none = judgeCriterion(criterion, { ...facts, cells: [], executions: undefined }, NOTHING_FOUND);
    return { ...common, ...summarise(id, concerned, none) };
  });
  const phases = [...new Set(applying.map(({ cell }) => cell.phase))];
  const shown = entered.map(({ requirements }) => requirements);
  return {
    cells,
    criteria,
    requirements: summariseRequirements(plan, scope.requirements, shown, phases, executions),
  };
}

function hasStage({ stages }: Cell, stage: string): boolean {
  return stages.some(({ name }) => name === stage);
}

/** What is said of the criterion of a stage that no cell of the run goes through. */
function notAsked(stage: string): Pick<CriterionResult, 'threshold' | 'measured' | 'verdict' | 'note'> {
  const note = `No Test Phase of this run has the stage ${stage}.`;
  return { threshold: 'none in this run', measured: 'not measured', verdict: 'not in this plan', note };
}

function assessCell(facts: Facts, cell: Cell): CellAssessment {
  const { withoutPhase } = cell;
  const nothing = { cell, criteria: [], requirements: [], executions: [], stages: [], regressions: [] };
  if (withoutPhase !== undefined) {
    const verdict = 'does not apply' as const;
    return { ...nothing, verdict, reason: withoutPhase, recommendation: recommendCell(facts, cell, { verdict }) };
  }
  const obstacle = obstacleOf(facts, cell);
  const refused =
    obstacle ?? (facts.executions === undefined ? 'An entry criterion of the whole run is not met.' : undefined);
  const executions =
    refused === undefined ? facts.executions?.filter((execution) => standsFor(execution, cell)) : undefined;
  const passage: Passage = {
    cell,
    ...(refused === undefined ? {} : { refused }),
    gates: refused === undefined ? closedGates(facts, cell) : new Map(),
    executions: executions ?? [],
  };
  const stages = stageResults(facts, passage);
  const regressions = compareSets(facts, cell, stages);
  const requirements =
    executions === undefined ? [] : assessRequirements(facts.plan, cell, executions, stages, inWorkOffPlan(facts));
  const criteria = judgeCell({ ...facts, cells: [cell], executions }, cell, { requirements, stages, regressions });
  const judgement =
    executions === undefined
      ? { verdict: 'refused' as const, reason: refused ?? 'It was not entered.' }
      : verdictOf(criteria, executions);
  return {
    cell,
    criteria,
    requirements,
    executions: executions ?? [],
    stages: [...stages, exitStage(facts, criteria, refused)],
    regressions,
    recommendation: recommendCell(facts, cell, judgement),
    ...judgement,
  };
}

function inWorkOffPlan({ knownIssues }: Facts): ReadonlySet<string> {
  return new Set(knownIssues.filter((issue) => issue.inWorkOffPlan).map(({ id }) => id));
}

/** Why a cell may not be entered, in a sentence; undefined where it may. */
function obstacleOf(facts: Facts, cell: Cell): string | undefined {
  return openEntry(facts, cell, undefined)[0];
}

/** The stages of a cell that may not be entered, with the reason. */
function closedGates(facts: Facts, cell: Cell): ClosedGates {
  const guarded = new Set(facts.plan.criteria.flatMap(({ stage }) => stage ?? []));
  const gates = new Map<string, string>();
  for (const stage of guarded) {
    const [reason] = openEntry(facts, cell, stage);
    if (reason !== undefined) gates.set(stage, reason);
  }
  return gates;
}

/** Criteria that keep a cell, or a stage of it, from being entered, one sentence each. */
function openEntry(facts: Facts, cell: Cell, stage: string | undefined): string[] {
  return criteriaOf(facts, cell)
    .filter((criterion) => criterion.kind === 'entry' && criterion.stage === stage)
    .flatMap((criterion) => {
      const finding = judged(criterion, { ...facts, cells: [cell], executions: undefined }, cell, NOTHING_FOUND);
      return isOpen(finding) ? [`${criterion.id} is ${finding.verdict}: ${finding.note}`] : [];
    });
}

/** The criteria that are judged in a cell: what guards a stage only where the cell has that stage. */
function criteriaOf({ plan }: Facts, cell: Cell): readonly Criterion[] {
  return plan.criteria.filter(
    (criterion) => isPerCell(criterion) && (criterion.stage === undefined || hasStage(cell, criterion.stage)),
  );
}

function judgeCell(facts: Facts, cell: Cell, findings: CellFindings): CellAssessment['criteria'] {
  return criteriaOf(facts, cell).map((criterion) => ({
    id: criterion.id,
    ...judged(criterion, facts, cell, findings),
  }));
}

function judged(
  criterion: Criterion,
  facts: Facts,
  cell: Cell | undefined,
  findings: CellFindings,
): Pick<CriterionResult, 'threshold' | 'measured' | 'verdict' | 'note' | 'waivers'> {
  const finding = judgeCriterion(criterion, facts, findings);
  return { ...finding, waivers: waiversOf(waiversOfPlan(facts), criterion.id, finding, cell) };
}

function verdictOf(
  criteria: CellAssessment['criteria'],
  executions: readonly ExecutionResult[],
): Pick<CellAssessment, 'verdict' | 'reason'> {
  const unproved = executions.find(({ outcome }) => outcome === 'blocked' || outcome === 'incomplete');
  if (unproved !== undefined) return { verdict: 'incomplete', reason: `${unproved.id} is ${unproved.outcome}.` };
  if (countOutcomes(executions).executed === 0) return { verdict: 'incomplete', reason: 'Nothing was executed.' };
  const open = openInWords(criteria);
  if (open !== undefined) return { verdict: 'not met', reason: open };
  const failed = executions.find(({ outcome }) => outcome === 'failed');
  if (failed !== undefined) return { verdict: 'not met', reason: `${failed.id} failed.` };
  const left = criteria.filter(({ verdict, waivers }) => verdict === 'met with work-off plan' || waivers.length > 0);
  if (left.length === 0) return { verdict: 'met' };
  const names = left.map(
    ({ id, verdict, waivers }) => `${id} is ${verdict}${waivers.length === 0 ? '' : ' and waived'}`,
  );
  return { verdict: 'met with work-off plan', reason: `${names.join('; ')}.` };
}
