import { describe, expect, it } from 'vitest';
import { Documents } from '../interfaces/documents';
import { NOT_CHECKED } from '../interfaces/duis/official-schemas';
import { examineByCanonicalForm } from '../interfaces/examination';
import type { MigrationFile } from '../interfaces/files/migration-files';
import type { DuisResponse } from '../interfaces/duis/response';
import type { ScenarioFacts } from './facts';
import { brokenHistory, type DeliveredFile } from './history';

const AT = '2019-06-04T10:00:00.000Z';
const LATER = '2019-06-04T11:00:00.000Z';
const METER = '00-DB-12-E1-00-00-00-01';
const SUPPLIER = '90-B3-D5-1F-30-01-00-00';
const STRANGER = '90-B3-D5-1F-30-02-00-00';

const NOTHING: ScenarioFacts = {
  messages: [],
  certificates: {},
  documents: new Documents(examineByCanonicalForm, { statement: NOT_CHECKED }),
  takenOver: new Set(),
  inventory: [],
  inHand: [],
  networks: [],
  states: [],
  released: new Set(),
  reachedFromBothSides: [],
  reporting: [],
  answers: [],
  audit: [],
  setAside: [],
  received: [],
  told: [],
};

interface OutcomeFile {
  readonly attempt?: number;
  readonly counter?: bigint;
  readonly createdAt?: string;
  readonly completedAt?: string;
}

function outcomeFile({ attempt = 1, counter = 1n, createdAt = AT, completedAt = AT }: OutcomeFile = {}): DeliveredFile {
  const file: MigrationFile = {
    kind: 'COF',
    header: {
      fileId: `CP-${attempt}`,
      sender: 'commissioning-party',
      groupId: 'AA',
      sequenceCounter: counter,
      createdAt,
    },
    outcomes: [
      {
        installationId: 'I-1',
        attempt,
        importMPAN: '1012345678806',
        result: 'NotMigrated',
        phase: 'Whitelist',
        completedAt,
        devices: [],
      },
    ],
  };
  return { file, at: AT, recipients: ['mcc', 's1sp'] };
}

function state(changes: Partial<ScenarioFacts['states'][number]> = {}): ScenarioFacts['states'][number] {
  return {
    installationId: 'I-1',
    importMPAN: '1012345678806',
    kind: 'Active',
    state: 'Failed',
    attempt: 2,
    scheduledFor: '2019-06-04',
    slotStart: AT,
    authorisedFrom: '2019-06-04',
    authorisedTo: '2019-06-05',
    history: [],
    ...changes,
  };
}

const alert = (user: string): DuisResponse => ({
  code: 'I99',
  at: AT,
  content: { kind: 'device-alert', alertCode: '8F12', description: '', deviceId: METER, user, counter: 1n },
  xml: '',
});

/** What does not hold, in sentences. */
function broken(changes: Partial<ScenarioFacts>, delivered: readonly DeliveredFile[] = []): string[] {
  return brokenHistory({ ...NOTHING, ...changes }, delivered).map(({ sentence }) => sentence);
}

describe('the history of a scenario', () => {
  it('may have several attempts, each with its outcome', () => {
    const files = [outcomeFile(), outcomeFile({ attempt: 2, counter: 2n })];
    expect(broken({ states: [state()] }, files)).toEqual([]);
  });

  it('tells of nothing before it has happened', () => {
    expect(broken({}, [outcomeFile({ completedAt: LATER })])).toEqual([
      `CP-1 of ${AT} tells of something at ${LATER}.`,
    ]);
    expect(broken({}, [outcomeFile({ createdAt: LATER })])).toEqual([
      `CP-1 was written at ${LATER} and came at ${AT}.`,
    ]);
    const history = [
      { at: LATER, state: 'Scheduled', note: '' },
      { at: AT, state: 'Failed', note: '' },
    ];
    expect(broken({ states: [state({ attempt: 1, history })] })).toEqual([
      `The history of I-1 goes back in time: Failed at ${AT}.`,
    ]);
  });

  it('has counters that rise', () => {
    expect(broken({}, [outcomeFile(), outcomeFile({ attempt: 2 })])).toEqual([
      'CP-2 to the Migration Control Centre has the counter 1 after 1.',
      'CP-2 to the S1SP has the counter 1 after 1.',
    ]);
  });

  it('has no attempt after one without an outcome, unless the tester had a hand in it', () => {
    const sentence = 'I-1 is at attempt 2, and attempt 1 has no outcome.';
    expect(broken({ states: [state()] })).toEqual([sentence]);
    expect(broken({ states: [state()], takenOver: new Set(['SCF']) })).toEqual([]);
  });

  it('brings nobody what is for somebody else', () => {
    const received = [{ user: 'Avon Supply', eui: SUPPLIER, responses: [alert(SUPPLIER), alert(STRANGER)] }];
    expect(broken({ received })).toEqual([
      expect.stringMatching(`^Avon Supply received .*, which is for ${STRANGER}.$`),
    ]);
    const answer: DuisResponse = { ...alert(SUPPLIER), requestId: `${STRANGER}:${METER}:1` };
    expect(broken({ received: [{ user: 'Avon Supply', eui: SUPPLIER, responses: [answer] }] })).toHaveLength(1);
  });

  it('has no request to a device that is not commissioned yet', () => {
    const message = (at: string): ScenarioFacts['messages'][number] => ({
      ...{ n: 7, at, from: 'dsp', to: 's1sp', kind: 'countersigned-service-request' },
      body: `<sr:RequestID>${SUPPLIER}:${METER}:12</sr:RequestID>`,
    });
    const entry = (history: ScenarioFacts['inventory'][number]['history']): ScenarioFacts['inventory'][number] => ({
      ...{ deviceId: METER, deviceType: 'ESME' as const, manufacturer: 'AB01', model: '433100AC', firmware: '1' },
      ...{ associatedWith: [], history },
    });
    const inventory = [entry([{ at: AT, status: 'Commissioned', note: '' }])];
    expect(broken({ inventory, messages: [message(LATER)] })).toEqual([]);
    expect(broken({ inventory, messages: [message('2019-06-04T09:00:00.000Z')] })).toHaveLength(1);
    expect(broken({ inventory: [entry([])], messages: [message(LATER)] })).toHaveLength(1);
  });

  it('leaves a commissioned device keys of its own alone', () => {
    const device = { deviceId: METER, type: 'ESME', hasFormerKey: false, sharesKeyWith: [] as string[] } as const;
    expect(broken({ inHand: [device] })).toEqual([]);
    expect(broken({ inHand: [{ ...device, hasFormerKey: true }] })).toEqual([
      `The ESME ${METER} is Commissioned, and has a key that it had before.`,
    ]);
    expect(broken({ inHand: [{ ...device, sharesKeyWith: ['X'] }] })).toEqual([
      `The ESME ${METER} is Commissioned, and shares a key with X.`,
    ]);
  });

  it('leaves a SIM where the end of the migration says', () => {
    const networks = (network: 's1sp' | 'smso'): Pick<ScenarioFacts, 'networks'> => ({
      networks: [{ importMPAN: '1012345678806', iccid: '8944', network }],
    });
    const states = [state({ attempt: 1 })];
    expect(broken({ states, ...networks('smso') })).toEqual([]);
    expect(broken({ states, ...networks('s1sp') })).toEqual(['I-1 is Failed, and its SIM 8944 is with s1sp.']);
    expect(broken({ states: [state({ attempt: 1, state: 'Intervention' })], ...networks('s1sp') })).toEqual([]);
  });
});
