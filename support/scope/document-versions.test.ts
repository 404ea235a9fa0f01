import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readDocumentVersions } from './document-versions';

const folder = mkdtempSync(path.join(tmpdir(), 'versions-'));
const file = path.join(folder, 'document-versions.csv');
afterAll(() => rmSync(folder, { recursive: true }));

function read(...rows: string[]): unknown {
  writeFileSync(file, ['document,release,version,date,role,change,scope,provenance', ...rows, ''].join('\n'));
  return readDocumentVersions(file);
}

describe('the versions of the documents about scope', () => {
  it('are read in the order in which they were issued; there may be none', () => {
    const first = 'depth-and-breadth,IOC,0.1,2019-04-17,DCC test manager,For comment.,,MODEL';
    const second = 'depth-and-breadth,IOC,1.0,2019-05-08,DCC test manager,Agreed.,0123456789ab,MODEL';
    expect(read(first, second)).toMatchObject([{ version: '0.1' }, { version: '1.0', scope: '0123456789ab' }]);
    expect(read()).toEqual([]);
    expect(readDocumentVersions(path.join(folder, 'none.csv'))).toEqual([]);
    expect(() => read(second, first)).toThrow('version 0.1 is older than version 1.0 above it');
  });

  it.each([
    ['depth-and-breadth,IOC,one,2019-04-17,DCC,For comment.,,MODEL', 'field "version"'],
    ['depth-and-breadth,IOC,1.0,2019-04-17,DCC,For comment.,abc,MODEL', 'field "scope"'],
    ['test-plan,IOC,1.0,2019-04-17,DCC,For comment.,,MODEL', 'field "document"'],
  ])('refuse %s', (row, sentence) => {
    expect(() => read(row)).toThrow(sentence);
  });
});
