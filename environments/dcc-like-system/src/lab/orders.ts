import { z } from 'zod';
import {
  DEVICE_MODEL,
  DEVICE_TYPE,
  EUI,
  GROUP_ID,
  ID,
  INSTALLATION_KIND,
  listOf,
  NAME,
  type Read,
} from '../domain/fields';
import { METER_ORDER, SMETS2_ESTATE } from '../domain/provisions';

/** Where reality differs from what the SMSO declares. */
const QUIRKS = z
  .strictObject({
    undeclaredDevice: z.boolean().exactOptional(),
    missingFromHan: DEVICE_TYPE.exactOptional(),
    emptyWhitelist: z.boolean().exactOptional(),
    firmwareOnDevice: z.strictObject({ deviceType: DEVICE_TYPE, firmware: NAME }).exactOptional(),
    configurationDrift: DEVICE_TYPE.exactOptional(),
    keyVersionOnDevice: z.strictObject({ deviceType: DEVICE_TYPE, keyVersion: z.int().min(0) }).exactOptional(),
    missingMasterKey: DEVICE_TYPE.exactOptional(),
    wrongMasterKey: DEVICE_TYPE.exactOptional(),
    wrongAccessKey: DEVICE_TYPE.exactOptional(),
    /** The supply point of this meter has no registration. */
    unregistered: z.enum(['ESME', 'GSME']).exactOptional(),
    /** The clock of a meter is ahead of the time, or behind. */
    clockAhead: z.strictObject({ deviceType: DEVICE_TYPE, seconds: z.int() }).exactOptional(),
  })
  .meta({ id: 'Quirks' });
export type Quirks = Read<typeof QUIRKS>;

/** What the lab is asked for: one installation at the SMSO, as `POST /installations` takes it. */
export const INSTALLATION_ORDER = z
  .strictObject({
    reference: NAME,
    groupId: GROUP_ID,
    smsoTag: NAME,
    communicationsProvider: NAME,
    kind: INSTALLATION_KIND,
    devices: listOf(DEVICE_MODEL.extend({ firmware: NAME }), 32),
    sleepyGas: z.boolean(),
    /** The hub listens only after a wake-up message. */
    needsWakeUp: z.boolean().exactOptional(),
    /** The hub answers readings of a sleeping gas meter from a copy. */
    cachedGasReadings: z.boolean().exactOptional(),
    /** Devices that hold keys; the hub and the meters unless said otherwise. */
    keyHolders: listOf(DEVICE_TYPE, 32).exactOptional(),
    electricitySupplier: EUI,
    gasSupplier: EUI.exactOptional(),
    electricityNetwork: EUI,
    gasNetwork: EUI.exactOptional(),
    /** Agent of the suppliers at both meter points. */
    supplierAgent: EUI.exactOptional(),
    /** Who buys what the installation exports; without it there is no export meter point. */
    exportSupplier: EUI.exactOptional(),
    paymentMode: z.enum(['Credit', 'Prepayment']).exactOptional(),
    /** Its Dormant Devices have not got the S1SR configuration yet; unless it is said, they have. */
    unconfigured: z.boolean().exactOptional(),
    /** Name of the remote laboratory whose process simulates the devices: the system's own service is not told of them. */
    laboratory: NAME.exactOptional(),
    /** How its meters are set and what is used, where it is not as usual. */
    meters: listOf(METER_ORDER, 2).exactOptional(),
    quirks: QUIRKS.exactOptional(),
  })
  .meta({ id: 'InstallationOrder' });
export type InstallationOrder = Read<typeof INSTALLATION_ORDER>;

/** What the lab is asked for: one SMETS2+ installation, installed and commissioned, as `POST /smets2-installations` takes it. */
export const SMETS2_ORDER = z
  .strictObject({
    reference: NAME,
    /** Without a gas supplier it has no gas meter. */
    electricitySupplier: EUI,
    gasSupplier: EUI.exactOptional(),
    electricityNetwork: EUI,
    gasNetwork: EUI.exactOptional(),
    supplierAgent: EUI.exactOptional(),
    /** The supply point whose SMETS1 meter it takes the place of; absent: one of its own. */
    importMPAN: ID.exactOptional(),
  })
  .meta({ id: 'Smets2Order' });
export type Smets2Order = Read<typeof SMETS2_ORDER>;

/** The lab is asked for many SMETS2+ installations whose devices nobody simulates, as `POST /smets2-estate` takes it. */
export const SMETS2_ESTATE_ORDER = SMETS2_ESTATE.omit({ seed: true, hub: true, meter: true }).meta({
  id: 'Smets2EstateOrder',
});
