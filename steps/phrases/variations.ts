import type { DeviceType } from '../../support/interfaces/vocabulary';
import type { DeviceFault, Operation, Quirks, SimFault } from '../../support/roles';
import { device } from './basic-types';
import type { ParameterType } from './parameter-type';
import { phrasesType } from './phrases-type';

/** The instants that a variation can last until; derived from the migration day. */
export interface MigrationDay {
  /** Start of the day's slot. */
  readonly slot: Date;
}

/** A fault that strikes the SIM or one device of an installation. */
export interface InstallationFault {
  readonly kind: SimFault | DeviceFault;
  /** The device that it strikes; absent where it strikes the SIM. */
  readonly device?: DeviceType;
  /** The only operation that it strikes. */
  readonly operation?: Operation;
  /** How often; absent: until it is mended. */
  readonly times?: number;
  readonly from?: (day: MigrationDay) => Date;
  readonly until?: (day: MigrationDay) => Date;
}

/** What is special about one installation. */
export interface InstallationVariation {
  readonly quirks?: Quirks;
  readonly fault?: InstallationFault;
  /** A device of another model than the DMC under test has. */
  readonly otherModelOf?: DeviceType;
  /** Its dormant meters run older firmware than the DMC under test has. */
  readonly olderFirmware?: true;
  /** Which meters their supplier runs, where it is otherwise than in the Test Phase. */
  readonly kind?: 'Active' | 'Dormant' | 'Mixed';
  /** One supplier for electricity and gas. */
  readonly oneSupplier?: true;
  /** It has an export meter point, with a supplier of its own. */
  readonly exports?: true;
}

/** Firmware that no DMC of the catalogue declares. */
const OTHER_FIRMWARE = '0FF00FF0';
/** Key version that no device has before its migration. */
const OTHER_KEY_VERSION = 7;
/** The version before the first one, which is declared. */
const OLDER_KEY_VERSION = 0;
/** Firmware versions before and after all that are declared. */
const FIRST_FIRMWARE = '00000000';
const LAST_FIRMWARE = 'FFFFFFFF';

const MINUTE = 60_000;
const after =
  (minutes: number) =>
  ({ slot }: MigrationDay): Date =>
    new Date(slot.getTime() + minutes * MINUTE);
/** Late enough that every try of the day has failed, early enough to see on the same day that all is well again. */
const endOfTheDay = after(14 * 60);

/** Minutes are those that the phrase names, in its order. */
type VariationPhrase = readonly [
  phrase: string,
  meaning: (device: DeviceType, minutes: readonly number[]) => InstallationVariation,
];

/** A device does not do what it is told with this operation. */
const refusing = (operation: Operation, limits: Partial<InstallationFault> = {}) => {
  return (device: DeviceType): InstallationVariation => ({
    fault: { kind: 'command-refused', device, operation, ...limits },
  });
};
/** A device does once what it is told with this operation, and its answer is lost. */
const losingAnswer = (operation: Operation) => {
  return (device: DeviceType): InstallationVariation => ({
    fault: { kind: 'answer-lost', device, operation, times: 1 },
  });
};
/** The network treats the SIM so. */
const network = (kind: SimFault, limits: Partial<InstallationFault> = {}) => {
  return (): InstallationVariation => ({ fault: { kind, ...limits } });
};

