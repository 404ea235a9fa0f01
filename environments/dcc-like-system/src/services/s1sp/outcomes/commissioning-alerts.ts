import type { DeviceTypeName } from '../../../domain/device-types';

/** An alert that a device sends when it has been commissioned. */
export interface CommissioningAlert {
  readonly deviceType: DeviceTypeName;
  /** Four hex digits. */
  readonly alertCode: string;
  readonly description: string;
  /** Which party of the installation gets it. */
  readonly recipient: 'electricitySupplier' | 'gasSupplier';
}

/**
 * The alerts of SMETS1 devices on commissioning. Code and name SOURCED (published list of GBCS alert codes); that migration raises
 * them, and for whom: MODEL.
 */
export const COMMISSIONING_ALERTS: readonly CommissioningAlert[] = [
  { deviceType: 'ESME', alertCode: '8F69', description: 'Device commissioned', recipient: 'electricitySupplier' },
  { deviceType: 'GSME', alertCode: '8F69', description: 'Device commissioned', recipient: 'gasSupplier' },
];
