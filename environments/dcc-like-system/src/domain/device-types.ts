/** Device types of a SMETS1 installation, as DUIS names them (SOURCED: DUIS schema). */
export const DEVICE_TYPES = ['CHF', 'ESME', 'GSME', 'GPF', 'PPMID', 'IHD'] as const;

export type DeviceTypeName = (typeof DEVICE_TYPES)[number];

/** Device types that hold keys in this model (MODEL): the order in which they are rotated. */
export const KEY_HOLDERS = ['ESME', 'GSME', 'CHF'] as const satisfies readonly DeviceTypeName[];

export function holdsKeys(type: DeviceTypeName): boolean {
  return KEY_HOLDERS.some((holder) => holder === type);
}
