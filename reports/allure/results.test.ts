import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { LabelName, Status, type TestResult } from 'allure-js-commons';
import { describe, expect, it } from 'vitest';
import { ALL_OUTCOMES, sampleRun, wholePhaseRun } from '../fixtures/sample';
import { REGRESSION } from '../fixtures/stages';
import type { ExecutionResult, Outcome, RunResult } from '../record/result-model';
import { toAllure } from './results';

const run = sampleRun(ALL_OUTCOMES);

function withOutcome(outcome: Outcome): ExecutionResult {
  return find(run, (one) => one.outcome === outcome);
}

function find(result: RunResult, wanted: (one: ExecutionResult) => boolean): ExecutionResult {
  const found = result.executions.find(wanted);
  if (found === undefined) {
    throw new Error('the sample has no such execution');
  }
  return found;
}

describe('outcomes in Allure', () => {
  it.each<[Outcome, Status, string | undefined]>([
    ['passed', Status.PASSED, undefined],
    ['failed', Status.FAILED, 'Observed no answer from the electricity meter'],
    ['known-issue', Status.FAILED, 'Known issue: Expected what the test says. Observed KI-7'],
    ['does-not-apply', Status.SKIPPED, 'Does not apply: The combination has no gas meter.'],
    ['not-run-here', Status.SKIPPED, 'Not run here: This environment has no browser.'],
    ['blocked', Status.BROKEN, 'Blocked: The S1SP did not answer'],
    ['incomplete', Status.BROKEN, 'Incomplete: The step'],
  ])('%s becomes %s', (outcome, status, message) => {
    const { test } = toAllure(withOutcome(outcome), run);
    expect(test.status).toBe(status);
    if (message === undefined) {
      expect(test.statusDetails).toEqual({});
    } else {
      expect(test.statusDetails.message).toContain(message);
    }
  });

  it('marks only a known issue as known and muted', () => {
    const marked = run.executions.filter((one) => 'known' in toAllure(one, run).test.statusDetails);
    expect(marked.map((one) => one.outcome)).toEqual(['known-issue']);
    expect(toAllure(withOutcome('known-issue'), run).test.statusDetails).toMatchObject({ known: true, muted: true });
  });

  it('puts every outcome but passed in exactly one category', () => {
    const file = resolve(__dirname, 'categories.json');
    const categories = JSON.parse(readFileSync(file, 'utf8')) as {
      name: string;
      messageRegex: string;
      matchedStatuses: string[];
    }[];
    const matches = (one: ExecutionResult): string[] => {
      const { test } = toAllure(one, run);
      return categories
        .filter(
          (category) =>
            category.matchedStatuses.includes(String(test.status)) &&
            new RegExp(`^${category.messageRegex.replace('(?s)', '')}$`, 's').test(test.statusDetails.message ?? ''),
        )
        .map((category) => category.name);
    };
    expect(matches(withOutcome('failed'))).toEqual(['Requirement not met']);
    expect(matches(withOutcome('known-issue'))).toEqual(['Known issues']);
    expect(matches(withOutcome('blocked'))).toEqual(['Blocked by the environment']);
    expect(matches(withOutcome('incomplete'))).toEqual(['Incomplete: undefined, pending or never run']);
    expect(matches(withOutcome('does-not-apply'))).toEqual(['Does not apply']);
    expect(matches(withOutcome('not-run-here'))).toEqual(['Not run in this environment']);
    expect(matches(withOutcome('passed'))).toEqual([]);
  });

  it('never reports an undefined, pending or ambiguous step as passed', () => {
    const passed = withOutcome('passed');
    for (const status of ['undefined', 'pending', 'ambiguous'] as const) {
      const steps = passed.steps.map((step) => (step.kind === 'step' ? { ...step, status } : step));
      const { test } = toAllure({ ...passed, outcome: 'incomplete', steps }, run);
      expect(test.steps.map((step) => step.status)).toEqual([Status.BROKEN, Status.BROKEN, Status.BROKEN]);
    }
  });
});

