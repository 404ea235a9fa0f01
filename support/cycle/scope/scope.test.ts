import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { exampleDmc } from '../fixtures/example-dmc';
import { findDmc, readDmcCatalogue } from './dmc-catalogue';
import { readPlan } from './plan';
import { findRecord, readRecords } from './records';
import { readRequirements } from './requirements';
import { loadScope, PLANS_FOLDER } from './scope';

const ROOT = path.join(__dirname, '../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'scope-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const target = path.join(folder, name);
  writeFileSync(target, text);
  return target;
}

const HEAD =
  'id,release,cohort,groupId,smso,s1sp,communicationsProvider,sitStatus,' +
  ['chf', 'esme', 'gsme', 'gpf', 'ppmid', 'ihd']
    .map((type) => ['ManufacturerName', 'Manufacturer', 'Model', 'Firmware'].map((column) => type + column).join(','))
    .join(',') +
  ',sleepyGas,provenance';
const CHF = 'Beacon Hubs,BC02,10A10001,01000105';
const ESME = 'Alpha Metering,AB01,433100AC,02030017';
const NONE = ',,,';

function catalogue(...rows: string[]): string {
  return file('dmc.csv', [HEAD, ...rows, ''].join('\n'));
}

function electricityOnly(
  changes: Partial<Record<'id' | 'release' | 'chf' | 'gsme' | 'gpf' | 'sleepy', string>> = {},
): string {
  const { id = 'IOC-09', release = 'IOC', chf = CHF, gsme = NONE, gpf = NONE, sleepy = 'no' } = changes;
  const identity = [id, release, 'IOC', 'AA', 'ALPHA', 'S1SP-A', 'Northern Mobile', 'exited'];
  return [...identity, chf, ESME, gsme, gpf, NONE, NONE, sleepy, 'MODEL'].join(',');
}

describe('the scope data of the project', () => {
  const scope = loadScope(ROOT);

  it('has the default DMC: dual fuel, with a prepayment interface and an in-home display', () => {
    const dmc = findDmc(scope.catalogue, 'IOC-01');
    expect(dmc.devices.map(({ type }) => type)).toEqual(['CHF', 'ESME', 'GSME', 'GPF', 'PPMID', 'IHD']);
    expect(dmc.sitStatus).toBe('exited');
  });

  it('has an electricity-only combination and one that has not left SIT', () => {
    expect(scope.catalogue.some(({ devices }) => !devices.some(({ type }) => type === 'GSME'))).toBe(true);
    expect(scope.catalogue.some(({ sitStatus }) => sitStatus !== 'exited')).toBe(true);
  });

  it('accounts in each plan for every requirement', () => {
    const register = scope.requirements.map(({ id }) => id);
    for (const name of readdirSync(path.join(ROOT, PLANS_FOLDER))) {
      expect(() => readPlan(path.join(ROOT, PLANS_FOLDER), path.parse(name).name, register)).not.toThrow();
    }
    expect(() => readPlan(path.join(ROOT, PLANS_FOLDER), 'first', [...register, 'ST-C3'])).toThrow(
      'ST-C3 is neither in the plan nor named as not in it.',
    );
    expect(() => readPlan(path.join(ROOT, PLANS_FOLDER), 'first', register.slice(1))).toThrow(
      'PH-1 is not in the register of requirements.',
    );
  });
});

