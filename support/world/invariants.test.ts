import { beforeAll, describe, expect, it } from 'vitest';
import { Documents } from '../interfaces/documents';
import { examineByCanonicalForm } from '../interfaces/examination';
import { NOT_CHECKED } from '../interfaces/duis/official-schemas';
import type { MigrationFile } from '../interfaces/files/migration-files';
import { migrationFileName } from '../interfaces/files/names';
import { writeMigrationFile } from '../interfaces/files/write';
import { publishedSchema } from '../interfaces/schemas';
import { signXml, type SigningKey } from '../interfaces/signature';
import { makeTestKey } from '../interfaces/fixtures/test-keys';
import type { FileParty } from '../interfaces/vocabulary';
import type { ScenarioFacts } from './facts';
import { UnmetExpectation } from '../evidence/failure';
import { brokenInvariants, expectUnbroken } from './invariants';

const METER = '00-DB-12-E1-00-00-00-01';
const HUB = '00-DB-12-90-00-00-00-01';
const AT = '2019-06-04T10:00:00.000Z';
const SUPPLIER = '90-B3-D5-1F-30-01-00-00';

const keys: Partial<Record<FileParty, SigningKey>> = {};
let certificates: Record<string, string>;

beforeAll(async () => {
  const roles: FileParty[] = ['requesting-party', 's1sp', 'commissioning-party'];
  for (const [index, role] of roles.entries()) keys[role] = await makeTestKey(String(10 + index));
  certificates = Object.fromEntries(Object.entries(keys).map(([role, { certificate }]) => [role, certificate]));
});

let counter = 0n;

const header = (fileId: string, sender: FileParty): MigrationFile['header'] => ({
  fileId,
  sender,
  groupId: 'AA',
  sequenceCounter: (counter += 1n),
  createdAt: AT,
});
const reference = { fileId: 'RP-1', digest: 'AAAA' };
const device = (deviceId: string, deviceType: 'CHF' | 'ESME'): object => ({
  deviceId,
  deviceType,
  manufacturer: 'AB01',
  model: '433100AC',
  firmware: '1',
  holdsKeys: true,
});
const common = {
  kind: 'MCF',
  header: header('RP-1', 'requesting-party'),
  installations: [
    {
      installationId: 'I-1',
      attempt: 1,
      importMPAN: '1012345678806',
      electricitySupplier: '90-B3-D5-1F-30-01-00-00',
      communicationsProvider: 'N',
      devices: [device(HUB, 'CHF'), device(METER, 'ESME')],
    },
  ],
  omissions: [],
} as unknown as MigrationFile;
const commissioning = (result: 'ReadyToCommission' | 'Failed'): MigrationFile => ({
  kind: 'SCF',
  header: header('S1-1', 's1sp'),
  commonFile: reference,
  installations: [{ installationId: 'I-1', result, devices: [] }],
});
const outcome = (fileId: string, attempt: number): MigrationFile => ({
  kind: 'COF',
  header: header(fileId, 'commissioning-party'),
  outcomes: [
    {
      installationId: 'I-1',
      attempt,
      importMPAN: '1012345678806',
      result: 'NotMigrated',
      phase: 'Whitelist',
      completedAt: AT,
      devices: [],
    },
  ],
});

function commissioned(deviceId: string): ScenarioFacts['inventory'][number] {
  const history = [{ at: AT, status: 'Commissioned', note: 'migrated' }];
  return {
    ...{
      deviceId,
      deviceType: 'ESME' as const,
      manufacturer: 'AB01',
      model: '433100AC',
      firmware: '1',
      status: 'Commissioned',
    },
    ...{ associatedWith: [], history },
  };
}

/** What does not hold, in sentences. */
async function brokenRules(seen: ScenarioFacts): Promise<string[]> {
  return (await brokenInvariants(seen)).map(({ sentence }) => sentence);
}

type Message = ScenarioFacts['messages'][number];

async function sent(file: MigrationFile, signer = file.header.sender, to = 'dco'): Promise<Message> {
  const key = keys[signer];
  if (key === undefined) throw new Error(`no key of ${signer}`);
  const body = await signXml(writeMigrationFile(file), key);
  const fileName = migrationFileName(file.kind, file.header);
  return { n: 1, at: AT, from: file.header.sender, to, kind: file.kind, fileName, body };
}

function facts(messages: Message[], more: Partial<ScenarioFacts> = {}): ScenarioFacts {
  return {
    messages,
    certificates,
    documents: new Documents(examineByCanonicalForm, { statement: NOT_CHECKED }),
    takenOver: new Set(),
    inventory: [],
    inHand: [],
    networks: [],
    states: [],
    released: new Set<string>(),
    reachedFromBothSides: [],
    reporting: [],
    answers: [],
    audit: [],
    setAside: [],
    received: [],
    told: [],
    ...more,
  };
}

describe('nothing is broken', () => {
  it('in a migration that went as it should', async () => {
    const cof = await sent(outcome('CP-1', 1));
    const messages = [await sent(common), await sent(commissioning('ReadyToCommission')), cof, { ...cof, to: 'mcc' }];
    const inventory = [commissioned(METER)];
    expect(await brokenRules(facts(messages, { inventory }))).toEqual([]);
  });
  it('by a second attempt with an outcome of its own', async () => {
    const messages = [await sent(outcome('CP-1', 1)), await sent(outcome('CP-2', 2))];
    expect(await brokenRules(facts(messages))).toEqual([]);
  });
  it('by a device that a file of the tester made ready', async () => {
    const inventory = [commissioned(METER)];
    const byTester = facts([await sent(common)], { inventory, takenOver: new Set(['SCF']) });
    expect(await brokenRules(byTester)).toEqual([]);
  });
});

