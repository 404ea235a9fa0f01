import { COMMANDED_TYPES } from '../../domain/device-types';
import type { CommonInstallation } from '../../formats/common-file';
import type { Phase } from '../../formats/commissioning-file';
import type { DeviceState, GroupInstallation } from '../../formats/group-file';
import type { Refused } from '../../formats/header';
import { OpenedSecrets, type DeviceKey } from '../../formats/secrets';
import type { Service } from '../../kernel/service';
import type { FileSet } from './file-sets';

/** An installation whose files say all that is needed, or why they do not. */
export type Examined =
  { readonly group: GroupInstallation; readonly keys: readonly DeviceKey[] } | (Refused & { readonly phase: Phase });

/** Checks each installation of a Required File Set by itself. */
export function examiner(set: FileSet, service: Service): (installation: CommonInstallation) => Examined {
  const groups = new Map(set.group?.toReversed().map((one) => [one.installationId, one]));
  const secrets = set.secrets && new OpenedSecrets(service.config.privateKey, set.secrets);
  return (installation) => examine(installation, groups.get(installation.installationId), secrets, service);
}

/** In this order: group file (12), access keys (13), contradictions (14). */
function examine(
  installation: CommonInstallation,
  group: GroupInstallation | undefined,
  opened: OpenedSecrets | undefined,
  service: Service,
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

  const contradiction = contradictionBetween(installation, group, service);
  return contradiction === undefined ? { group, keys } : refuse('14', 'RequiredFileSet', contradiction);
}

/** The group file's whitelist and device states must be those of the common file's devices. */
function contradictionBetween(
  installation: CommonInstallation,
  group: GroupInstallation,
  service: Service,
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

function refuse(number: string, phase: Phase, reason: string): Refused & { phase: Phase } {
  return { code: `SIM-S1V-${number}`, reason, phase };
}
