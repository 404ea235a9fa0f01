import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CATALOGUE_VALUES } from './catalogue-values';
import { type DeviceModelCombination } from './dmc-catalogue';
import { RELEASES, RELEASE_FUNCTIONS } from './releases';
import { readDmcCatalogue, type CatalogueFiles } from './read-dmc-catalogue';

const folder = mkdtempSync(path.join(tmpdir(), 'catalogue-'));
afterAll(() => rmSync(folder, { recursive: true }));

const TYPES = ['chf', 'esme', 'gsme', 'gpf', 'ppmid', 'ihd'];
const HEAD =
  'id,release,cohort,groupId,smso,s1sp,communicationsProvider,sitStatus,sitExitDate,' +
  TYPES.map((type) =>
    ['ManufacturerName', 'Manufacturer', 'Model', 'Firmware'].map((column) => type + column).join(','),
  ).join(',') +
  ',provenance';
const CHF = 'Beacon Hubs,BC02,10A10001,01000105';
const ESME = 'Alpha Metering,AB01,433100AC,02030017';
const GSME = 'Cinder Gas,CD03,7C010B03,0104';
const NONE = ',,,';

const ROW = {
  id: 'IOC-09',
  release: 'IOC',
  cohort: 'IOC',
  group: 'AA',
  smso: 'ALPHA',
  s1sp: 'S1SP-A',
  provider: 'Northern Mobile',
  sit: 'exited',
  exit: '2019-05-03',
  chf: CHF,
  esme: ESME,
  gsme: NONE,
  gpf: NONE,
  ppmid: NONE,
  ihd: NONE,
  provenance: 'MODEL',
};
type Changes = Partial<typeof ROW>;

/** A row: an electricity-only combination, but for the changes. */
function row(changes: Changes = {}): string {
  return Object.values({ ...ROW, ...changes }).join(',');
}

const DUAL = { gsme: GSME, gpf: CHF };

function file(name: string, lines: readonly string[]): string {
  const target = path.join(folder, name);
  writeFileSync(target, [...lines, ''].join('\n'));
  return target;
}

const RELEASE_ROWS = RELEASES.flatMap((release) =>
  RELEASE_FUNCTIONS.map((name) => `${release},${name},${release === 'IOC' ? 'no' : 'yes'},So it is.,MODEL`),
);

/** The three tables; of each the rows that matter can be given. */
function tables(
  rows: readonly string[],
  changes: { deviations?: readonly string[]; releases?: readonly string[]; head?: string } = {},
): CatalogueFiles {
  const { deviations = ['CHF,BC02,10A10001,wake-up-message,,'], releases = RELEASE_ROWS, head = HEAD } = changes;
  return {
    catalogue: file('dmc.csv', [head, ...rows]),
    deviations: file('deviations.csv', [
      'deviceType,manufacturer,model,deviation,readingFrom,readingTo,provenance',
      ...deviations.map((deviation) => `${deviation},MODEL`),
    ]),
    releases: file('releases.csv', ['release,function,used,reason,provenance', ...releases]),
    notApplicable: [],
  };
}

function read(...rows: readonly string[]): DeviceModelCombination[] {
  return readDmcCatalogue(tables(rows)).map(({ dmc }) => dmc);
}

