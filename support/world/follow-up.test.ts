import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { MigrationFileOf } from '../interfaces/files/migration-files';
import type { InstallationState } from '../roles';
import { expectedFollowUps, wrongFollowUps } from './follow-up';

function outcome(code: string, attempt = 1): MigrationFileOf<'COF'> {
  const outcomes = [{ installationId: 'INST-1', attempt, result: 'NotMigrated', code }];
  return { kind: 'COF', outcomes } as unknown as MigrationFileOf<'COF'>;
}

function state(now: InstallationState['state'], attempt: number, raised?: boolean): InstallationState {
  const window = { scheduledFor: '2019-06-04', authorisedTo: '2019-06-10' };
  const history = [{ at: '2019-06-04T09:00:00.000Z', state: now, note: '' }];
  return { installationId: 'INST-1', state: now, attempt, raised, history, ...window } as unknown as InstallationState;
}

function problems(code: string, now: InstallationState, attempt = 1, released: string[] = []): string[] {
  return wrongFollowUps([outcome(code, attempt)], [now], new Set(released));
}

describe('what follows a failed attempt', () => {
  it('is another day for a hub without WAN, and the end after five', () => {
    expect(problems('SIM-COM-01', state('Scheduled', 2))).toEqual([]);
    expect(problems('SIM-COM-01', state('Excluded', 5), 5)).toEqual([]);
    expect(problems('SIM-COM-01', state('Failed', 1))).toEqual([
      'After SIM-COM-01 in attempt 1, INST-1 is Failed at attempt 1; expected: another day.',
    ]);
    expect(problems('SIM-COM-01', state('Failed', 5), 5)).toHaveLength(1);
  });

  it('is a new authorisation where the window has no day left', () => {
    const failed = state('Failed', 1);
    expect(problems('SIM-COM-01', { ...failed, authorisedTo: '2019-06-04' })).toEqual([]);
    expect(problems('SIM-COM-01', { ...failed, authorisedTo: '2019-06-05' })).toHaveLength(1);
    const late = [{ at: '2019-06-05T09:00:00.000Z', state: 'Failed', note: '' }];
    expect(problems('SIM-COM-01', { ...failed, authorisedTo: '2019-06-05', history: late })).toEqual([]);
    const early = [{ at: '2019-06-05T07:00:00.000Z', state: 'Failed', note: '' }];
    expect(problems('SIM-COM-01', { ...failed, authorisedTo: '2019-06-05', history: early })).toHaveLength(1);
    expect(problems('SIM-COM-01', { ...state('Failed', 1, true), authorisedTo: '2019-06-04' })).toHaveLength(1);
  });

  it('is a new authorisation for a whitelist that differs', () => {
    expect(problems('SIM-WHL-02', state('Failed', 1))).toEqual([]);
    expect(problems('SIM-WHL-02', state('Scheduled', 2))).toHaveLength(1);
    expect(problems('SIM-WHL-02', state('Failed', 1, true))).toHaveLength(1);
  });

  it('is a decision of people for keys in another state, until they release the installation', () => {
    expect(problems('SIM-KEY-01', state('Failed', 1, true))).toEqual([]);
    expect(problems('SIM-KEY-01', state('Failed', 1))).toHaveLength(1);
    expect(problems('SIM-KEY-01', state('Failed', 1), 1, ['INST-1'])).toEqual([]);
  });

  it('must be known for every code', () => {
    expect(problems('SIM-NEW-99', state('Failed', 1))[0]).toContain('does not say what follows');
  });

  it('is known for every published code of an attempt', () => {
    const file = path.join(__dirname, '../../environments/contracts/codes.csv');
    const published: { code: string; party: string; level: string }[] = parse(readFileSync(file), { columns: true });
    // What the Migration Control Centre refuses, and the SMSO of a configuration, comes before any attempt.
    const ofAttempts = published.filter(({ code, party, level }) => {
      return code.startsWith('SIM-') && !['mcc', 'smso'].includes(party) && level === 'record';
    });
    const missing = ofAttempts.map(({ code }) => code).filter((code) => !expectedFollowUps().has(code));
    expect(missing).toEqual([]);
  });
});
