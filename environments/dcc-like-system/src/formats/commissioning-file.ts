import type { Element } from '@xmldom/xmldom';
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

/** What the S1SP says of one installation; `Intervention` is not final. */
export interface CommissioningLine extends Partial<Refused> {
  readonly installationId: string;
  readonly result: 'ReadyToCommission' | 'Failed' | 'Intervention';
  readonly phase?: Phase;
  readonly devices: readonly RotatedDevice[];
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
  };
}
