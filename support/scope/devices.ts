/** Device types of an installation (SOURCED: DUIS 5.4 DeviceType). */
export const DEVICE_TYPES = ['CHF', 'ESME', 'GSME', 'GPF', 'PPMID', 'IHD'] as const;
export type DeviceType = (typeof DEVICE_TYPES)[number];

/** One Device Model of a combination; the shapes of code, model and firmware are SOURCED, the makers are fictitious. */
export interface DeviceModel {
  readonly type: DeviceType;
  /** Fictitious maker. */
  readonly manufacturerName: string;
  /** Four upper-case hex digits. */
  readonly manufacturer: string;
  /** Eight upper-case hex digits: model and hardware version. */
  readonly model: string;
  /** One to eight characters. */
  readonly firmware: string;
}
