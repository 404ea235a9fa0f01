import { expect, it } from 'vitest';
import { sampleRun } from '../../fixtures/sample';
import { completionReportHtml } from '../document';
import { completionReport } from '../document-model';

it('ends a long verdict after a criterion, not within what is said of one', () => {
  const long = `EX-4 is not met (${'DM-2-38, '.repeat(12)}are open)`;
  const sentence = `IOC-01 does not meet its criteria: ${long}; EX-12 is not met (KI-3 is expired: it was to be mended; ${'KI-9 is changed; '.repeat(12)}).`;
  const run = sampleRun();
  const report = completionReport(
    { ...run, verdict: { ...run.verdict, sentence } },
    { allure: false, signedWith: undefined },
    undefined,
  );
  const [first = ''] = completionReportHtml(report).split('id="recommendation"');
  expect(first).toContain('are open); and more:');
  expect(first).not.toContain('KI-3');
});

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

it('names no requirement as the weakest where all are alike', () => {
  const run = sampleRun();
  const [first] = run.requirements.filter(({ inPlan, verdict }) => inPlan && verdict === 'shown');
  if (first === undefined) throw new Error('The sample shows no requirement.');
  const six = ['1', '2', '3', '4', '5', '6'].map((digit) => ({
    ...first,
    id: `ST-X${digit}`,
    stages: ['Migration ST'],
  }));
  const report = completionReport({ ...run, requirements: six }, { allure: false, signedWith: undefined }, undefined);
  const [pageOne = ''] = completionReportHtml(report).split('id="recommendation"');
  expect(/Weakest evidence<[^.]*[.]/.exec(pageOne)?.[0]).toMatch(
    /none stands out; all 6 requirements are alike \([a-z ]+\), ST-X1/,
  );
});
