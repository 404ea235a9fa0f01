import { z } from 'zod';
import type { ServiceName } from '../../environments/environment';
import type { MeterStart } from '../models/meter/state';
import { DEVICE_TYPES, type DeviceType } from '../interfaces/vocabulary';
import { text } from './text';

/** The shapes of the lab interface. */

export const clock = z.object({
  now: z.iso.datetime(),
  next: z.iso.datetime().nullish(),
  at: z.array(text).default([]),
});

const madeDevice = z.object({
  deviceId: text,
  deviceType: z.enum(DEVICE_TYPES),
  manufacturer: text,
  model: text,
  firmware: text,
  /** SMETS2+ devices only: PEM. */
  publicKey: text.optional(),
});
/** A device of an installation that the lab made. */
export type MadeDevice = z.output<typeof madeDevice>;

/** What a remote laboratory is handed of an installation that it simulates. */
const deviceSheet = z.object({
  importMPAN: text,
  iccid: text,
  devices: z.array(z.looseObject({ deviceId: text })),
});
export type DeviceSheet = z.output<typeof deviceSheet>;

export const madeInstallation = z.object({
  reference: text,
  /** Which of its meters are active: all, none, or one of the two. */
  kind: z.enum(['Active', 'Dormant', 'Mixed']),
  importMPAN: text,
  mprn: text.optional(),
  exportMPAN: text.optional(),
  iccid: text,
  imsi: text,
  electricitySupplier: text,
  gasSupplier: text.optional(),
  devices: z.array(madeDevice),
  /** Where a remote laboratory simulates the devices: nobody else stands in front of them. */
  deviceSheet: deviceSheet.optional(),
});
/** An installation that the lab made at the SMSO. */
export type MadeInstallation = z.output<typeof madeInstallation>;

export const heldMessage = z.object({
  id: text,
  from: text,
  to: text,
  kind: text,
  fileName: text.nullish(),
  correlation: text.nullish(),
  messageId: text,
  /** base64. */
  body: text,
});

export const receivedDocument = z.object({ receivedAt: z.iso.datetime(), body: text });

export const transcriptMessage = z.object({
  n: z.int(),
  at: z.iso.datetime(),
  logicalTime: z.int().optional(),
  from: text,
  to: text,
  kind: text,
  fileName: text.optional(),
  body: text,
});

export const auditEntry = z.object({
  n: z.int(),
  at: z.iso.datetime(),
  logicalTime: z.int().optional(),
  service: text,
  event: z.string(),
  installation: text.optional(),
  detail: z.string(),
});

export const seededDefect = z.object({
  id: text,
  service: text,
  requirement: text,
  rule: text,
  on: z.boolean(),
});
/** A seeded defect of the environment. */
export type LabDefect = z.output<typeof seededDefect>;

export const signingKey = z.object({ privateKey: text, certificate: text });

export const deviceInHand = z.object({
  deviceId: text,
  type: z.enum(DEVICE_TYPES),
  firmware: text,
  /** Absent for devices without keys. */
  keyVersion: z.int().optional(),
  /** Version of keys that were written and not yet confirmed. */
  pendingKeyVersion: z.int().optional(),
  /** Last execution counter by head-end, decimal. */
  counters: z.record(text, text),
  /** Whether it holds a key that it held before. */
  hasFormerKey: z.boolean(),
  /** Devices of its installation that hold one of its keys. */
  sharesKeyWith: z.array(text),
  /** Meters only: Wh for electricity, litres for gas. */
  register: z.number().optional(),
  paymentMode: z.enum(['Credit', 'Prepayment']).optional(),
  /** Thousandths of a penny, as are the following. */
  balance: z.number().optional(),
  emergencyCredit: z.number().optional(),
  paymentDebt: z.number().optional(),
  supply: z.enum(['Enabled', 'Disabled', 'Armed']).optional(),
  importMPxN: text.optional(),
  /** Seconds that the clock is ahead of the time. */
  clockAhead: z.number().optional(),
  /** What is older is hidden. */
  historySince: z.iso.datetime().optional(),
  /** Message and name of its supplier on the display. */
  message: text.optional(),
  supplierName: text.optional(),
  /** Number by which its customer is known to whoever asked for it. */
  customerNumber: text.optional(),
  /** What it is set to, by name. */
  settings: z.record(text, text).optional(),
  /** Hubs only: devices on the home area network. */
  homeAreaNetwork: z.array(text).optional(),
});
/** A simulated device for a tester who stands in front of it. */
export type DeviceInHand = z.output<typeof deviceInHand>;

/** Where reality differs from what the SMSO declares. */
export interface Quirks {
  readonly undeclaredDevice?: boolean;
  readonly missingFromHan?: DeviceType;
  readonly emptyWhitelist?: true;
  readonly firmwareOnDevice?: { readonly deviceType: DeviceType; readonly firmware: string };
  readonly configurationDrift?: DeviceType;
  readonly keyVersionOnDevice?: { readonly deviceType: DeviceType; readonly keyVersion: number };
  readonly missingMasterKey?: DeviceType;
  readonly wrongMasterKey?: DeviceType;
  readonly wrongAccessKey?: DeviceType;
  /** The supply point of this meter has no registration. */
  readonly unregistered?: 'ESME' | 'GSME';
  readonly clockAhead?: { readonly deviceType: DeviceType; readonly seconds: number };
}

