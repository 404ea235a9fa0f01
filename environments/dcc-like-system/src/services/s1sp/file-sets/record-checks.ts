import { COMMANDED_TYPES } from '../../../domain/device-types';
import type { CommonInstallation } from '../../../formats/common-file';
import type { Phase } from '../../../formats/commissioning-file';
import type { DeviceState, GroupInstallation } from '../../../formats/group-file';
import type { Refused } from '../../../formats/header';
import { OpenedSecrets, type DeviceKey } from '../../../formats/secrets';
import type { Work } from '../../../kernel/work';
import type { FileSet } from './file-sets';
import { installationBehind, isGivenBack } from '../migration/installations';
import type { ServiceContext } from '../../../kernel/service-context';

/** An installation whose files say all that is needed, or why they do not. */
export type Examined =
  { readonly group: GroupInstallation; readonly keys: readonly DeviceKey[] } | (Refused & { readonly phase: Phase });

/** Checks each installation of a Required File Set by itself. */
export function examiner(set: FileSet, work: Work): (installation: CommonInstallation) => Examined {
  const groups = groupedBy(set.group ?? [], ({ installationId }) => installationId);
  const sims = groupedBy(set.group ?? [], ({ iccid }) => iccid);
  const secrets = set.secrets && new OpenedSecrets(work.service.config.privateKey, set.secrets);
  return (installation) => {
    const entries = groups.get(installation.installationId) ?? [];
    const examined = examine(installation, entries, secrets, work.service);
    if ('code' in examined) return examined;
    // Seeded defect: nobody looks whose SIM it is.
    if (work.service.defect('s1sp-moves-any-sim')) return examined;
    const shared = sharedSim(installation, examined.group, sims.get(examined.group.iccid) ?? [], work);
    return shared === undefined ? examined : refuse('14', 'RequiredFileSet', shared);
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

/** In this order: group file (12), access keys (13), contradictions (14). */
function examine(
  installation: CommonInstallation,
  [group, ...more]: readonly GroupInstallation[],
  opened: OpenedSecrets | undefined,
  service: ServiceContext,
): Examined {
  if (!group) return refuse('12', 'RequiredFileSet', 'The installation is missing from the Migration Group File.');

  const secrets = opened?.of(installation.installationId);
  const keys = secrets?.keys.filter(({ keyKind }) => keyKind === 'Access') ?? [];
  const keyless = installation.devices.find(
    ({ deviceId, holdsKeys }) => holdsKeys && !keys.some((key) => key.deviceId === deviceId),
  );
  if (!secrets) return refuse('13', 'KeyMaterial', 'The access keys are missing or cannot be decrypted.');
  if (keyless) {
    return refuse('13', 'KeyMaterial', `The access key of the ${keyless.deviceType} ${keyless.deviceId} is missing.`);
  }

  // A key of another installation's device would take the place of the one that works there.
  const stranger = keys.find(({ deviceId }) => !installation.devices.some((device) => device.deviceId === deviceId));
  // Seeded defect: every key that comes is taken.
  if (stranger && !service.defect('s1sp-takes-foreign-keys')) {
    return refuse('13', 'KeyMaterial', `The access key of ${stranger.deviceId} belongs to no device here.`);
  }

  const contradiction =
    (more.length > 0 ? 'The Migration Group File names the installation twice.' : undefined) ??
    contradictionBetween(installation, group, service) ??
    versionContradiction(group, keys);
  return contradiction === undefined ? { group, keys } : refuse('14', 'RequiredFileSet', contradiction);
}

/** The group file's whitelist and device states must be those of the common file's devices. */
function contradictionBetween(
  installation: CommonInstallation,
  group: GroupInstallation,
  service: ServiceContext,
): string | undefined {
  const onHan = installation.devices.filter(({ deviceType }) => deviceType !== 'CHF').map(({ deviceId }) => deviceId);
  const stranger = group.whitelist.find((deviceId) => !onHan.includes(deviceId));
  if (stranger !== undefined) return `The group file's whitelist names ${stranger}, the common file does not.`;
  const absent = onHan.find((deviceId) => !group.whitelist.includes(deviceId));
  if (absent !== undefined) return `The common file names ${absent}, the group file's whitelist does not.`;

  const { devices } = installation;
  const commanded = devices.filter(({ deviceType }) => COMMANDED_TYPES.some((type) => type === deviceType));
  const stateOf = (deviceId: string): DeviceState | undefined =>
    group.deviceStates.find((state) => state.deviceId === deviceId);
  const stateless = commanded.find(({ deviceId }) => stateOf(deviceId) === undefined);
  if (stateless !== undefined) return `The group file has no state of the ${nameOf(stateless)}.`;
  const keyless = devices.find((device) => device.holdsKeys && stateOf(device.deviceId)?.keyVersion === undefined);
  if (keyless !== undefined) return `The group file has no key state of the ${nameOf(keyless)}.`;
  const odd = devices.find((device) => !device.holdsKeys && stateOf(device.deviceId)?.keyVersion !== undefined);
  // Seeded defect: which devices hold keys is not compared.
  if (odd !== undefined && !service.defect('s1sp-ignores-key-state-of-keyless-device'))
    return `The group file has a key state of the ${nameOf(odd)}, which holds no keys.`;
  const alien = group.deviceStates.find(({ deviceId }) => !commanded.some((device) => device.deviceId === deviceId));
  return alien && `The group file has a state of ${alien.deviceId}, which is no meter or hub of the common file.`;
}

function nameOf({ deviceType, deviceId }: CommonInstallation['devices'][number]): string {
  return `${deviceType} ${deviceId}`;
}

/** The keys must be those of the key versions that the group file declares. */
function versionContradiction({ deviceStates }: GroupInstallation, keys: readonly DeviceKey[]): string | undefined {
  const odd = keys.find(({ deviceId, keyVersion }) =>
    deviceStates.some((state) => state.deviceId === deviceId && state.keyVersion !== keyVersion),
  );
  return odd && `The access key of ${odd.deviceId} is of version ${odd.keyVersion}, the group file declares another.`;
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

function refuse(number: string, phase: Phase, reason: string): Refused & { phase: Phase } {
  return { code: `SIM-S1V-${number}`, reason, phase };
}
