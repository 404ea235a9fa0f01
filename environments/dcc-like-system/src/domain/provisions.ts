import { z } from 'zod';
import { CODE, DEVICE_MODEL, DEVICE_TYPE, EUI, GROUP_ID, ID, listOf, NAME, SETTINGS, text, type Read } from './fields';

/** What the lab tells the services of the world before anything happens in it. */

/** The Eligible Product Combinations List: device models and firmware with a communications provider. */
export const ELIGIBLE_LIST = z
  .strictObject({
    entries: listOf(
      z.strictObject({
        communicationsProvider: NAME,
        devices: listOf(DEVICE_MODEL.extend({ firmware: listOf(NAME, 1000) }), 100),
      }),
    ),
  })
  .meta({ id: 'EligibleList' });
export type EligibleList = Read<typeof ELIGIBLE_LIST>;

/** What changes of the registration of a meter point; of one that is new all but the agent and what is exported. */
export const REGISTRATION_CHANGE = z
  .strictObject({
    /** MPAN or MPRN. */
    mpxn: ID,
    fuel: z.enum(['electricity', 'gas']).exactOptional(),
    supplier: EUI.exactOptional(),
    /** EUI of the distributor or gas transporter. */
    networkOperator: EUI.exactOptional(),
    /** EUI of the supplier's agent. */
    agent: EUI.exactOptional(),
    /** Where the premises export electricity: that meter point, and EUI of who buys. */
    exportMPAN: ID.exactOptional(),
    exportSupplier: EUI.exactOptional(),
  })
  .meta({ id: 'RegistrationChange' });
export type RegistrationChange = Read<typeof REGISTRATION_CHANGE>;

/** A device before it is commissioned, as it is notified to the DSP. */
export const ADVANCE_NOTICE = DEVICE_MODEL.extend({ deviceId: EUI, firmware: NAME }).meta({ id: 'AdvanceNotice' });
export type AdvanceNotice = Read<typeof ADVANCE_NOTICE>;

/** The devices of a SMETS2+ installation that was commissioned before. */
export const SMETS2_INVENTORY = z
  .strictObject({
    installationId: ID,
    devices: listOf(ADVANCE_NOTICE.extend({ importMPxN: ID.exactOptional(), associatedWith: listOf(EUI, 32) }), 32),
  })
  .meta({ id: 'Smets2Inventory' });
export type Smets2Inventory = Read<typeof SMETS2_INVENTORY>;

/** Many SMETS2+ installations, each a hub and an electricity meter, which nobody simulates. */
export const SMETS2_ESTATE = z
  .strictObject({
    /** Identifiers derive from it, from the name and from the number of each. Empty until the lab was reset for the first time. */
    seed: z.string().max(200),
    name: NAME,
    /** Number of the first. */
    from: z.int().min(1).max(10_000_000),
    /** How many. */
    count: z.int().min(1).max(10_000),
    electricitySupplier: EUI,
    electricityNetwork: EUI,
    hub: DEVICE_MODEL.extend({ firmware: NAME }),
    meter: DEVICE_MODEL.extend({ firmware: NAME }),
  })
  .meta({ id: 'Smets2Estate' });
export type Smets2Estate = Read<typeof SMETS2_ESTATE>;

export const USER_STATUS = z
  .strictObject({ eui: EUI, status: z.enum(['Active', 'Suspended']) })
  .meta({ id: 'UserStatus' });

/**
 * Service reference variants that device models do not have, each with the response code of its refusal; without a code, those
 * that they have and that few others do.
 */
export const DEVIATIONS = z
  .strictObject({
    entries: listOf(
      z.strictObject({ manufacturer: NAME, model: NAME, variant: CODE, refusedWith: CODE.exactOptional() }),
    ),
  })
  .meta({ id: 'Deviations' });
export type ModelDeviation = Read<typeof DEVIATIONS>['entries'][number];

/** What a user has said of the requests that are to be expected of it. */
export const THRESHOLD = z
  .strictObject({
    eui: EUI,
    variant: CODE,
    /** Most requests in one day (UTC). */
    perDay: z.int().min(0).exactOptional(),
    /** Most pence in one top-up or adjustment. */
    pence: z.number().min(0).exactOptional(),
  })
  .meta({ id: 'Threshold' });
export type Threshold = Read<typeof THRESHOLD>;

/** Group IDs in use, each with the SMSO whose installations it covers and what its release plans to use. */
export const GROUPS = z
  .strictObject({
    groups: listOf(
      z.strictObject({
        groupId: GROUP_ID,
        smsoTag: NAME,
        /** An installation whose gas meter fails on the home area network migrates without it. */
        electricityOnlyFallback: z.boolean().exactOptional(),
        configurationUpdate: z.boolean().exactOptional(),
        firmwareUpgrade: z.boolean().exactOptional(),
      }),
    ),
  })
  .meta({ id: 'Groups' });
export type Group = Read<typeof GROUPS>['groups'][number];

/** Most installations that a day can have room for (MODEL). */
export const MOST_INSTALLATIONS = 1_000_000;

/** Settings of the Migration Control Centre that change. */
export const SCHEDULE_SETTINGS = z
  .strictObject({
    /** Installations that can be migrated in one day. */
    capacityPerDay: z.int().min(0).max(MOST_INSTALLATIONS).exactOptional(),
    /** Installations per day that every supplier is left room for. */
    minimumAllocation: z.int().min(0).max(MOST_INSTALLATIONS).exactOptional(),
    /** Days between the notice of a dormant meter's migration and the first day planned for it. */
    noticeDays: z.int().min(0).max(366).exactOptional(),
  })
  .meta({ id: 'ScheduleSettings' });

