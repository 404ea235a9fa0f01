import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAgainstPublishedSchema } from '../schemas';
import { DEVICE_TYPES, FILE_KINDS, FILE_PARTIES, type FileKind } from '../vocabulary';
import type { MigrationFile } from './migration-files';
import { migrationFileName } from './names';
import { readFileOf, readMigrationFile } from './read';
import { writeMigrationFile } from './write';

const text = (pattern: RegExp): fc.Arbitrary<string> => fc.stringMatching(pattern);
const identifier = text(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,20}$/);
const eui = text(/^([0-9A-F]{2}-){7}[0-9A-F]{2}$/);
const base64 = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('base64'));
const instant = fc
  .date({ min: new Date('2018-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const deviceType = fc.constantFrom(...DEVICE_TYPES);
const counter = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const code = fc.constantFrom('SIM-WHL-02', 'GT01');
const reason = text(/^[A-Za-z][a-z &<>"']{0,40}[a-z]$/);
const why = fc.record({ code, reason }, { requiredKeys: [] });
const header = fc.record({
  fileId: identifier,
  sender: fc.constantFrom(...FILE_PARTIES),
  groupId: text(/^[A-Z]{2}$/),
  sequenceCounter: counter,
  createdAt: instant,
});
const commonFile = fc.record({ fileId: identifier, digest: base64 });
const list = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(item, { maxLength: 3 });
const phase = fc.constantFrom('Extraction', 'Whitelist', 'KeyRotation', 'Commissioning');
const verdicts = (...values: string[]): fc.Arbitrary<object> =>
  list(
    fc
      .tuple(fc.record({ installationId: identifier, verdict: fc.constantFrom(...values) }), why)
      .map(([result, fault]) => ({ ...result, ...fault })),
  );

const commonDevice = fc.record({
  deviceId: eui,
  deviceType,
  manufacturer: text(/^[0-9A-F]{4}$/),
  model: text(/^[0-9A-F]{8}$/),
  firmware: text(/^[0-9A-Z]{1,8}$/),
  holdsKeys: fc.boolean(),
});
const commonInstallation = fc.record(
  {
    installationId: identifier,
    attempt: fc.integer({ min: 1, max: 5 }),
    importMPAN: text(/^[0-9]{13}$/),
    mprn: text(/^[0-9]{6,10}$/),
    electricitySupplier: eui,
    gasSupplier: eui,
    communicationsProvider: identifier,
    devices: fc.array(commonDevice, { minLength: 2, maxLength: 6 }),
  },
  {
    requiredKeys: [
      'installationId',
      'attempt',
      'importMPAN',
      'electricitySupplier',
      'communicationsProvider',
      'devices',
    ],
  },
);
const groupInstallation = fc.record({
  installationId: identifier,
  iccid: text(/^89[0-9]{17}$/),
  imsi: text(/^[0-9]{15}$/),
  needsWakeUp: fc.boolean(),
  paymentMode: fc.constantFrom('Credit', 'Prepayment'),
  whitelist: fc.array(eui, { minLength: 1, maxLength: 4 }),
  deviceStates: list(
    fc.oneof(
      fc.record({ deviceId: eui, configurationDigest: base64 }),
      fc.record({ deviceId: eui, keyVersion: fc.nat(), executionCounter: counter, configurationDigest: base64 }),
    ),
  ),
});
const commissioning = fc
  .tuple(
    fc.record({
      installationId: identifier,
      result: fc.constantFrom('ReadyToCommission', 'Failed', 'Intervention'),
      devices: list(fc.record({ deviceId: eui, keyVersion: fc.nat(), keyRotatedAt: instant })),
    }),
    fc.record({ phase }, { requiredKeys: [] }),
    fc.record(
      { excluded: fc.array(fc.record({ deviceId: eui, code, reason }), { minLength: 1, maxLength: 2 }) },
      { requiredKeys: [] },
    ),
    why,
  )
  .map((parts) => Object.assign({}, ...parts) as object);
const outcome = fc
  .tuple(
    fc.record({
      installationId: identifier,
      attempt: fc.integer({ min: 1, max: 99 }),
      importMPAN: text(/^[0-9]{13}$/),
      result: fc.constantFrom('Migrated', 'NotMigrated'),
      phase,
      completedAt: instant,
      devices: list(
        fc.oneof(
          fc.record({ deviceId: eui, deviceType, status: fc.constantFrom('Commissioned', 'NotCommissioned') }),
          fc.record({ deviceId: eui, deviceType, status: fc.constant('Excluded'), code, reason }),
        ),
      ),
    }),
    why,
  )
  .map((parts) => Object.assign({}, ...parts) as object);
const omission = fc.record({ installationId: identifier, importMPAN: text(/^[0-9]{13}$/), code, reason });
const encrypted = fc.record({ installationId: identifier, nonce: base64, cipherText: base64 });

const PARTS: Readonly<Record<FileKind, fc.Arbitrary<object>>> = {
  MCF: fc.record({ installations: list(commonInstallation), omissions: list(omission) }),
  MGF: fc.record({ commonFile, installations: list(groupInstallation) }),
  MGEF: fc.record({
    commonFile,
    recipient: fc.constantFrom('s1sp', 'dco'),
    ephemeralPublicKey: base64,
    installations: list(encrypted),
  }),
  MCVF: fc.record({ commonFile, validUntil: instant, results: verdicts('Pass', 'Fail') }),
  S1SPVIF: fc.record({ commonFile, results: verdicts('Viable', 'NotViable') }),
  DCOVIF: fc.record({ commonFile, results: verdicts('Viable', 'NotViable') }),
  SCF: fc.record({ commonFile, installations: list(commissioning) }),
  COF: fc.record({ outcomes: list(outcome) }),
};

const fileOf = (kind: FileKind): fc.Arbitrary<MigrationFile> =>
  fc.tuple(header, PARTS[kind]).map(([first, rest]) => ({ kind, header: first, ...rest }) as MigrationFile);

describe.each(FILE_KINDS)('a %s', (kind) => {
  it('is read as it was written, and is valid against the published schema', async () => {
    await fc.assert(
      fc.asyncProperty(fileOf(kind), async (file) => {
        const xml = writeMigrationFile(file);
        expect(readMigrationFile(xml)).toEqual(file);
        expect(await checkAgainstPublishedSchema(kind, xml)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

const COMMON = fc.sample(fileOf('MCF'), { numRuns: 1, seed: 1 })[0] ?? neverMade();

function neverMade(): never {
  throw new Error('the generator gave nothing');
}

describe('a file that is not what it should be', () => {
  it('says which file came instead', () => {
    expect(() => readFileOf('COF', writeMigrationFile(COMMON))).toThrow(
      'A CommissioningOutcomeFile was expected and a MigrationCommonFile came.',
    );
  });
  it('says where something is missing', () => {
    const xml = writeMigrationFile(COMMON).replace(/<FileId>.*?<\/FileId>/, '');
    expect(() => readMigrationFile(xml)).toThrow('MigrationCommonFile/Header holds no FileId.');
  });
  it('says what is none of the allowed words', () => {
    const xml = writeMigrationFile(COMMON).replace(/<Sender>.*?<\/Sender>/, '<Sender>smso</Sender>');
    expect(() => readMigrationFile(xml)).toThrow(/Header\/Sender is "smso"/);
  });
  it('fails the published schema', async () => {
    const xml = writeMigrationFile(COMMON).replace('<Omissions', '<Surprise/><Omissions');
    expect(await checkAgainstPublishedSchema('MCF', xml)).toEqual([expect.stringContaining('Surprise')]);
  });
  it.each([
    ['a document type', '<!DOCTYPE a><a/>', /document type/],
    ['two roots', '<a/><b/>', /not well-formed/],
    ['a broken tag', '<a', /not well-formed/],
    ['another namespace', '<MigrationCommonFile/>', /not in the namespace/],
  ])('is refused for %s', (_what, xml, sentence) => {
    expect(() => readMigrationFile(xml)).toThrow(sentence);
  });
});

it('is named after kind, Group ID and file id', () => {
  expect(migrationFileName('MCF', { groupId: 'AA', fileId: 'RP-7' })).toBe('MCF_AA_RP-7.xml');
});
