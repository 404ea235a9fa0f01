import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { dmctSubsetProblems, readDmctSubset } from './dmct-subset';
import { readServiceRequests } from './service-requests';
import { SERVICE_REQUEST_TABLE } from './scope';

const folder = mkdtempSync(path.join(tmpdir(), 'subset-'));
const file = path.join(folder, 'dmct-subset.csv');
afterAll(() => rmSync(folder, { recursive: true }));

const requests = readServiceRequests(path.join(__dirname, '../..', SERVICE_REQUEST_TABLE));
const WHOLE = [
  'request,8.2,DCC,IS GS RSA ED GT ES OU,It answers.,MODEL',
  'request,4.1.1,ESME GSME,IS GS,It is read.,MODEL',
  'alert,N42,ESME,IS,It is told.,MODEL',
];

function problemsOf(rows: readonly string[]): string[] {
  writeFileSync(file, `kind,reference,devices,roles,why,provenance\n${rows.join('\n')}\n`);
  return dmctSubsetProblems(file, readDmctSubset(file), requests).map(({ message }) => message);
}

describe('the subset of Device Model Combination Testing', () => {
  it('is in order with requests and alerts, both meters and every role', () => {
    expect(problemsOf(WHOLE)).toEqual([]);
  });

  it.each([
    ['request,4.99,ESME,IS,W.,M', 'field "reference": the scope has no 4.99.'],
    ['request,4.16,GSME,IS,W.,M', 'field "devices": 4.16 is not for the GSME.'],
    ['request,4.16,ESME,GT,W.,M', 'field "roles": GT may not send 4.16.'],
    ['alert,4.16,ESME,IS,W.,M', 'field "reference": 4.16 is no alert.'],
    ['request,N43,ESME,IS,W.,M', 'field "reference": N43 is no request.'],
    ['alert,N43,DCC,IS,W.,M', 'field "devices": no alert is about the DCC.'],
  ])('refuses the row %s', (row, message) => {
    expect(problemsOf([...WHOLE, row])).toEqual([message]);
  });

  it.each([
    [WHOLE.slice(0, 2), 'alert'],
    [WHOLE.slice(1), 'RSA, ED, GT, ES, OU'],
    [[WHOLE[0] ?? '', WHOLE[2] ?? ''], 'GSME'],
  ])('names what it lacks', (rows, lacking) => {
    expect(problemsOf(rows)).toEqual([expect.stringContaining(`the subset holds nothing for ${lacking}:`) as string]);
  });

  it('refuses a row that stands twice', () => {
    expect(() => problemsOf([...WHOLE, WHOLE[1] ?? ''])).toThrow('already stands on line 3');
  });
});