/** How somebody at a device sets it. */
export const CHANGE_AT_DEVICE = z
  .strictObject({
    deviceId: EUI,
    settings: SETTINGS,
    /** Of meters, in millipence. */
    balance: z.int().exactOptional(),
  })
  .meta({ id: 'ChangeAtDevice' });
export type ChangeAtDevice = Read<typeof CHANGE_AT_DEVICE>;

/** A key of 32 bytes, base64. */
const KEY = text(64);

/** HH:MM:SS. */
const TIME_OF_DAY = z.iso.time({ precision: 0 });
/** Of a device, so that it is not below zero: Wh, litres or millipence. */
const AMOUNT = z.int().min(0);
/** The most that DUIS can say of a price of electricity (SOURCED: DUIS schema). */
const PRICE = AMOUNT.max(32_767);
const RECOVERY = z.strictObject({ rate: AMOUNT, period: z.enum(['HOURLY', 'DAILY']) });

/** What is used in a half hour in Wh or litres, by one value for all of them or by 48, that from midnight (UTC) first. */
const CONSUMPTION = listOf(AMOUNT, 48).min(1);

/** How a meter is set when virtual time begins; money in millipence, where nothing is said as every meter is. */
const METER_START = z
  .strictObject({
    /** A price of each kWh from a time of day on, each with a time-of-use register of its own, from 1; of gas one alone. */
    tariff: z
      .strictObject({
        standingCharge: PRICE,
        rates: listOf(z.strictObject({ from: TIME_OF_DAY, price: PRICE }), 16).min(1),
      })
      .exactOptional(),
    paymentMode: z.enum(['Credit', 'Prepayment']).exactOptional(),
    balance: z.int().exactOptional(),
    /** `perPayment` in hundredths of a per cent. */
    debt: z
      .strictObject({
        timeDebt1: AMOUNT,
        timeDebt2: AMOUNT,
        paymentDebt: AMOUNT,
        perPayment: AMOUNT.max(10_000),
        recovery1: RECOVERY,
        recovery2: RECOVERY,
      })
      .exactOptional(),
  })
  .meta({ id: 'MeterStart' });
export type MeterStart = Read<typeof METER_START>;

/** What the lab is told of a meter that is not as usual: what its register shows then, what is used from then on, how it is set. */
export const METER_ORDER = z
  .strictObject({
    deviceType: z.enum(['ESME', 'GSME']),
    register: AMOUNT.exactOptional(),
    consumption: CONSUMPTION.exactOptional(),
    start: METER_START.exactOptional(),
  })
  .meta({ id: 'MeterOrder' });

/** A device as it leaves the factory. */
const NEW_DEVICE = z
  .strictObject({
    deviceId: EUI,
    type: DEVICE_TYPE,
    iccid: ID,
    manufacturer: NAME,
    model: NAME,
    firmware: NAME,
    /** Meters only: the supply points that they are told they serve. */
    points: z.strictObject({ importMPxN: ID, exportMPAN: ID.exactOptional() }).exactOptional(),
    /** What the clock is ahead of the time, in milliseconds. */
    clockAhead: z.int().exactOptional(),
    configuration: SETTINGS,
    /** SMETS2+ devices only: whose signature they obey, by EUI, and their own key (PEM). */
    smets2: z.strictObject({ supplier: EUI, privateKey: text(2000) }).exactOptional(),
    /** Absent on devices that hold no keys. */
    keys: z.strictObject({ access: KEY, master: KEY, version: z.int().min(0) }).exactOptional(),
    /** Of a device without keys: the device whose keys stand for it. */
    behind: EUI.exactOptional(),
    /** Import register at the start of virtual time: watt-hours for electricity, litres for gas. */
    registerAtStart: AMOUNT,
    consumption: CONSUMPTION,
    /** Meters only. */
    start: METER_START.exactOptional(),
  })
  .meta({ id: 'NewDevice' });
export type NewDevice = Read<typeof NEW_DEVICE>;

/** A communications hub as it is installed. */
const NEW_HUB = z
  .strictObject({
    iccid: ID,
    chfDeviceId: EUI,
    /** The HAN whitelist as the hub itself holds it. */
    whitelist: listOf(EUI, 32),
    /** Sleeping devices, and the minutes past each half hour at which they wake. */
    sleepers: z.record(EUI, z.int().min(0).max(29)),
    /** Hears commands only for a while after a wake-up message. */
    needsWakeUp: z.boolean(),
    /** Answers readings of sleeping devices from what they showed when they woke last. */
    cachesReadings: z.boolean(),
  })
  .meta({ id: 'NewHub' });
export type NewHub = Read<typeof NEW_HUB>;

/** An installation at its devices: the hub, what is behind it, and how somebody has set it since. */
export const NEW_INSTALLATION = z
  .strictObject({
    hub: NEW_HUB,
    devices: listOf(NEW_DEVICE, 32),
    changes: listOf(CHANGE_AT_DEVICE, 32),
  })
  .meta({ id: 'NewInstallation' });

/** Who can hold a SIM on its network: the two head-ends of SMETS1, and the DSP the SIMs of SMETS2+ hubs. */
const NETWORK = z.enum(['smso', 's1sp', 'dsp']).meta({ id: 'Network' });
export type Network = Read<typeof NETWORK>;

/** A SIM; `devices`: the SMETS2+ devices behind its hub; `laboratory`: name of the remote one whose process simulates the devices. */
export const NEW_SIM = z
  .strictObject({
    iccid: ID,
    network: NETWORK,
    devices: listOf(EUI, 32).exactOptional(),
    laboratory: NAME.exactOptional(),
  })
  .meta({ id: 'NewSim' });
