import { describe, expect, it } from 'vitest';
import type { Registrations } from '../../domain/registered-suppliers';
import type { CommonInstallation } from '../../formats/common-file';
import { firstFault } from '../../kernel/rules';
import { EXAMPLES } from '../../formats/fixtures/examples';
import type { Attempt } from './attempts';
import type { EligibleCombination } from './inventory';
import { RECORD_CHECKS, repeatedIdentifiers, type CheckContext } from './record-checks';

const [INSTALLATION] = EXAMPLES.MCF.installations as [CommonInstallation];
const ATTEMPT: Attempt = {
  installationId: INSTALLATION.installationId,
  attempt: INSTALLATION.attempt,
  importMPAN: INSTALLATION.importMPAN,
  ...(INSTALLATION.mprn === undefined ? {} : { mprn: INSTALLATION.mprn }),
  electricitySupplier: INSTALLATION.electricitySupplier,
  ...(INSTALLATION.gasSupplier === undefined ? {} : { gasSupplier: INSTALLATION.gasSupplier }),
  groupId: 'AA',
  validUntil: '2019-06-05T08:00:00.000Z',
};
const EPCL: EligibleCombination = {
  communicationsProvider: INSTALLATION.communicationsProvider,
  devices: INSTALLATION.devices.map((device) => ({ ...device, firmware: [device.firmware] })),
};

const REGISTERED: Registrations = new Map([
  [INSTALLATION.importMPAN, { supplier: INSTALLATION.electricitySupplier }],
  [INSTALLATION.mprn ?? '', INSTALLATION.gasSupplier === undefined ? {} : { supplier: INSTALLATION.gasSupplier }],
]);

function codeOf(changes: Partial<CheckContext> = {}): string | undefined {
  const refused = firstFault(RECORD_CHECKS.rules.checks, {
    installation: INSTALLATION,
    groupId: 'AA',
    repeated: new Set<string>(),
    epcl: [EPCL],
    attempt: ATTEMPT,
    registrations: REGISTERED,
    inventory: new Map(),
    now: new Date('2019-06-04T08:00:00.000Z'),
    ...changes,
  });
  return refused?.code;
}

const FAULTS: readonly (readonly [string, string, Partial<CheckContext>])[] = [
  ['16', 'occurs twice in its file', { repeated: new Set([INSTALLATION.importMPAN]) }],
  ['15', 'was never authorised', { attempt: undefined }],
  ['11', 'is of a combination that is not listed', { epcl: [] }],
  ['12', 'has firmware that is not listed', { epcl: [withFirmware('0000')] }],
  ['13', 'is not registered', { registrations: new Map() }],
  [
    '14',
    'has a commissioned device',
    { inventory: new Map([['00-DB-12-34-56-78-90-A0', { status: 'Commissioned' }]]) },
  ],
];

function withFirmware(firmware: string): EligibleCombination {
  return { ...EPCL, devices: EPCL.devices.map((device) => ({ ...device, firmware: [firmware] })) };
}

describe('an installation of a Migration Common File', () => {
  it('passes when nothing is wrong with it', () => {
    expect(codeOf()).toBeUndefined();
  });

  it.each(FAULTS)('is refused with %s when it %s', (number, _what, changes) => {
    expect(codeOf(changes)).toBe(`SIM-CPV-${number}`);
  });

  it('is refused with the first of two faults in the fixed order', () => {
    for (const [index, [number, , first]] of FAULTS.entries()) {
      const later = FAULTS.slice(index + 1).reduce((all, [, , second]) => ({ ...second, ...all }), {});
      expect(codeOf({ ...later, ...first })).toBe(`SIM-CPV-${number}`);
    }
  });

  it.each([
    ['15', 'belongs to another group', { groupId: 'BA' }],
    ['15', 'comes after its window', { now: new Date('2019-06-05T08:00:00.001Z') }],
    ['15', 'has its outcome already', { attempt: { ...ATTEMPT, outcome: 'NotMigrated' } as const }],
    ['16', 'passed already', { attempt: { ...ATTEMPT, passed: { commonFileId: 'RP-1', installation: INSTALLATION } } }],
    ['11', 'speaks through another provider', { epcl: [{ ...EPCL, communicationsProvider: 'another' }] }],
    ['11', 'has a device more than the list', { epcl: [{ ...EPCL, devices: EPCL.devices.slice(1) }] }],
    [
      '11',
      'has a device less than the list',
      { epcl: [{ ...EPCL, devices: EPCL.devices.flatMap((device) => [device, { ...device, model: 'FFFF0FFF' }]) }] },
    ],
    ['13', 'names another supplier than was authorised', { attempt: { ...ATTEMPT, gasSupplier: 'another' } }],
  ])('is refused with %s when it %s', (number, _what, changes) => {
    expect(codeOf(changes)).toBe(`SIM-CPV-${number}`);
  });

  it('passes when another entry of the list has its firmware', () => {
    expect(codeOf({ epcl: [withFirmware('0000'), EPCL] })).toBeUndefined();
  });

  it('passes when its devices are known but not commissioned', () => {
    const inventory = new Map([['00-DB-12-34-56-78-90-A0', { status: 'Pending' }]]);
    expect(codeOf({ inventory })).toBeUndefined();
  });
});

describe('identifiers that occur twice', () => {
  it('are ids, MPANs and devices of different entries', () => {
    const other = { ...INSTALLATION, installationId: 'INS-9', importMPAN: '1000000000012' };
    const found = repeatedIdentifiers({ ...EXAMPLES.MCF, installations: [INSTALLATION, other] });
    expect([...found].sort()).toEqual(INSTALLATION.devices.map(({ deviceId }) => deviceId).sort());
  });
});
