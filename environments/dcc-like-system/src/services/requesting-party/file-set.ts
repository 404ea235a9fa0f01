import type { InstructedInstallation } from '../../domain/migration-instruction';
import type { DeclaredDevice, EstateRecord } from '../../domain/estate';
import { writeCommonFile, type CommonInstallation, type Omission } from '../../formats/common-file';
import { writeEncryptedFile, type SecretsRecipient } from '../../formats/encrypted-file';
import { writeGroupFile, type DeviceState, type GroupInstallation } from '../../formats/group-file';
import type { FileReference } from '../../formats/header';
import { issueFile } from '../../formats/issue';
import { sealSecrets, type DeviceKey, type DeviceSecrets } from '../../formats/secrets';
import { area } from '../../kernel/rules';
import type { Work } from '../../kernel/work';
import type { Extracted } from './instruction';

interface Included {
  readonly instructed: InstructedInstallation;
  readonly record: EstateRecord;
}

/** What the files of one instruction refer to, and who can read them. */
export const FILE_SET = area('requesting-party-file-set', {
  /** The Migration Group File is bound to the very bytes of the Migration Common File. */
  referenceInGroupFile: (commonFile: FileReference): FileReference => commonFile,
  /** Whose certified key the secrets for a recipient are sealed for. */
  sealedFor: (recipient: SecretsRecipient): SecretsRecipient => recipient,
});

/**
 * Sends the files of one instruction: the Migration Common File to all, and, bound to it, the Migration Group File and one
 * Migration Group Encrypted File each for the S1SP and the DCO.
 */
export function sendFileSet(work: Work, groupId: string, extracted: readonly Extracted[]): void {
  const included = extracted.filter((one) => 'record' in one);
  const omissions = extracted.filter((one) => 'omitted' in one).map(omission);
  const { fileId, digest } = issueFile(work, 'MCF', groupId, ['commissioning-party', 's1sp', 'dco'], (header) =>
    writeCommonFile({ header, installations: included.map(commonInstallation), omissions }),
  );
  const commonFile: FileReference = { fileId, digest };

  const boundTo = work.rules(FILE_SET).referenceInGroupFile(commonFile);
  issueFile(work, 'MGF', groupId, ['s1sp'], (header) =>
    writeGroupFile({ header, commonFile: boundTo, installations: included.map(groupInstallation) }),
  );
  sendSecrets(work, groupId, commonFile, 'dco', included);
  sendSecrets(work, groupId, commonFile, 's1sp', included);
}

function sendSecrets(
  work: Work,
  groupId: string,
  commonFile: FileReference,
  recipient: SecretsRecipient,
  included: readonly Included[],
): void {
  const secrets = included.map((one) => secretsFor(recipient, one));
  const certificate = work.service.config.certificates[work.rules(FILE_SET).sealedFor(recipient)];
  if (certificate === undefined) throw new Error(`The requesting-party has no certificate of the ${recipient}.`);
  issueFile(work, 'MGEF', groupId, [recipient], (header) =>
    writeEncryptedFile({
      header,
      commonFile,
      recipient,
      ...sealSecrets(certificate, header.fileId, recipient, secrets),
    }),
  );
}

function omission({ instructed, omitted }: Extract<Extracted, { omitted: string }>): Omission {
  const { installationId, importMPAN } = instructed;
  return { installationId, importMPAN, code: 'SIM-RPE-11', reason: omitted };
}

function commonInstallation({ instructed, record }: Included): CommonInstallation {
  return {
    installationId: instructed.installationId,
    attempt: instructed.attempt,
    importMPAN: record.importMPAN,
    ...(record.mprn === undefined ? {} : { mprn: record.mprn }),
    // The suppliers are those of the authorisation: the SMSO need not know of a change of supplier.
    electricitySupplier: instructed.electricitySupplier,
    ...(instructed.gasSupplier === undefined ? {} : { gasSupplier: instructed.gasSupplier }),
    communicationsProvider: record.communicationsProvider,
    devices: record.devices.map(({ deviceId, deviceType, manufacturer, model, firmware, keyVersion }) => ({
      deviceId,
      deviceType,
      manufacturer,
      model,
      firmware,
      holdsKeys: keyVersion !== undefined,
    })),
  };
}

function groupInstallation({ instructed, record }: Included): GroupInstallation {
  const { iccid, imsi, needsWakeUp, paymentMode, whitelist, devices } = record;
  return {
    installationId: instructed.installationId,
    iccid,
    imsi,
    needsWakeUp,
    paymentMode,
    whitelist,
    deviceStates: devices.flatMap(deviceState),
  };
}

/** Configuration of a device that is commanded, and key state of one that holds keys. */
function deviceState({
  deviceId,
  keyVersion,
  executionCounter,
  configurationDigest,
}: DeclaredDevice): DeviceState | [] {
  if (configurationDigest === undefined) return [];
  if (keyVersion === undefined || executionCounter === undefined) return { deviceId, configurationDigest };
  return { deviceId, keyVersion, executionCounter, configurationDigest };
}

/** Master keys go to the DCO alone, access keys to the S1SP alone. */
function secretsFor(recipient: SecretsRecipient, { instructed, record }: Included): DeviceSecrets {
  const keys = record.devices.flatMap(({ deviceId, keyVersion, masterKey, accessKey }): DeviceKey | [] => {
    const key = recipient === 'dco' ? masterKey : accessKey;
    if (key === undefined || keyVersion === undefined) return [];
    return { deviceId, keyKind: recipient === 'dco' ? 'Master' : 'Access', keyVersion, key };
  });
  return { installationId: instructed.installationId, keys };
}
