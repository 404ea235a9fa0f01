import type { DeviceType } from '../../support/interfaces/vocabulary';
import type { Quirks } from '../../support/roles';

/** The instants that a peculiarity can last until; derived from the migration day. */
export interface MigrationDay {
  /** Start of the day's slot. */
  readonly slot: Date;
}

/** A fault that strikes the SIM or one device of an installation. */
export interface InstallationFault {
  readonly kind:
    | 'no-wan'
    | 'handover-refused'
    | 'rollback-refused'
    | 'device-silent'
    | 'key-write-refused'
    | 'key-write-interrupted'
    | 'verify-refused';
  /** Absent: the fault strikes the SIM. */
  readonly device?: DeviceType;
  /** How often; absent: until it is mended. */
  readonly times?: number;
  readonly until?: (day: MigrationDay) => Date;
}

/** What is special about one installation. */
export interface Peculiarity {
  readonly quirks?: Quirks;
  readonly fault?: InstallationFault;
  /** A device of another model than the DMC under test has. */
  readonly otherModelOf?: DeviceType;
  /** Which meters their supplier runs, where it is otherwise than in the Test Phase. */
  readonly kind?: 'Active' | 'Dormant' | 'Mixed';
}

const DEVICES: Readonly<Record<string, DeviceType>> = {
  'communications hub': 'CHF',
  'electricity meter': 'ESME',
  'gas meter': 'GSME',
  'gas proxy function': 'GPF',
  'prepayment interface': 'PPMID',
  'in-home display': 'IHD',
};

/** Firmware that no DMC of the catalogue declares. */
const OTHER_FIRMWARE = '0FF00FF0';
/** Key version that no device has before its migration. */
const OTHER_KEY_VERSION = 7;

const MINUTE = 60_000;
const after =
  (minutes: number) =>
  ({ slot }: MigrationDay): Date =>
    new Date(slot.getTime() + minutes * MINUTE);
/** Late enough that every try of the day has failed, early enough to see on the same day that all is well again. */
const endOfTheDay = after(14 * 60);

type Phrase = readonly [pattern: string, meaning: (device: DeviceType) => Peculiarity];

const DEVICE = `(${Object.keys(DEVICES).join('|')})`;

/** Every phrase that can follow "an installation"; a device is named where the pattern says so. */
const PHRASES: readonly Phrase[] = [
  ['with a device on the whitelist that the SMSO did not declare', () => ({ quirks: { undeclaredDevice: true } })],
  [`whose whitelist lacks the ${DEVICE}`, (device) => ({ quirks: { missingFromHan: device } })],
  [
    `whose ${DEVICE} runs other firmware than declared`,
    (deviceType) => ({ quirks: { firmwareOnDevice: { deviceType, firmware: OTHER_FIRMWARE } } }),
  ],
  [`whose ${DEVICE} is configured otherwise than declared`, (device) => ({ quirks: { configurationDrift: device } })],
  [
    `whose ${DEVICE} holds another key version than declared`,
    (deviceType) => ({ quirks: { keyVersionOnDevice: { deviceType, keyVersion: OTHER_KEY_VERSION } } }),
  ],
  [`without the master key of the ${DEVICE}`, (device) => ({ quirks: { missingMasterKey: device } })],
  ['whose meters are all active', () => ({ kind: 'Active' })],
  ['whose electricity meter nobody is registered for', () => ({ quirks: { unregistered: 'ESME' } })],
  ['whose gas meter nobody is registered for', () => ({ quirks: { unregistered: 'GSME' } })],
  [`with a ${DEVICE} that is not on the EPCL`, (device) => ({ otherModelOf: device })],
  ['without WAN on its migration day', () => ({ fault: { kind: 'no-wan', until: endOfTheDay } })],
  ['without WAN for the first half hour of its slot', () => ({ fault: { kind: 'no-wan', until: after(30) } })],
  ['without WAN', () => ({ fault: { kind: 'no-wan' } })],
  [
    `whose ${DEVICE} does not answer on its migration day`,
    (device) => ({ fault: { kind: 'device-silent', device, until: endOfTheDay } }),
  ],
  [
    `whose ${DEVICE} refuses new keys on its migration day`,
    (device) => ({ fault: { kind: 'key-write-refused', device, until: endOfTheDay } }),
  ],
  [`whose ${DEVICE} refuses new keys`, (device) => ({ fault: { kind: 'key-write-refused', device } })],
  [
    `whose ${DEVICE} restarts once while its keys are written`,
    (device) => ({ fault: { kind: 'key-write-interrupted', device, times: 1 } }),
  ],
  [`whose ${DEVICE} does not prove its new keys`, (device) => ({ fault: { kind: 'verify-refused', device } })],
  ['whose SIM the network refuses to hand over', () => ({ fault: { kind: 'handover-refused' } })],
  ['whose SIM the network once refuses to hand over', () => ({ fault: { kind: 'handover-refused', times: 1 } })],
];

/** Matches every phrase; groups do not capture, so that cucumber hands over the whole phrase. */
export const PECULIARITY = new RegExp(PHRASES.map(([pattern]) => pattern.replaceAll('(', '(?:')).join('|'));

/**
 * What a phrase means.
 * @param phrase one that `PECULIARITY` matches
 */
export function peculiarityOf(phrase: string): Peculiarity {
  for (const [pattern, meaning] of PHRASES) {
    const match = new RegExp(`^${pattern}$`).exec(phrase);
    if (match) return meaning(DEVICES[match[1] ?? ''] ?? 'CHF');
  }
  throw new Error(`"${phrase}" says nothing about an installation that is known.`);
}
