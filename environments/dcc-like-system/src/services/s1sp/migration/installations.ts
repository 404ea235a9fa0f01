import { ROTATION_ORDER, type DeviceTypeName } from '../../../domain/device-types';
import type { CommandFrame } from '../../../domain/frames';
import type { ExcludedDevice, Phase, RotatedDevice } from '../../../formats/commissioning-file';
import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';

/** Where an installation stands at the S1SP. */
export type InstallationState =
  | 'SimHandover'
  | 'CommunicationsCheck'
  | 'Whitelist'
  | 'KeyReading'
  /** Tested; waits for the DCO's list. */
  | 'Viable'
  | 'KeyRotation'
  /** Failed before the point of no return; the SIM goes back to the SMSO. */
  | 'RollingBack'
  | 'ReadyToCommission'
  | 'Failed'
  /** Stopped beyond the point of no return; recovery goes forwards. */
  | 'Intervention'
  | 'Commissioned'
  /** Rotated, but the Commissioning Party did not commission it. */
  | 'NotCommissioned';

/** A device as it was declared. */
export interface DeclaredDevice {
  readonly deviceId: string;
  readonly deviceType: DeviceTypeName;
  readonly firmware: string;
  readonly holdsKeys: boolean;
  /** Of devices that hold keys. */
  readonly keyVersion?: number;
  /** SHA-256, base64. */
  readonly configurationDigest?: string;
}

/** How far the change of one device's keys has come. */
export interface Rotation {
  readonly deviceId: string;
  /** What is done, or waited for, next. */
  readonly part: 'request' | 'authorisation' | 'write' | 'verify' | 'confirmation' | 'confirm';
  /** Execution counter of the key write, decimal. */
  readonly executionCounter: string;
  readonly wrappedMaster?: string;
  readonly masterVersion?: number;
  /** What the device must prove its new master key with. */
  readonly challenge?: string;
  /** The DCO's word that the device may forget its old keys. */
  readonly confirmation?: string;
  /** The device has accepted new keys. */
  readonly written: boolean;
  /** A key write went out and nothing came back: the device may have accepted it. */
  readonly uncertain: boolean;
  /** Forward retries made so far. */
  readonly retries: number;
}

/** One installation on its way through device testing and key rotation. */
export interface Installation {
  readonly installationId: string;
  readonly attempt: number;
  readonly commonFileId: string;
  /** End of the attempt window, ISO 8601. */
  readonly validUntil: string;
  readonly importMPAN: string;
  readonly mprn?: string;
  readonly electricitySupplier: string;
  readonly gasSupplier?: string;
  /** Absent when the installation is missing from the Migration Group File. */
  readonly iccid?: string;
  readonly devices: readonly DeclaredDevice[];
  readonly state: InstallationState;
  /** The step that was reached, or in which it failed. */
  readonly phase: Phase;
  readonly code?: string | undefined;
  readonly reason?: string | undefined;
  /** Whether its devices were found fit; absent while they are tested. */
  readonly viable?: boolean;
  /** The SIM is on the S1SP's network, or may be: an order to hand it over went out. */
  readonly simHeld: boolean;
  /** Rounds of the communications check. */
  readonly communications: number;
  /** When the current step began, ISO 8601. */
  readonly stepBegan: string;
  /** Rounds of the current step that got no answer. */
  readonly silences: number;
  /** Devices that the current step is done with. */
  readonly done: readonly string[];
  /** Commands sent so far: numbers the next one. */
  readonly commands: number;
  /** A command that may have reached its device and goes out again unchanged: a device acts on it only once. */
  readonly unanswered?: CommandFrame | undefined;
  /** A command that the hub keeps for a sleeping device, and since when (ISO 8601). */
  readonly queued?: { readonly frame: CommandFrame; readonly since: string } | undefined;
  readonly rotation?: Rotation | undefined;
  readonly rotated: readonly RotatedDevice[];
  readonly rollbackRefusals: number;
  /** Devices that are left behind; absent when there are none. */
  readonly excluded?: readonly ExcludedDevice[];
  /** The attempt has its outcome although the S1SP is not done with it: it goes on with a further attempt. */
  readonly closed?: true;
  /** What the last S1SP Commissioning File that named it said of it. */
  readonly reported?: 'ReadyToCommission' | 'Failed' | 'Intervention' | undefined;
}

/** By installation id: its latest attempt. */
const INSTALLATIONS = table<Installation>('installations');
/** By device id. */
const DEVICES = table<{ installationId: string }>('devices');
/** By ICCID. */
const SIMS = table<{ installationId: string }>('sims');

export function installationOf(work: Work, installationId: string): Installation | undefined {
  return work.get(INSTALLATIONS, installationId);
}

export function saveInstallation(work: Work, installation: Installation): void {
  work.put(INSTALLATIONS, installation.installationId, installation);
}

/** The installation, in its latest attempt, that a device belongs to. */
export function installationWith(work: Work, deviceId: string): Installation | undefined {
  const found = work.get(DEVICES, deviceId);
  return found && installationOf(work, found.installationId);
}

/** Lets an installation be found by its devices and its SIM. */
export function indexDevices(work: Work, { installationId, devices, iccid }: Installation): void {
  for (const { deviceId } of devices) work.put(DEVICES, deviceId, { installationId });
  if (iccid !== undefined) work.put(SIMS, iccid, { installationId });
}

/** The installation, in its latest attempt, whose hub has a SIM. */
export function installationBehind(work: Work, iccid: string): Installation | undefined {
  const found = work.get(SIMS, iccid);
  return found && installationOf(work, found.installationId);
}

/** Whether an attempt has come to its end here. */
export function isFinal(state: InstallationState): boolean {
  return ['ReadyToCommission', 'Failed', 'Commissioned', 'NotCommissioned'].includes(state);
}

/** Whether the S1SP has nothing more to do with the installation: it is wholly with the SMSO. */
export function isGivenBack(state: InstallationState): boolean {
  return state === 'Failed';
}

/** Devices of these types that are not left behind, in the order of the types. */
export function devicesOf(
  installation: Pick<Installation, 'devices' | 'excluded'>,
  types: readonly DeviceTypeName[],
): readonly DeclaredDevice[] {
  return types.flatMap((type) =>
    installation.devices.filter(
      ({ deviceType, deviceId }) => deviceType === type && !isExcluded(installation, deviceId),
    ),
  );
}

/** Whether a device is left behind. */
export function isExcluded({ excluded = [] }: Pick<Installation, 'excluded'>, deviceId: string): boolean {
  return excluded.some((device) => device.deviceId === deviceId);
}

/** Devices that hold keys, in the order in which these are rotated. */
export function keyHoldersOf(installation: Pick<Installation, 'devices' | 'excluded'>): readonly DeclaredDevice[] {
  return devicesOf(installation, ROTATION_ORDER).filter(({ holdsKeys }) => holdsKeys);
}

/** The device whose keys protect the commands to a device: its own, or the hub's where it holds none. */
export function protectorOf(installation: Pick<Installation, 'devices'>, deviceId: string): string {
  const device = installation.devices.find((one) => one.deviceId === deviceId);
  if (device?.holdsKeys !== false) return deviceId;
  return devicesOf(installation, ['CHF'])[0]?.deviceId ?? deviceId;
}

/** Every installation that the S1SP knows, in order of id. */
export function everyInstallation(work: Work): Installation[] {
  return work.list(INSTALLATIONS).map(({ value }) => value);
}
