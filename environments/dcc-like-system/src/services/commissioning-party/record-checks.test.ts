import { describe, expect, it } from 'vitest';
import type { CommonInstallation } from '../../formats/common-file';
import type { Service } from '../../kernel/service';
import { EXAMPLES } from '../../formats/examples.fixture';
import type { Attempt } from './attempts';
import type { EligibleCombination } from './inventory';
import { checkInstallation, repeatedIdentifiers, type CheckContext } from './record-checks';

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

/** A DSP that knows both meter points, with these changes: what it answers by path; undefined: 404. */
function dsp(changes: Readonly<Record<string, object | undefined>> = {}): Service {
  const answers: Record<string, object | undefined> = {
    [`/registration/${INSTALLATION.importMPAN}`]: { supplier: INSTALLATION.electricitySupplier },
    [`/registration/${INSTALLATION.mprn ?? ''}`]: { supplier: INSTALLATION.gasSupplier },
    ...changes,
  };
  const call = (_peer: string, _method: string, path: string): Promise<object> => {
    const body = answers[path];
    return Promise.resolve(body ? { status: 200, body } : { status: 404, body: { error: 'There is none.' } });
  };
  return { call, defect: () => false } as unknown as Service;
}

async function codeOf(changes: Partial<CheckContext> = {}): Promise<string | undefined> {
  const refused = await checkInstallation({
    installation: INSTALLATION,
    groupId: 'AA',
    repeated: new Set(),
    epcl: [EPCL],
    attempt: ATTEMPT,
    service: dsp(),
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
  ['13', 'is not registered', { service: dsp({ [`/registration/${INSTALLATION.importMPAN}`]: undefined }) }],
  [
    '14',
    'has a commissioned device',
    { service: dsp({ '/inventory/00-DB-12-34-56-78-90-A0': { status: 'Commissioned' } }) },
  ],
];

function withFirmware(firmware: string): EligibleCombination {
  return { ...EPCL, devices: EPCL.devices.map((device) => ({ ...device, firmware: [firmware] })) };
}

describe('an installation of a Migration Common File', () => {
  it('passes when nothing is wrong with it', async () => {
    expect(await codeOf()).toBeUndefined();
  });

  it.each(FAULTS)('is refused with %s when it %s', async (number, _what, changes) => {
    expect(await codeOf(changes)).toBe(`SIM-CPV-${number}`);
  });

  it('is refused with the first of two faults in the fixed order', async () => {
    for (const [index, [number, , first]] of FAULTS.entries()) {
      const later = FAULTS.slice(index + 1).reduce((all, [, , second]) => ({ ...second, ...all }), {});
      expect(await codeOf({ ...later, ...first })).toBe(`SIM-CPV-${number}`);
    }
  });

  it.each([
    ['15', 'belongs to another group', { groupId: 'BA' }],
    ['15', 'comes after its window', { now: new Date('2019-06-05T08:00:00.001Z') }],
    ['15', 'has its outcome already', { attempt: { ...ATTEMPT, outcome: 'NotMigrated' } as const }],
    ['16', 'passed already', { attempt: { ...ATTEMPT, passed: { commonFileId: 'RP-1', installation: INSTALLATION } } }],
    ['11', 'speaks through another provider', { epcl: [{ ...EPCL, communicationsProvider: 'another' }] }],
    ['11', 'has a device more than the list', { epcl: [{ ...EPCL, devices: EPCL.devices.slice(1) }] }],
    ['13', 'names another supplier than was authorised', { attempt: { ...ATTEMPT, gasSupplier: 'another' } }],
  ])('is refused with %s when it %s', async (number, _what, changes) => {
    expect(await codeOf(changes)).toBe(`SIM-CPV-${number}`);
  });

  it('passes when another entry of the list has its firmware', async () => {
    expect(await codeOf({ epcl: [withFirmware('0000'), EPCL] })).toBeUndefined();
  });

  it('passes when its devices are known but not commissioned', async () => {
    const service = dsp({ '/inventory/00-DB-12-34-56-78-90-A0': { status: 'Pending' } });
    expect(await codeOf({ service })).toBeUndefined();
  });
});

describe('identifiers that occur twice', () => {
  it('are ids, MPANs and devices of different entries', () => {
    const other = { ...INSTALLATION, installationId: 'INS-9', importMPAN: '1000000000012' };
    const found = repeatedIdentifiers({ ...EXAMPLES.MCF, installations: [INSTALLATION, other] });
    expect([...found].sort()).toEqual(INSTALLATION.devices.map(({ deviceId }) => deviceId).sort());
  });
});
