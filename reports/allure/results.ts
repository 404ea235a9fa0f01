/** Our results in Allure's words. Allure's own cucumber adapter is not used: it reports undefined steps as passed. */
import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import {
  LabelName,
  Severity,
  Stage,
  Status,
  type Attachment,
  type FixtureResult,
  type Label,
  type Link,
  type StatusDetails,
  type StepResult as AllureStep,
  type TestResult,
  type TestResultContainer,
} from 'allure-js-commons';
import { causeOf, failingStep, failureFacts, whyNotPassed } from '../failure-words';
import type {
  Cause,
  Evidence,
  ExecutionResult,
  Outcome,
  RunResult,
  StepResult,
  StepStatus,
} from '../record/result-model';
import { counted, identityOf, OUTCOME_WORDS, printable, requirementsOf, titleOf } from '../text';

/** What one execution becomes in Allure. */
export interface AllureExecution {
  readonly test: TestResult;
  /** Its hooks, as set-up and tear-down; absent when it has none. */
  readonly container?: TestResultContainer;
  /** Evidence file of the run folder to its name among Allure's results. */
  readonly attachments: ReadonlyMap<string, string>;
}

export const STATUS_OF: Readonly<Record<Outcome, Status>> = {
  passed: Status.PASSED,
  failed: Status.FAILED,
  'known-issue': Status.FAILED,
  'does-not-apply': Status.SKIPPED,
  'not-run-here': Status.SKIPPED,
  blocked: Status.BROKEN,
  incomplete: Status.BROKEN,
};

const STATUS_OF_STEP: Readonly<Record<StepStatus, Status>> = {
  passed: Status.PASSED,
  failed: Status.FAILED,
  skipped: Status.SKIPPED,
  pending: Status.BROKEN,
  undefined: Status.BROKEN,
  ambiguous: Status.BROKEN,
};

const SEVERITY_OF: Readonly<Record<ExecutionResult['severity'], Severity>> = {
  blocker: Severity.BLOCKER,
  critical: Severity.CRITICAL,
  normal: Severity.NORMAL,
  minor: Severity.MINOR,
  trivial: Severity.TRIVIAL,
};

/**
 * Turns one execution into Allure's result; `test.uuid` and the names of attachments follow from its identity.
 * @param archive path of its packed evidence inside the folder of the run, to be linked in the place of attachments
 */
export function toAllure(execution: ExecutionResult, run: RunResult, archive?: string): AllureExecution {
  const identity = identityOf(execution);
  const attachments = new Map<string, string>();
  const attach = (evidence: Evidence): Attachment[] => {
    if (archive !== undefined) return [];
    const name = attachments.get(evidence.path) ?? attachmentName(identity, evidence, attachments.size);
    attachments.set(evidence.path, name);
    return [{ name: printable(evidence.title), type: evidence.mediaType, source: name }];
  };
  const start = Date.parse(execution.startedAt);
  const timed = clocked(execution.steps, start);
  const { before, body, after } = split(timed);
  const uuid = uuidFrom(`${run.run.id} | ${identity}`);
  const test: TestResult = {
    uuid,
    // The id leads, so that searching for it finds the test.
    name: printable(`${execution.id} ${titleOf(execution)}`),
    fullName: `${execution.featurePath}: ${execution.id}`,
    historyId: digest(identity),
    testCaseId: testCaseId(execution),
    titlePath: [...execution.area.split(' / '), execution.feature],
    description: description(execution),
    status: STATUS_OF[execution.outcome],
    statusDetails: detailsOf(execution, run),
    stage: Stage.FINISHED,
    start,
    stop: start + execution.durationMs,
    steps: body.map((step) => toStep(step, attach)),
    attachments: execution.evidence.flatMap(attach),
    parameters: [
      ...parametersOf(execution),
      { name: 'Environment', value: execution.environment, excluded: true },
      { name: 'Seed of this execution', value: execution.seed, excluded: true },
    ],
    labels: labels(execution, run),
    links: [...links(execution, run), ...(archive === undefined ? [] : [evidenceLink(archive)])],
  };
  const container: TestResultContainer = {
    uuid: uuidFrom(`${run.run.id} | ${identity} | hooks`),
    children: [uuid],
    befores: before.map((step) => toFixture(step, attach)),
    afters: after.map((step) => toFixture(step, attach)),
  };
  return { test, ...(before.length + after.length > 0 ? { container } : {}), attachments };
}

