import { describe, expect, it } from 'vitest';
import { words } from '../fixtures/page-tests';
import { ALL_OUTCOMES, sampleRun } from '../fixtures/sample';
import type { RunResult } from '../record/result-model';
import { completionReportHtml } from './document';
import { completionReport } from './document-model';

const page = (run: RunResult, signedWith?: string): string =>
  words(completionReportHtml(completionReport(run, { allure: true, signedWith }, undefined)));

describe('the faults of a run', () => {
  it('gives a fault of nobody to the one who has to find out whose it is', () => {
    const { causes, ...run } = sampleRun(ALL_OUTCOMES);
    const html = page({ ...run, causes: causes.map(({ party: _party, ...cause }) => cause) });
    expect(html).toMatch(/Owner ?Migration test manager, until triage names whose system it is/);
    expect(html).not.toContain('not assigned');
  });

  it('calls a severity by one name, whether it is that of a test, of an issue or of a fault', () => {
    const text = page(sampleRun(ALL_OUTCOMES));
    const named = [...text.matchAll(/\b([1-5]) \((critical|major|medium|minor|cosmetic|blocker|normal|trivial)\)/g)];
    const names = [...new Set(named.map(([whole]) => whole))];
    expect(names.length).toBeGreaterThan(0);
    const due = ['1 (critical)', '2 (major)', '3 (medium)', '4 (minor)', '5 (cosmetic)'];
    expect(names.filter((name) => !due.includes(name))).toEqual([]);
    expect(text).toMatch(/Severity ?\d \(\w+\) \(requirement [A-Z]+-\w+ : \d; its tests: \d/);
  });
});