describe('the catalogue', () => {
  it('reads a row without gas, with the deviations of its models and what its release does not use', () => {
    expect(read(row())).toMatchObject([
      {
        id: 'IOC-09',
        sitExitDate: '2019-05-03',
        devices: [{ type: 'CHF', model: '10A10001' }, { type: 'ESME' }],
        deviations: ['wake-up-message'],
        notUsed: RELEASE_FUNCTIONS.map((name) => ({ name, reason: 'So it is.' })),
      },
    ]);
  });

  it('gives a combination only the deviations of models that it has', () => {
    const other = { chf: 'Beacon Hubs,BC02,10A20002,1.0', id: 'IOC-08' };
    expect(read(row(), row(other)).map(({ deviations }) => deviations)).toEqual([['wake-up-message'], []]);
  });

  it.each<[string, Changes, RegExp]>([
    ['a model that is not hex', { chf: 'Beacon Hubs,BC02,10A1000G,01000105' }, /dmc\.csv:2: field "chfModel": .*eight/],
    ['a code that no maker can have', { esme: 'Alpha,AB1,433100AC,1' }, /:2: field "esmeManufacturer": .*four upper-/],
    ['a long firmware', { chf: 'Beacon Hubs,BC02,10A10001,010001050' }, /dmc\.csv:2: field "chfFirmware": .*one to/],
    [
      'a firmware without its zeros',
      { chf: 'Beacon Hubs,BC02,10A10001,1000105' },
      /:2: field "chfFirmware": expected four or eight digits.*; of "1000105" .* zeros from the front: write 01000105/,
    ],
    [
      'a provider that no file can name',
      { provider: 'Móvil & Co' },
      /dmc\.csv:2: field "communicationsProvider": expected up to 64 letters from A to Z/,
    ],
    [
      'a provider with two spaces',
      { provider: 'Northern  Mobile' },
      /"communicationsProvider": expected single spaces/,
    ],
    ['a hub left out', { chf: NONE }, /dmc\.csv:2: field "chfManufacturerName": must not be empty/],
    ['half a device', { gsme: 'Cinder Gas,,,' }, /dmc\.csv:2: field "gsmeModel": give all four columns of the GSME/],
    ['gas without its proxy', { gsme: GSME }, /:2: field "gsmeModel": a gas meter and a gas proxy function come/],
    ['an id of another release', { release: 'MOC' }, /dmc\.csv:2: field "release": IOC-09 does not belong to MOC/],
    ['an unknown release', { release: 'XOC' }, /dmc\.csv:2: field "release": .*"IOC"\|"MOC"\|"FOC"/],
    ['a date that is none', { exit: 'April' }, /:2: field "sitExitDate": expected a date such as 2019-04-12/],
    ['an exit without its date', { exit: '' }, /:2: field "sitExitDate": IOC-09 has left SIT: give the date/],
    [
      'a date before the exit',
      { sit: 'planned' },
      /:2: field "sitExitDate": IOC-09 is planned in SIT and has not left/,
    ],
  ])('names file, line and field of %s', (_name, changes, sentence) => {
    expect(() => read(row(changes))).toThrow(sentence);
  });

  it.each<[string, Changes, RegExp]>([
    [
      'another SMSO',
      { smso: 'BETA' },
      /dmc\.csv:3: field "smso": the cohort IOC has ALPHA on line 2, not BETA: all rows/,
    ],
    ['another S1SP', { s1sp: 'S1SP-B' }, /dmc\.csv:3: field "s1sp": the cohort IOC has S1SP-A on line 2/],
    ['another Group ID', { group: 'BB' }, /dmc\.csv:3: field "groupId": the cohort IOC has AA on line 2/],
    ['the Group ID of others', { cohort: 'MDS' }, /dmc\.csv:3: field "groupId": AA is the Group ID of the cohort IOC/],
    [
      'another maker under a known code',
      { esme: 'Omega,AB01,433100AD,1.0' },
      /:3: field "esmeManufacturerName": the maker AB01 is "Alpha Metering" on line 2, not "Omega"/,
    ],
    [
      'nothing new',
      { provider: 'Northern Mobile' },
      /dmc\.csv:3: field "id": IOC-08 is the same combination as IOC-09/,
    ],
  ])('names a row that contradicts an earlier one by %s', (_name, changes, sentence) => {
    const unlike = { id: 'IOC-08', provider: 'Southern Mobile', ...changes };
    expect(() => read(row(), row(unlike))).toThrow(sentence);
  });

  it('names every wrong row at once, and an id that stands twice', () => {
    expect(() => read(row(), row({ chf: 'x,y,z,' }), row())).toThrow(
      /dmc\.csv:3: field[^]*dmc\.csv:4: field "id": "IOC-09" already stands on line 2/,
    );
  });

  it('names a missing and an unknown column', () => {
    const head = HEAD.replace('sitExitDate', 'sitDate');
    const message =
      /:1: the table has no column "sitExitDate"\. The nearest: "sitDate"[^]*:1: the column "sitDate" is not known/;
    expect(() => readDmcCatalogue(tables([row()], { head }))).toThrow(message);
  });

  it('names a row that is too long, and a file that is not there', () => {
    expect(() => read(`${row()},more`)).toThrow(
      /dmc\.csv:2: the row has 35 values for 34 columns: put values with a comma/,
    );
    expect(() => readDmcCatalogue({ ...tables([row()]), catalogue: path.join(folder, 'none.csv') })).toThrow(
      /none\.csv: there is no such file/,
    );
    expect(() => read()).toThrow(/dmc\.csv:1: the table has no rows/);
  });
});

describe('the values of the catalogue', () => {
  const schema = readFileSync(path.join(__dirname, '../../environments/contracts/schemas/common.xsd'), 'utf8');

  it.each(Object.entries(CATALOGUE_VALUES))(
    'are as narrow as the type %s of the files that they go into',
    (type, value) => {
      const published = new RegExp(
        `<xs:simpleType name="${type}">\\s*<xs:restriction base="xs:token"><xs:pattern value="([^"]+)"`,
      );
      const [, pattern = ''] = published.exec(schema) ?? [];
      expect(value.def.checks?.map((check) => check._zod.def)).toContainEqual(
        expect.objectContaining({ pattern: new RegExp(`^${pattern}$`) }),
      );
    },
  );
});

