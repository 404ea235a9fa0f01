import type { Element } from '@xmldom/xmldom';
import type { DeviceTypeName } from '../domain/device-types';
import type { Phase } from './commissioning-file';
import { branch, documentOf, instantAt, leaf, listAt, optional, textAt } from './elements';
import { readHeader, writeHeader, writeRefused, type FileHeader, type Refused } from './header';

/** What became of one device; code and reason with `Excluded`. */
export interface DeviceOutcome extends Partial<Refused> {
  readonly deviceId: string;
  readonly deviceType: DeviceTypeName;
  readonly status: 'Commissioned' | 'NotCommissioned' | 'Excluded';
}

/** The final word on one attempt to migrate one installation. */
export interface Outcome extends Partial<Refused> {
  readonly installationId: string;
  readonly attempt: number;
  readonly importMPAN: string;
  readonly mprn?: string;
  readonly result: 'Migrated' | 'NotMigrated';
  /** The last phase that was reached. */
  readonly phase: Exclude<Phase, 'Authorisation'>;
  /** ISO 8601. */
  readonly completedAt: string;
  readonly devices: readonly DeviceOutcome[];
}

/** Commissioning Outcome File (COF). */
export interface OutcomeFile {
  readonly header: FileHeader;
  readonly outcomes: readonly Outcome[];
}

export function writeOutcomeFile(file: OutcomeFile): string {
  return documentOf(
    'CommissioningOutcomeFile',
    writeHeader(file.header),
    branch('Outcomes', ...file.outcomes.map(writeOutcome)),
  );
}

export function readOutcomeFile(root: Element): OutcomeFile {
  return { header: readHeader(root), outcomes: listAt(root, 'Outcomes', readOutcome) };
}

function writeOutcome(outcome: Outcome): string {
  return branch(
    'Outcome',
    leaf('InstallationId', outcome.installationId),
    leaf('Attempt', outcome.attempt),
    leaf('ImportMPAN', outcome.importMPAN),
    leaf('MPRN', outcome.mprn),
    leaf('Result', outcome.result),
    leaf('Phase', outcome.phase),
    writeRefused(outcome),
    leaf('CompletedAt', outcome.completedAt),
    branch(
      'Devices',
      ...outcome.devices.map((device) =>
        branch(
          'Device',
          leaf('DeviceId', device.deviceId),
          leaf('DeviceType', device.deviceType),
          leaf('Status', device.status),
          writeRefused(device),
        ),
      ),
    ),
  );
}

function readOutcome(item: Element): Outcome {
  return {
    installationId: textAt(item, 'InstallationId'),
    attempt: Number(textAt(item, 'Attempt')),
    importMPAN: textAt(item, 'ImportMPAN'),
    ...optional(item, 'MPRN', 'mprn'),
    result: textAt(item, 'Result') as Outcome['result'],
    phase: textAt(item, 'Phase') as Outcome['phase'],
    ...optional(item, 'Code', 'code'),
    ...optional(item, 'Reason', 'reason'),
    completedAt: instantAt(item, 'CompletedAt'),
    devices: listAt(item, 'Devices', (device) => ({
      deviceId: textAt(device, 'DeviceId'),
      deviceType: textAt(device, 'DeviceType') as DeviceTypeName,
      status: textAt(device, 'Status') as DeviceOutcome['status'],
      ...optional(device, 'Code', 'code'),
      ...optional(device, 'Reason', 'reason'),
    })),
  };
}
