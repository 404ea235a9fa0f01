import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { EvidenceRecord } from './records';
import { readTagComments } from './tag-comments';

const folder = mkdtempSync(path.join(tmpdir(), 'comments-'));
const file = path.join(folder, 'tag-comments.csv');
afterAll(() => rmSync(folder, { recursive: true }));

const HEAD =
  'id,document,release,date,role,comment,response,state,referredOn,decision,provenance\nTC-01,depth-and-breadth,IOC,2019-05-01,TAG chair,More.,';
const records: readonly EvidenceRecord[] = [
  { kind: 'depth-and-breadth', release: 'IOC', date: '2019-05-08', reference: 'R', statement: 'Closed.' },
];

function read(rest: string, known: readonly EvidenceRecord[] = records): unknown {
  writeFileSync(file, `${HEAD}${rest}\n`);
  return readTagComments(file, known);
}

describe("TAG's comments log", () => {
  it('is read row by row, and is empty where there is none', () => {
    expect(read('Done.,closed,,,MODEL')).toMatchObject([{ id: 'TC-01', state: 'closed', response: 'Done.' }]);
    expect(readTagComments(path.join(folder, 'none.csv'), records)).toEqual([]);
  });

  it.each([
    [',closed,,,MODEL', 'a closed comment has a response'],
    ['Done.,referred,,,MODEL', 'a referred comment has the date of its referral'],
    ['Done.,open,2019-05-02,,MODEL', 'a comment that was referred is "referred" or "closed"'],
    ['Done.,referred,2019-04-02,,MODEL', 'it was referred before it was made'],
    ['Done.,referred,2019-05-02,It stands.,MODEL', 'a comment that was decided on is "closed"'],
    ['Done.,closed,,It stands.,MODEL', 'only what was referred is decided by the Secretary of State'],
    ['Done.,done,,,MODEL', 'field "state"'],
  ])('refuses %s', (rest, sentence) => {
    expect(() => read(rest)).toThrow(sentence);
  });

  it('refuses an open comment of which a record says that it is closed', () => {
    expect(() => read(',open,,,MODEL')).toThrow(
      /tag-comments\.csv:2: field "state": TC-01 is open, but evidence\.json records on 2019-05-08 that the comments/,
    );
    expect(read(',open,,,MODEL', [])).toHaveLength(1);
    expect(read('Sent on.,referred,2019-05-03,,MODEL')).toHaveLength(1);
  });
});
