import { z } from 'zod';
import type { DeviceTypeName } from './device-types';
import { CARRIED_PACKAGE } from './configuration-package';
import { FIRMWARE_IMAGE } from './firmware-image';
import {
  CODE,
  DAY,
  DEVICE_TYPE,
  EUI,
  ID,
  INSTALLATION_KIND,
  listOf,
  NAME,
  SENTENCE,
  SETTINGS,
  type Read,
} from './fields';

/** Body of a `configuration-order`, mcc -> smso: Dormant Devices get the S1SR configuration, and firmware before. */
export const CONFIGURATION_ORDER = z
  .strictObject({
    orderId: ID,
    package: CARRIED_PACKAGE,
    images: listOf(FIRMWARE_IMAGE, 100),
    /** Last planned day. */
    lastDay: DAY,
    installations: listOf(z.strictObject({ configurationId: ID, importMPAN: ID })),
  })
  .meta({ id: 'ConfigurationOrder' });
export type ConfigurationOrder = Read<typeof CONFIGURATION_ORDER>;

/** What became of one device. */
const CONFIGURED_DEVICE = z
  .strictObject({
    deviceId: EUI,
    deviceType: DEVICE_TYPE,
    /** `Untouched`: nothing was written to it. */
    result: z.enum(['Applied', 'Failed', 'Untouched']),
    firmware: NAME,
    /** As they were read back; absent where nothing was. */
    settings: SETTINGS.exactOptional(),
  })
  .meta({ id: 'ConfiguredDevice' });
export type ConfiguredDevice = Read<typeof CONFIGURED_DEVICE>;

/** Body of a `configuration-report`, smso -> mcc. */
export const CONFIGURATION_REPORT = z
  .strictObject({
    orderId: ID,
    configurationId: ID,
    importMPAN: ID,
    /** How far the SMSO is with an installation. */
    result: z.enum(['FirmwareApplied', 'Applied', 'Failed']),
    code: CODE.exactOptional(),
    reason: SENTENCE.exactOptional(),
    devices: listOf(CONFIGURED_DEVICE, 32),
  })
  .meta({ id: 'ConfigurationReport' });
export type ConfigurationReport = Read<typeof CONFIGURATION_REPORT>;
export type ConfigurationResult = ConfigurationReport['result'];

/** Body of a `configuration-rejection`, smso -> mcc: nothing of the order was done. */
export const CONFIGURATION_REJECTION = z
  .strictObject({ orderId: ID, code: CODE, reason: SENTENCE })
  .meta({ id: 'ConfigurationRejection' });
export type ConfigurationRejection = Read<typeof CONFIGURATION_REJECTION>;

/** Body of an `activation-notice`, smso -> mcc: a supplier has taken dormant meters into operation. */
export const ACTIVATION_NOTICE = z
  .strictObject({ importMPAN: ID, kind: INSTALLATION_KIND })
  .meta({ id: 'ActivationNotice' });
export type ActivationNotice = Read<typeof ACTIVATION_NOTICE>;

/** Which devices are dormant, by kind of installation (MODEL): the hub belongs to those that use it. */
export const DORMANT_DEVICES: Readonly<Record<ActivationNotice['kind'], readonly DeviceTypeName[]>> = {
  Active: [],
  Dormant: ['CHF', 'ESME', 'GSME'],
  Mixed: ['GSME'],
};