/** Where reality differs from what the SMSO declared. */
const DIFFERENCES: readonly VariationPhrase[] = [
  ['with a device on the whitelist that the SMSO did not declare', () => ({ quirks: { undeclaredDevice: true } })],
  ['whose whitelist lacks the {device}', (device) => ({ quirks: { missingFromHan: device } })],
  [
    'whose whitelist names an undeclared device instead of the {device}',
    (device) => ({ quirks: { undeclaredDevice: true, missingFromHan: device } }),
  ],
  ['whose whitelist is empty', () => ({ quirks: { emptyWhitelist: true } })],
  [
    'whose {device} runs firmware other than declared',
    (deviceType) => ({ quirks: { firmwareOnDevice: { deviceType, firmware: OTHER_FIRMWARE } } }),
  ],
  ['whose {device} is not configured as declared', (device) => ({ quirks: { configurationDrift: device } })],
  [
    'whose {device} holds a key version other than declared',
    (deviceType) => ({ quirks: { keyVersionOnDevice: { deviceType, keyVersion: OTHER_KEY_VERSION } } }),
  ],
  [
    'whose {device} holds an older key version than declared',
    (deviceType) => ({ quirks: { keyVersionOnDevice: { deviceType, keyVersion: OLDER_KEY_VERSION } } }),
  ],
  [
    'whose {device} runs older firmware than declared',
    (deviceType) => ({ quirks: { firmwareOnDevice: { deviceType, firmware: FIRST_FIRMWARE } } }),
  ],
  [
    'whose {device} runs newer firmware than declared',
    (deviceType) => ({ quirks: { firmwareOnDevice: { deviceType, firmware: LAST_FIRMWARE } } }),
  ],
  [
    'whose {device} differs from its declaration in key version, firmware and configuration',
    (deviceType) => ({
      quirks: {
        keyVersionOnDevice: { deviceType, keyVersion: OTHER_KEY_VERSION },
        firmwareOnDevice: { deviceType, firmware: OTHER_FIRMWARE },
        configurationDrift: deviceType,
      },
    }),
  ],
  [
    'whose {device} differs from its declaration in firmware and configuration',
    (deviceType) => ({
      quirks: { firmwareOnDevice: { deviceType, firmware: OTHER_FIRMWARE }, configurationDrift: deviceType },
    }),
  ],
  [
    'whose electricity meter holds a key version other than declared and whose communications hub is not configured as declared',
    () => ({
      quirks: { keyVersionOnDevice: { deviceType: 'ESME', keyVersion: OTHER_KEY_VERSION }, configurationDrift: 'CHF' },
    }),
  ],
  ['whose {device} rejects the declared access key', (device) => ({ quirks: { wrongAccessKey: device } })],
  ['without the master key of the {device}', (device) => ({ quirks: { missingMasterKey: device } })],
  ['whose meters are all active', () => ({ kind: 'Active' })],
  ['whose gas meter has no registered supplier', () => ({ quirks: { unregistered: 'GSME' } })],
  ['with a {device} that is not on the EPCL', (device) => ({ otherModelOf: device })],
  ['with one supplier for electricity and gas', () => ({ oneSupplier: true })],
  ['that also exports electricity', () => ({ exports: true })],
  [
    'whose {device} has a clock that is {number} seconds ahead',
    (deviceType, [seconds = 0]) => ({ quirks: { clockAhead: { deviceType, seconds } } }),
  ],
  [
    'whose {device} has a clock that is {number} seconds behind',
    (deviceType, [seconds = 0]) => ({ quirks: { clockAhead: { deviceType, seconds: -seconds } } }),
  ],
];

/** How dormant devices take what is brought to them before their migration. */
const UPGRADE_FAULTS: readonly VariationPhrase[] = [
  ['without WAN on the first planned day', network('no-wan', { until: endOfTheDay })],
  ['whose hub does not receive the first three calls', network('no-wan', { times: 3 })],
  ['whose dormant meters run older firmware', () => ({ olderFirmware: true })],
  ['whose {device} refuses its configuration', refusing('set')],
  ['whose {device} loses its configuration immediately', (device) => ({ fault: { kind: 'settings-lost', device } })],
  ['whose {device} loses a response while it is configured', losingAnswer('set')],
];

