import { describe, expect, it } from 'vitest';
import type { InstallationState } from '../roles';
import { brokenReporting, type Reporting } from './reporting';

const EUI = '90-B3-D5-1F-30-01-00-00';
const GROUP = { smsoTag: 'ALPHA', groupId: 'AA', kind: 'Active' } as const;
const AT = '2019-06-04T09:00:00.000Z';

function state(number: number, changes: Partial<InstallationState> = {}): InstallationState {
  return {
    installationId: `INST-${number}`,
    importMPAN: `MPAN-${number}`,
    kind: 'Active',
    state: 'Commissioned',
    attempt: 1,
    scheduledFor: '2019-06-04',
    slotStart: '2019-06-04T08:00:00.000Z',
    authorisedFrom: '2019-06-04',
    authorisedTo: '2019-06-10',
    history: [{ at: AT, state: 'InProgress', note: 'Attempt 1 started.' }],
    ...changes,
  };
}

type OutcomeRow = NonNullable<ReturnType<Reporting['days']['get']>>[number];

function outcomeRow(number: number, changes: Partial<OutcomeRow> = {}): OutcomeRow {
  return {
    recordedAt: AT,
    supplier: EUI,
    installationId: `INST-${number}`,
    importMPAN: `MPAN-${number}`,
    kind: 'Active',
    attempt: 1,
    result: 'Migrated',
    phase: 'Commissioning',
    decision: 'none',
    completedAt: AT,
    ...changes,
  };
}

const COUNTS = { authorised: 4, scheduled: 1, inFlight: 1, attempted: 4, migrated: 1, failed: 1, excluded: 0 };

/** One migrated, one failed and authorised anew, one that waits for its second attempt, one in intervention. */
const RIGHT: Reporting = {
  eui: EUI,
  name: 'Avon Supply',
  today: '2019-06-05',
  states: [
    state(1),
    state(2, { state: 'Failed' }),
    state(3, { state: 'Scheduled', attempt: 2, scheduledFor: '2019-06-05' }),
    state(4, { state: 'Intervention' }),
    state(5, { state: 'Failed', importMPAN: 'MPAN-2', attempt: 2 }),
  ],
  outcomes: [
    { installationId: 'INST-1', attempt: 1, result: 'Migrated', day: '2019-06-04' },
    { installationId: 'INST-2', attempt: 1, result: 'NotMigrated', code: 'SIM-WHL-02', day: '2019-06-04' },
    { installationId: 'INST-3', attempt: 1, result: 'NotMigrated', code: 'SIM-COM-01', day: '2019-06-04' },
    { installationId: 'INST-5', attempt: 2, result: 'NotMigrated', code: 'SIM-WHL-02', day: '2019-06-05' },
  ],
  overheard: [],
  portfolio: [{ supplier: EUI, ...GROUP, ...COUNTS }],
  inFlight: [
    {
      supplier: EUI,
      installationId: 'INST-4',
      importMPAN: 'MPAN-4',
      ...GROUP,
      attempt: 1,
      state: 'Intervention',
      since: AT,
      windowEndsAt: AT,
    },
  ],
  schedule: [{ day: '2019-06-05', supplier: EUI, ...GROUP, installations: 1 }],
  days: new Map([
    [
      '2019-06-04',
      [
        outcomeRow(1),
        outcomeRow(2, { result: 'NotMigrated', code: 'SIM-WHL-02' }),
        outcomeRow(3, { result: 'NotMigrated', code: 'SIM-COM-01' }),
      ],
    ],
  ]),
};

const broken = (changes: Partial<Reporting>, outcomesForged = false): string[] =>
  brokenReporting({ ...RIGHT, ...changes }, { outcomesForged });

const portfolio = (changes: Partial<typeof COUNTS> & { supplier?: string }): Partial<Reporting> => ({
  portfolio: [{ supplier: EUI, ...GROUP, ...COUNTS, ...changes }],
});

describe('what a supplier is told', () => {
  it('adds up', () => {
    expect(broken({})).toEqual([]);
  });

  it.each<[string, Partial<Reporting>, string]>([
    ['a sum that is not that of its classes', portfolio({ authorised: 5 }), 'has 5 authorised, and 4 in its classes'],
    ['more attempted than authorised', portfolio({ attempted: 5 }), 'has 5 attempted of 4 authorised'],
    ['fewer attempted than ended', portfolio({ attempted: 2 }), 'has 2 attempted of 4 authorised'],
    [
      'fewer attempted than begun',
      portfolio({ attempted: 3 }),
      'counts 3 Active attempted, the states of the installations 4',
    ],
    ['one that is in another class', portfolio({ failed: 0, migrated: 2 }), 'counts 2 Active migrated'],
    ['one that counts for each attempt', portfolio({ authorised: 5, failed: 2 }), 'counts 2 Active failed'],
    ['a class that is forgotten', portfolio({ authorised: 3, failed: 0 }), 'counts 0 Active failed'],
    ['a row of another supplier', portfolio({ supplier: '90-B3-D5-1F-30-02-00-00' }), 'A row is that of 90-B3'],
    ['nobody in flight', { inFlight: [] }, 'Missing among what is reported as in flight: INST-4'],
    ['another plan', { schedule: [] }, 'Missing among what is reported as scheduled days: 2019-06-05'],
    [
      'a day with an outcome of somebody else',
      { days: new Map([['2019-06-04', [...(RIGHT.days.get('2019-06-04') ?? []), outcomeRow(9)]]]) },
      'INST-9 is reported, which is an installation of somebody else',
    ],
    ['a day without report', { days: new Map() }, 'Missing among what is reported as outcomes of 2019-06-04: INST-1/1'],
    [
      'an outcome on another day',
      { days: new Map([...RIGHT.days, ['2019-06-03', [outcomeRow(1)]]]) },
      'Reported as outcomes of 2019-06-03 without being so: INST-1/1 Migrated',
    ],
    [
      'an outcome twice in a day',
      { days: new Map([['2019-06-04', [...(RIGHT.days.get('2019-06-04') ?? []), outcomeRow(1)]]]) },
      'Reported as outcomes of 2019-06-04 without being so: INST-1/1 Migrated',
    ],
    [
      'a state that no outcome file gives',
      { outcomes: RIGHT.outcomes.filter(({ installationId }) => installationId !== 'INST-5') },
      'INST-5 is Failed at attempt 2, of which the outcome files say nothing',
    ],
    [
      'a state that an outcome file denies',
      { outcomes: RIGHT.outcomes.map((one) => ({ ...one, result: 'NotMigrated' as const })) },
      'INST-1 is Commissioned at attempt 1, of which the outcome files say NotMigrated',
    ],
    [
      'an outcome file that names an installation of somebody else',
      { overheard: [{ file: 'COF_AA_AA04.xml', installationId: 'INST-9' }] },
      'COF_AA_AA04.xml names INST-9, an installation of somebody else',
    ],
  ])('is broken by %s', (_what, changes, problem) => {
    expect(broken(changes).join('\n')).toContain(problem);
  });

  it('need not follow outcome files that the tester forged', () => {
    expect(broken({ outcomes: [], days: new Map() }, true)).toEqual([]);
  });
});
