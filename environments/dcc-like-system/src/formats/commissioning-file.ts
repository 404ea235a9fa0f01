import type { Element } from '@xmldom/xmldom';
import { child } from '../xml/parse';
import { branch, documentOf, instantAt, leaf, listAt, optional, textAt } from './elements';
import {
  readHeader,
  readReference,
  writeHeader,
  writeReference,
  writeRefused,
  type FileHeader,
  type FileReference,
  type Refused,
} from './header';

/** The step of the migration that an installation reached, as files name it. */
export type Phase =
  | 'Authorisation'
  | 'Extraction'
  | 'CommonValidation'
  | 'RequiredFileSet'
  | 'KeyMaterial'
  | 'SimHandover'
  | 'CommunicationsCheck'
  | 'Whitelist'
  | 'KeyReading'
  | 'KeyRotation'
  | 'Commissioning';

/** A device with new keys. */
export interface RotatedDevice {
  readonly deviceId: string;
  readonly keyVersion: number;
  /** ISO 8601. */
  readonly rotatedAt: string;
}

/** A device that is left behind while its installation migrates. */
export interface ExcludedDevice extends Refused {
  readonly deviceId: string;
}

/** What the S1SP says of one installation; `Intervention` is not final. */
export interface CommissioningLine extends Partial<Refused> {
  readonly installationId: string;
  readonly result: 'ReadyToCommission' | 'Failed' | 'Intervention';
  readonly phase?: Phase;
  readonly devices: readonly RotatedDevice[];
  /** Absent when nothing is left behind. */
  readonly excluded?: readonly ExcludedDevice[];
}

/** S1SP Commissioning File (SCF). */
export interface CommissioningFile {
  readonly header: FileHeader;
  readonly commonFile: FileReference;
  readonly installations: readonly CommissioningLine[];
}

export function writeCommissioningFile(file: CommissioningFile): string {
  return documentOf(
    'S1SPCommissioningFile',
    writeHeader(file.header),
    writeReference(file.commonFile),
    branch('Installations', ...file.installations.map(writeLine)),
  );
}

export function readCommissioningFile(root: Element): CommissioningFile {
  return {
    header: readHeader(root),
    commonFile: readReference(root),
    installations: listAt(root, 'Installations', readLine),
  };
}

function writeLine(line: CommissioningLine): string {
  return branch(
    'Installation',
    leaf('InstallationId', line.installationId),
    leaf('Result', line.result),
    leaf('Phase', line.phase),
    writeRefused(line),
    branch(
      'Devices',
      ...line.devices.map((device) =>
        branch(
          'Device',
          leaf('DeviceId', device.deviceId),
          leaf('KeyVersion', device.keyVersion),
          leaf('KeyRotatedAt', device.rotatedAt),
        ),
      ),
    ),
    line.excluded === undefined
      ? ''
      : branch(
          'ExcludedDevices',
          ...line.excluded.map((device) =>
            branch('ExcludedDevice', leaf('DeviceId', device.deviceId), writeRefused(device)),
          ),
        ),
  );
}

function readLine(item: Element): CommissioningLine {
  const { phase } = optional(item, 'Phase', 'phase');
  return {
    installationId: textAt(item, 'InstallationId'),
    result: textAt(item, 'Result') as CommissioningLine['result'],
    ...(phase === undefined ? {} : { phase: phase as Phase }),
    ...optional(item, 'Code', 'code'),
    ...optional(item, 'Reason', 'reason'),
    devices: listAt(item, 'Devices', (device) => ({
      deviceId: textAt(device, 'DeviceId'),
      keyVersion: Number(textAt(device, 'KeyVersion')),
      rotatedAt: instantAt(device, 'KeyRotatedAt'),
    })),
    ...readExcluded(item),
  };
}

function readExcluded(item: Element): Pick<CommissioningLine, 'excluded'> {
  if (!child(item, 'ExcludedDevices')) return {};
  const excluded = listAt(item, 'ExcludedDevices', (device) => ({
    deviceId: textAt(device, 'DeviceId'),
    code: textAt(device, 'Code'),
    reason: textAt(device, 'Reason'),
  }));
  return { excluded };
}
