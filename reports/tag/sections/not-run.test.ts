import { describe, expect, it } from 'vitest';
import { words } from '../../fixtures/page-tests';
import { sampleRun } from '../../fixtures/sample';
import type { RunResult } from '../../record/result-model';
import { completionReportHtml } from '../document';
import { completionReport } from '../document-model';

const page = (run: RunResult, signedWith?: string): string =>
  words(completionReportHtml(completionReport(run, { allure: true, signedWith }, undefined)));

describe('what does not apply', () => {
  it('says each sentence of a reason once, of every combination that it is true of', () => {
    const run = sampleRun();
    const [one] = run.executions;
    if (one === undefined) throw new Error('The sample has no test.');
    const aside = (dmc: string, reason: string): typeof one => ({ ...one, dmc, reason, outcome: 'does-not-apply' });
    const release = 'IOC does not use firmware upgrades.';
    const text = page({
      ...run,
      executions: [
        ...run.executions.slice(1),
        aside('IOC-01', `IOC-01 does not have gas devices. ${release}`),
        aside('IOC-02', `${release} IOC-02 has a gas meter without keys.`),
        aside('IOC-03', `IOC-03 does not have gas devices. IOC-03 has a gas meter without keys.`),
      ],
    });
    expect(text).toContain(
      `IOC-01 and IOC-03 do not have gas devices. ${release} IOC-02 and IOC-03 have a gas meter without keys.`,
    );
  });
});
