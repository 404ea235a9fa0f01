import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readManualEvidence } from './manual-evidence';

const HEAD = 'test,requirement,build,role,date,outcome,attachment,digest\n';
const DIGEST = 'ab'.repeat(32);

function table(rows: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'manual-')), 'manual-evidence.csv');
  writeFileSync(file, HEAD + rows);
  return file;
}

const register = [{ id: 'ST-B4' }];

describe('what was tested by hand', () => {
  it('may be nothing', () => {
    expect(readManualEvidence(table(''), register)).toEqual([]);
  });

  it('is read with the digest of what records it', () => {
    const [one] = readManualEvidence(
      table(`A display in the hand,ST-B4,build 1,Test manager,2026-11-24,passed,photo.jpg,${DIGEST}\n`),
      register,
    );
    expect(one).toMatchObject({ test: 'A display in the hand', outcome: 'passed', digest: DIGEST });
  });

  it('is refused where the requirement is unknown or the digest is none', () => {
    const unknown = table(`A display,ST-B9,build 1,Role,2026-11-24,passed,photo.jpg,${DIGEST}\n`);
    expect(() => readManualEvidence(unknown, register)).toThrow(
      /:2: field "requirement": ST-B9 is not in the register/,
    );
    const loose = table('A display,ST-B4,build 1,Role,2026-11-24,passed,photo.jpg,abc\n');
    expect(() => readManualEvidence(loose, register)).toThrow(/field "digest": expected a SHA-256/);
  });
});
