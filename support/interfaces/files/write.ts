import { element, optionalElement } from '../xml';
import {
  FILES_NAMESPACE,
  FILES_SCHEMA_VERSION,
  ROOT_ELEMENTS,
  type CommissioningInstallation,
  type CommissioningOutcome,
  type CommonFileReference,
  type CommonInstallation,
  type Fault,
  type GroupInstallation,
  type Header,
  type MigrationFile,
} from './migration-files';

/**
 * Writes a migration file without a signature. The model is written as it is, right or wrong, so that a scenario can make
 * a faulty file.
 */
export function writeMigrationFile(file: MigrationFile): string {
  const attributes = { xmlns: FILES_NAMESPACE, schemaVersion: FILES_SCHEMA_VERSION };
  const root = element(ROOT_ELEMENTS[file.kind], [header(file.header), ...body(file)], attributes);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;
}

function body(file: MigrationFile): (string | undefined)[] {
  switch (file.kind) {
    case 'MCF':
      return [
        element('Installations', file.installations.map(commonInstallation)),
        element(
          'Omissions',
          file.omissions.map(({ installationId, importMPAN, ...why }) =>
            element('Omission', [
              element('InstallationId', installationId),
              element('ImportMPAN', importMPAN),
              ...fault(why),
            ]),
          ),
        ),
      ];
    case 'MGF':
      return [reference(file.commonFile), element('Installations', file.installations.map(groupInstallation))];
    case 'MGEF':
      return [
        reference(file.commonFile),
        element('Recipient', file.recipient),
        element('EphemeralPublicKey', file.ephemeralPublicKey),
        element(
          'EncryptedInstallations',
          file.installations.map(({ installationId, nonce, cipherText }) =>
            element('EncryptedInstallation', [
              element('InstallationId', installationId),
              element('Nonce', nonce),
              element('CipherText', cipherText),
            ]),
          ),
        ),
      ];
    case 'MCVF':
      return [reference(file.commonFile), element('ValidUntil', file.validUntil), results(file.results)];
    case 'S1SPVIF':
    case 'DCOVIF':
      return [reference(file.commonFile), results(file.results)];
    case 'SCF':
      return [reference(file.commonFile), element('Installations', file.installations.map(commissioningInstallation))];
    case 'COF':
      return [element('Outcomes', file.outcomes.map(outcome))];
  }
}

function header({ fileId, sender, groupId, sequenceCounter, createdAt }: Header): string {
  return element('Header', [
    element('FileId', fileId),
    element('Sender', sender),
    element('GroupId', groupId),
    element('SequenceCounter', sequenceCounter.toString()),
    element('CreatedAt', createdAt),
  ]);
}

function reference({ fileId, digest }: CommonFileReference): string {
  return element('CommonFileReference', [element('FileId', fileId), element('Digest', digest)]);
}

function fault({ code, reason }: Fault): (string | undefined)[] {
  return [optionalElement('Code', code), optionalElement('Reason', reason)];
}

function results(list: readonly (Fault & { readonly installationId: string; readonly verdict: string })[]): string {
  return element(
    'Results',
    list.map(({ installationId, verdict, ...why }) =>
      element('Result', [element('InstallationId', installationId), element('Verdict', verdict), ...fault(why)]),
    ),
  );
}

function commonInstallation(installation: CommonInstallation): string {
  return element('Installation', [
    element('InstallationId', installation.installationId),
    element('Attempt', installation.attempt),
    element('ImportMPAN', installation.importMPAN),
    optionalElement('MPRN', installation.mprn),
    element('ElectricitySupplier', installation.electricitySupplier),
    optionalElement('GasSupplier', installation.gasSupplier),
    element('CommunicationsProvider', installation.communicationsProvider),
    element(
      'Devices',
      installation.devices.map(({ deviceId, deviceType, manufacturer, model, firmware, holdsKeys }) =>
        element('Device', [
          element('DeviceId', deviceId),
          element('DeviceType', deviceType),
          element('Manufacturer', manufacturer),
          element('Model', model),
          element('FirmwareVersion', firmware),
          element('HoldsKeys', String(holdsKeys)),
        ]),
      ),
    ),
  ]);
}

function groupInstallation(installation: GroupInstallation): string {
  return element('Installation', [
    element('InstallationId', installation.installationId),
    element('ICCID', installation.iccid),
    element('IMSI', installation.imsi),
    element('NeedsWakeUp', String(installation.needsWakeUp)),
    element('PaymentMode', installation.paymentMode),
    element(
      'Whitelist',
      installation.whitelist.map((deviceId) => element('DeviceId', deviceId)),
    ),
    element(
      'DeviceStates',
      installation.deviceStates.map(({ deviceId, keyVersion, executionCounter, configurationDigest }) =>
        element('DeviceState', [
          element('DeviceId', deviceId),
          optionalElement('KeyVersion', keyVersion?.toString()),
          optionalElement('ExecutionCounter', executionCounter?.toString()),
          element('ConfigurationDigest', configurationDigest),
        ]),
      ),
    ),
  ]);
}

function commissioningInstallation(installation: CommissioningInstallation): string {
  return element('Installation', [
    element('InstallationId', installation.installationId),
    element('Result', installation.result),
    optionalElement('Phase', installation.phase),
    ...fault(installation),
    element(
      'Devices',
      installation.devices.map(({ deviceId, keyVersion, keyRotatedAt }) =>
        element('Device', [
          element('DeviceId', deviceId),
          element('KeyVersion', keyVersion),
          element('KeyRotatedAt', keyRotatedAt),
        ]),
      ),
    ),
    installation.excluded === undefined ? undefined : excludedDevices(installation.excluded),
  ]);
}

function excludedDevices(excluded: NonNullable<CommissioningInstallation['excluded']>): string {
  return element(
    'ExcludedDevices',
    excluded.map(({ deviceId, ...why }) => element('ExcludedDevice', [element('DeviceId', deviceId), ...fault(why)])),
  );
}

function outcome(final: CommissioningOutcome): string {
  return element('Outcome', [
    element('InstallationId', final.installationId),
    element('Attempt', final.attempt),
    element('ImportMPAN', final.importMPAN),
    optionalElement('MPRN', final.mprn),
    element('Result', final.result),
    element('Phase', final.phase),
    ...fault(final),
    element('CompletedAt', final.completedAt),
    element(
      'Devices',
      final.devices.map(({ deviceId, deviceType, status, ...why }) =>
        element('Device', [
          element('DeviceId', deviceId),
          element('DeviceType', deviceType),
          element('Status', status),
          ...fault(why),
        ]),
      ),
    ),
  ]);
}
