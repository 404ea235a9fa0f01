/** Compares the executions of a record with what the plan owes, with their own steps, and with the runner's messages. */
import { posix } from 'node:path';
import { messagesIn, unpackedStream } from '../execution/kept-messages';
import { createInterface } from 'node:readline';
import type { Envelope } from '../../support/scope/messages';
import { readStepTexts } from '../planning/features/step-texts';
import type { PlannedMetadata } from '../assessment/reassess';
import type { ExecutionResult } from '../../reports/record/result-model';
import { identityOf } from '../../reports/text';
import { digestOfTranscript, NORMALISED_TRANSCRIPT } from '../../support/evidence/normalise';
import { archiveOf, EvidenceReader } from '../../support/evidence/packed-evidence';
import { differences, differencesByKind, type DifferencesByKind } from './compare';

/** Outcomes of what was never started. */
const SET_ASIDE: readonly ExecutionResult['outcome'][] = ['does-not-apply', 'not-run-here'];

/** Whether the record holds one result for everything that the plan owes, and nothing else. */
export function checkPlanned(owed: readonly PlannedMetadata[], executions: readonly ExecutionResult[]): string[] {
  const due = new Map(owed.map((one) => [keyOf(one), one]));
  const problems: string[] = [];
  for (const execution of executions) {
    const key = keyOf(execution);
    const planned = due.get(key);
    due.delete(key);
    if (planned === undefined)
      problems.push(`result.json holds ${key}, which the plan does not owe, or holds it twice.`);
    else problems.push(...sameAsPlanned(key, planned, execution));
  }
  return [...problems, ...[...due.keys()].map((key) => `result.json holds no result of ${key}, which the plan owes.`)];
}

function sameAsPlanned(key: string, planned: PlannedMetadata, execution: ExecutionResult): string[] {
  const said = Object.fromEntries(PLANNED_FIELDS.map((field) => [field, execution[field]]));
  const due = Object.fromEntries(PLANNED_FIELDS.map((field) => [field, planned[field]]));
  return differences(said, due, '').map((difference) => `result.json, ${key}: ${difference}`);
}

const PLANNED_FIELDS = [
  'title',
  'feature',
  'featurePath',
  'line',
  'scenarioLine',
  'area',
  'axis',
  'citedBy',
  'tags',
  'positive',
  'negative',
  'severity',
  'seed',
] as const;

function keyOf({ id, dmc, phase, stage }: Pick<PlannedMetadata, 'id' | 'dmc' | 'phase' | 'stage'>): string {
  return `${id} in ${dmc} ${phase}, ${stage}`;
}

/** Whether every outcome follows from the steps that are recorded with it. */
export function checkOutcomes(executions: readonly ExecutionResult[]): string[] {
  return executions.flatMap((execution) => {
    const { outcome, steps } = execution;
    const passed = steps.some(({ kind }) => kind === 'step') && steps.every(({ status }) => status === 'passed');
    if ((outcome === 'passed') === passed) return [];
    const what = passed ? 'although every step passed' : 'although not every step passed';
    return [`result.json says that ${keyOf(execution)} is "${outcome}", ${what}.`];
  });
}

/** Whether what is made of every failure (first difference, cause) follows from the executions. */
export function checkFailures(
  executions: readonly ExecutionResult[],
  again: readonly ExecutionResult[],
): DifferencesByKind {
  const due = new Map(again.map((execution) => [keyOf(execution), execution.failure]));
  const found = executions.map((execution) => {
    const place = `result.json, failure of ${keyOf(execution)}:`;
    return differencesByKind(execution.failure ?? {}, due.get(keyOf(execution)) ?? {}, place);
  });
  return { facts: found.flatMap(({ facts }) => facts), wording: found.flatMap(({ wording }) => wording) };
}

/**
 * Whether what is recorded as run is what the features say, step by step.
 * @param inputs folder of the inputs of the run
 */
export async function checkSteps(inputs: string, executions: readonly ExecutionResult[]): Promise<string[]> {
  const written = await readStepTexts(inputs);
  return executions.flatMap((execution) => {
    const { featurePath, line, steps } = execution;
    const ran = steps.filter(({ kind }) => kind === 'step').map(({ text }) => text);
    if (ran.length === 0) return [];
    const said = written.get(`${featurePath}:${line}`) ?? [];
    const index = Array.from({ length: Math.max(ran.length, said.length) }).findIndex((_, at) => ran[at] !== said[at]);
    if (index === -1) return [];
    const shown = (text: string | undefined): string => (text === undefined ? 'nothing further' : `"${text}"`);
    return [
      `result.json says that ${keyOf(execution)} ran ${shown(ran[index])} as step ${index + 1}; ${featurePath}:${line} says ${shown(said[index])}.`,
    ];
  });
}

/** Whether every piece of evidence that the record names is in the pack, packed or not. */
export function checkEvidence(executions: readonly ExecutionResult[], files: ReadonlySet<string>): string[] {
  return executions.flatMap((execution) => {
    const named = [...execution.steps.flatMap((step) => step.evidence), ...execution.evidence];
    const missing = named.find(({ path }) => !files.has(path) && !files.has(archiveOf(posix.dirname(path))));
    return missing === undefined
      ? []
      : [`The evidence ${missing.path} of ${identityOf(execution)} is not in the pack.`];
  });
}

