import { describe, expect, it } from 'vitest';
import { ALL_OUTCOMES, sampleRun, wholePhaseRun } from '../../reports/fixtures/sample';
import type { ExecutionResult } from '../../reports/record/result-model';
import { causeLines, executionLine, stepLines, summaryLines } from './console';

const run = sampleRun(ALL_OUTCOMES);

function execution(id: string): ExecutionResult {
  const found = run.executions.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`The sample has no ${id}.`);
  return found;
}

describe('the summary', () => {
  const lines = summaryLines(run);

  it('counts by area, so that every execution is in one column', () => {
    const all = lines.find((line) => line.startsWith('All '));
    const [total = 0, ...columns] = (all?.match(/\d+/g) ?? []).map(Number);
    expect(total).toBe(run.executions.length);
    expect(columns.reduce((sum, count) => sum + count, 0)).toBe(total);
    expect(columns).toEqual([run.counts.passed, 1, 1, 2, 2]);
  });

  it('names what is open, why, and how to repeat it', () => {
    const at = lines.indexOf(`FAILED ST-B4-03 ${execution('ST-B4-03').title} (cause C-403)`);
    expect(lines.slice(at + 1, at + 7)).toEqual([
      `  ${execution('ST-B4-03').steps.at(-1)?.text ?? ''}`,
      '  Expected what the test says. Observed no answer from the electricity meter to the SMSO, but "no route to the hub".',
      '  party: S1SP',
      '  seen on: MCF_AA_1.xml',
      '  first difference: Not as expected: what the test says.',
      `  again: ${execution('ST-B4-03').reproduce}`,
    ]);
    expect(lines.some((line) => line.startsWith('BLOCKED ST-A3-02'))).toBe(true);
    expect(lines.some((line) => line.startsWith('INCOMPLETE ST-A6-02'))).toBe(true);
  });

  it('says once what the failures come from, with the scenarios that show it', () => {
    const at = lines.indexOf('2 failures, 2 causes:');
    expect(lines[at + 1]).toBe(`  C-403  ${run.causes[0]?.sentence ?? ''}`);
    expect(lines[at + 2]).toBe('       1 execution: ST-B4-03');
    expect(causeLines([])).toEqual([]);
  });

  it('shows each criterion and ends with the verdict', () => {
    for (const { id, verdict } of run.criteria)
      expect(lines).toContainEqual(expect.stringMatching(`^${id} +${verdict}`));
    expect(lines.at(-1)).toBe(`Verdict: ${run.verdict.sentence}`);
    expect(lines.at(-2)).toBe(run.run.schemaCheck);
  });
});

describe('the summary of whole Test Phases', () => {
  const lines = summaryLines(wholePhaseRun());

  it('shows each stage, what differs between the sets, and the known issues', () => {
    expect(lines).toContainEqual(expect.stringMatching(/^Migration ST, regression set 2 +1 +1 +0 +0 +24$/));
    expect(lines).toContain('Regression sets: 24 executions with 1480 messages compared, 1 difference.');
    expect(lines).toContainEqual(
      expect.stringMatching(/^ {2}IOC-01 Active, Migration ST: ST-B4-03 transcript explained/),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}KI-7 \(severity 4\) open: The gas transporter/));
  });
});

describe('an execution', () => {
  it('is one line while the run goes on', () => {
    const { title, durationMs } = execution('ST-B4-03');
    expect(executionLine(execution('ST-B4-03'))).toBe(`  FAILED         ST-B4-03   ${title} (${durationMs} ms)`);
  });

  it('shows its steps, and evidence only where something went wrong', () => {
    const evidence = [{ title: 'File', mediaType: 'text/plain', path: 'evidence/a/01-file.txt' }];
    const common = { durationMs: 3.4, evidence };
    const result: ExecutionResult = {
      ...execution('ST-B4-03'),
      evidence: [],
      reason: 'Then it is so: No.\nReally.',
      steps: [
        { ...common, text: 'A fresh environment', kind: 'hook', status: 'passed' },
        { ...common, text: 'Given a thing', kind: 'step', status: 'passed' },
        { ...common, text: 'Then it is so', kind: 'step', status: 'failed', message: 'No.\nReally.' },
      ],
    };
    expect(stepLines(result, 'runs/x').slice(1)).toEqual([
      '  passed    Given a thing (3 ms)',
      '  failed    Then it is so (3 ms)',
      '            No.\n            Really.',
      '            evidence: runs/x/evidence/a/01-file.txt',
      '            party: S1SP',
      '            seen on: MCF_AA_1.xml',
      '            first difference: Not as expected: what the test says.',
      'ST-B4-03: FAILED',
    ]);
  });
});