/** Allure's reader knows two marks that its writer's types leave out. */
interface MarkedDetails extends StatusDetails {
  readonly known?: boolean;
  readonly muted?: boolean;
}

function detailsOf(execution: ExecutionResult, run: RunResult): MarkedDetails {
  if (execution.outcome === 'passed') {
    return {};
  }
  const reason = whyNotPassed(execution) ?? failingStep(execution)?.message ?? 'no reason was recorded';
  const cause = causeOf(execution, run.causes);
  // Categories know a cause by its mark.
  const text = printable(cause === undefined ? reason : `${reason}\n${causeMark(cause)} ${cause.sentence}`);
  const message = execution.outcome === 'failed' ? text : `${OUTCOME_WORDS[execution.outcome].label}: ${text}`;
  const trace = traceOf(execution);
  return {
    message,
    ...(trace === undefined ? {} : { trace: printable(trace) }),
    ...(execution.outcome === 'known-issue' ? { known: true, muted: true } : {}),
  };
}

/** How the message of a failure names its cause. */
export function causeMark({ id }: Pick<Cause, 'id'>): string {
  return `[${id}]`;
}

/** The step that failed, and what is known of its failure. */
function traceOf(execution: ExecutionResult): string | undefined {
  const failing = failingStep(execution);
  if (failing === undefined) return undefined;
  const { failure } = execution;
  if (failure === undefined) return `${failing.text}\n${failing.message ?? failing.status}`;
  return [failing.text, ...failureFacts(failure).map(([term, fact]) => `${term}: ${fact}`)].join('\n');
}

function labels(execution: ExecutionResult, run: RunResult): Label[] {
  return [
    { name: LabelName.EPIC, value: epicOf(execution, run) },
    { name: LabelName.FEATURE, value: execution.area },
    ...requirementsOf(execution).map((id) => ({ name: LabelName.STORY, value: storyOf(id, run) })),
    { name: LabelName.PARENT_SUITE, value: `${execution.dmc}, ${execution.phase} phase` },
    { name: LabelName.SUITE, value: execution.stage },
    { name: LabelName.SUB_SUITE, value: execution.feature },
    { name: LabelName.PACKAGE, value: execution.featurePath.replace(/\.feature$/, '').replaceAll('/', '.') },
    { name: LabelName.SEVERITY, value: SEVERITY_OF[execution.severity] },
    { name: LabelName.HOST, value: execution.environment },
    ...(execution.worker === undefined ? [] : [{ name: LabelName.THREAD, value: `worker ${execution.worker}` }]),
    { name: LabelName.FRAMEWORK, value: 'cucumber' },
    ...execution.tags.filter(isTold).map((tag) => ({ name: LabelName.TAG, value: tag.replace(/^@/, '') })),
  ];
}

/** What tags with a colon say stands elsewhere in the report, in words: id, severity, what it varies with and needs. */
function isTold(tag: string): boolean {
  return !tag.includes(':');
}

/** `ST-B4: whitelist reading`: the id and the requirement's own subject, where its text opens with one. */
function storyOf(id: string, run: RunResult): string {
  const subject = /^([^:.]{3,60}):/.exec(run.requirements.find((one) => one.id === id)?.text ?? '')?.[1];
  return subject === undefined ? id : `${id}: ${subject}`;
}

function epicOf({ phase }: ExecutionResult, { run }: RunResult): string {
  return run.proven === undefined ? `${phase} Meter Migration Testing` : 'Device Model Combination Testing';
}

