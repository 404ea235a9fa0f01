import { DEVICE_TYPES, FILE_KINDS, FILE_PARTIES, PHASES_OF_MIGRATION, type FileKind } from '../vocabulary';
import { UnreadableXml, XmlReader } from '../xml';
import {
  FILES_NAMESPACE,
  ROOT_ELEMENTS,
  type CommissioningInstallation,
  type CommissioningOutcome,
  type CommonFileReference,
  type CommonInstallation,
  type DeviceState,
  type Fault,
  type GroupInstallation,
  type Header,
  type MigrationFile,
  type MigrationFileOf,
} from './migration-files';

/**
 * Reads a migration file of any kind.
 * @param xml the file as delivered
 * @throws UnreadableXml naming the element that is missing or wrong
 */
export function readMigrationFile(xml: string): MigrationFile {
  const root = XmlReader.of(xml, FILES_NAMESPACE);
  const kind = FILE_KINDS.find((candidate) => ROOT_ELEMENTS[candidate] === root.name);
  if (kind === undefined) throw new UnreadableXml(`The root ${root.name} is that of no migration file.`);
  return read(kind, root);
}

/**
 * Reads a migration file of one kind.
 * @throws UnreadableXml when it is of another kind or an element is missing or wrong
 */
export function readFileOf<K extends FileKind>(kind: K, xml: string): MigrationFileOf<K> {
  return ofKind(kind, readMigrationFile(xml));
}

/** A file as one of its kind. @throws UnreadableXml when it is of another */
export function ofKind<K extends FileKind>(kind: K, file: MigrationFile): MigrationFileOf<K> {
  if (file.kind !== kind) {
    throw new UnreadableXml(`A ${ROOT_ELEMENTS[kind]} was expected and a ${ROOT_ELEMENTS[file.kind]} came.`);
  }
  return file as MigrationFileOf<K>;
}

function read(kind: FileKind, root: XmlReader): MigrationFile {
  const header = readHeader(root.one('Header'));
  switch (kind) {
    case 'MCF':
      return {
        kind,
        header,
        installations: root.one('Installations').all('Installation').map(commonInstallation),
        omissions: root.one('Omissions').all('Omission').map(omission),
      };
    case 'MGF':
      return {
        kind,
        header,
        commonFile: reference(root),
        installations: root.one('Installations').all('Installation').map(groupInstallation),
      };
    case 'MGEF':
      return {
        kind,
        header,
        commonFile: reference(root),
        recipient: root.choiceOf('Recipient', ['s1sp', 'dco']),
        ephemeralPublicKey: base64(root, 'EphemeralPublicKey'),
        installations: root.one('EncryptedInstallations').all('EncryptedInstallation').map(encryptedInstallation),
      };
    case 'MCVF':
      return {
        kind,
        header,
        commonFile: reference(root),
        validUntil: root.textOf('ValidUntil'),
        results: results(root, ['Pass', 'Fail']),
      };
    case 'S1SPVIF':
    case 'DCOVIF':
      return { kind, header, commonFile: reference(root), results: results(root, ['Viable', 'NotViable']) };
    case 'SCF':
      return {
        kind,
        header,
        commonFile: reference(root),
        installations: root.one('Installations').all('Installation').map(commissioningInstallation),
      };
    case 'COF':
      return { kind, header, outcomes: root.one('Outcomes').all('Outcome').map(outcome) };
  }
}

function readHeader(header: XmlReader): Header {
  return {
    fileId: header.textOf('FileId'),
    sender: header.choiceOf('Sender', FILE_PARTIES),
    groupId: header.textOf('GroupId'),
    sequenceCounter: BigInt(header.textOf('SequenceCounter')),
    createdAt: header.textOf('CreatedAt'),
  };
}

function reference(root: XmlReader): CommonFileReference {
  const found = root.one('CommonFileReference');
  return { fileId: found.textOf('FileId'), digest: base64(found, 'Digest') };
}

function fault(reader: XmlReader): Fault {
  return { ...reader.optional('Code', 'code'), ...reader.optional('Reason', 'reason') };
}

function results<V extends string>(
  root: XmlReader,
  verdicts: readonly V[],
): (Fault & { installationId: string; verdict: V })[] {
  return root
    .one('Results')
    .all('Result')
    .map((result) => ({
      installationId: result.textOf('InstallationId'),
      verdict: result.choiceOf('Verdict', verdicts),
      ...fault(result),
    }));
}

function omission(reader: XmlReader): MigrationFileOf<'MCF'>['omissions'][number] {
  return {
    installationId: reader.textOf('InstallationId'),
    importMPAN: reader.textOf('ImportMPAN'),
    code: reader.textOf('Code'),
    reason: reader.textOf('Reason'),
  };
}

