import {
  RESULT_MODEL_VERSION,
  type CellResult,
  type DmcIdentity,
  type ExecutionResult,
  type RunResult,
} from '../../reports/record/result-model';
import { cellName, type CellChoice } from '../planning/cells';
import { assess } from './assessment';
import { assessCodes } from './codes';
import { countOutcomes } from './counts';
import type { Facts } from './facts';
import { countOpenIssues } from './issues';
import { recommendDmcs } from './recommendation';
import { evidenceByEnvironment, omissionsOf, plannedSetOf } from './statements';
import { decide } from './verdict';
import { waiversOfPlan } from './waivers';
import type { DeviceModelCombination } from '../../support/scope/dmc-catalogue';
import { executorName } from '../planning/versions';
import type { CellAssessment } from './cell-assessment';

/** What a record says of a run apart from its facts. */
export interface RunMetadata {
  /** Id of the run: the name of its folder. */
  readonly id: string;
  readonly startedAt: Date;
  readonly seed: string;
  /** The command that repeats it. */
  readonly command: string;
  readonly schemaCheck: string;
  readonly leftOut: CellChoice['leftOut'];
  readonly workers: number;
  readonly incidents: readonly string[];
  readonly continues: RunResult['run']['continues'];
  /** The shards that it was merged from; absent where one command ran it all. */
  readonly shards?: RunResult['run']['shares'];
  /** Ids of scenarios that lie in folders of the plan and that none of its stages selects. */
  readonly notSelected: readonly string[];
}

/** The record of a run: judged, counted, and with everything that it does not show. */
export function toRunResult(facts: Facts, metadata: RunMetadata): RunResult {
  const { plan, executions = [] } = facts;
  const { leftOut, notSelected } = metadata;
  const assessment = assess(facts);
  return {
    modelVersion: RESULT_MODEL_VERSION,
    run: describeRun(facts, metadata),
    cells: assessment.cells.map(toCellResult),
    dmcs: recommendDmcs(facts, assessment),
    executions,
    causes: facts.causes,
    criteria: assessment.criteria,
    requirements: assessment.requirements,
    codes: assessCodes(
      facts.scope.codes,
      facts.cells.map(({ dmc }) => dmc),
      executions,
    ),
    knownIssues: facts.knownIssues,
    openIssues: countOpenIssues(executions, facts.knownIssues),
    waivers: waiversOfPlan(facts),
    manualEvidence: facts.scope.manualEvidence,
    omissions: omissionsOf(facts, executions),
    plannedSet: plannedSetOf(executions, notSelected),
    environments: evidenceByEnvironment(facts, executions),
    notRun: [...notEntered(facts, assessment.cells), ...notExecuted(executions), ...leftOut, ...plan.notInPlan],
    outOfScope: plan.outOfScope,
    counts: countOutcomes(executions),
    verdict: decide(facts, assessment),
  };
}

/** What was run, on what and how: the run ends now. */
function describeRun(
  { plan, formal, environment, proven }: Facts,
  { id, startedAt, seed, command, schemaCheck, workers, incidents, continues, shards }: RunMetadata,
): RunResult['run'] {
  const finishedAt = new Date();
  return {
    id,
    plan: plan.id,
    planTitle: plan.title,
    planClaim: plan.claim,
    formal,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    durationMs: finishedAt.getTime() - startedAt.getTime(),
    seed,
    command,
    environment: environment.name,
    simulated: environment.simulated,
    versions: environment.versions,
    schemaCheck,
    executor: executorName(),
    workers,
    incidents,
    continues,
    ...(shards === undefined ? {} : { shares: shards }),
    ...(proven === undefined ? {} : { proven }),
  };
}

/** What a record keeps of the runs before it, as far as any are known. */
export interface KnownFromHistory {
  readonly since?: RunResult['since'] | undefined;
  readonly stability?: RunResult['stability'] | undefined;
}

/** The record with what was known of the runs before it when it ended. */
export function withHistory(run: RunResult, { since, stability }: KnownFromHistory): RunResult {
  return { ...run, ...(since === undefined ? {} : { since }), ...(stability === undefined ? {} : { stability }) };
}

/** The record with what it was given of searches for weak places, if anything. */
export function withDetection(run: RunResult, detection: RunResult['detection']): RunResult {
  return detection === undefined ? run : { ...run, detection };
}

/** The record as JSON text, with one line for each execution. */
export function recordText(run: RunResult): string {
  const { executions, ...rest } = run;
  const lines = executions.map((execution) => `    ${JSON.stringify(execution)}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  const others = JSON.stringify(rest, null, 2).replace(/\n\}$/, '');
  return `${others},\n  "executions": ${list}\n}\n`;
}

function toCellResult(assessed: CellAssessment): CellResult {
  const { cell, verdict, reason, criteria, requirements, executions, stages, regressions, recommendation } = assessed;
  const own = executions.filter(({ dmc, phase }) => dmc === cell.dmc.id && phase === cell.phase).length;
  return {
    dmc: identityOf(cell.dmc),
    phase: cell.phase,
    stages,
    regressions,
    recommendation,
    verdict,
    ...(reason === undefined ? {} : { reason }),
    criteria,
    requirements,
    counts: { ...countOutcomes(executions), cited: executions.length - own },
  };
}

function notEntered({ executions }: Facts, cells: readonly CellAssessment[]): RunResult['notRun'] {
  const aside = cells.filter(({ verdict }) => verdict === 'refused' || verdict === 'does not apply');
  if (executions === undefined && cells.length === 1) {
    return [{ what: 'Every test of the plan', why: 'An entry criterion of the Test Phase is not met.' }];
  }
  return aside.map(({ cell, reason, verdict }) => ({
    what: `Every test for ${cellName(cell)}`,
    why: reason ?? verdict,
  }));
}

/** Reasons that are spelt out for one scenario; it may have another in each cell. */
const SPELT_OUT = 3;

/** Scenarios of which some execution shows nothing, once each. */
function notExecuted(executions: readonly ExecutionResult[]): RunResult['notRun'] {
  const byId = new Map<string, ExecutionResult[]>();
  for (const execution of executions) {
    if (['passed', 'failed', 'known-issue'].includes(execution.outcome)) continue;
    const same = byId.get(execution.id);
    if (same === undefined) byId.set(execution.id, [execution]);
    else same.push(execution);
  }
  return [...byId.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const reasons = [...new Set(same.map(({ reason, outcome }) => reason ?? outcome))];
    const more = reasons.length > SPELT_OUT ? [`And so in ${reasons.length - SPELT_OUT} more Test Phases.`] : [];
    return [{ what: `${first.id} ${first.title}`, why: [...reasons.slice(0, SPELT_OUT), ...more].join(' ') }];
  });
}

/** A combination as the record names it. */
export function identityOf(dmc: DeviceModelCombination): DmcIdentity {
  const { id, release, groupId, smso, s1sp, communicationsProvider } = dmc;
  const devices = dmc.devices.map(({ type, manufacturerName, manufacturer, model, firmware }) => ({
    type,
    manufacturer: `${manufacturerName} (${manufacturer})`,
    model,
    firmware,
  }));
  return { id, release, groupId, smso, s1sp, communicationsProvider, devices };
}
