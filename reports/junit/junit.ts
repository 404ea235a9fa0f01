/**
 * The run as JUnit XML, for the tools that read nothing else. Only what passed is a plain test case: failures and known
 * issues are failures, blocked and incomplete executions are errors, and what was not run is skipped with its reason.
 */
import { failureSentence } from '../../support/evidence/failure';
import { causeOf, failingStep, failureFacts, whyNotPassed } from '../failure-words';
import type { ExecutionResult, Outcome, RunResult } from '../record/result-model';
import { subjectOf } from '../tag/document-model';
import { counted, OUTCOME_WORDS, outcomeLabel, printable, requirementsOf } from '../text';

/** Writes the document; every suite is one feature in one cell and stage. */
export function junitXml(run: RunResult): string {
  const suites = Map.groupBy(run.executions, (one) =>
    [one.dmc, one.phase, one.stage, one.feature].map(printable).join(' / '),
  );
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: `${subjectOf(run)} (${run.run.id})`, ...totals(run.executions) })}>`,
    ...[...suites].flatMap(([name, executions]) => suite(name, executions, run)),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function suite(name: string, executions: readonly ExecutionResult[], run: RunResult): string[] {
  const first = executions[0];
  const opening = {
    name,
    ...totals(executions),
    // The usual schema knows this number on a suite, and not on the whole.
    skipped: count(executions, 'does-not-apply', 'not-run-here'),
    // The format's timestamps carry no zone; all of ours are UTC.
    ...(first === undefined ? {} : { timestamp: first.startedAt.slice(0, 19) }),
    hostname: run.run.environment,
  };
  const properties = {
    run: run.run.id,
    seed: run.run.seed,
    formal: String(run.run.formal),
    simulated: String(run.run.simulated),
  };
  return [
    `  <testsuite${attributes(opening)}>`,
    '    <properties>',
    ...Object.entries(properties).map(([key, value]) => `      <property${attributes({ name: key, value })}/>`),
    '    </properties>',
    ...executions.flatMap((execution) => testCase(execution, run)),
    '  </testsuite>',
  ];
}

function testCase(execution: ExecutionResult, run: RunResult): string[] {
  const opening = attributes({
    name: `${execution.id} ${execution.title}`,
    classname: execution.featurePath.replace(/\.feature$/, '').replaceAll('/', '.'),
    time: seconds(execution.durationMs),
  });
  return [
    `    <testcase${opening}>`,
    ...outcome(execution, run),
    `      <system-out>${escape(systemOut(execution))}</system-out>`,
    '    </testcase>',
  ];
}

function outcome(execution: ExecutionResult, run: RunResult): string[] {
  const { label, meaning } = OUTCOME_WORDS[execution.outcome];
  const message = `${label}: ${whyNotPassed(execution) ?? meaning}`;
  const detail = detailOf(execution, run) ?? message;
  const element = (name: string): string =>
    `      <${name}${attributes({ message, type: execution.outcome })}>${escape(detail)}</${name}>`;
  switch (execution.outcome) {
    case 'passed':
      return [];
    case 'failed':
    case 'known-issue':
      return [element('failure')];
    case 'blocked':
    case 'incomplete':
      return [element('error')];
    case 'does-not-apply':
    case 'not-run-here':
      return [`      <skipped${attributes({ message })}/>`];
  }
}

/** What the message does not say: the step, what is known of its failure, and the cause with all that it shows in. */
function detailOf(execution: ExecutionResult, { causes }: RunResult): string | undefined {
  const failing = failingStep(execution);
  if (failing === undefined) return undefined;
  const { failure } = execution;
  if (failure === undefined) return `${failing.text}\n${failing.message ?? failing.status}`;
  const cause = causeOf(execution, causes);
  return [
    failing.text,
    failureSentence(failure),
    ...failureFacts(failure).map(([term, text]) => `${term}: ${text}`),
    ...(cause === undefined ? [] : [`Cause ${cause.id} of ${counted(cause.count, 'failure')}: ${cause.sentence}`]),
  ].join('\n');
}

/** What build servers show of a test. Evidence of what passed is named in the record and in Allure: here it would be most of the file. */
function systemOut(execution: ExecutionResult): string {
  const isTold = execution.outcome !== 'passed';
  const evidence = [...execution.steps.flatMap((step) => step.evidence), ...execution.evidence];
  return [
    `Outcome: ${outcomeLabel(execution)}`,
    `Requirements: ${requirementsOf(execution).join(', ') || 'none'}`,
    `Repeat it: ${execution.reproduce}`,
    ...(isTold ? evidence : []).map((one) => `Evidence: ${one.title}: ${one.path}`),
  ].join('\n');
}

function totals(executions: readonly ExecutionResult[]): Record<string, string> {
  return {
    tests: String(executions.length),
    failures: count(executions, 'failed', 'known-issue'),
    errors: count(executions, 'blocked', 'incomplete'),
    time: seconds(executions.reduce((sum, one) => sum + one.durationMs, 0)),
  };
}

function count(executions: readonly ExecutionResult[], ...outcomes: readonly Outcome[]): string {
  return String(executions.filter((one) => outcomes.includes(one.outcome)).length);
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escape(value)}"`)
    .join('');
}

function escape(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