function encryptedInstallation(reader: XmlReader): MigrationFileOf<'MGEF'>['installations'][number] {
  return {
    installationId: reader.textOf('InstallationId'),
    nonce: base64(reader, 'Nonce'),
    cipherText: base64(reader, 'CipherText'),
  };
}

function commonInstallation(reader: XmlReader): CommonInstallation {
  return {
    installationId: reader.textOf('InstallationId'),
    attempt: Number(reader.textOf('Attempt')),
    importMPAN: reader.textOf('ImportMPAN'),
    ...reader.optional('MPRN', 'mprn'),
    electricitySupplier: reader.textOf('ElectricitySupplier'),
    ...reader.optional('GasSupplier', 'gasSupplier'),
    communicationsProvider: reader.textOf('CommunicationsProvider'),
    devices: reader
      .one('Devices')
      .all('Device')
      .map((device) => ({
        deviceId: device.textOf('DeviceId'),
        deviceType: device.choiceOf('DeviceType', DEVICE_TYPES),
        manufacturer: device.textOf('Manufacturer'),
        model: device.textOf('Model'),
        firmware: device.textOf('FirmwareVersion'),
        holdsKeys: truth(device, 'HoldsKeys'),
      })),
  };
}

function groupInstallation(reader: XmlReader): GroupInstallation {
  return {
    installationId: reader.textOf('InstallationId'),
    iccid: reader.textOf('ICCID'),
    imsi: reader.textOf('IMSI'),
    needsWakeUp: truth(reader, 'NeedsWakeUp'),
    paymentMode: reader.choiceOf('PaymentMode', ['Credit', 'Prepayment']),
    whitelist: reader
      .one('Whitelist')
      .all('DeviceId')
      .map(({ text }) => text),
    deviceStates: reader
      .one('DeviceStates')
      .all('DeviceState')
      .map((state) => ({
        deviceId: state.textOf('DeviceId'),
        ...keyState(state),
        configurationDigest: base64(state, 'ConfigurationDigest'),
      })),
  };
}

function keyState(reader: XmlReader): Pick<DeviceState, 'keyVersion' | 'executionCounter'> {
  if (reader.maybe('KeyVersion') === undefined) return {};
  return {
    keyVersion: Number(reader.textOf('KeyVersion')),
    executionCounter: BigInt(reader.textOf('ExecutionCounter')),
  };
}

function commissioningInstallation(reader: XmlReader): CommissioningInstallation {
  return {
    installationId: reader.textOf('InstallationId'),
    result: reader.choiceOf('Result', ['ReadyToCommission', 'Failed', 'Intervention']),
    ...(reader.maybe('Phase') === undefined ? {} : { phase: reader.choiceOf('Phase', PHASES_OF_MIGRATION) }),
    ...fault(reader),
    devices: reader
      .one('Devices')
      .all('Device')
      .map((device) => ({
        deviceId: device.textOf('DeviceId'),
        keyVersion: Number(device.textOf('KeyVersion')),
        keyRotatedAt: device.textOf('KeyRotatedAt'),
      })),
    ...excludedDevices(reader.maybe('ExcludedDevices')),
  };
}

function excludedDevices(reader: XmlReader | undefined): Pick<CommissioningInstallation, 'excluded'> {
  if (reader === undefined) return {};
  const excluded = reader.all('ExcludedDevice').map((device) => ({
    deviceId: device.textOf('DeviceId'),
    code: device.textOf('Code'),
    reason: device.textOf('Reason'),
  }));
  return { excluded };
}

function outcome(reader: XmlReader): CommissioningOutcome {
  return {
    installationId: reader.textOf('InstallationId'),
    attempt: Number(reader.textOf('Attempt')),
    importMPAN: reader.textOf('ImportMPAN'),
    ...reader.optional('MPRN', 'mprn'),
    result: reader.choiceOf('Result', ['Migrated', 'NotMigrated']),
    phase: reader.choiceOf('Phase', PHASES_OF_MIGRATION),
    ...fault(reader),
    completedAt: reader.textOf('CompletedAt'),
    devices: reader
      .one('Devices')
      .all('Device')
      .map((device) => ({
        deviceId: device.textOf('DeviceId'),
        deviceType: device.choiceOf('DeviceType', DEVICE_TYPES),
        status: device.choiceOf('Status', ['Commissioned', 'NotCommissioned', 'Excluded']),
        ...fault(device),
      })),
  };
}

/** A truth value in either of its two forms. */
function truth(reader: XmlReader, name: string): boolean {
  return ['true', '1'].includes(reader.choiceOf(name, ['true', '1', 'false', '0']));
}

/** base64 may be broken into lines; without its white space two writings of the same bytes are equal. */
function base64(reader: XmlReader, name: string): string {
  return reader.textOf(name).replace(/\s/g, '');
}
