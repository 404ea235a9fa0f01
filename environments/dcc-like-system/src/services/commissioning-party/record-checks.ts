import { registrationDifference, type Registrations } from '../../domain/registered-suppliers';
import type { CommonFile, CommonInstallation } from '../../formats/common-file';
import type { Refused } from '../../formats/header';
import { area } from '../../kernel/rules';
import { isLive, type Attempt } from './attempts';
import { commissionedDevice, type EligibleCombination, type Inventory } from './inventory';

/** What a check of one installation may look at. */
export interface CheckContext {
  readonly installation: CommonInstallation;
  /** Group of the file. */
  readonly groupId: string;
  /** Identifiers that occur more than once in the file. */
  readonly repeated: ReadonlySet<string>;
  readonly epcl: readonly EligibleCombination[];
  readonly registrations: Registrations;
  readonly inventory: Inventory;
  /** What was instructed under the installation's id and attempt number. */
  readonly attempt: Attempt | undefined;
  readonly now: Date;
}

type RecordCheck = (context: CheckContext) => Refused | undefined;

/** The checks of one installation of a Migration Common File, in their fixed order: 16, 15, 11, 12, 13, 14. */
export const RECORD_CHECKS = area('commissioning-party-record-checks', {
  checks: {
    uniqueness: occursTwice,
    authorisation: hasNoAuthorisation,
    models: modelsAreNotEligible,
    firmware: firmwareIsNotEligible,
    registration: registrationDiffers,
    inventory: deviceIsCommissioned,
  } satisfies Record<string, RecordCheck>,
});

/** Installation ids, MPANs and device ids that more than one installation of a file bears. */
export function repeatedIdentifiers(file: CommonFile): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const identifier of file.installations.flatMap(identifiersOf)) {
    if (seen.has(identifier)) repeated.add(identifier);
    seen.add(identifier);
  }
  return repeated;
}

function identifiersOf({ installationId, importMPAN, devices }: CommonInstallation): string[] {
  return [installationId, importMPAN, ...devices.map(({ deviceId }) => deviceId)];
}

function occursTwice({ installation, repeated, attempt }: CheckContext): Refused | undefined {
  const twice = identifiersOf(installation).find((identifier) => repeated.has(identifier));
  if (twice !== undefined) return refuse('16', `${twice} occurs twice in the file.`);
  const earlier = attempt?.passed?.commonFileId;
  if (earlier !== undefined) return refuse('16', `This attempt was validated already with file ${earlier}.`);
  return undefined;
}

function hasNoAuthorisation({ groupId, installation, attempt, now }: CheckContext): Refused | undefined {
  if (isLive(attempt, groupId, now)) return undefined;
  return refuse('15', `There is no live authorisation for attempt ${installation.attempt} in this group.`);
}

function modelsAreNotEligible({ installation, epcl }: CheckContext): Refused | undefined {
  if (epcl.some((entry) => hasModels(entry, installation))) return undefined;
  const provider = installation.communicationsProvider;
  return refuse('11', `The combination of these device models with ${provider} is not on the EPCL.`);
}

/** The firmware must be that of one entry that has all the models. */
function firmwareIsNotEligible({ installation, epcl }: CheckContext): Refused | undefined {
  const entries = epcl.filter((entry) => hasModels(entry, installation));
  const [first] = entries;
  if (!first || entries.some((entry) => unlisted(entry, installation) === undefined)) return undefined;
  const device = unlisted(first, installation);
  return refuse('12', `Firmware ${device?.firmware ?? ''} of the ${device?.deviceType ?? ''} is not on the EPCL.`);
}

/** An entry is one combination: a device more or less makes another one. */
function hasModels(entry: EligibleCombination, installation: CommonInstallation): boolean {
  return (
    entry.communicationsProvider === installation.communicationsProvider &&
    entry.devices.length === installation.devices.length &&
    installation.devices.every((device) => listed(entry, device) !== undefined)
  );
}

/** The first device whose firmware an entry does not list. */
function unlisted(
  entry: EligibleCombination,
  installation: CommonInstallation,
): CommonInstallation['devices'][number] | undefined {
  return installation.devices.find((device) => !listed(entry, device)?.firmware.includes(device.firmware));
}

function listed(
  entry: EligibleCombination,
  device: CommonInstallation['devices'][number],
): EligibleCombination['devices'][number] | undefined {
  return entry.devices.find(
    ({ deviceType, manufacturer, model }) =>
      deviceType === device.deviceType && manufacturer === device.manufacturer && model === device.model,
  );
}

/** The file must say what was authorised, and that must still be what is registered. */
function registrationDiffers({ installation, attempt, registrations }: CheckContext): Refused | undefined {
  const fields = ['importMPAN', 'mprn', 'electricitySupplier', 'gasSupplier'] as const;
  const differing = fields.find((field) => installation[field] !== attempt?.[field]);
  if (differing !== undefined) return refuse('13', `The ${differing} differs from the authorised one.`);
  const difference = registrationDifference(installation, registrations);
  return difference === undefined ? undefined : refuse('13', difference);
}

function deviceIsCommissioned({ installation, inventory }: CheckContext): Refused | undefined {
  const device = commissionedDevice(installation, inventory);
  if (!device) return undefined;
  return refuse('14', `The ${device.deviceType} ${device.deviceId} is already commissioned.`);
}

function refuse(number: string, reason: string): Refused {
  return { code: `SIM-CPV-${number}`, reason };
}
