import { expect, it } from 'vitest';
import { sampleRun } from '../../reports/fixtures/sample';
import { releaseDetails } from './cycle-figures';

it('says of a release what ran, how long each stage took, and what ran once for several cells', () => {
  const run = sampleRun();
  const [first, second, third] = run.executions;
  if (first === undefined || second === undefined || third === undefined) throw new Error('The sample is too small.');
  const executions = [
    { ...first, stage: 'Migration ST', durationMs: 100, citedBy: [] },
    { ...second, stage: 'Migration ST', durationMs: 300, citedBy: [{ dmc: 'IOC-02', phase: 'Active' }] },
    { ...third, stage: 'Migration ST', durationMs: 0, steps: [], citedBy: [{ dmc: 'IOC-02', phase: 'Mixed' }] },
  ];
  const counts = { ...run.counts, planned: 3, executed: 2, passed: 2 };
  const line = { cpuMs: 500, executingMs: 4_000, executed: 2 };
  expect(releaseDetails(line, { counts, verdict: run.verdict, executions })).toEqual([
    `2 of 3 executions, 2 passed; verdict: ${run.verdict.result}`,
    '250 ms of CPU time an execution; executions alone 4 s',
    'Migration ST: 2 executions, 200 ms each',
    '1 ran once for several cells, which cite them 1 times',
  ]);
});
