import { COMMANDED_TYPES } from '../../../domain/device-types';
import type { CommonDevice, CommonInstallation } from '../../../formats/common-file';
import type { Phase } from '../../../formats/commissioning-file';
import type { DeviceState, GroupInstallation } from '../../../formats/group-file';
import type { Refused } from '../../../formats/header';
import { OpenedSecrets, type DeviceKey } from '../../../formats/secrets';
import { area, firstFault } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import type { FileSet } from './file-sets';
import { installationBehind, isGivenBack } from '../migration/installations';

/** Why an installation is refused, and how far it came. */
type RefusedRecord = Refused & { readonly phase: Phase };

/** An installation whose files say all that is needed, or why they do not. */
export type Examined = { readonly group: GroupInstallation; readonly keys: readonly DeviceKey[] } | RefusedRecord;

/** Checks each installation of a Required File Set by itself. */
export function examiner(set: FileSet, work: Work): (installation: CommonInstallation) => Examined {
  const groups = groupedBy(set.group ?? [], ({ installationId }) => installationId);
  const sims = groupedBy(set.group ?? [], ({ iccid }) => iccid);
  const secrets = set.secrets && new OpenedSecrets(work.service.config.privateKey, set.secrets);
  return (installation) => {
    const [group, ...repeated] = groups.get(installation.installationId) ?? [];
    if (!group) return refuse('12', 'RequiredFileSet', 'The installation is missing from the Migration Group File.');
    const opened = secrets?.of(installation.installationId);
    const keys = opened?.keys.filter(({ keyKind }) => keyKind === 'Access');
    const sharing = sims.get(group.iccid) ?? [];
    const record = { installation, group, repeated, keys, sharing, work };
    return firstFault(work.rules(RECORD_CHECKS).checks, record) ?? { group, keys: keys ?? [] };
  };
}

function groupedBy(
  entries: readonly GroupInstallation[],
  keyOf: (entry: GroupInstallation) => string,
): ReadonlyMap<string, readonly GroupInstallation[]> {
  const groups = new Map<string, GroupInstallation[]>();
  for (const entry of entries) {
    const group = groups.get(keyOf(entry));
    if (group === undefined) groups.set(keyOf(entry), [entry]);
    else group.push(entry);
  }
  return groups;
}

/** An installation with what the files of its set say of it. */
interface ExaminedRecord {
  readonly installation: CommonInstallation;
  readonly group: GroupInstallation;
  /** Further entries of the group file for the installation. */
  readonly repeated: readonly GroupInstallation[];
  /** Undefined where the secrets are missing or cannot be decrypted. */
  readonly keys: readonly DeviceKey[] | undefined;
  /** Every installation of the set with its SIM. */
  readonly sharing: readonly GroupInstallation[];
  readonly work: Work;
}

type RecordCheck = (record: ExaminedRecord) => RefusedRecord | undefined;

