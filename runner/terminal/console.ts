import { failingStep, failureFacts, scenariosOf, whyNotPassed } from '../../reports/failure-words';
import type {
  Cause,
  ExecutionResult,
  Failure,
  Outcome,
  RunResult,
  StageResult,
} from '../../reports/record/result-model';
import { sinceSentences } from '../../reports/since-words';
import { INFORMAL } from '../../reports/tag/document-model';
import { counted } from '../../reports/text';
import type { ExecutionSummary } from '../execution/workers/protocol';
import { tableLines } from './table';

const MARKS: Readonly<Record<Outcome, string>> = {
  passed: 'passed',
  failed: 'FAILED',
  'known-issue': 'known issue',
  'does-not-apply': 'does not apply',
  'not-run-here': 'not run here',
  blocked: 'BLOCKED',
  incomplete: 'INCOMPLETE',
};

/** Differences between the sets of a regression that are shown one by one. */
const SHOWN = 10;

/** One line about one execution, as it is shown while a run goes on. */
export function executionLine({ id, title, outcome, durationMs }: ExecutionSummary): string {
  return `  ${MARKS[outcome].padEnd(14)} ${id.padEnd(10)} ${title} (${durationMs} ms)`;
}

/** Everything that is said at the end of a cycle, up to the verdict. */
export function summaryLines(run: RunResult): string[] {
  return [
    '',
    ...areaTable(run.executions),
    '',
    ...(run.cells.length > 1 ? cellTable(run) : []),
    ...stageTable(run),
    ...differenceLines(run),
    ...knownIssueLines(run),
    ...criteriaTable(run),
    '',
    ...trouble(run.executions),
    ...causeLines(run.causes),
    ...run.run.incidents,
    run.run.schemaCheck,
    ...(run.run.formal ? [] : [INFORMAL]),
    `Verdict: ${run.verdict.sentence}`,
  ];
}

/** The last lines of a cycle: what is worse, better and silently changed against the run before. */
export function sinceLines(run: RunResult): string[] {
  const said = sinceSentences(run);
  if (said === undefined) return ['No earlier run of this plan is known here: nothing is said of what has changed.'];
  const { against, worse, better, silentlyChanged } = said;
  return [against, worse, better, silentlyChanged];
}

/** The steps of an execution, with what went wrong and where its evidence lies. */
export function stepLines(result: ExecutionResult, runFolder: string): string[] {
  const lines = [`${result.id} ${result.title} (${result.featurePath}:${result.line})`];
  for (const { kind, status, text, message, durationMs, evidence } of result.steps) {
    if (kind === 'hook' && status === 'passed') continue;
    lines.push(`  ${status.padEnd(9)} ${indent(text, 12)} (${Math.round(durationMs)} ms)`);
    if (message !== undefined) lines.push(`            ${indent(message, 12)}`);
    if (status !== 'passed') lines.push(...evidence.map(({ path }) => `            evidence: ${runFolder}/${path}`));
  }
  if (result.outcome !== 'passed') {
    lines.push(...result.evidence.map(({ path }) => `            evidence: ${runFolder}/${path}`));
  }
  const { failure, reason } = result;
  if (failure !== undefined) lines.push(...factLines(failure));
  // What a step has said is not said again.
  const why = failure === undefined && reason !== undefined ? `: ${indent(reason, 2)}` : '';
  const seen = result.outcome === 'passed' && result.standingChecks !== undefined ? ', observed from outside' : '';
  return [...lines, `${result.id}: ${MARKS[result.outcome]}${seen}${why}`];
}

function factLines(failure: Failure): string[] {
  return failureFacts(failure).map(([term, text]) => `            ${term.toLowerCase()}: ${indent(text, 12)}`);
}

/** Scenarios that are named with a cause. */
const NAMED = 8;

/** What failures come from, one sentence each, with the scenarios that show it. */
export function causeLines(causes: readonly Cause[]): string[] {
  if (causes.length === 0) return [];
  const failures = causes.reduce((sum, { count }) => sum + count, 0);
  return [
    `${counted(failures, 'failure')}, ${counted(causes.length, 'cause')}:`,
    ...causes.flatMap((cause) => [
      `  ${cause.id}  ${cause.sentence}`,
      `       ${counted(cause.count, 'execution')}: ${scenariosOf(cause, NAMED)}`,
    ]),
    '',
  ];
}

/** How executions came out, area by area, as a table in plain text. */
export function areaTable(executions: readonly ExecutionResult[]): string[] {
  const areas = [...new Set(executions.map(({ area }) => area))];
  const row = (name: string, of: readonly ExecutionResult[]): string[] => {
    const count = (...outcomes: Outcome[]): string =>
      String(of.filter(({ outcome }) => outcomes.includes(outcome)).length);
    const done = [count('passed'), count('failed'), count('known-issue'), count('blocked', 'incomplete')];
    return [name, String(of.length), ...done, count('does-not-apply', 'not-run-here')];
  };
  return tableLines([
    ['Area', 'executions', 'passed', 'failed', 'known issue', 'blocked or incomplete', 'set aside'],
    ...areas.map((area) =>
      row(
        area,
        executions.filter((execution) => execution.area === area),
      ),
    ),
    row('All', executions),
  ]);
}