describe('the catalogue', () => {
  it('reads a row without gas', () => {
    expect(readDmcCatalogue(catalogue(electricityOnly()))).toMatchObject([
      { id: 'IOC-09', sleepyGas: false, devices: [{ type: 'CHF', model: '10A10001' }, { type: 'ESME' }] },
    ]);
  });

  it.each([
    ['a model that is not hex', { chf: 'Beacon Hubs,BC02,10A1000G,01000105' }, /dmc\.csv:2: field "chfModel": .*eight/],
    [
      'a long firmware',
      { chf: 'Beacon Hubs,BC02,10A10001,010001050' },
      /dmc\.csv:2: field "chfFirmware": .*one to eight/,
    ],
    ['a hub left out', { chf: NONE }, /dmc\.csv:2: field "chfManufacturerName": must not be empty/],
    ['half a device', { gsme: 'Cinder Gas,,,' }, /dmc\.csv:2: field "gsmeModel": give all four columns of the GSME/],
    ['gas without its proxy', { gsme: CHF }, /a gas meter and a gas proxy function come together/],
    ['sleep without gas', { sleepy: 'yes' }, /field "sleepyGas": there is no gas meter that could sleep/],
    ['an id of another release', { release: 'MOC' }, /dmc\.csv:2: field "release": IOC-09 does not belong to MOC/],
    ['an unknown release', { release: 'XOC' }, /dmc\.csv:2: field "release": /],
  ] as const)('names file, line and field of %s', (_name, changes, sentence) => {
    expect(() => readDmcCatalogue(catalogue(electricityOnly(changes)))).toThrow(sentence);
  });

  it('names every wrong row at once, and an id that stands twice', () => {
    const rows = [electricityOnly(), electricityOnly({ chf: 'x,y,z,' }), electricityOnly()];
    expect(() => readDmcCatalogue(catalogue(...rows))).toThrow(
      /dmc\.csv:3: field[^]*dmc\.csv:4: "IOC-09" already stands on line 2/,
    );
  });

  it('names a missing and an unknown column', () => {
    const text = [HEAD.replace('sleepyGas', 'sleepy'), electricityOnly(), ''].join('\n');
    const message = /:2: field "sleepyGas"[^]*:2: Unrecognized key: "sleepy"/;
    expect(() => readDmcCatalogue(file('columns.csv', text))).toThrow(message);
  });

  it('names a row that is too long, and a file that is not there', () => {
    expect(() => readDmcCatalogue(catalogue(`${electricityOnly()},more`))).toThrow(
      /cannot be read as a table: .*line 2/,
    );
    expect(() => readDmcCatalogue(path.join(folder, 'none.csv'))).toThrow(
      /none\.csv cannot be read as a table: ENOENT/,
    );
    expect(() => readDmcCatalogue(catalogue())).toThrow(/dmc\.csv has no rows/);
  });
});

describe('the register', () => {
  it('names a wrong id and a wrong kind of evidence', () => {
    const text = 'id,source,text,shownBy,provenance\nST-9,s,t,scenario,SOURCED\nST-D1,s,t,hearsay,SOURCED\n';
    const sentence =
      /register\.csv:3: field "id"[^]*register\.csv:3: field "shownBy": "hearsay" is not made of scenario/;
    expect(() => readRequirements(file('register.csv', text))).toThrow(sentence);
  });
});

describe('records', () => {
  const text = (date: string): string =>
    JSON.stringify({
      provenance: 'MODEL',
      records: [
        { kind: 'sit-exit', release: 'IOC', dmc: 'IOC-02', date, reference: 'r', statement: 's' },
        { kind: 'depth-and-breadth', release: 'IOC', date, reference: 'r', statement: 's' },
      ],
    });

  it('hold for their own DMC, or for the whole release', () => {
    const records = readRecords(file('records.json', text('2019-04-12')));
    expect(findRecord(records, 'sit-exit', exampleDmc())).toBeUndefined();
    expect(findRecord(records, 'sit-exit', exampleDmc({ id: 'IOC-02' }))?.date).toBe('2019-04-12');
    expect(findRecord(records, 'depth-and-breadth', exampleDmc())).toBeDefined();
    expect(findRecord(records, 'depth-and-breadth', exampleDmc({ release: 'MOC' }))).toBeUndefined();
  });

  it('are refused with the name of the wrong field', () => {
    expect(() => readRecords(file('wrong.json', text('April')))).toThrow(/wrong\.json: field "records\.0\.date"/);
    expect(() => readRecords(file('broken.json', '{'))).toThrow(/broken\.json cannot be read as JSON/);
  });
});
