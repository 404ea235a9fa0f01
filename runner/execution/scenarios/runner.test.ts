import 'ts-node/register';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAILURE_MEDIA_TYPE } from '../../../support/evidence/failure';
import type { ExecutionResult } from '../../../reports/record/result-model';
import { InterruptedError } from '../../../support/scope/errors';
import { readFeatures } from '../../planning/features/feature-set';
import type { Envelope } from '../../../support/scope/messages';
import { planExecutions } from '../../planning/plan-executions';
import { exampleDmc } from '../../../support/scope/fixtures/example-dmc';
import { Collector } from './collector';
import { Runner } from './runner';
import type { PlannedExecution } from '../../planning/planned-execution';

const ROOT = path.join(__dirname, '../../fixtures/project');
const STAGE = { name: 'Migration ST', kind: 'test' as const, folders: ['features/migration-st'], tags: '' };
const folder = mkdtempSync(path.join(tmpdir(), 'runner-'));
const seen: ExecutionResult[] = [];
const messages: Envelope[] = [];
let planned: readonly PlannedExecution[] = [];
let results: readonly ExecutionResult[] = [];

beforeAll(async () => {
  const needs = new Map([['ST-A1-13', [{ need: 'browser', step: 'it happens in a browser' } as const]]]);
  const place = { name: 'embedded', capabilities: [], needs };
  const scenarios = await readFeatures(ROOT, ['ST-A1']);
  planned = await planExecutions([{ dmc: exampleDmc(), phase: 'Active', stages: [STAGE] }], scenarios, '7', place);
  const runner = await Runner.load(ROOT, ['steps/**/*.ts']);
  results = await runner.runStage({
    executions: planned,
    parameters: {},
    transport: 'sockets',
    interrupted: new AbortController().signal,
    runFolder: folder,
    packPassed: false,
    environment: 'embedded',
    reproduce: ({ scenario }) => `repeat ${scenario.id}`,
    onExecution: (result) => seen.push(result),
    onMessage: (message) => messages.push(message),
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

function result(id: string): ExecutionResult {
  const found = results.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`There is no result for ${id}.`);
  return found;
}

describe('outcomes', () => {
  it.each([
    ['ST-A1-01', 'passed', undefined],
    [
      'ST-A1-02',
      'failed',
      'When a step that fails: Expected the step to be carried out. Observed that it broke off: The whitelist was accepted.',
    ],
    ['ST-A1-03', 'incomplete', 'Given a step nobody wrote: no step definition fits this step.'],
    ['ST-A1-04', 'incomplete', 'Given an ambiguous step: more than one step definition fits this step.'],
    ['ST-A1-05', 'incomplete', 'Given a pending step: the step is not written yet.'],
    [
      'ST-A1-06',
      'blocked',
      'The system is set up: Expected the step to be carried out. Observed that it broke off: The DSP does not answer at http://127.0.0.1:1.',
    ],
    [
      'ST-A1-07',
      'failed',
      'Before the scenario: Expected the step to be carried out. Observed that it broke off: The catalogue row lacks a hub.',
    ],
    [
      'ST-A1-08',
      'failed',
      'Nothing is left over: Expected the step to be carried out. Observed that it broke off: A hold was never released.',
    ],
    ['ST-A1-09', 'incomplete', 'Given a step that skips the rest: the step skipped the rest of the test.'],
    ['ST-A1-10', 'passed', undefined],
    ['ST-A1-11', 'passed', undefined],
    ['ST-A1-12', 'does-not-apply', 'IOC-01 does not have a prepayment interface (PPMID).'],
    [
      'ST-A1-13',
      'not-run-here',
      'The environment "embedded" lacks what the test needs: browser ("it happens in a browser").',
    ],
    ['ST-A1-14', 'passed', undefined],
    [
      'ST-A1-15',
      'incomplete',
      'Then nothing is compared: what it looks at was empty, so that it compared nothing and proves nothing.',
    ],
  ])('%s is %s', (id, outcome, reason) => {
    expect({ outcome: result(id).outcome, reason: result(id).reason }).toEqual({ outcome, reason });
  });

  it('come once for each planned execution, in the order of ids, and are told as they come', () => {
    expect(results.map(({ id }) => id)).toEqual(planned.map(({ scenario }) => scenario.id));
    expect(results.map(({ id }) => id)).toEqual([...results.map(({ id }) => id)].sort());
    expect(seen.map(({ id }) => id).sort()).toEqual(results.map(({ id }) => id));
  });
});

describe('a result', () => {
  it('has the text of each step, with its table, and the hooks by their titles', () => {
    expect(result('ST-A1-01').steps.map(({ text, kind, status }) => ({ text, kind, status }))).toEqual([
      { text: 'Given a step that passes with evidence', kind: 'step', status: 'passed' },
      { text: 'When a table is read\n  | meter | reading |\n  | ESME | 12 |', kind: 'step', status: 'passed' },
      { text: 'Then it is so', kind: 'step', status: 'passed' },
      { text: 'The transcript is kept', kind: 'hook', status: 'passed' },
    ]);
    expect(result('ST-A1-02').steps.map(({ status }) => status)).toEqual(['passed', 'failed', 'skipped', 'passed']);
    expect(result('ST-A1-02').steps[1]?.message).toBe(
      'Expected the step to be carried out. Observed that it broke off: The whitelist was accepted.',
    );
  });

  it('has its evidence as files inside the run folder, whatever the caption says', () => {
    const base = 'evidence/ioc-01-active-migration-st/ST-A1-01';
    expect(result('ST-A1-01').steps[0]?.evidence).toEqual([
      { title: '../Common File, RP -> CP', mediaType: 'application/xml', path: `${base}/01-common-file-rp-cp.xml` },
      { title: 'Portal', mediaType: 'image/png', path: `${base}/02-portal.png` },
      { title: 'Note', mediaType: 'text/x.cucumber.log+plain', path: `${base}/03-note.txt` },
    ]);
    expect(result('ST-A1-01').evidence.map(({ title }) => title)).toEqual(['Transcript']);
    const contents = result('ST-A1-01').steps[0]?.evidence.map((entry) =>
      readFileSync(path.join(folder, entry.path), 'utf8'),
    );
    expect(contents).toEqual(['<File/>', 'png', 'A note.']);
  });

  it('has the codes that the scenario saw, which are no evidence', () => {
    expect(result('ST-A1-01').codes).toEqual([{ code: 'SIM-FIX-01', by: 'mcc' }]);
    expect(result('ST-A1-02').codes).toEqual([]);
    expect(result('ST-A1-01').steps[0]?.evidence).toHaveLength(3);
  });

  it('carries what identifies it', () => {
    expect(result('ST-A1-10')).toMatchObject({
      title: 'A row with one',
      rule: 'The worst status wins',
      area: 'Migration ST / Outcomes',
      stage: 'Migration ST',
      dmc: 'IOC-01',
      phase: 'Active',
      negative: ['ST-A1'],
      environment: 'embedded',
      reproduce: 'repeat ST-A1-10',
    });
    expect(result('ST-A1-10').seed).toMatch(/^[0-9a-f]{32}$/);
    expect(result('ST-A1-10').seed).not.toBe(result('ST-A1-11').seed);
  });
});

describe('the collector', () => {
  const options = {
    runFolder: folder,
    packPassed: false,
    environment: 'embedded',
    reproduce: (): string => 'repeat',
    onExecution: (): void => undefined,
  };
  const runnable = (): PlannedExecution[] => planned.filter(({ aside }) => aside === undefined);

  it('takes the failure that a step hands over as data, and the first where a hook fails after it', () => {
    const execution = runnable().filter(({ scenario }) => scenario.id === 'ST-A1-02');
    const collector = new Collector({ ...options, planned: execution });
    const failing = messages.find(
      ({ testStepFinished }) => String(testStepFinished?.testStepResult.status) === 'FAILED',
    );
    const { testCaseStartedId = '', testStepId = '' } = failing?.testStepFinished ?? {};
    const failure = {
      subject: 'the whitelist',
      expected: 'the whitelist to be refused',
      observed: 'that it was accepted',
      on: { device: 'CHF 1' },
      party: 's1sp',
    };
    for (const message of messages) {
      if (message === failing) {
        for (const observed of [failure.observed, 'that a hook failed']) {
          const body = JSON.stringify({ ...failure, observed });
          const any = messages.flatMap(({ attachment }) => attachment ?? [])[0];
          if (any === undefined) throw new Error('Nothing was attached.');
          const attachment = { ...any, body, mediaType: FAILURE_MEDIA_TYPE, testCaseStartedId, testStepId };
          collector.handle({ attachment });
        }
      }
      collector.handle(message);
    }
    const [found] = collector.finish();
    expect(found).toMatchObject({ outcome: 'failed', failure });
    expect(found?.reason).toBe(
      'When a step that fails: Expected the whitelist to be refused. Observed that it was accepted.',
    );
    expect(found?.fingerprint).toMatch(/^2-/);
    expect(found?.evidence).toHaveLength(1);
  });

  it('calls a scenario that was planned and never executed incomplete', () => {
    const outcomes = new Collector({ ...options, planned: runnable() }).finish();
    expect(outcomes).toHaveLength(13);
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['incomplete']));
    expect(outcomes[0]?.reason).toBe('The test was planned and never executed.');
  });

  it('calls a scenario that never ended incomplete, and says why the run broke off', () => {
    const collector = new Collector({ ...options, planned: runnable().slice(0, 1) });
    const last = messages.findIndex(({ testCaseFinished }) => testCaseFinished !== undefined);
    for (const message of messages.slice(0, last)) collector.handle(message);
    collector.handle({
      testRunFinished: {
        timestamp: { seconds: 0, nanos: 0 },
        success: false,
        exception: { type: 'Error', message: 'Out of memory.' },
      },
    });
    expect(collector.finish()[0]).toMatchObject({
      outcome: 'incomplete',
      reason: 'The test began and never ended: Out of memory.',
    });
  });

  it('never takes a pass on a second try for a pass', () => {
    const collector = new Collector({ ...options, planned: runnable().slice(0, 1) });
    for (const message of messages) {
      const { testCaseStarted } = message;
      collector.handle(
        testCaseStarted === undefined ? message : { testCaseStarted: { ...testCaseStarted, attempt: 1 } },
      );
    }
    expect(collector.finish()[0]).toMatchObject({
      outcome: 'incomplete',
      reason: 'The test was run again after it had failed; a retry proves nothing.',
    });
  });

  it('calls a scenario without steps incomplete', () => {
    const collector = new Collector({ ...options, planned: runnable().slice(0, 1) });
    for (const message of messages) {
      const { testCase } = message;
      const hooksOnly = testCase?.testSteps.filter(({ hookId }) => hookId !== undefined) ?? [];
      collector.handle(testCase === undefined ? message : { testCase: { ...testCase, testSteps: hooksOnly } });
    }
    expect(collector.finish()[0]).toMatchObject({ outcome: 'incomplete', reason: 'The test has no steps.' });
  });
});

describe('the runner', () => {
  it('refuses a stage that selects nothing', async () => {
    const stage = { ...STAGE, tags: '@ST-A1 and @negative:ST-A1' };
    const scenarios = await readFeatures(ROOT, ['ST-A1']);
    const plan = planExecutions([{ dmc: exampleDmc(), phase: 'Active', stages: [stage] }], scenarios, '7', undefined);
    await expect(plan).rejects.toThrow('The stage Migration ST selects no scenario from features/migration-st.');
  });

  it('stops at once when it is interrupted, and tells nothing of what comes after', async () => {
    const interruption = new AbortController();
    const told: string[] = [];
    const begun: string[] = [];
    const running = (await Runner.load(ROOT, ['steps/**/*.ts'])).runStage({
      executions: planned,
      parameters: {},
      transport: 'sockets',
      interrupted: interruption.signal,
      packPassed: false,
      runFolder: folder,
      environment: 'embedded',
      reproduce: () => 'repeat',
      onExecution: ({ id }) => {
        told.push(id);
        interruption.abort(new InterruptedError('Interrupted.'));
      },
      onMessage: ({ testCaseStarted }) => {
        if (testCaseStarted !== undefined) begun.push(testCaseStarted.id);
      },
    });
    await expect(running).rejects.toThrow(InterruptedError);
    expect([told, begun.length]).toEqual([['ST-A1-01'], 1]);
  });

  it('names step definitions that cannot be loaded', async () => {
    await expect(Runner.load(ROOT, ['features/**/*.feature'])).rejects.toThrow(
      'The step definitions cannot be loaded:',
    );
  });
});
