import type { Element } from '@xmldom/xmldom';
import type { DeviceTypeName } from '../domain/device-types';
import { booleanAt, branch, documentOf, leaf, listAt, optional, textAt } from './elements';
import { readHeader, writeHeader, type FileHeader, type Refused } from './header';

/** A device as the Migration Common File declares it. */
export interface CommonDevice {
  readonly deviceId: string;
  readonly deviceType: DeviceTypeName;
  /** Four hex digits. */
  readonly manufacturer: string;
  /** Eight hex digits. */
  readonly model: string;
  readonly firmware: string;
  /** Whether it has keys of its own; a device without is behind those of its hub. */
  readonly holdsKeys: boolean;
}

/** An installation to be migrated. */
export interface CommonInstallation {
  readonly installationId: string;
  /** From 1. */
  readonly attempt: number;
  readonly importMPAN: string;
  readonly mprn?: string;
  /** EUI. */
  readonly electricitySupplier: string;
  readonly gasSupplier?: string;
  readonly communicationsProvider: string;
  readonly devices: readonly CommonDevice[];
}

/** An authorised installation that could not be extracted. */
export interface Omission extends Refused {
  readonly installationId: string;
  readonly importMPAN: string;
}

/** Migration Common File (MCF). */
export interface CommonFile {
  readonly header: FileHeader;
  readonly installations: readonly CommonInstallation[];
  readonly omissions: readonly Omission[];
}

export function writeCommonFile(file: CommonFile): string {
  return documentOf(
    'MigrationCommonFile',
    writeHeader(file.header),
    branch('Installations', ...file.installations.map(writeInstallation)),
    branch('Omissions', ...file.omissions.map(writeOmission)),
  );
}

export function readCommonFile(root: Element): CommonFile {
  return {
    header: readHeader(root),
    installations: listAt(root, 'Installations', readInstallation),
    omissions: listAt(root, 'Omissions', readOmission),
  };
}

function writeInstallation(installation: CommonInstallation): string {
  return branch(
    'Installation',
    leaf('InstallationId', installation.installationId),
    leaf('Attempt', installation.attempt),
    leaf('ImportMPAN', installation.importMPAN),
    leaf('MPRN', installation.mprn),
    leaf('ElectricitySupplier', installation.electricitySupplier),
    leaf('GasSupplier', installation.gasSupplier),
    leaf('CommunicationsProvider', installation.communicationsProvider),
    branch('Devices', ...installation.devices.map(writeDevice)),
  );
}

function writeDevice(device: CommonDevice): string {
  return branch(
    'Device',
    leaf('DeviceId', device.deviceId),
    leaf('DeviceType', device.deviceType),
    leaf('Manufacturer', device.manufacturer),
    leaf('Model', device.model),
    leaf('FirmwareVersion', device.firmware),
    leaf('HoldsKeys', String(device.holdsKeys)),
  );
}

function writeOmission(omission: Omission): string {
  return branch(
    'Omission',
    leaf('InstallationId', omission.installationId),
    leaf('ImportMPAN', omission.importMPAN),
    leaf('Code', omission.code),
    leaf('Reason', omission.reason),
  );
}

function readInstallation(item: Element): CommonInstallation {
  return {
    installationId: textAt(item, 'InstallationId'),
    attempt: Number(textAt(item, 'Attempt')),
    importMPAN: textAt(item, 'ImportMPAN'),
    ...optional(item, 'MPRN', 'mprn'),
    electricitySupplier: textAt(item, 'ElectricitySupplier'),
    ...optional(item, 'GasSupplier', 'gasSupplier'),
    communicationsProvider: textAt(item, 'CommunicationsProvider'),
    devices: listAt(item, 'Devices', readDevice),
  };
}

function readDevice(item: Element): CommonDevice {
  return {
    deviceId: textAt(item, 'DeviceId'),
    deviceType: textAt(item, 'DeviceType') as DeviceTypeName,
    manufacturer: textAt(item, 'Manufacturer'),
    model: textAt(item, 'Model'),
    firmware: textAt(item, 'FirmwareVersion'),
    holdsKeys: booleanAt(item, 'HoldsKeys'),
  };
}

function readOmission(item: Element): Omission {
  return {
    installationId: textAt(item, 'InstallationId'),
    importMPAN: textAt(item, 'ImportMPAN'),
    code: textAt(item, 'Code'),
    reason: textAt(item, 'Reason'),
  };
}