describe('it is seen', () => {
  it('that a service could not deal with something', async () => {
    const sentence = 'The DSP has set aside a timer, schedule: It could not be dealt with.';
    const rule = { party: 'dsp', sentence } as const;
    expect(await brokenInvariants(facts([], { setAside: [rule] }))).toEqual([rule]);
  });
  it('that a file was altered on its way', async () => {
    const message = await sent(common);
    const altered = { ...message, body: message.body.replace('433100AC', '433100AD') };
    expect(await brokenRules(facts([altered]))).toEqual([
      expect.stringMatching(/^MCF_AA_RP-1.xml, sent by the Requesting Party: .*digest/),
    ]);
  });
  it('that somebody else signed', async () => {
    expect(await brokenRules(facts([await sent(common, 's1sp')]))).toEqual([
      'MCF_AA_RP-1.xml, sent by the Requesting Party: It is signed by the S1SP, not by the Requesting Party.',
    ]);
  });
  it('that a file is not valid', async () => {
    const wrong = { ...common, header: header('RP 1', 'requesting-party') } as MigrationFile;
    expect(await brokenRules(facts([await sent(wrong)]))).toEqual([expect.stringContaining('FileId')]);
  });
  it('that a supply point has a number with a wrong check digit', async () => {
    const [installation] = 'installations' in common ? common.installations : [];
    const wrong = { ...common, installations: [{ ...installation, importMPAN: '1012345678807' }] } as MigrationFile;
    expect(await brokenRules(facts([await sent(wrong)]))).toEqual([
      'The MPAN 1012345678807 in RP-1 has a wrong check digit.',
    ]);
  });
  it('that an attempt has two outcomes', async () => {
    const messages = [await sent(outcome('CP-1', 1)), await sent(outcome('CP-2', 1))];
    expect(await brokenRules(facts(messages))).toEqual([
      'I-1, attempt 1 has an outcome already when CP-2 gives it another.',
    ]);
  });
  it('that a device is commissioned which nobody reported as ready', async () => {
    const messages = [await sent(common), await sent(commissioning('Failed'))];
    const inventory = [commissioned(METER)];
    expect(await brokenRules(facts(messages, { inventory }))).toEqual([
      expect.stringContaining(`The ESME ${METER} is Commissioned`),
    ]);
  });
  it('that both sides reach a hub', async () => {
    expect(await brokenRules(facts([], { reachedFromBothSides: ['installation 1'] }))).toHaveLength(1);
  });
  it('that a DUIS document between the services is invalid, or not signed by the DSP', async () => {
    const message = { ...(await sent(common)), kind: 'countersigned-service-request', fileName: undefined };
    const another = { statement: '', schema: await publishedSchema('COF') };
    const documents = new Documents(examineByCanonicalForm, another);
    expect(await brokenRules(facts([message], { documents }))).toEqual([
      expect.stringMatching(/^The countersigned service request \(message 1\): line 2: .*MigrationCommonFile/),
      'The countersigned service request (message 1): It is signed by the Requesting Party, not by the DSP.',
    ]);
  });
  it('that a response came twice', async () => {
    const response = {
      responseId: 'a:b:1',
      code: 'I0',
      at: AT,
      content: { kind: 'dcc-alert' as const, alertCode: 'N42', told: [], certificateHashes: [] },
      xml: '',
    };
    const received = [{ user: 'Avon Supply', eui: SUPPLIER, responses: [response, response] }];
    expect(await brokenRules(facts([], { received }))).toEqual(['Avon Supply received DCC Alert N42 a:b:1 twice.']);
  });

  it('that the end of a configuration is reported twice, and not where its firmware is reported before', async () => {
    const report = (result: string, configurationId = 'CFG-1'): Message => ({
      n: 1,
      at: AT,
      from: 'smso',
      to: 'mcc',
      kind: 'configuration-report',
      body: JSON.stringify({ configurationId, result }),
    });
    const right = [report('FirmwareApplied'), report('Applied'), report('Failed', 'CFG-2')];
    expect(await brokenRules(facts(right))).toEqual([]);
    expect(await brokenRules(facts([...right, report('Failed')]))).toEqual([
      'The SMSO has reported the end of CFG-1 more than once.',
    ]);
  });
});

describe('the rules of every scenario', () => {
  it('fail the scenario by the first that is broken, with who broke it and the others', () => {
    const first = { party: 'smso', sentence: 'The SMSO has reported the end of C-1 more than once.' } as const;
    const failing = (): void => expectUnbroken([first, { sentence: 'Both reach it.' }]);
    expect(failing).toThrow(UnmetExpectation);
    try {
      failing();
    } catch (error) {
      expect(error).toMatchObject({
        failure: { expected: 'the rules of every scenario to hold', observed: first.sentence, party: 'smso' },
      });
      expect(String(error)).toContain('(Both reach it)');
    }
  });

  it('say nothing where none is broken', () => {
    expect(() => expectUnbroken([])).not.toThrow();
  });
});
