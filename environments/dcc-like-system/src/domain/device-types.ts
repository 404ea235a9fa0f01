/** Device types of a SMETS1 installation, as DUIS names them (SOURCED: DUIS schema). */
export const DEVICE_TYPES = ['CHF', 'ESME', 'GSME', 'GPF', 'PPMID', 'IHD'] as const;

export type DeviceTypeName = (typeof DEVICE_TYPES)[number];

/** Devices that a head-end commands (MODEL): the hub first, for the meters are behind it. */
export const COMMANDED_TYPES = ['CHF', 'ESME', 'GSME'] as const satisfies readonly DeviceTypeName[];

/**
 * Order in which keys are rotated (MODEL): the hub last. Which of these devices hold keys is a matter of their models, and the
 * files say it: a device without keys is behind those of the hub.
 */
export const ROTATION_ORDER = ['ESME', 'GSME', 'CHF'] as const satisfies readonly DeviceTypeName[];