/** One line a cell, and a sentence for each that has no good verdict. */
function cellTable({ cells, executions }: RunResult): string[] {
  const rows = cells.map(({ dmc, phase, verdict, counts }) => [
    `${dmc.id} ${phase}`,
    verdict,
    String(counts.planned),
    String(counts.passed),
    String(counts.failed),
    String(counts['known-issue']),
    String(counts.cited),
  ]);
  const shared = executions.filter(({ citedBy }) => citedBy.length > 0);
  const cited = shared.reduce((sum, { citedBy }) => sum + citedBy.length, 0);
  return [
    ...tableLines([['Cell', 'verdict', 'planned', 'passed', 'failed', 'known issue', 'of these cited'], ...rows]),
    ...cells.flatMap(({ dmc, phase, verdict, reason }) =>
      reason === undefined ? [] : [`  ${dmc.id} ${phase} ${verdict}: ${reason}`],
    ),
    ...(shared.length === 0
      ? []
      : [
          `Shared between cells: ${counted(shared.length, 'execution')} that ran once, cited ${counted(cited, 'time')}.`,
        ]),
    '',
  ];
}

/** Every stage of the run, over its cells; none where the plan has one stage only. */
function stageTable({ cells }: RunResult): string[] {
  const stages = Map.groupBy(
    cells.flatMap((cell) => cell.stages.filter(({ kind }) => kind !== 'entry' && kind !== 'exit')),
    ({ name }) => name,
  );
  if (stages.size < 2) return [];
  const rows = [...stages].map(([name, own]) => {
    const count = (...outcomes: readonly StageResult['outcome'][]): string =>
      String(own.filter(({ outcome }) => outcomes.includes(outcome)).length);
    const executed = own.reduce((sum, { counts }) => sum + counts.executed, 0);
    const good = count('passed', 'passed with known issues');
    return [name, String(own.length), good, count('failed'), count('incomplete', 'not entered'), String(executed)];
  });
  const head = ['Stage', 'cells', 'passed', 'failed', 'incomplete or not entered', 'results'];
  return [...tableLines([head, ...rows]), ''];
}

/** What differs between the two sets of a regression, up to a few lines. */
function differenceLines({ cells }: RunResult): string[] {
  const regressions = cells.flatMap((cell) =>
    cell.regressions.map((regression) => ({ cell: `${cell.dmc.id} ${cell.phase}`, ...regression })),
  );
  if (regressions.length === 0) return [];
  const messages = regressions.reduce((sum, one) => sum + one.messages, 0);
  const compared = regressions.reduce((sum, one) => sum + one.compared, 0);
  const found = regressions.flatMap(({ cell, closes, differences }) =>
    differences.map(({ id, kind, verdict, note }) => `  ${cell}, ${closes}: ${id} ${kind} ${verdict}. ${note}`),
  );
  const rest = found.length > SHOWN ? [`  ... and ${found.length - SHOWN} more in the record.`] : [];
  return [
    `Regression sets: ${counted(compared, 'execution')} with ${counted(messages, 'message')} compared, ${counted(found.length, 'difference')}.`,
    ...found.slice(0, SHOWN),
    ...rest,
    '',
  ];
}

function knownIssueLines({ knownIssues }: RunResult): string[] {
  const lines = knownIssues.map(
    ({ id, severity, state, title, note }) => `  ${id} (severity ${severity}) ${state}: ${title}. ${note}`,
  );
  return lines.length === 0 ? [] : ['Known issues:', ...lines, ''];
}

function criteriaTable({ criteria }: RunResult): string[] {
  return tableLines([
    ['Criterion', 'verdict', 'measured', 'threshold', 'what'],
    ...criteria.map(({ id, verdict, waivers, measured, threshold, text }) => [
      id,
      waivers.length === 0 ? verdict : `${verdict}, waived`,
      measured,
      threshold,
      text,
    ]),
  ]);
}

/** What did not pass, with reason and the command that repeats it. */
export function trouble(executions: readonly ExecutionResult[]): string[] {
  const open = executions.filter(({ outcome }) => ['failed', 'blocked', 'incomplete'].includes(outcome));
  const lines = open.flatMap((execution) => {
    const { id, title, outcome, reproduce, fingerprint, failure } = execution;
    const step = failingStep(execution);
    return [
      `${MARKS[outcome]} ${id} ${title}${failure?.cause === undefined ? '' : ` (cause ${failure.cause})`}`,
      ...(step === undefined || failure === undefined ? [] : [`  ${indent(step.text, 2)}`]),
      `  ${indent(whyNotPassed(execution) ?? '', 2)}`,
      ...(failure === undefined ? [] : failureFacts(failure).map(([term, text]) => `  ${term.toLowerCase()}: ${text}`)),
      ...(fingerprint === undefined ? [] : [`  fingerprint: ${fingerprint}`]),
      `  again: ${reproduce}`,
    ];
  });
  return lines.length === 0 ? [] : [...lines, ''];
}

function indent(text: string, columns: number): string {
  return text.split('\n').join(`\n${' '.repeat(columns)}`);
}
