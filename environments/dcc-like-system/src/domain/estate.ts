import { z } from 'zod';
import { COUNTER, DEVICE_TYPE, EUI, GROUP_ID, ID, INSTALLATION_KIND, listOf, NAME, text, type Read } from './fields';

/** A key of 32 bytes, base64. */
const KEY = text(64);

/**
 * A device as its SMSO declares it. Only those that hold keys have a key version, an execution counter and keys; only those
 * that are commanded have a configuration.
 */
const DECLARED_DEVICE = z
  .strictObject({
    deviceId: EUI,
    deviceType: DEVICE_TYPE,
    /** Four hex digits. */
    manufacturer: NAME,
    /** Eight hex digits. */
    model: NAME,
    firmware: NAME,
    keyVersion: z.int().min(0).exactOptional(),
    /** The last execution counter that the SMSO used. */
    executionCounter: COUNTER.exactOptional(),
    configurationDigest: text(64).exactOptional(),
    masterKey: KEY.exactOptional(),
    accessKey: KEY.exactOptional(),
  })
  .meta({ id: 'DeclaredDevice' });
export type DeclaredDevice = Read<typeof DECLARED_DEVICE>;

/** What an SMSO holds about one installation: the answer of `GET /estate/<MPAN>`. */
export const ESTATE_RECORD = z
  .strictObject({
    importMPAN: ID,
    mprn: ID.exactOptional(),
    groupId: GROUP_ID,
    smsoTag: NAME,
    communicationsProvider: NAME,
    kind: INSTALLATION_KIND,
    iccid: ID,
    imsi: ID,
    /** The hub listens only after a wake-up message. */
    needsWakeUp: z.boolean(),
    paymentMode: z.enum(['Credit', 'Prepayment']),
    electricitySupplier: EUI,
    gasSupplier: EUI.exactOptional(),
    /** The dormant devices have not got the S1SR configuration yet. */
    unconfigured: z.boolean().exactOptional(),
    /** The S1SR configuration that the SMSO has brought to its dormant devices. */
    packageId: ID.exactOptional(),
    devices: listOf(DECLARED_DEVICE, 32),
    /** Devices on the hub's HAN, the hub itself not among them. */
    whitelist: listOf(EUI, 32),
  })
  .meta({ id: 'EstateRecord' });
export type EstateRecord = Read<typeof ESTATE_RECORD>;
