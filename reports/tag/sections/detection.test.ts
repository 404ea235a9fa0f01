import { describe, expect, it } from 'vitest';
import { SAMPLE_PROOF } from '../../fixtures/detection';
import { testPage, words } from '../../fixtures/page-tests';
import { sampleRun } from '../../fixtures/sample';
import type { DetectionResult, ExecutionResult, RunResult } from '../../record/result-model';
import { completionReportHtml } from '../document';
import { completionReport } from '../document-model';
import { evidenceOf } from '../evidence';

const page = (run: RunResult): string =>
  completionReportHtml(completionReport(run, { allure: true, signedWith: undefined }, undefined));
const proven: RunResult = { ...sampleRun(), detection: [SAMPLE_PROOF] };
const countsOf = (run: RunResult): unknown =>
  evidenceOf(run)
    .filter(({ requirement }) => requirement.id === 'ST-B4')
    .map(({ positive, negative, regression }) => ({ positive, negative, regression }));
const strengthOf = (run: RunResult, id: string): string | undefined =>
  evidenceOf(run).find(({ requirement }) => requirement.id === id)?.strength;

describe('the page with a proof', () => {
  testPage(page(proven), 'Simulated system.');
});

it('counts a test that shows both on both sides, as the annex lists it', () => {
  const first = proven.executions.find(({ positive }) => positive.includes('ST-B4'));
  const one = { ...(first ?? {}), outcome: 'failed', positive: ['ST-B4'], negative: ['ST-B4'] } as ExecutionResult;
  const both = { passed: 0, due: 1 };
  expect(countsOf({ ...proven, executions: [one] })).toEqual([
    { positive: both, negative: both, regression: { passed: 0, due: 0 } },
  ]);
});

describe('what is said of the power of the tests to notice', () => {
  it('names what was found, what was not, and the standing of the proof', () => {
    const text = words(page(proven));
    expect(text).toContain('Seeded defects: 10 of 11 found');
    expect(text).toContain('ended 20 November 2026');
    expect(text).toContain('alert-late (ST-C1): An alert is late: missed');
  });

  it('says in one sentence that no proof is attached', () => {
    expect(words(page(sampleRun()))).toContain('No proof is attached to this run');
  });

  it('strengthens the evidence where every defect was found, and never by an older proof', () => {
    const cells = proven.cells.map((cell) => ({
      ...cell,
      requirements: ['ST-B4', 'ST-C1'].map((id) => ({ id, verdict: 'shown' as const })),
    }));
    expect(strengthOf({ ...proven, cells }, 'ST-B4')).toBe('both, and defects found');
    expect(strengthOf({ ...proven, cells }, 'ST-C1')).toBe('both directions');
    const older = { ...SAMPLE_PROOF, standing: 'older' as const };
    expect(strengthOf({ ...proven, cells, detection: [older] }, 'ST-B4')).toBe('both directions');
  });

  it('ends with what passed in five runs on the build, of what has defects found', () => {
    const cells = proven.cells.map((cell) => ({
      ...cell,
      requirements: ['ST-B4', 'ST-C1'].map((id) => ({ id, verdict: 'shown' as const })),
    }));
    const earlier = [4, 3, 2, 1].map((number) => ({
      ...{ run: `first-${number}`, seed: String(number), startedAt: '2026-11-01T02:00:00.000Z' },
    }));
    const stable = { ...proven, cells, stability: { earlier, unstable: [] } };
    expect(strengthOf(stable, 'ST-B4')).toBe('and stable over five runs');
    expect(strengthOf(stable, 'ST-C1')).toBe('both directions');
    const [one] = stable.executions.filter(
      ({ outcome, positive }) => outcome === 'passed' && positive.includes('ST-B4'),
    );
    if (one === undefined) throw new Error('The sample has no test of ST-B4.');
    const { id, dmc, phase, stage } = one;
    const unstable = [{ id, dmc, phase, stage }];
    expect(strengthOf({ ...stable, stability: { earlier, unstable } }, 'ST-B4')).toBe('both, and defects found');
    const few = { earlier: earlier.slice(0, 3), unstable: [] };
    expect(strengthOf({ ...stable, stability: few }, 'ST-B4')).toBe('both, and defects found');
    expect(words(page({ ...stable, stability: { earlier, unstable } }))).toContain(
      '1 execution that passed now did not pass in each',
    );
  });
});

describe('what searches through code and steps have found', () => {
  const mutants: DetectionResult = {
    ...SAMPLE_PROOF,
    tool: 'mutate',
    counts: { found: 10, missed: 2, 'timed out': 1, 'not met': 3, equivalent: 0 },
    open: [
      {
        id: 'src/kernel/x.ts:1:2 Arrow',
        area: 'mcc',
        what: '() => undefined in place of x',
        outcome: 'missed',
        by: [],
      },
    ],
  };
  const sequences: DetectionResult = {
    ...SAMPLE_PROOF,
    tool: 'explore',
    open: [],
    findings: ['failed: When it migrates: Expected 202. Observed 503.\nFeature: Explored\n\n  @id:EX-01'],
  };

  it('is told in sentences, without places in code and without made-up scenarios', () => {
    const text = words(page({ ...proven, detection: [mutants, sequences] }));
    expect(text).toContain(
      '2 were met by a test that did not notice, 1 kept a test from ending, and 3 lie where no test comes',
    );
    expect(text).not.toContain('x.ts');
    expect(text).toContain('When it migrates: Expected 202. Observed 503.');
    expect(text).not.toMatch(/failed: When|Feature: Explored|EX-01/);
  });
});