/** In this order: access keys (13), contradictions between the files (14), and whose the SIM is (14). */
const CHECKS = {
  secrets: ({ keys }) => (keys ? undefined : keyFault('The access keys are missing or cannot be decrypted.')),
  keys: ({ installation, keys = [] }) => {
    const keyless = installation.devices.find(
      ({ deviceId, holdsKeys }) => holdsKeys && !keys.some((key) => key.deviceId === deviceId),
    );
    return keyless && keyFault(`The access key of the ${nameOf(keyless)} is missing.`);
  },
  // A key of another installation's device would take the place of the one that works there.
  ownKeys: ({ installation, keys = [] }) => {
    const foreign = keys.find(({ deviceId }) => !installation.devices.some((device) => device.deviceId === deviceId));
    return foreign && keyFault(`The access key of ${foreign.deviceId} belongs to no device here.`);
  },
  once: ({ repeated }) =>
    repeated.length > 0 ? contradiction('The Migration Group File names the installation twice.') : undefined,
  whitelistSurplus: ({ installation, group }) => {
    const surplus = group.whitelist.find((deviceId) => !onHan(installation).includes(deviceId));
    if (surplus === undefined) return undefined;
    return contradiction(`The group file's whitelist names ${surplus}, the common file does not.`);
  },
  whitelistMissing: ({ installation, group }) => {
    const absent = onHan(installation).find((deviceId) => !group.whitelist.includes(deviceId));
    if (absent === undefined) return undefined;
    return contradiction(`The common file names ${absent}, the group file's whitelist does not.`);
  },
  states: ({ installation, group }) => {
    const stateless = commandedOf(installation).find((device) => stateOf(device, group) === undefined);
    return stateless && contradiction(`The group file has no state of the ${nameOf(stateless)}.`);
  },
  keyStates: ({ installation, group }) => {
    const without = installation.devices.find((device) => device.holdsKeys && !hasKeyState(device, group));
    return without && contradiction(`The group file has no key state of the ${nameOf(without)}.`);
  },
  keylessDevices: ({ installation, group }) => {
    const odd = installation.devices.find((device) => !device.holdsKeys && hasKeyState(device, group));
    return odd && contradiction(`The group file has a key state of the ${nameOf(odd)}, which holds no keys.`);
  },
  ownStates: ({ installation, group }) => {
    const commanded = commandedOf(installation);
    const alien = group.deviceStates.find(({ deviceId }) => !commanded.some((device) => device.deviceId === deviceId));
    if (!alien) return undefined;
    return contradiction(
      `The group file has a state of ${alien.deviceId}, which is no meter or hub of the common file.`,
    );
  },
  keyVersions: ({ group, keys = [] }) => {
    const odd = keys.find(({ deviceId, keyVersion }) =>
      group.deviceStates.some((state) => state.deviceId === deviceId && state.keyVersion !== keyVersion),
    );
    if (!odd) return undefined;
    return contradiction(
      `The access key of ${odd.deviceId} is of version ${odd.keyVersion}, the group file declares another.`,
    );
  },
  sim: ({ installation, group, sharing, work }) => {
    const shared = sharedSim(installation, group, sharing, work);
    return shared === undefined ? undefined : contradiction(shared);
  },
} satisfies Record<string, RecordCheck>;

/** What is checked of each installation of a Required File Set. */
export const RECORD_CHECKS = area('s1sp-record-checks', { checks: CHECKS });

function keyFault(reason: string): RefusedRecord {
  return refuse('13', 'KeyMaterial', reason);
}

function contradiction(reason: string): RefusedRecord {
  return refuse('14', 'RequiredFileSet', reason);
}

/** Ids of the devices on the hub's home area network, in the order of the common file. */
function onHan({ devices }: CommonInstallation): readonly string[] {
  return devices.filter(({ deviceType }) => deviceType !== 'CHF').map(({ deviceId }) => deviceId);
}

function commandedOf({ devices }: CommonInstallation): readonly CommonDevice[] {
  return devices.filter(({ deviceType }) => COMMANDED_TYPES.some((type) => type === deviceType));
}

function stateOf({ deviceId }: CommonDevice, { deviceStates }: GroupInstallation): DeviceState | undefined {
  return deviceStates.find((state) => state.deviceId === deviceId);
}

function hasKeyState(device: CommonDevice, group: GroupInstallation): boolean {
  return stateOf(device, group)?.keyVersion !== undefined;
}

function nameOf({ deviceType, deviceId }: CommonDevice): string {
  return `${deviceType} ${deviceId}`;
}

/**
 * A SIM belongs to one hub: it is that of no other installation of the set, and of no other hub that the S1SP has in hand. A
 * new authorisation of the same installation brings the same hub again.
 * @param sharing every installation of the set with this SIM
 */
function sharedSim(
  { devices }: CommonInstallation,
  { installationId, iccid }: GroupInstallation,
  sharing: readonly GroupInstallation[],
  work: Work,
): string | undefined {
  const inSet = sharing.find((one) => one.installationId !== installationId);
  if (inSet) return `The group file gives the SIM ${iccid} to ${inSet.installationId} too.`;
  const other = installationBehind(work, iccid);
  const hub = devices.find(({ deviceType }) => deviceType === 'CHF');
  const sameHub = other?.devices.some(({ deviceId }) => deviceId === hub?.deviceId) === true;
  const inHand = other !== undefined && !sameHub && !isGivenBack(other.state);
  return inHand ? `The SIM ${iccid} belongs to ${other.installationId}.` : undefined;
}

function refuse(number: string, phase: Phase, reason: string): RefusedRecord {
  return { code: `SIM-S1V-${number}`, reason, phase };
}
