import type { CellCriterion, ExecutionResult, StageResult } from '../../reports/record/result-model';
import type { Cell } from '../planning/cells';
import { belongsTo, ENTRY_STAGE, type PlannedStage } from '../../support/scope/plan';
import { countOutcomes } from './counts';
import type { Facts, StageRun } from './facts';
import { assignedEnvironment } from './environment-assignment';
import { openInWords } from './waivers';

/** Why stages of a cell may not be entered, by the test stage that is guarded: one sentence each. */
export type ClosedGates = ReadonlyMap<string, string>;

/** Whether a stage of a cell may be entered. */
export function mayEnterStage(stage: PlannedStage, gates: ClosedGates): boolean {
  return closedGate(stage, gates) === undefined;
}

/** A cell with the gates that were closed for it, and its executions. */
export interface Passage {
  readonly cell: Cell;
  /** Why the cell was not entered; absent where it was. */
  readonly refused?: string;
  readonly gates: ClosedGates;
  /** Executions that stand for the cell, its own and those that it cites. */
  readonly executions: readonly ExecutionResult[];
}

const NOTHING = { counts: { ...countOutcomes([]), cited: 0 }, environments: [] } as const;

/** The stages of a cell up to its exit, as the record has them. */
export function stageResults(facts: Facts, passage: Passage): StageResult[] {
  const { plan, stageRuns, environment } = facts;
  const { cell, refused, gates } = passage;
  const ranOn = assignedEnvironment(facts, { dmc: cell.dmc.id, phase: cell.phase }) ?? environment.name;
  const guarded = new Set(plan.criteria.flatMap(({ stage }) => stage ?? []));
  const stages = cell.stages.flatMap((stage): StageResult[] => {
    const run = stageRuns.find((one) => one.stage === stage.name && one.environment === ranOn);
    const result = stageResult(stage, passage, run, stageRuns);
    if (!guarded.has(stage.name)) return [result];
    const reason = refused ?? gates.get(stage.name);
    const entry = { name: `Entry criteria of ${stage.name}`, kind: 'entry' as const, ...NOTHING };
    return [{ ...entry, ...judgement(reason, refused === undefined) }, result];
  });
  return [{ name: ENTRY_STAGE, kind: 'entry', ...NOTHING, ...judgement(refused, true) }, ...stages];
}

/** The last stage of a cell: its exit criteria, judged. */
export function exitStage(
  { plan }: Facts,
  criteria: readonly CellCriterion[],
  refused: string | undefined,
): StageResult {
  const exit = { name: 'Exit criteria', kind: 'exit' as const, ...NOTHING };
  if (refused !== undefined) return { ...exit, outcome: 'not entered', reason: refused };
  const ids = plan.criteria.filter(({ kind }) => kind === 'exit').map(({ id }) => id);
  const own = criteria.filter(({ id }) => ids.includes(id));
  const open = openInWords(own);
  if (open !== undefined) return { ...exit, outcome: 'failed', reason: open };
  const left = own.some(({ verdict, waivers }) => verdict === 'met with work-off plan' || waivers.length > 0);
  return { ...exit, outcome: left ? 'passed with known issues' : 'passed' };
}

function judgement(reason: string | undefined, judged: boolean): Pick<StageResult, 'outcome' | 'reason'> {
  if (reason === undefined) return { outcome: 'passed' };
  return { outcome: judged ? 'failed' : 'not entered', reason };
}

function stageResult(
  stage: PlannedStage,
  { cell, refused, gates, executions }: Passage,
  planned: StageRun | undefined,
  runs: readonly StageRun[],
): StageResult {
  const { name, kind, set, closes } = stage;
  const own = executions.filter((one) => one.stage === name);
  const ran = own.filter(({ dmc, phase }) => dmc === cell.dmc.id && phase === cell.phase);
  const executed = own.filter(({ outcome }) => ['passed', 'failed', 'known-issue'].includes(outcome));
  const environments = [...new Set(executed.map(({ environment }) => environment))];
  // What a cell only cites ran where others ran.
  const run = planned ?? runs.find((one) => one.stage === name && environments.includes(one.environment));
  const identity = {
    name,
    kind,
    ...(set === undefined ? {} : { set }),
    ...(closes === undefined ? {} : { closes }),
    counts: { ...countOutcomes(own), cited: own.length - ran.length },
    environments,
    ...(run === undefined ? {} : { seed: run.seed, build: run.build }),
    ...(run?.transport === undefined ? {} : { transport: run.transport }),
  };
  const reason = refused ?? closedGate(stage, gates) ?? run?.refused;
  if (reason !== undefined) return { ...identity, outcome: 'not entered', reason };
  // A stage of which nothing is due in any cell is not run; what it owes in this one says why.
  if (run === undefined && own.length === 0) return { ...identity, outcome: 'not entered', reason: 'It was not run.' };
  return { ...identity, ...outcomeOf(own) };
}

function closedGate(stage: PlannedStage, gates: ClosedGates): string | undefined {
  for (const [guarded, reason] of gates) if (belongsTo(stage, guarded)) return reason;
  return undefined;
}

/** The outcome of a stage is the worst of its executions. */
function outcomeOf(executions: readonly ExecutionResult[]): Pick<StageResult, 'outcome' | 'reason'> {
  const due = executions.filter(({ outcome }) => outcome !== 'does-not-apply');
  if (due.length === 0) return { outcome: 'does not apply', reason: 'None of its tests applies to the Test Phase.' };
  const unproved = due.filter(({ outcome }) => ['blocked', 'incomplete', 'not-run-here'].includes(outcome));
  const failed = due.filter(({ outcome }) => outcome === 'failed');
  const [first] = unproved;
  if (first !== undefined) {
    const reason = `${unproved.length} of ${due.length} executions proved nothing, the first is ${first.id} (${first.outcome.replaceAll('-', ' ')}).`;
    return { outcome: 'incomplete', reason };
  }
  if (failed[0] !== undefined) {
    return {
      outcome: 'failed',
      reason: `${failed.length} of ${due.length} executions failed, the first is ${failed[0].id}.`,
    };
  }
  const known = due.some(({ outcome }) => outcome === 'known-issue');
  return { outcome: known ? 'passed with known issues' : 'passed' };
}
