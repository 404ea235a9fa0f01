import { expect, it } from 'vitest';
import { sampleRun } from '../../fixtures/sample';
import { completionReportHtml } from '../document';
import { completionReport } from '../document-model';

it('says the verdict of a whole release in full', () => {
  const stages = 'Migration ST, Migration DMRT, Full system regression, both sets of regression';
  const sentence = `Active, Dormant and Mixed Meter Migration Testing (${stages}) of 12 combinations meets all 19 criteria that the plan "release" claims: 12879 of 12879 executions passed, on a simulated system.`;
  const run = sampleRun();
  const report = completionReport(
    { ...run, verdict: { ...run.verdict, sentence } },
    { allure: false, signedWith: undefined },
    undefined,
  );
  expect(completionReportHtml(report).includes('executions passed, on a simulated system.')).toBe(true);
});