describe('the deviations', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['an unknown one', ['CHF,BC02,10A10001,moody,,'], /deviations\.csv:2: field "deviation": .*"wake-up-message"/],
    [
      'one of another device',
      ['ESME,AB01,433100AC,sleepy-gas,0,30'],
      /deviations\.csv:2: field "deviceType": sleepy-gas is a deviation of a GSME, not of a ESME/,
    ],
    [
      'one of a model that no DMC has',
      ['CHF,BC02,10A1000F,wake-up-message,,'],
      /deviations\.csv:2: field "model": no DMC has a CHF BC02 10A1000F: those of the catalogue are BC02 10A10001\./,
    ],
    [
      'a copy of readings that nobody waits for',
      ['CHF,BC02,10A10001,cached-gas-readings,-30,0'],
      /deviations\.csv:2: field "deviation": the gas meter of IOC-09 does not sleep/,
    ],
    [
      'one that changes readings and does not say how',
      ['GSME,CD03,7C010B03,sleepy-gas,0,'],
      /deviations\.csv:2: field "readingFrom": sleepy-gas changes when gas is read: give readingFrom and readingTo/,
    ],
    [
      'one that changes no readings and says how',
      ['CHF,BC02,10A10001,wake-up-message,0,30'],
      /deviations\.csv:2: field "readingFrom": wake-up-message does not change when gas is read/,
    ],
    [
      'times in the wrong order',
      ['GSME,CD03,7C010B03,sleepy-gas,30,0'],
      /deviations\.csv:2: field "readingTo": 0 is before readingFrom, 30/,
    ],
    [
      'times that are none',
      ['GSME,CD03,7C010B03,sleepy-gas,now,30'],
      /:2: field "readingFrom": expected minutes, such/,
    ],
    [
      'one that stands twice',
      ['GSME,CD03,7C010B03,sleepy-gas,0,30', 'GSME,CD03,7C010B03,sleepy-gas,0,30'],
      /deviations\.csv:3: "CD03 7C010B03 sleepy-gas" already stands on line 2/,
    ],
  ])('name file, line and field of %s', (_name, deviations, sentence) => {
    expect(() => readDmcCatalogue(tables([row(DUAL)], { deviations }))).toThrow(sentence);
  });

  it('let a hub with a copy be, where there is no gas or the gas meter sleeps', () => {
    const deviations = ['CHF,BC02,10A10001,cached-gas-readings,-30,0', 'GSME,CD03,7C010B03,sleepy-gas,0,30'];
    const rows = readDmcCatalogue(tables([row({ id: 'IOC-07' }), row({ ...DUAL })], { deviations }));
    expect(rows.map(({ dmc }) => dmc.deviations)).toEqual([
      ['cached-gas-readings'],
      ['sleepy-gas', 'cached-gas-readings'],
    ]);
    // What the hub does counts: it answers before the meter could.
    expect(rows[1]?.dmc.gasReading).toEqual({ from: -30, to: 0 });
  });

  it('bring the service requests of a function to the models that have it, and to no other', () => {
    const deviations = ['ESME,AB01,433100AC,second-element,,', 'GSME,CD03,7C010B03,gas-privacy-pin,,'];
    const [electric, dual] = readDmcCatalogue(tables([row({ id: 'IOC-07' }), row({ ...DUAL })], { deviations }));
    const ofElement = ['1.1.2', '1.2.2', '4.11.2'].map((variant) => ({
      deviceType: 'ESME',
      model: '433100AC',
      variant,
    }));
    expect(electric?.dmc.functionVariants).toMatchObject(ofElement);
    expect(dual?.dmc.functionVariants).toMatchObject([...ofElement, { deviceType: 'GSME', variant: '3.5' }]);
  });
});

describe('the releases', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['an unknown release', ['XOC,firmware-upgrade,no,So it is.,MODEL'], /:11: field "release": .*"IOC"/],
    ['an unknown function', ['IOC,teleport,no,So it is.,MODEL'], /:11: field "function": .*"firmware-upgrade"/],
    ['a reason that is no sentence', ['IOC,firmware-upgrade,no,why,MODEL'], /:11: field "reason": expected a sentence/],
  ])('name file, line and field of %s', (_name, more, sentence) => {
    expect(() => readDmcCatalogue(tables([row()], { releases: [...RELEASE_ROWS, ...more] }))).toThrow(sentence);
  });

  it('name a release and function without a row', () => {
    const releases = RELEASE_ROWS.filter((line) => !line.startsWith('MOC,firmware-upgrade'));
    expect(() => readDmcCatalogue(tables([row()], { releases }))).toThrow(
      /releases\.csv: no row says whether MOC uses "firmware-upgrade"/,
    );
  });
});
