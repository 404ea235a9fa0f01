import { beforeAll, describe, expect, it } from 'vitest';
import { makeCredentials, type KeyAndCertificate } from '../../../lab/credentials';
import type { CommonInstallation } from '../../../formats/common-file';
import { EXAMPLES } from '../../../formats/fixtures/examples';
import type { DeviceState, GroupInstallation } from '../../../formats/group-file';
import { sealSecrets } from '../../../formats/secrets';
import type { ServiceContext } from '../../../kernel/service-context';
import { Store } from '../../../kernel/store';
import { Work } from '../../../kernel/work';
import type { FileSet } from './file-sets';
import { indexDevices, saveInstallation, type Installation } from '../migration/installations';
import { examiner } from './record-checks';

const [COMMON] = EXAMPLES.MCF.installations as [CommonInstallation];
const [CHF, ESME, KEYLESS_GSME] = COMMON.devices.map(({ deviceId }) => deviceId) as [string, string, string];
const STATE = { keyVersion: 1, executionCounter: '100', configurationDigest: 'AAAA' };
const GROUP: GroupInstallation = {
  installationId: COMMON.installationId,
  iccid: '8944000000000000009',
  imsi: '234150000000001',
  needsWakeUp: false,
  paymentMode: 'Credit',
  whitelist: [ESME, KEYLESS_GSME],
  deviceStates: [
    { deviceId: CHF, ...STATE },
    { deviceId: ESME, ...STATE },
    { deviceId: KEYLESS_GSME, configurationDigest: 'AAAA' },
  ],
};

function state(deviceId: string, keys: Partial<typeof STATE>): DeviceState {
  return { deviceId, ...keys, configurationDigest: 'AAAA' };
}

function others(deviceId: string): DeviceState[] {
  return GROUP.deviceStates.filter((one) => one.deviceId !== deviceId);
}

let key: KeyAndCertificate;
beforeAll(async () => {
  const { s1sp } = (await makeCredentials(['s1sp'])).roles;
  if (!s1sp) throw new Error('no key was made');
  key = s1sp;
});

const UNKNOWN = '00-DB-12-34-56-78-90-FF';

const service = {
  config: {
    get privateKey() {
      return key.privateKey;
    },
  },
  rules: (one: { rules: object }) => one.rules,
} as unknown as ServiceContext;

/** The S1SP's store when it knows one other installation behind the SIM. */
function workWith(state?: Installation['state']): Work {
  const work = new Work(service, Store.alone(':memory:', 's1sp'), new Date('2019-06-04T08:00:00Z'));
  if (state === undefined) return work;
  const other = { installationId: 'INST-000099', iccid: GROUP.iccid, state, devices: [] } as unknown as Installation;
  saveInstallation(work, other);
  indexDevices(work, other);
  return work;
}

/** Examines the installation of a set whose secrets hold these devices' access keys. */
function outcome(
  group: readonly GroupInstallation[],
  keysOf: readonly string[] = [CHF, ESME],
  { keyVersion = 1, work = workWith() }: { keyVersion?: number; work?: Work } = {},
): string {
  const keys = keysOf.map((deviceId) => ({
    deviceId,
    keyKind: 'Access' as const,
    keyVersion,
    key: Buffer.alloc(32, 1).toString('base64'),
  }));
  const sealed = sealSecrets(key.certificate, 'RP-000003', 's1sp', [{ installationId: COMMON.installationId, keys }]);
  const set: FileSet = {
    groupId: 'AA',
    commonFile: { fileId: 'RP-000001', digest: '' },
    installations: [COMMON],
    group,
    secrets: { ...EXAMPLES.MGEF, ...sealed },
  };
  const examined = examiner(set, work)(COMMON);
  return 'code' in examined ? `${examined.phase} ${examined.code}` : 'right';
}

describe('an installation of a Required File Set', () => {
  it('is right when its files agree and its keys are there', () => {
    expect(outcome([GROUP])).toBe('right');
  });

  it('is refused with 12 when the group file does not name it, whatever else is missing', () => {
    expect(outcome([], [])).toBe('RequiredFileSet SIM-S1V-12');
  });

  it('is refused with 13 when a key is missing, also when the files contradict each other', () => {
    expect(outcome([GROUP], [CHF])).toBe('KeyMaterial SIM-S1V-13');
    expect(outcome([{ ...GROUP, whitelist: [] }], [CHF])).toBe('KeyMaterial SIM-S1V-13');
  });

  it('is refused with 13 when a key of an unknown device comes along', () => {
    expect(outcome([GROUP], [CHF, ESME, UNKNOWN])).toBe('KeyMaterial SIM-S1V-13');
  });

  it('is refused with 14 when the keys are of another version than the group file declares', () => {
    expect(outcome([GROUP], [CHF, ESME], { keyVersion: 2 })).toBe('RequiredFileSet SIM-S1V-14');
  });

  it('is refused with 14 when the group file names it twice, or gives its SIM to another too', () => {
    expect(outcome([GROUP, GROUP])).toBe('RequiredFileSet SIM-S1V-14');
    expect(outcome([GROUP, { ...GROUP, installationId: 'INST-000002' }])).toBe('RequiredFileSet SIM-S1V-14');
  });

  it('is refused with 14 when its SIM is that of an installation in hand, and not when that one was given back', () => {
    expect(outcome([GROUP], [CHF, ESME], { work: workWith('Commissioned') })).toBe('RequiredFileSet SIM-S1V-14');
    expect(outcome([GROUP], [CHF, ESME], { work: workWith('Failed') })).toBe('right');
  });

  it.each([
    ['the whitelist misses a device', { whitelist: [] }],
    ['the whitelist names an unknown device', { whitelist: [...GROUP.whitelist, UNKNOWN] }],
    ['a state is missing', { deviceStates: GROUP.deviceStates.slice(0, 2) }],
    ['a key state is missing', { deviceStates: [state(ESME, {}), ...others(ESME)] }],
    [
      'a key state is of a device without keys',
      { deviceStates: [state(KEYLESS_GSME, STATE), ...others(KEYLESS_GSME)] },
    ],
    ['a key state is of an unknown device', { deviceStates: [...GROUP.deviceStates, { deviceId: UNKNOWN, ...STATE }] }],
  ])('is refused with 14 when %s', (_what, changes) => {
    expect(outcome([{ ...GROUP, ...changes }])).toBe('RequiredFileSet SIM-S1V-14');
  });
});
