import type {
  CommonInstallation,
  GroupInstallation,
  MigrationFile,
  MigrationFileOf,
} from '../../support/interfaces/files/model';
import { openSecrets, sealSecrets, type InstallationSecrets } from '../../support/interfaces/files/secrets';
import {
  AGAINST_ITS_SCHEMA,
  ALTERED_AFTER_SIGNING,
  CUT_SHORT,
  DELIVERED_TWICE,
  delayed,
  fileIn,
  forge,
  rewritten,
  signedBy,
  UNSIGNED,
  type Treatment,
} from '../../support/roles/treatments';
import type { SigningKey } from '../../support/interfaces/signature';

/** What a scenario knows that a fault may need. */
export interface FaultSetting {
  /** Lends the test key of a role. */
  readonly keyOf: (role: string) => Promise<SigningKey>;
  /** The electricity meter of the installation that was migrated before. */
  readonly migratedMeter: () => string;
  /** The gas meter of the installation that is migrated. */
  readonly gasMeter: () => string;
}

/** EUI-64 of a device that exists nowhere. */
const DEVICE_FROM_ELSEWHERE = '00-DB-99-99-99-99-99-99';
/** Group ID that nobody uses. */
const UNUSED_GROUP = 'ZZ';
/** Installation that the Migration Control Centre never named. */
const UNAUTHORISED = 'INST-999999';

type Fault = (setting: FaultSetting) => Treatment;

/** A change that files of every kind can suffer, signed as the sender would. */
function anyKind(change: (file: MigrationFile) => MigrationFile): Fault {
  return () => ({ kind: 'replace', make: async (held, place) => [await forge(change(fileIn(held)), place)] });
}

function withUnusedGroup(file: MigrationFile): MigrationFile {
  return { ...file, header: { ...file.header, groupId: UNUSED_GROUP } };
}

function boundElsewhere(file: MigrationFile): MigrationFile {
  if (!('commonFile' in file)) throw new Error(`A ${file.kind} is bound to no Migration Common File.`);
  const digest = Buffer.alloc(32, 1).toString('base64');
  return { ...file, commonFile: { ...file.commonFile, digest } };
}

/** Puts others in the place of the last installation of a common file. */
function lastEntry(change: (entry: CommonInstallation, setting: FaultSetting) => readonly CommonInstallation[]): Fault {
  return (setting) =>
    rewritten('MCF', (file) => {
      const last = file.installations.at(-1);
      if (!last) throw new Error('The Migration Common File names no installation.');
      return { ...file, installations: [...file.installations.slice(0, -1), ...change(last, setting)] };
    });
}

function withMeter(entry: CommonInstallation, deviceId: string): CommonInstallation {
  const devices = entry.devices.map((device) => (device.deviceType === 'ESME' ? { ...device, deviceId } : device));
  return { ...entry, devices };
}

/**
 * Opens every secret as its recipient would, changes it, and encrypts it again.
 * @param reader who can read it afterwards; the recipient unless named
 */
function resealed(
  change: (secrets: InstallationSecrets, setting: FaultSetting) => InstallationSecrets,
  reader?: 's1sp' | 'dco',
): Fault {
  return (setting) =>
    rewritten('MGEF', async (file): Promise<MigrationFileOf<'MGEF'>> => {
      const { keyOf } = setting;
      const { privateKey } = await keyOf(file.recipient);
      const opened = await Promise.all(
        file.installations.map(({ installationId }) => openSecrets(file, privateKey, installationId)),
      );
      const { certificate } = await keyOf(reader ?? file.recipient);
      return {
        ...file,
        ...(await sealSecrets(
          file,
          certificate,
          opened.map((secrets) => change(secrets, setting)),
        )),
      };
    });
}

function unchanged(secrets: InstallationSecrets): InstallationSecrets {
  return secrets;
}

/** One more key, like the first, for a device. */
function withKeyOf(deviceId: string, { installationId, keys }: InstallationSecrets): InstallationSecrets {
  const further = keys.slice(0, 1).map((key) => ({ ...key, deviceId }));
  return { installationId, keys: [...keys, ...further] };
}

function withKeyState(deviceId: string, installation: GroupInstallation): GroupInstallation {
  const deviceStates = installation.deviceStates.map((state) =>
    state.deviceId === deviceId ? { ...state, keyVersion: 1, executionCounter: 100n } : state,
  );
  return { ...installation, deviceStates };
}

const FAULTS: Readonly<Record<string, Fault>> = {
  twice: () => DELIVERED_TWICE,
  'three hours late': () => delayed(3),
  'broken off in the middle': () => CUT_SHORT,
  'with an element its schema forbids': () => AGAINST_ITS_SCHEMA,
  'altered after it was signed': () => ALTERED_AFTER_SIGNING,
  'without a signature': () => UNSIGNED,
  'signed by the Requesting Party': () => signedBy('requesting-party'),
  'signed by the Commissioning Party': () => signedBy('commissioning-party'),
  'signed by the S1SP': () => signedBy('s1sp'),
  'signed by the DCO': () => signedBy('dco'),
  'with a Group ID that nobody uses': anyKind(withUnusedGroup),
  'bound to another Migration Common File': anyKind(boundElsewhere),
  'without the second installation': () =>
    rewritten('MGF', (file) => ({ ...file, installations: file.installations.slice(0, 1) })),
  'with a whitelist of other devices for the second': () =>
    rewritten('MGF', (file) => ({
      ...file,
      installations: file.installations.map((installation, index) =>
        index === 1 ? { ...installation, whitelist: [DEVICE_FROM_ELSEWHERE] } : installation,
      ),
    })),
  'with a key state of the gas meter, which has no keys': ({ gasMeter }) =>
    rewritten('MGF', (file) => ({
      ...file,
      installations: file.installations.map((installation) => withKeyState(gasMeter(), installation)),
    })),
  'encrypted for the DCO': resealed(unchanged, 'dco'),
  'encrypted for the S1SP': resealed(unchanged, 's1sp'),
  'with the key of a device from elsewhere': resealed((secrets) => withKeyOf(DEVICE_FROM_ELSEWHERE, secrets)),
  'with a key of the gas meter, which has none': resealed((secrets, { gasMeter }) => withKeyOf(gasMeter(), secrets)),
  'with a device of the migrated installation in it': lastEntry((entry, { migratedMeter }) => [
    withMeter(entry, migratedMeter()),
  ]),
  'for an installation that nobody authorised': lastEntry((entry) => [{ ...entry, installationId: UNAUTHORISED }]),
  'that is there twice': lastEntry((entry) => [entry, entry]),
};

/** Matches every phrase that says how a file differs when it arrives. */
export const FILE_FAULT = new RegExp(Object.keys(FAULTS).join('|'));

/**
 * What is done to a file on its way.
 * @param phrase one that `FILE_FAULT` matches
 */
export function fileFaultOf(phrase: string, setting: FaultSetting): Treatment {
  const fault = FAULTS[phrase];
  if (!fault) throw new Error(`A file cannot arrive "${phrase}": that fault is not known.`);
  return fault(setting);
}
