import type {
  CommissioningInstallation,
  CommissioningOutcome,
  CommonInstallation,
  GroupInstallation,
  MigrationFileOf,
} from '../../support/interfaces/files/migration-files';
import { sealSecrets, type InstallationSecrets } from '../../support/interfaces/files/secrets';
import { openedSecrets } from '../../support/world/opened-secrets';
import type { DeviceType } from '../../support/interfaces/vocabulary';
import type { SigningKey } from '../../support/interfaces/signature';
import { rewritten, type FileFault } from '../../support/roles/file-faults';

/** What a scenario knows that a fault may need. */
export interface ContentFaultContext {
  /** Lends the test key of a role. */
  readonly keyOf: (role: string) => Promise<SigningKey>;
  /** The electricity meter of the installation that was migrated before. */
  readonly migratedMeter: () => string;
  /** The gas meter of the installation that is migrated. */
  readonly gasMeter: () => string;
  /** Devices of a type in the installations of the scenario. */
  readonly devicesOf: (type: DeviceType) => readonly string[];
  /** The SIM of the first installation of the scenario. */
  readonly firstSim: () => string;
  /** The MPAN of the first installation of the scenario. */
  readonly firstMpan: () => string;
  /** The id under which the second installation of the scenario is tracked. */
  readonly secondId: () => Promise<string>;
  /** EUI-64 of a supplier that has nothing to do with the installations. */
  readonly otherSupplier: string;
}

type ContentFault = (context: ContentFaultContext) => FileFault;

/** EUI-64 of a device that exists nowhere. */
const DEVICE_FROM_ELSEWHERE = '00-DB-99-99-99-99-99-99';
/** Installation that the Migration Control Centre never named. */
const UNAUTHORISED = 'INST-999999';
/** How many versions on a key is that does not fit. */
const VERSIONS_ON = 3;
/** Why a gas meter is left behind (code SOURCED: DCC consultation of November 2021). */
const LEFT_BEHIND = { code: 'GT01', reason: 'Written by the tester.' };
/** Codes that a list can give for an installation; any would do. */
const REFUSED = { code: 'SIM-DCO-11', reason: 'Written by the tester.' };

/** Puts others in the place of the last installation of a common file. */
function lastEntry(
  change: (entry: CommonInstallation, context: ContentFaultContext) => readonly CommonInstallation[],
): ContentFault {
  return (context) =>
    rewritten('MCF', (file) => {
      const last = file.installations.at(-1);
      if (!last) throw new Error('The Migration Common File names no installation.');
      return { ...file, installations: [...file.installations.slice(0, -1), ...change(last, context)] };
    });
}

function withMeter(entry: CommonInstallation, deviceId: string): CommonInstallation {
  const devices = entry.devices.map((device) => (device.deviceType === 'ESME' ? { ...device, deviceId } : device));
  return { ...entry, devices };
}

/** Puts others in the place of what a list says of the last installation. */
function lastOf<T>(list: readonly T[], change: (last: T) => readonly T[]): readonly T[] {
  return list.flatMap((one, index) => (index === list.length - 1 ? change(one) : [one]));
}

function groupEntry(
  change: (entry: GroupInstallation, context: ContentFaultContext) => readonly GroupInstallation[],
): ContentFault {
  return (context) =>
    rewritten('MGF', (file) => ({
      ...file,
      installations: lastOf(file.installations, (last) => change(last, context)),
    }));
}

function scfLine(change: (line: CommissioningInstallation) => readonly CommissioningInstallation[]): ContentFault {
  return () => rewritten('SCF', (file) => ({ ...file, installations: lastOf(file.installations, change) }));
}

function outcome(change: (last: CommissioningOutcome) => readonly CommissioningOutcome[]): ContentFault {
  return () => rewritten('COF', (file) => ({ ...file, outcomes: lastOf(file.outcomes, change) }));
}

type ViableResult = MigrationFileOf<'DCOVIF'>['results'][number];

function viableResult(change: (result: ViableResult) => readonly ViableResult[]): ContentFault {
  return () => ({
    change: (file) => {
      if (file.kind !== 'S1SPVIF' && file.kind !== 'DCOVIF') throw new Error(`A ${file.kind} lists nothing as viable.`);
      return { ...file, results: lastOf(file.results, change) };
    },
  });
}

/**
 * Opens every secret as its recipient would, changes them, and encrypts them again.
 * @param reader who can read them afterwards; the recipient unless named
 */
function resealed(
  change: (secrets: readonly InstallationSecrets[]) => readonly InstallationSecrets[],
  reader?: 's1sp' | 'dco',
): ContentFault {
  return ({ keyOf }) =>
    rewritten('MGEF', async (file): Promise<MigrationFileOf<'MGEF'>> => {
      const { privateKey } = await keyOf(file.recipient);
      const opened = await Promise.all(
        file.installations.map(({ installationId }) => openedSecrets(file, privateKey, installationId)),
      );
      const { certificate } = await keyOf(reader ?? file.recipient);
      return { ...file, ...(await sealSecrets(file, certificate, change(opened))) };
    });
}

/** Changes the keys of the last installation; those of the first are at hand. */
function keysOfLast(
  change: (own: InstallationSecrets, first: InstallationSecrets) => InstallationSecrets,
): ContentFault {
  return resealed((all) => lastOf(all, (last) => [change(last, all[0] ?? last)]));
}

