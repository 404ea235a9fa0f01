import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { makeArchive } from './archive';
import { archiveOf, EvidenceReader, packEvidence } from './packed-evidence';

const folder = mkdtempSync(path.join(tmpdir(), 'packed-'));
afterAll(() => rmSync(folder, { recursive: true }));

const bytes = fc.uint8Array({ maxLength: 3000 });
const names = fc.uniqueArray(fc.stringMatching(/^[a-zé0-9-]{1,30}\.txt$/), { minLength: 1, maxLength: 5 });

describe('packed evidence', () => {
  it('is read as it was written, whatever it is', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(names, fc.array(bytes, { minLength: 5, maxLength: 5 }), async (titles, bodies) => {
        count += 1;
        const files = titles.map((name, index) => ({ name, body: bodies[index] ?? new Uint8Array() }));
        packEvidence(folder, `evidence/${count}`, files);
        const reader = new EvidenceReader(folder);
        for (const { name, body } of files) {
          expect(Buffer.from((await reader.read(`evidence/${count}/${name}`)) ?? 'none')).toEqual(Buffer.from(body));
        }
        expect(await reader.read(`evidence/${count}/none.txt`)).toBeUndefined();
      }),
      { numRuns: 25 },
    );
  });

  it('is the same for the same files, and smaller than they are', () => {
    const body = Buffer.from('<File/>\n'.repeat(1000));
    packEvidence(folder, 'evidence/same', [{ name: '01.xml', body }]);
    const packed = readFileSync(path.join(folder, archiveOf('evidence/same')));
    expect(packed).toEqual(makeArchive([{ name: '01.xml', body }]));
    expect(packed.length).toBeLessThan(body.length / 10);
  });

  it('may also not be packed, may be missing, and never lies outside the run', async () => {
    mkdirSync(path.join(folder, 'evidence/plain'), { recursive: true });
    writeFileSync(path.join(folder, 'evidence/plain/01.txt'), 'as it is');
    const reader = new EvidenceReader(folder);
    expect(Buffer.from((await reader.read('evidence/plain/01.txt')) ?? '').toString()).toBe('as it is');
    expect(await reader.read('evidence/none/01.txt')).toBeUndefined();
    await expect(reader.read('../secret.txt')).rejects.toThrow('leaves the run folder');
  });
});
