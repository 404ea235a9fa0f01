import { expect, it } from 'vitest';
import { wholePhaseRun } from '../fixtures/sample';
import type { CodeResult, RunResult } from '../record/result-model';
import { codeStanding } from './code-standing';

const code = (name: string, party: string, provokedBy: readonly string[] = []): CodeResult => {
  const [pattern] = wholePhaseRun().codes;
  if (pattern === undefined) throw new Error('The sample publishes no code.');
  const { exception: _exception, ...rest } = pattern;
  return { ...rest, code: name, party, provokedBy };
};

it('takes no code for lacking whose party has no part in a run of every Test Phase', () => {
  const base = wholePhaseRun();
  const [cell] = base.cells;
  const cells = ['Active', 'Dormant', 'Mixed'].flatMap((phase) => (cell === undefined ? [] : [{ ...cell, phase }]));
  const codes = [
    code('SIM-MCC-98', 'mcc', ['ST-A1-01']),
    code('SIM-MCC-99', 'mcc'),
    code('SIM-DST-01', 'migration-dust'),
  ];
  const run: RunResult = { ...base, cells, codes };
  expect(codes.map((one) => codeStanding(one, run))).toEqual(['given', 'lacking', 'elsewhere']);
});