function eachKey(
  change: (key: InstallationSecrets['keys'][number]) => Partial<InstallationSecrets['keys'][number]>,
): (own: InstallationSecrets) => InstallationSecrets {
  return (own) => ({ ...own, keys: own.keys.map((key) => ({ ...key, ...change(key) })) });
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

/** Leaves devices behind, as if they had failed on the home area network. */
function leftBehind(...types: readonly DeviceType[]): ContentFault {
  return (context) => {
    const ids = types.flatMap((type) => context.devicesOf(type));
    const excluded = ids.map((deviceId) => ({ deviceId, ...LEFT_BEHIND }));
    return scfLine((line) => [
      { ...line, devices: line.devices.filter(({ deviceId }) => !ids.includes(deviceId)), excluded },
    ])(context);
  };
}

/** Fault of what a file of a certain kind says of its last installation. */
export const CONTENT_FAULTS: Readonly<Record<string, ContentFault>> = {
  // Migration Common File
  'with a device of the migrated installation in it': lastEntry((entry, { migratedMeter }) => [
    withMeter(entry, migratedMeter()),
  ]),
  'naming an unauthorised installation': lastEntry((entry) => [{ ...entry, installationId: UNAUTHORISED }]),
  'naming an unauthorised attempt': lastEntry((entry) => [{ ...entry, attempt: entry.attempt + 1 }]),
  'naming a supplier other than the authorised one': lastEntry((entry, { otherSupplier }) => [
    { ...entry, electricitySupplier: otherSupplier },
  ]),
  'naming a supply point other than the authorised one': lastEntry((entry, { firstMpan }) => [
    { ...entry, importMPAN: firstMpan() },
  ]),
  'naming the installation twice': lastEntry((entry) => [entry, entry]),

  // Migration Group File
  'without the second installation': groupEntry(() => []),
  'naming the second installation twice': groupEntry((entry) => [entry, entry]),
  'with a whitelist of other devices for the second': groupEntry((entry) => [
    { ...entry, whitelist: [DEVICE_FROM_ELSEWHERE] },
  ]),
  'without the key state of a device of the second': groupEntry((entry) => [
    { ...entry, deviceStates: entry.deviceStates.slice(1) },
  ]),
  'with a key state of the gas meter, which has no keys': (context) =>
    groupEntry((entry) => [withKeyState(context.gasMeter(), entry)])(context),
  'with the SIM of the first installation for the last': groupEntry((entry, { firstSim }) => [
    { ...entry, iccid: firstSim() },
  ]),

  // Migration Group Encrypted File
  'encrypted for the DCO': resealed((secrets) => secrets, 'dco'),
  'encrypted for the S1SP': resealed((secrets) => secrets, 's1sp'),
  'with the key of an unknown device': keysOfLast((own) => withKeyOf(DEVICE_FROM_ELSEWHERE, own)),
  'with a key of the gas meter, which has none': (context) =>
    keysOfLast((own) => withKeyOf(context.gasMeter(), own))(context),
  'with a key of the migrated installation in it': (context) =>
    keysOfLast((own) => withKeyOf(context.migratedMeter(), own))(context),
  'without the keys of the second installation': resealed((secrets) => secrets.slice(0, -1)),
  'with the keys of the first installation for the second': keysOfLast((own, first) => ({ ...own, keys: first.keys })),
  'with keys of the other kind for the second': keysOfLast(
    eachKey(({ kind }) => ({ kind: kind === 'Master' ? 'Access' : 'Master' })),
  ),
  'with keys of another version for the second': keysOfLast(
    eachKey(({ version }) => ({ version: version + VERSIONS_ON })),
  ),
  'with a truncated cipher text for the second': () =>
    rewritten('MGEF', (file) => ({
      ...file,
      installations: lastOf(file.installations, (last) => [{ ...last, cipherText: last.cipherText.slice(0, 64) }]),
    })),

  // Migration Common Validation File
  'passing the second installation as well as failing it': () =>
    rewritten('MCVF', (file) => ({
      ...file,
      results: lastOf(file.results, (last) => [last, { ...last, ...REFUSED, verdict: 'Fail' }, last]),
    })),
  'with no verdict on the second installation': () =>
    rewritten('MCVF', (file) => ({ ...file, results: lastOf(file.results, () => []) })),

  // Viable Installations Files
  'naming the second installation as viable as well as not viable': viableResult((result) => [
    result,
    { ...result, ...REFUSED, verdict: 'NotViable' },
    result,
  ]),
  'omitting the second installation': viableResult(() => []),

  // S1SP Commissioning File
  'with no result of the second installation': scfLine(() => []),
  'with the result of the second installation twice': scfLine((line) => [line, line]),
  'reporting the second installation as ready as well as failed': scfLine((line) => [
    line,
    { installationId: line.installationId, result: 'Failed', phase: 'KeyRotation', ...REFUSED, devices: [] },
  ]),
  'failing the second installation without a code': scfLine(({ installationId }) => [
    { installationId, result: 'Failed', devices: [] },
  ]),
  'also reporting the second installation as ready': ({ secondId }) =>
    rewritten('SCF', async (file) => {
      const installationId = await secondId();
      return { ...file, installations: file.installations.flatMap((line) => [line, { ...line, installationId }]) };
    }),
  'with its gas devices left behind': leftBehind('GSME', 'GPF'),
  'with only its gas meter left behind': leftBehind('GSME'),
  'with its electricity meter left behind': leftBehind('ESME'),

  // Commissioning Outcome File
  'with its outcome twice': outcome((last) => [last, last]),
  'reporting the attempt as migrated': outcome(({ code: _code, reason: _reason, ...last }) => [
    { ...last, result: 'Migrated' },
  ]),
  'reporting the next attempt as migrated': outcome(({ code: _code, reason: _reason, attempt, ...last }) => [
    { ...last, attempt: attempt + 1, result: 'Migrated' },
  ]),
};
