/** Compares the executions of a record with what the plan owes, with their own steps, and with the runner's messages. */
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Envelope } from '../cycle/messages';
import type { Owed } from '../cycle/rederive';
import type { ExecutionResult } from '../reporting/result-model';
import { identityOf } from '../reporting/text';
import { archiveOf } from '../evidence/packed-evidence';
import { posix } from 'node:path';
import { differences } from './compare';

/** Outcomes of what was never started. */
const SET_ASIDE: readonly ExecutionResult['outcome'][] = ['does-not-apply', 'not-run-here'];

/** Whether the record holds one result for everything that the plan owes, and nothing else. */
export function checkOwed(owed: readonly Owed[], executions: readonly ExecutionResult[]): string[] {
  const due = new Map(owed.map((one) => [keyOf(one), one]));
  const problems: string[] = [];
  for (const execution of executions) {
    const key = keyOf(execution);
    const planned = due.get(key);
    due.delete(key);
    if (planned === undefined)
      problems.push(`result.json holds ${key}, which the plan does not owe, or holds it twice.`);
    else problems.push(...sameAsOwed(key, planned, execution));
  }
  return [...problems, ...[...due.keys()].map((key) => `result.json holds no result of ${key}, which the plan owes.`)];
}

function sameAsOwed(key: string, planned: Owed, execution: ExecutionResult): string[] {
  const said = Object.fromEntries(OWED.map((field) => [field, execution[field]]));
  const due = Object.fromEntries(OWED.map((field) => [field, planned[field]]));
  return differences(said, due, '').map((difference) => `result.json, ${key}: ${difference}`);
}

const OWED = [
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

function keyOf({ id, dmc, phase, stage }: Pick<Owed, 'id' | 'dmc' | 'phase' | 'stage'>): string {
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
 * Whether the runner's messages show the same steps: the executions of a scenario stand in both in the same order.
 * @param file path of `messages.ndjson`
 */
export async function checkMessages(file: string, executions: readonly ExecutionResult[]): Promise<string[]> {
  if (!existsSync(file)) return ['messages.ndjson is not in the pack, so that no outcome can be compared with it.'];
  const seen = await statusesByPlace(file);
  return executions.flatMap((execution) => {
    if (SET_ASIDE.includes(execution.outcome) || execution.steps.length === 0) return [];
    const [statuses] = seen.get(`${execution.featurePath}:${execution.line}`)?.splice(0, 1) ?? [];
    if (statuses === undefined) return [`messages.ndjson shows no execution of ${keyOf(execution)}.`];
    const index = execution.steps.findIndex(({ status }, at) => status !== statuses[at]);
    if (index === -1 && statuses.length === execution.steps.length) return [];
    const { text = 'a further step', status = 'missing' } = execution.steps[index] ?? {};
    const shown = statuses[index] ?? 'missing';
    return [`result.json says that "${text}" of ${keyOf(execution)} is ${status}; messages.ndjson says ${shown}.`];
  });
}

/** The statuses of the steps of each execution, by the place of its scenario. */
async function statusesByPlace(file: string): Promise<Map<string, string[][]>> {
  const places = new Map<string, string>();
  const cases = new Map<string, { readonly place: string; readonly steps: readonly string[] }>();
  const running = new Map<string, { readonly of: string; readonly statuses: Map<string, string> }>();
  const seen = new Map<string, string[][]>();
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    // Most messages are of no account, and some are long.
    if (!/^\{"(pickle|testCase\w*|testStepFinished)":/.test(line)) continue;
    const { pickle, testCase, testCaseStarted, testStepFinished, testCaseFinished } = JSON.parse(line) as Envelope;
    if (pickle !== undefined) places.set(pickle.id, `${pickle.uri}:${pickle.location?.line ?? 0}`);
    if (testCase !== undefined) {
      const place = places.get(testCase.pickleId) ?? '';
      cases.set(testCase.id, { place, steps: testCase.testSteps.map(({ id }) => id) });
    }
    if (testCaseStarted !== undefined) {
      running.set(testCaseStarted.id, { of: testCaseStarted.testCaseId, statuses: new Map() });
    }
    if (testStepFinished !== undefined) {
      const { testCaseStartedId, testStepId, testStepResult } = testStepFinished;
      running.get(testCaseStartedId)?.statuses.set(testStepId, testStepResult.status.toLowerCase());
    }
    if (testCaseFinished === undefined) continue;
    const run = running.get(testCaseFinished.testCaseStartedId);
    const planned = cases.get(run?.of ?? '');
    running.delete(testCaseFinished.testCaseStartedId);
    if (run === undefined || planned === undefined) continue;
    const statuses = planned.steps.map((id) => run.statuses.get(id) ?? 'skipped');
    seen.set(planned.place, [...(seen.get(planned.place) ?? []), statuses]);
  }
  return seen;
}
