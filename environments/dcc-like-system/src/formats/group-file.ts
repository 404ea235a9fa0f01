import type { Element } from '@xmldom/xmldom';
import { textOf } from '../xml/parse';
import { base64At, booleanAt, branch, documentOf, leaf, listAt, optional, textAt } from './elements';
import { readHeader, readReference, writeHeader, writeReference, type FileHeader, type FileReference } from './header';

/** The key state of a device that holds keys. */
interface KeyState {
  readonly keyVersion: number;
  /** Decimal, unsigned 64-bit. */
  readonly executionCounter: string;
}

/** Key state and configuration that the SMSO declares of a device that is commanded. */
export interface DeviceState extends Partial<KeyState> {
  readonly deviceId: string;
  /** SHA-256, base64. */
  readonly configurationDigest: string;
}

/** What the S1SP needs to operate an installation. */
export interface GroupInstallation {
  readonly installationId: string;
  readonly iccid: string;
  readonly imsi: string;
  /** The hub listens only after a wake-up message. */
  readonly needsWakeUp: boolean;
  readonly paymentMode: 'Credit' | 'Prepayment';
  /** Device ids on the hub's HAN, the hub itself not among them. */
  readonly whitelist: readonly string[];
  readonly deviceStates: readonly DeviceState[];
}

/** Migration Group File (MGF). */
export interface GroupFile {
  readonly header: FileHeader;
  readonly commonFile: FileReference;
  readonly installations: readonly GroupInstallation[];
}

export function writeGroupFile(file: GroupFile): string {
  return documentOf(
    'MigrationGroupFile',
    writeHeader(file.header),
    writeReference(file.commonFile),
    branch('Installations', ...file.installations.map(writeInstallation)),
  );
}

export function readGroupFile(root: Element): GroupFile {
  return {
    header: readHeader(root),
    commonFile: readReference(root),
    installations: listAt(root, 'Installations', readInstallation),
  };
}

function writeInstallation(installation: GroupInstallation): string {
  return branch(
    'Installation',
    leaf('InstallationId', installation.installationId),
    leaf('ICCID', installation.iccid),
    leaf('IMSI', installation.imsi),
    leaf('NeedsWakeUp', String(installation.needsWakeUp)),
    leaf('PaymentMode', installation.paymentMode),
    branch('Whitelist', ...installation.whitelist.map((deviceId) => leaf('DeviceId', deviceId))),
    branch('DeviceStates', ...installation.deviceStates.map(writeState)),
  );
}

function writeState(state: DeviceState): string {
  return branch(
    'DeviceState',
    leaf('DeviceId', state.deviceId),
    leaf('KeyVersion', state.keyVersion),
    leaf('ExecutionCounter', state.executionCounter),
    leaf('ConfigurationDigest', state.configurationDigest),
  );
}

function readInstallation(item: Element): GroupInstallation {
  return {
    installationId: textAt(item, 'InstallationId'),
    iccid: textAt(item, 'ICCID'),
    imsi: textAt(item, 'IMSI'),
    needsWakeUp: booleanAt(item, 'NeedsWakeUp'),
    paymentMode: textAt(item, 'PaymentMode') as GroupInstallation['paymentMode'],
    whitelist: listAt(item, 'Whitelist', textOf),
    deviceStates: listAt(item, 'DeviceStates', (state) => ({
      deviceId: textAt(state, 'DeviceId'),
      ...readKeyState(state),
      configurationDigest: base64At(state, 'ConfigurationDigest'),
    })),
  };
}

/** A device that holds no keys has no key state. */
function readKeyState(state: Element): Partial<KeyState> {
  const { keyVersion } = optional(state, 'KeyVersion', 'keyVersion');
  if (keyVersion === undefined) return {};
  return {
    keyVersion: Number(keyVersion),
    executionCounter: BigInt(textAt(state, 'ExecutionCounter')).toString(),
  };
}