describe('what Allure shows of an execution', () => {
  const mismatch = find(run, (one) => one.id === 'ST-B4-03');
  const { test, container, attachments } = toAllure(mismatch, run);

  it('says phase, area and every requirement, positive and negative', () => {
    const values = (name: string): string[] =>
      test.labels.filter((label) => label.name === name).map((label) => label.value);
    expect(values(LabelName.EPIC)).toEqual(['Active Meter Migration Testing']);
    expect(values(LabelName.FEATURE)).toEqual(['Migration ST / Device checking']);
    expect(values(LabelName.STORY)).toEqual(['ST-B2: SIM rollback', 'ST-B4: Whitelist reading']);
    expect(values(LabelName.PARENT_SUITE)).toEqual(['IOC-01, Active phase']);
    expect(values(LabelName.SUITE)).toEqual(['Migration ST']);
    expect(values(LabelName.SUB_SUITE)).toEqual(['Device checking within the migration']);
    expect(values(LabelName.SEVERITY)).toEqual(['critical']);
    expect(values(LabelName.HOST)).toEqual(['embedded']);
    expect(values(LabelName.TAG)).toEqual(['ST-B2']);
  });

  it('stands in the lane of its worker', () => {
    const lane = ({ labels }: TestResult): string | undefined => labels.find(({ name }) => name === 'thread')?.value;
    expect(lane(toAllure({ ...mismatch, worker: 2 }, run).test)).toBe('worker 2');
    expect(lane(test)).toBeUndefined();
  });

  it('links to the requirements in the Test Completion Report', () => {
    expect(test.links.map((link) => [link.name, link.url])).toEqual([
      ['ST-B2', '../tag/test-completion-report.html#ST-B2'],
      ['ST-B4 (refusal)', '../tag/test-completion-report.html#ST-B4'],
    ]);
  });

  it('shows hooks as set-up and steps with their documents', () => {
    expect(container?.befores.map((hook) => hook.name)).toEqual(['Start from a reset system']);
    expect(container?.children).toEqual([test.uuid]);
    expect(test.steps.map((step) => step.status)).toEqual([Status.PASSED, Status.PASSED, Status.FAILED]);
    expect(test.steps[1]?.attachments.map((file) => file.type)).toEqual(['application/xml']);
    expect([...attachments.keys()]).toContain('evidence/ST-B4-03/9-audit-trail.txt');
    expect(new Set(attachments.values()).size).toBe(attachments.size);
  });

  it('leaves seed and environment out of the identity', () => {
    const excluded = test.parameters
      .filter((parameter) => parameter.excluded === true)
      .map((parameter) => parameter.name);
    expect(excluded).toEqual(['Environment', 'Seed of this execution']);
  });

  it('keeps both regression sets apart: each has its own history, and stands as a suite of its own beside the other', () => {
    const whole = wholePhaseRun();
    const of = (stage: string): TestResult =>
      toAllure(
        find(whole, (one) => one.id === 'ST-A1-01' && one.stage === stage),
        whole,
      ).test;
    const tests = ['Migration ST', ...REGRESSION.sets].map(of);
    expect(new Set(tests.map(({ historyId }) => historyId)).size).toBe(3);
    expect(new Set(tests.map(({ uuid }) => uuid)).size).toBe(3);
    const suites = tests.map(({ labels }) =>
      ['parentSuite', 'suite', 'subSuite'].map((level) => labels.find(({ name }) => name === level)?.value),
    );
    expect(suites).toEqual(
      ['Migration ST', 'Migration ST, regression set 1', 'Migration ST, regression set 2'].map((stage) => [
        'IOC-01, Active phase',
        stage,
        'Migration Authorisation File',
      ]),
    );
  });

  it('keeps the history of a scenario through runs and a rename, apart for each combination, phase and stage', () => {
    const identity = (one: ExecutionResult): string | undefined => toAllure(one, run).test.historyId;
    const later = { ...run, run: { ...run.run, id: 'first-2026-0002' } };
    expect(toAllure({ ...mismatch, title: 'Another title' }, later).test.historyId).toBe(test.historyId);
    expect(toAllure(mismatch, later).test.uuid).not.toBe(test.uuid);
    expect(identity({ ...mismatch, dmc: 'IOC-02' })).not.toBe(test.historyId);
    expect(identity({ ...mismatch, phase: 'Mixed' })).not.toBe(test.historyId);
    expect(identity({ ...mismatch, stage: 'Regression set 2' })).not.toBe(test.historyId);
  });
});
