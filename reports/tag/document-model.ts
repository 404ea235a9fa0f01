/** What the Test Completion Report says, worked out from the record of a run. HTML and PDF are both printed from it. */
import { anchor } from './html';
import { inWords } from '../text';
import { OUTCOMES, type ExecutionResult, type Outcome, type RunResult } from '../record/result-model';
import { readCodes, type CodeMeaning } from './codes';
import type { ScopeOfTesting } from './scope/scope-model';
import { groupScenarios, type ScenarioGroup } from './scenario-group';

/** Scenarios of one rule of a feature. */
interface RuleGroup {
  readonly feature: string;
  readonly rule: string;
  readonly scenarios: readonly ScenarioGroup[];
}

/** Executions of one area (file exchange, device checking, ...) in one stage. */
export interface AreaGroup {
  readonly name: string;
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly rules: readonly RuleGroup[];
}

/** Executions of one stage, in all cells. */
export interface StageGroup {
  readonly stage: string;
  readonly areas: readonly AreaGroup[];
}

/** What a document says beside the record. */
export interface DocumentContext {
  /** Whether this run's Allure report lies beside it. */
  readonly allure: boolean;
  /** SHA-256 of the public key that checks the evidence pack; undefined where it is unsigned. */
  readonly signedWith: string | undefined;
}

/** The model of the document. */
export interface CompletionReport {
  readonly run: RunResult;
  /** What the evidence is; on every page. */
  readonly banner: string;
  /** What keeps the run from being evidence for a decision; on every page when there is something. */
  readonly notices: readonly string[];
  readonly context: DocumentContext;
  /** What the plan set out to test; undefined where it is not at hand. */
  readonly scope: ScopeOfTesting | undefined;
  readonly stages: readonly StageGroup[];
  /** Failed, known issue, blocked, incomplete: in the order of the run. */
  readonly problems: readonly ExecutionResult[];
  /** Does not apply, not run here. */
  readonly notExecuted: readonly ExecutionResult[];
  /** What the plan leaves out; the record also lists executions that were not run, which have a section of their own. */
  readonly notInPlan: RunResult['notRun'];
  /** Codes that the scenarios name and that stand nowhere else in the document, with their published meaning. */
  readonly codes: readonly CodeMeaning[];
}

const SIMULATED =
  "Simulated system. Fictitious Device Model Combinations. Modelled codes and file contents, not the DCC's.";

/** Works out the document's model. */
export function completionReport(
  run: RunResult,
  context: DocumentContext,
  scope: ScopeOfTesting | undefined,
): CompletionReport {
  return {
    run,
    banner: bannerOf(run),
    notices: noticesOf(run),
    context,
    scope,
    stages: stagesOf(run.executions),
    problems: run.executions.filter(isProblem),
    notExecuted: run.executions.filter((one) => ['does-not-apply', 'not-run-here'].includes(one.outcome)),
    notInPlan: notInPlanOf(run),
    codes: readCodes(run.executions, new Set(run.codes.map(({ code }) => code))),
  };
}

/** Whether an execution has an account of its own: it did not pass, although it was to run. */
export function isProblem({ outcome }: ExecutionResult): boolean {
  return ['failed', 'known-issue', 'blocked', 'incomplete'].includes(outcome);
}

/** Anchor of the account of an execution among the failures. */
export function problemAnchor(execution: ExecutionResult): string {
  return anchor('detail', execution.id, execution.dmc, execution.phase, execution.stage);
}

/** How many executions have each outcome. */
export function countOutcomes(executions: readonly ExecutionResult[]): Readonly<Record<Outcome, number>> {
  const entries = OUTCOMES.map((outcome) => [outcome, executions.filter((one) => one.outcome === outcome).length]);
  return Object.fromEntries(entries) as Record<Outcome, number>;
}

/** What the evidence is, in a sentence or two: it stands on every page of every report. */
export function bannerOf(run: RunResult): string {
  return run.run.simulated ? SIMULATED : `Evidence from the environment "${run.run.environment}".`;
}

/** What stands with the verdict of an informal run, wherever it stands. */
export const INFORMAL = 'Informal run: the selection was narrowed by hand. It is no evidence for a decision.';

/** What keeps the run from being evidence for a decision: it stands with the banner. */
export function noticesOf(run: RunResult): readonly string[] {
  const notices: string[] = [];
  if (!run.run.formal) {
    notices.push(INFORMAL);
  }
  if (run.verdict.result === 'not met') {
    notices.push('Criteria not met.');
  }
  if (run.verdict.result === 'incomplete') {
    notices.push('Run incomplete: it does not show whether the criteria are met.');
  }
  return notices;
}

const TONES = {
  met: 'met',
  'met with work-off plan': 'open',
  'not met': 'not-met',
  incomplete: 'not-met',
} as const satisfies Record<RunResult['verdict']['result'], string>;

/** Colour of the banner of every report: that of the verdict; an informal run is never green. */
export function toneOfRun({ run, verdict }: RunResult): 'met' | 'open' | 'not-met' {
  const tone = TONES[verdict.result];
  return !run.formal && tone === 'met' ? 'open' : tone;
}

/** Combinations that a title names. */
const NAMED = 12;

/** What was run, whatever the plan is called: `Active Meter Migration Testing of IOC-01`. */
export function scopeInWords({ cells }: RunResult): string {
  const dmcs = [...new Set(cells.map(({ dmc }) => dmc.id))];
  const names =
    dmcs.length > NAMED ? `${dmcs.slice(0, NAMED).join(', ')} and ${dmcs.length - NAMED} more` : dmcs.join(', ');
  const phases = [...new Set(cells.map(({ phase }) => phase))];
  return cells.length === 0 ? 'No combination' : `${inWords(phases)} Meter Migration Testing of ${names}`;
}

/** What every report of a run is about: the plan, or of an informal run what was run. */
export function subjectOf(run: RunResult): string {
  return run.run.formal ? run.run.planTitle : scopeInWords(run);
}

/** Where the executions of a run took place: `embedded and containers (simulated)`. */
export function environmentsInWords({ run, environments }: RunResult): string {
  const used = environments.filter(({ executions }) => executions > 0).map(({ environment }) => environment);
  return `${inWords(used.length === 0 ? [run.environment] : used)}${run.simulated ? ' (simulated)' : ''}`;
}

function notInPlanOf({ notRun, executions }: RunResult): RunResult['notRun'] {
  const own = new Set(executions.map((one) => `${one.id} ${one.title}`));
  return notRun.filter(({ what }) => !own.has(what));
}

function stagesOf(executions: readonly ExecutionResult[]): StageGroup[] {
  return [...Map.groupBy(executions, (one) => one.stage)].map(([stage, members]) => ({
    stage,
    areas: [...Map.groupBy(members, areaName)].map(([name, inArea]) => ({
      name,
      counts: countOutcomes(inArea),
      rules: rulesOf(inArea),
    })),
  }));
}

/** The stage is said above the area, so it is not repeated in its name. */
function areaName(execution: ExecutionResult): string {
  const prefix = `${execution.stage} / `;
  return execution.area.startsWith(prefix) ? execution.area.slice(prefix.length) : execution.area;
}

function rulesOf(executions: readonly ExecutionResult[]): RuleGroup[] {
  return [...Map.groupBy(executions, (one) => `${one.feature}\n${one.rule ?? ''}`).values()].flatMap((members) => {
    const first = members[0];
    return first === undefined
      ? []
      : [{ feature: first.feature, rule: first.rule ?? '', scenarios: groupScenarios(members) }];
  });
}
