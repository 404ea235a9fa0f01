import type { CarriedPackage, DeviceSettings } from './configuration-package';
import type { DeviceTypeName } from './device-types';
import type { FirmwareImage } from './firmware-image';

/** Body of a `configuration-order`, mcc -> smso: Dormant Devices get the S1SR configuration, and firmware before. */
export interface ConfigurationOrder {
  readonly orderId: string;
  readonly package: CarriedPackage;
  readonly images: readonly FirmwareImage[];
  /** Last planned day, `YYYY-MM-DD`. */
  readonly lastDay: string;
  readonly installations: readonly { readonly configurationId: string; readonly importMPAN: string }[];
}

/** How far the SMSO is with an installation, in a `configuration-report`. */
export type ConfigurationResult = 'FirmwareApplied' | 'Applied' | 'Failed';

/** What became of one device. */
export interface ConfiguredDevice {
  readonly deviceId: string;
  readonly deviceType: DeviceTypeName;
  /** `Untouched`: nothing was written to it. */
  readonly result: 'Applied' | 'Failed' | 'Untouched';
  readonly firmware: string;
  /** As they were read back; absent where nothing was. */
  readonly settings?: DeviceSettings;
}

/** Body of a `configuration-report`, smso -> mcc. */
export interface ConfigurationReport {
  readonly orderId: string;
  readonly configurationId: string;
  readonly importMPAN: string;
  readonly result: ConfigurationResult;
  readonly code?: string;
  readonly reason?: string;
  readonly devices: readonly ConfiguredDevice[];
}

/** Body of a `configuration-rejection`, smso -> mcc: nothing of the order was done. */
export interface ConfigurationRejection {
  readonly orderId: string;
  readonly code: string;
  readonly reason: string;
}

/** Body of an `activation-notice`, smso -> mcc: a supplier has taken dormant meters into operation. */
export interface ActivationNotice {
  readonly importMPAN: string;
  readonly kind: 'Active' | 'Dormant' | 'Mixed';
}

/** Which devices are dormant, by kind of installation (MODEL): the hub belongs to those that use it. */
export const DORMANT_DEVICES: Readonly<Record<ActivationNotice['kind'], readonly DeviceTypeName[]>> = {
  Active: [],
  Dormant: ['CHF', 'ESME', 'GSME'],
  Mixed: ['GSME'],
};
