import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { exampleDmc } from './fixtures/example-dmc';
import { readKnownIssues } from './known-issues';
import { readWaivers } from './waivers';

const folder = mkdtempSync(path.join(tmpdir(), 'ledger-'));
afterAll(() => rmSync(folder, { recursive: true }));

function table(...lines: readonly string[]): string {
  const file = path.join(folder, 'table.csv');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

const HEAD =
  'id,title,severity,scenario,dmcs,fingerprint,requirement,workaround,ownerRole,fixRelease,openedOn,targetDate';
const RIGHT = 'KI-7,It is slow,3,ST-A1-01,IOC-01,0123456789ab,ST-A1,Wait,S1SP,Next,2026-11-02,2026-12-18';
const requirement = {
  id: 'ST-A1',
  source: 's',
  text: 't',
  shownBy: ['scenario' as const],
  effect: 'e.',
  severity: 2 as const,
};
const read = (...lines: readonly string[]): ReturnType<typeof readKnownIssues> =>
  readKnownIssues(table(HEAD, ...lines), [exampleDmc()], [requirement]);

describe('the ledger of known issues', () => {
  it('may be empty, and holds issues of some combinations or of all', () => {
    expect(read()).toEqual([]);
    expect(read(RIGHT)).toMatchObject([{ id: 'KI-7', severity: 3, dmcs: ['IOC-01'], targetDate: '2026-12-18' }]);
    expect(read(RIGHT.replace('IOC-01', 'all'))[0]?.dmcs).toEqual([]);
  });

  it.each([
    ['an id of another form', RIGHT.replace('KI-7', '7'), /table\.csv:2: field "id": expected the form KI-7/],
    ['a severity that there is not', RIGHT.replace(',3,', ',6,'), /field "severity": expected 1 to 5/],
    [
      'a fingerprint that is none',
      RIGHT.replace('0123456789ab', 'slow'),
      /field "fingerprint": expected 2- and 12 hex digits/,
    ],
    ['no date of its record', RIGHT.replace('2026-11-02', ''), /field "openedOn"/],
    ['a date that is none', RIGHT.replace('2026-12-18', 'soon'), /field "targetDate"/],
    [
      'a combination that is not in the catalogue',
      RIGHT.replace('IOC-01', 'IOC-09'),
      /there is no combination "IOC-09"/,
    ],
    ['a requirement that is not in the register', RIGHT.replace(',ST-A1,', ',ST-Z9,'), /ST-Z9 is not in the register/],
    ['nobody who owns it', RIGHT.replace(',S1SP,', ',,'), /field "ownerRole": must not be empty/],
  ])('refuses %s, by file, line and field', (_name, line, sentence) => {
    expect(() => read(line)).toThrow(sentence);
  });
});

describe('waivers', () => {
  const head = 'plan,criterion,dmc,phase,approver,reason,date,reference';
  const right = 'release,EX-7,IOC-01,all,Chair of the Panel,It was shown before.,2026-11-20,Minute 4';

  it('hold for one combination or Test Phase, or for all', () => {
    expect(readWaivers(table(head))).toEqual([]);
    const [waiver] = readWaivers(table(head, right));
    expect(waiver).toMatchObject({ plan: 'release', criterion: 'EX-7', dmc: 'IOC-01', approver: 'Chair of the Panel' });
    expect(waiver).not.toHaveProperty('phase');
  });

  it('are refused without a reason or an approver, or with a phase that there is not', () => {
    expect(() => readWaivers(table(head, right.replace('It was shown before.', '')))).toThrow(/field "reason"/);
    expect(() => readWaivers(table(head, right.replace('Chair of the Panel', '')))).toThrow(/field "approver"/);
    expect(() => readWaivers(table(head, right.replace('all', 'Sleeping')))).toThrow(/field "phase"/);
  });
});