/**
 * Whether the transcripts among the evidence are those that were compared.
 * @param folder into which the pack was unpacked
 */
export async function checkTranscripts(folder: string, executions: readonly ExecutionResult[]): Promise<string[]> {
  const reader = new EvidenceReader(folder);
  const problems: string[] = [];
  for (const execution of executions) {
    const { transcript, steps, evidence } = execution;
    const all = [...evidence, ...steps.flatMap((step) => step.evidence)];
    const kept = all.find(({ title }) => title === NORMALISED_TRANSCRIPT);
    if (transcript === undefined || kept === undefined) continue;
    const text = await reader.read(kept.path);
    // What is missing altogether is found elsewhere.
    if (text === undefined) continue;
    if (transcript.digest === digestOfTranscript(Buffer.from(text).toString('utf8')).digest) continue;
    problems.push(`The transcript ${kept.path} of ${keyOf(execution)} is not the one that result.json compared.`);
  }
  return problems;
}

/**
 * Whether the runner's messages show the same steps. An execution and its messages have place and instant of their start in
 * common.
 * @param folder of a run, or of an unpacked pack
 * @param carriedOver how many executions ran in an earlier run, so that the messages of this one do not have them
 */
export async function checkMessages(
  folder: string,
  executions: readonly ExecutionResult[],
  carriedOver: number,
): Promise<string[]> {
  const file = messagesIn(folder);
  if (file === undefined) return ['messages.ndjson is not in the pack, so that no outcome can be compared with it.'];
  const seen = await statusesByStart(file);
  const unseen: string[] = [];
  const problems = executions.flatMap((execution) => {
    if (SET_ASIDE.includes(execution.outcome) || execution.steps.length === 0) return [];
    const { featurePath, line, startedAt } = execution;
    const [statuses] = seen.get(startKey(featurePath, line, startedAt))?.splice(0, 1) ?? [];
    if (statuses === undefined) {
      unseen.push(`messages.ndjson shows no execution of ${keyOf(execution)} at ${startedAt}.`);
      return [];
    }
    const index = execution.steps.findIndex(({ status }, at) => status !== statuses[at]);
    if (index === -1 && statuses.length === execution.steps.length) return [];
    const { text = 'a further step', status = 'missing' } = execution.steps[index] ?? {};
    const shown = statuses[index] ?? 'missing';
    return [`result.json says that "${text}" of ${keyOf(execution)} is ${status}; messages.ndjson says ${shown}.`];
  });
  return unseen.length > carriedOver ? [...problems, ...unseen] : problems;
}

function startKey(path: string, line: number, startedAt: string): string {
  return `${path}:${line} ${startedAt}`;
}

/** The statuses of the steps of each execution, by place and start. */
async function statusesByStart(file: string): Promise<Map<string, string[][]>> {
  const places = new Map<string, { readonly path: string; readonly line: number }>();
  const cases = new Map<string, { readonly pickle: string; readonly steps: readonly string[] }>();
  const running = new Map<
    string,
    { readonly of: string; readonly at: string; readonly statuses: Map<string, string> }
  >();
  const seen = new Map<string, string[][]>();
  for await (const line of createInterface({ input: unpackedStream(file), crlfDelay: Infinity })) {
    // Most messages are of no account, and some are long.
    if (!/^\{"(pickle|testCase\w*|testStepFinished)":/.test(line)) continue;
    const { pickle, testCase, testCaseStarted, testStepFinished, testCaseFinished } = JSON.parse(line) as Envelope;
    if (pickle !== undefined) places.set(pickle.id, { path: pickle.uri, line: pickle.location?.line ?? 0 });
    if (testCase !== undefined) {
      cases.set(testCase.id, { pickle: testCase.pickleId, steps: testCase.testSteps.map(({ id }) => id) });
    }
    if (testCaseStarted !== undefined) {
      const { seconds, nanos } = testCaseStarted.timestamp;
      const at = new Date(seconds * 1000 + nanos / 1e6).toISOString();
      running.set(testCaseStarted.id, { of: testCaseStarted.testCaseId, at, statuses: new Map() });
    }
    if (testStepFinished !== undefined) {
      const { testCaseStartedId, testStepId, testStepResult } = testStepFinished;
      running.get(testCaseStartedId)?.statuses.set(testStepId, testStepResult.status.toLowerCase());
    }
    if (testCaseFinished === undefined) continue;
    const run = running.get(testCaseFinished.testCaseStartedId);
    const planned = cases.get(run?.of ?? '');
    const place = places.get(planned?.pickle ?? '');
    running.delete(testCaseFinished.testCaseStartedId);
    if (run === undefined || planned === undefined || place === undefined) continue;
    const key = startKey(place.path, place.line, run.at);
    const statuses = planned.steps.map((id) => run.statuses.get(id) ?? 'skipped');
    seen.set(key, [...(seen.get(key) ?? []), statuses]);
  }
  return seen;
}
