import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FAULT_MATRIX_TABLE, FAULT_STAGES, faultMatrixProblems, MATRIX_FAULTS, readFaultMatrix } from './fault-matrix';
import { problemLine } from './problem';

const ROOT = path.join(__dirname, '../..');
const TABLE = path.join(ROOT, FAULT_MATRIX_TABLE);
const ROW = 'the validation,service killed,migrated,,first day,outcome file and alerts,\n';

/** What is said of the table once something in it is otherwise. */
function saidOf(change: (table: string) => string): string[] {
  const root = mkdtempSync(path.join(tmpdir(), 'fault-matrix-'));
  const file = path.join(root, FAULT_MATRIX_TABLE);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, change(readFileSync(TABLE, 'utf8')));
  return faultMatrixProblems(root).map(problemLine);
}

describe('the fault matrix', () => {
  it('speaks of every fault at every stage', () => {
    expect(faultMatrixProblems(ROOT)).toEqual([]);
    expect(readFaultMatrix(TABLE)).toHaveLength(FAULT_STAGES.length * MATRIX_FAULTS.length);
  });

  it('is wanting where a row is missing', () => {
    expect(saidOf((table) => table.replace(ROW, ''))).toEqual([
      expect.stringContaining('the matrix has no row for service killed at the validation: say how'),
    ]);
  });

  it.each([
    ['neither a result nor a reason', ',,,,', 'must say why the pair cannot be'],
    ['both', 'migrated,,first day,outcome file,There is none.', 'must be empty where the pair has a result'],
    ['a result of which nobody is told', 'migrated,,first day,,', 'must say why the pair cannot be'],
    ['a reason that is no sentence', ',,,,none', 'must be a sentence with its full stop'],
    ['an unknown way of telling', 'migrated,,first day,letter,', 'field "told'],
    ['an unknown day', 'migrated,,soon,outcome file,', 'field "by"'],
  ])('is wrong where a row has %s', (_what, cells, sentence) => {
    const said = saidOf((table) => table.replace(ROW, `the validation,service killed,${cells}\n`));
    expect(said).toEqual([expect.stringContaining(sentence)]);
  });

  it('is none where a project has none', () => {
    expect(faultMatrixProblems(mkdtempSync(path.join(tmpdir(), 'fault-matrix-')))).toEqual([]);
  });
});