/** Relative to `allure/index.html`, which lies beside `tag/` in every run folder. */
function links(execution: ExecutionResult, { run }: RunResult): Link[] {
  const document = run.proven === undefined ? 'test-completion-report' : 'dmct-report';
  return requirementsOf(execution).map((id) => ({
    name: execution.positive.includes(id) ? id : `${id} (refusal)`,
    url: `../tag/${document}.html#${encodeURIComponent(id)}`,
    type: 'requirement',
  }));
}

/** Its name says where the archive is: the folder of a large run leaves it to the pack (`runner/evidence-pack/keep-once.ts`). */
function evidenceLink(archive: string): Link {
  return {
    name: `What was exchanged: ${archive} in the evidence pack`,
    url: `../${archive.split('/').map(encodeURIComponent).join('/')}`,
    type: 'evidence',
  };
}

function description(execution: ExecutionResult): string {
  const rule = execution.rule === undefined ? [] : [`**Rule:** ${escapeMarkdown(execution.rule)}`];
  const { citedBy } = execution;
  const cells = citedBy.map(({ dmc, phase }) => `${dmc} ${phase}`).join(', ');
  const shared =
    citedBy.length === 0
      ? []
      : [
          `**Ran once, and stands for ${counted(citedBy.length, 'further Test Phase')} that reuse it:** ${escapeMarkdown(cells)}`,
        ];
  return [...rule, ...shared, `**Repeat it:** \`${execution.reproduce.replaceAll('`', "'")}\``].join('\n\n');
}

function escapeMarkdown(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>#|]/g, (character) => `\\${character}`);
}

interface Clocked extends StepResult {
  readonly start: number;
}

/** Steps are recorded with durations only; they ran one after another. */
function clocked(steps: readonly StepResult[], start: number): Clocked[] {
  let next = start;
  return steps.map((step) => {
    const timed = { ...step, start: next };
    next += step.durationMs;
    return timed;
  });
}

/** Hooks before the first step set up, hooks after the last one tear down; the rest is the scenario. */
function split(steps: readonly Clocked[]): { before: Clocked[]; body: Clocked[]; after: Clocked[] } {
  const first = steps.findIndex((step) => step.kind === 'step');
  if (first === -1) {
    return { before: [...steps], body: [], after: [] };
  }
  const last = steps.findLastIndex((step) => step.kind === 'step');
  return { before: steps.slice(0, first), body: steps.slice(first, last + 1), after: steps.slice(last + 1) };
}

function toStep(step: Clocked, attach: (evidence: Evidence) => Attachment[]): AllureStep {
  return {
    name: printable(step.text),
    status: STATUS_OF_STEP[step.status],
    statusDetails: step.message === undefined ? {} : { message: printable(step.message) },
    stage: Stage.FINISHED,
    start: step.start,
    stop: step.start + step.durationMs,
    steps: [],
    attachments: step.evidence.flatMap(attach),
    parameters: [],
  };
}

const toFixture: (step: Clocked, attach: (evidence: Evidence) => Attachment[]) => FixtureResult = toStep;

function attachmentName(identity: string, evidence: Evidence, index: number): string {
  const extension = /^\.[A-Za-z0-9]{1,8}$/.exec(extname(evidence.path))?.[0] ?? '.txt';
  return `${uuidFrom(`${identity} | ${index} | ${evidence.path}`)}-attachment${extension}`;
}

/** The id of a test for Allure, the same in every run, combination and stage. */
export function testCaseId({ id }: Pick<ExecutionResult, 'id'>): string {
  return digest(id);
}

/** What tells executions of one test apart, from run to run. */
export function parametersOf({
  dmc,
  phase,
  stage,
}: Pick<ExecutionResult, 'dmc' | 'phase' | 'stage'>): { name: string; value: string }[] {
  return [
    { name: 'DMC', value: dmc },
    { name: 'Test Phase', value: phase },
    { name: 'Stage', value: stage },
  ];
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Allure wants the shape of a UUID; ours must be the same in every run of the same thing. */
function uuidFrom(text: string): string {
  return digest(text).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