/** A Group ID in use. */
export interface Group {
  readonly groupId: string;
  /** Tag of its SMSO. */
  readonly smsoTag: string;
  /** Where the gas meter fails on the home area network, the electricity side migrates alone. */
  readonly electricityOnlyFallback?: boolean;
  /** Dormant Devices get the S1SR configuration before they migrate, and firmware where it is ordered. */
  readonly configurationUpdate?: boolean;
  readonly firmwareUpgrade?: boolean;
}

/** A meter that is not as usual, as the lab publishes it: Wh or litres, money in millipence. */
interface MeterOrder {
  readonly deviceType: 'ESME' | 'GSME';
  /** What its register shows when virtual time begins. */
  readonly register: number;
  /** What is used in every half hour from then on, or in each of the 48 of a day. */
  readonly consumption: readonly number[];
  readonly start?: Omit<MeterStart, 'fuel' | 'register' | 'consumption' | 'exports'>;
}

/** Order of one installation. */
export interface InstallationOrder {
  /** The name by which the scenario speaks of it; identifiers derive from it and the seed. */
  readonly reference: string;
  readonly groupId: string;
  readonly smsoTag: string;
  readonly communicationsProvider: string;
  readonly kind: 'Active' | 'Dormant' | 'Mixed';
  readonly devices: readonly Omit<MadeDevice, 'deviceId'>[];
  readonly sleepyGas: boolean;
  /** The hub listens only after a wake-up message. */
  readonly needsWakeUp: boolean;
  /** The hub answers readings of a sleeping gas meter from a copy. */
  readonly cachedGasReadings: boolean;
  /** Devices that have keys of their own. */
  readonly keyHolders: readonly DeviceType[];
  /** EUI-64 of the parties. */
  readonly electricitySupplier: string;
  readonly gasSupplier?: string;
  readonly electricityNetwork: string;
  readonly gasNetwork?: string;
  readonly supplierAgent?: string;
  /** Who buys what the installation exports. */
  readonly exportSupplier?: string;
  readonly paymentMode?: 'Credit' | 'Prepayment';
  /** Its Dormant Devices are as their suppliers left them; unless it is said they are configured. */
  readonly unconfigured?: boolean;
  readonly meters?: readonly MeterOrder[];
  readonly quirks?: Quirks;
  /** Name of the remote laboratory whose process simulates the devices. */
  readonly laboratory?: string;
}

/** Order of one SMETS2+ installation, installed and commissioned. */
export interface Smets2Order {
  readonly reference: string;
  /** EUI-64 of the parties; without a gas supplier it has no gas meter. */
  readonly electricitySupplier: string;
  readonly gasSupplier?: string;
  readonly electricityNetwork: string;
  readonly gasNetwork?: string;
  readonly supplierAgent?: string;
  /** The supply point whose SMETS1 meter it takes the place of. */
  readonly importMPAN?: string;
}

/** Many SMETS2+ installations, of a hub and an electricity meter each, that stand in the inventory and nowhere else. */
export interface EstateOrder extends Pick<Smets2Order, 'electricitySupplier' | 'electricityNetwork'> {
  readonly name: string;
  /** Number of the first. */
  readonly from: number;
  /** How many, 10,000 at most. */
  readonly count: number;
}

/** Faults that strike a SIM. */
export type SimFault =
  | 'no-wan'
  | 'wake-up-lost'
  | 'handover-refused'
  | 'handover-unanswered'
  | 'handover-answer-lost'
  | 'rollback-refused'
  | 'rollback-unanswered'
  | 'rollback-answer-lost';

/** Faults of the machine or the process of a service. */
export type MachineFault =
  'service-down' | 'service-killed' | 'service-restarted' | 'service-out-of-disk' | 'service-slow' | 'service-cut-off';

/** Faults that strike a device. */
export type DeviceFault =
  'device-silent' | 'command-refused' | 'answer-lost' | 'new-keys-lost' | 'settings-lost' | 'power-lost';

/** Faults that strike a user's receiver. */
export type ReceiverFault = 'receiver-down' | 'receiver-failing' | 'receiver-answer-lost';

/** What a device can be told to do. */
export type Operation =
  | 'ping'
  | 'read-whitelist'
  | 'read-device-info'
  | 'write-keys'
  | 'verify-keys'
  | 'confirm-keys'
  | 'get'
  | 'set'
  | 'act'
  /** What is done, by its name. */
  | 'take-upgrade'
  | 'activate-firmware'
  | 'synchronise-clock';

/** A fault to switch on; `times` absent: until removed; `from` and `until` are virtual time (ISO 8601). */
export type FaultOrder = { readonly times?: number; readonly from?: string; readonly until?: string } & (
  | { readonly kind: SimFault; readonly iccid: string }
  | { readonly kind: DeviceFault; readonly deviceId: string; readonly operation?: Operation }
  | { readonly kind: ReceiverFault; readonly eui: string }
  | { readonly kind: MachineFault; readonly service: ServiceName }
  /** `call`: method and route or address, e.g. `POST /inventory/commissionings`; absent: every call. */
  | { readonly kind: 'service-answer-lost'; readonly service: ServiceName; readonly call: string }
);

/** What the eligible list holds: combinations of device models on a communications provider's network. */
export interface EligibleCombination {
  readonly communicationsProvider: string;
  readonly devices: readonly {
    readonly deviceType: DeviceType;
    readonly manufacturer: string;
    readonly model: string;
    /** Every firmware version that is listed. */
    readonly firmware: readonly string[];
  }[];
}

/** That devices of a model do not have a service reference variant, or that they have one that few have. */
export interface DeviatingVariant {
  readonly manufacturer: string;
  readonly model: string;
  readonly variant: string;
  /** Response code of the refusal; absent: they have it. */
  readonly refusedWith?: string;
}
