import type { DeviceTypeName } from '../../../domain/device-types';

/** An alert that a device sends when it has been commissioned. */
export interface CommissioningAlert {
  readonly deviceType: DeviceTypeName;
  /** Four hex digits. */
  readonly alertCode: string;
  readonly description: string;
  /** Which party of the installation gets it. */
  readonly recipient: 'electricitySupplier' | 'gasSupplier';
  readonly provenance: string;
}

/** The alerts of SMETS1 devices on commissioning. */
export const COMMISSIONING_ALERTS: readonly CommissioningAlert[] = [
  {
    deviceType: 'ESME',
    alertCode: '8F69',
    description: 'Device commissioned',
    recipient: 'electricitySupplier',
    provenance:
      'code and name SOURCED (published list of GBCS alert codes); that migration raises it, and for whom: MODEL',
  },
  {
    deviceType: 'GSME',
    alertCode: '8F69',
    description: 'Device commissioned',
    recipient: 'gasSupplier',
    provenance:
      'code and name SOURCED (published list of GBCS alert codes); that migration raises it, and for whom: MODEL',
  },
];
