import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemLine } from './problem';
import { WHAT_REMAINS_TABLE, whatRemainsProblems } from './what-remains';

const ROOT = path.join(__dirname, '../..');
const ROW = 'a rollback,wan,SIM,smso\n';

/** What is said of the table once something in it is otherwise. */
function saidOf(change: (table: string) => string): string[] {
  const root = mkdtempSync(path.join(tmpdir(), 'what-remains-'));
  const file = path.join(root, WHAT_REMAINS_TABLE);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, change(readFileSync(path.join(ROOT, WHAT_REMAINS_TABLE), 'utf8')));
  return whatRemainsProblems(root).map(problemLine);
}

describe('the table of what remains', () => {
  it('speaks of every record after every ending', () => {
    expect(whatRemainsProblems(ROOT)).toEqual([]);
  });

  it('is wanting where a row is missing', () => {
    expect(saidOf((table) => table.replace(ROW, ''))).toEqual([
      expect.stringContaining('the table has no row for a rollback: SIM of wan: say what remains.'),
    ]);
  });

  it('is wrong where a party keeps no such record', () => {
    expect(saidOf((table) => table.replace(ROW, 'a rollback,wan,keys,smso\n'))).toEqual([
      expect.stringContaining('is kept by another party, or by none'),
    ]);
  });

  it('is none where a project has none', () => {
    expect(whatRemainsProblems(mkdtempSync(path.join(tmpdir(), 'what-remains-')))).toEqual([]);
  });
});