/** What happens to its SIM. */
const SIM_FAULTS: readonly VariationPhrase[] = [
  ['without WAN on its migration day', network('no-wan', { until: endOfTheDay })],
  [
    'without WAN for the first {number} minutes of its slot',
    (_device, [minutes = 0]) => ({ fault: { kind: 'no-wan', until: after(minutes) } }),
  ],
  [
    'without WAN from minute {number} to minute {number} of its slot',
    (_device, [from = 0, until = 0]) => ({ fault: { kind: 'no-wan', from: after(from), until: after(until) } }),
  ],
  ['without WAN', network('no-wan')],
  ['whose first wake-up message is lost', network('wake-up-lost', { times: 1 })],
  ['whose wake-up messages are lost on its migration day', network('wake-up-lost', { until: endOfTheDay })],
  ['whose SIM the network refuses to hand over', network('handover-refused')],
  ['whose SIM the network once refuses to hand over', network('handover-refused', { times: 1 })],
  ['whose SIM handover the network twice leaves unanswered', network('handover-unanswered', { times: 2 })],
  ['whose SIM the network hands over twice without an answer', network('handover-answer-lost', { times: 2 })],
  [
    'whose SIM handover the network leaves unanswered on its migration day',
    network('handover-unanswered', { until: endOfTheDay }),
  ],
  [
    'whose SIM the network hands over without an answer on its migration day',
    network('handover-answer-lost', { until: endOfTheDay }),
  ],
];

/** What one of its devices does otherwise than it is told. */
const DEVICE_FAULTS: readonly VariationPhrase[] = [
  [
    'whose {device} does not answer on its migration day',
    (device) => ({ fault: { kind: 'device-silent', device, until: endOfTheDay } }),
  ],
  [
    'whose {device} does not answer for the first {number} minutes of its slot',
    (device, [minutes = 0]) => ({ fault: { kind: 'device-silent', device, until: after(minutes) } }),
  ],
  ['whose {device} refuses to have its whitelist read', refusing('read-whitelist')],
  ['whose {device} refuses to be read', refusing('read-device-info')],
  ['whose {device} refuses new keys on its migration day', refusing('write-keys', { until: endOfTheDay })],
  [
    'whose {device} refuses new keys for the first {number} minutes of its slot',
    (device, [minutes = 0]) => refusing('write-keys', { until: after(minutes) })(device),
  ],
  ['whose {device} once refuses new keys', refusing('write-keys', { times: 1 })],
  ['whose {device} refuses new keys', refusing('write-keys')],
  [
    'whose {device} restarts once before its keys are written',
    (device) => ({ fault: { kind: 'device-silent', device, operation: 'write-keys', times: 1 } }),
  ],
  ['whose {device} restarts once while its keys are written', losingAnswer('write-keys')],
  ['whose {device} once loses its new keys', (device) => ({ fault: { kind: 'new-keys-lost', device, times: 1 } })],
  ['whose {device} restarts once while it proves its keys', losingAnswer('verify-keys')],
  ['whose {device} restarts once while its keys are confirmed', losingAnswer('confirm-keys')],
  ['whose {device} does not prove its new keys on its migration day', refusing('verify-keys', { until: endOfTheDay })],
  ['whose {device} does not prove its new keys', refusing('verify-keys')],
];

/** Every phrase that can follow "an installation"; a device is named where the pattern says so. */
const PHRASES: readonly VariationPhrase[] = [...DIFFERENCES, ...UPGRADE_FAULTS, ...SIM_FAULTS, ...DEVICE_FAULTS];

const variation = phrasesType<InstallationVariation>(
  { name: 'variation', meaning: 'how an installation differs from its declaration', example: 'without WAN' },
  PHRASES.map(([phrase, meaning]) => {
    const read = (words: readonly string[]): InstallationVariation => meaning(...deviceAndNumbers(words));
    // A fault is switched on; what is otherwise from the factory on can also be had from a pool.
    return meaning('CHF', []).fault === undefined ? [phrase, read] : [phrase, read, ['lab']];
  }),
);

function deviceAndNumbers(words: readonly string[]): [device: DeviceType, numbers: readonly number[]] {
  const [named] = words.filter((word) => !/^\d+$/.test(word));
  const numbers = words.filter((word) => /^\d+$/.test(word)).map(Number);
  return [named === undefined ? 'CHF' : device.read(named), numbers];
}

/** How installations differ from their declaration. */
export const VARIATION_TYPES: readonly ParameterType[] = [variation];

/**
 * What a phrase means.
 * @param phrase of the type `variation`
 */
export function variationOf(phrase: string): InstallationVariation {
  return variation.read(phrase);
}
