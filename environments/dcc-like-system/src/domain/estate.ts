import type { DeviceTypeName } from './device-types';

/**
 * A device as its SMSO declares it. Only those that hold keys have a key version, an execution counter and keys (base64 of 32
 * bytes); only those that are commanded have a configuration.
 */
export interface DeclaredDevice {
  readonly deviceId: string;
  readonly deviceType: DeviceTypeName;
  /** Four hex digits. */
  readonly manufacturer: string;
  /** Eight hex digits. */
  readonly model: string;
  readonly firmware: string;
  readonly keyVersion?: number;
  /** Decimal; the last execution counter that the SMSO used. */
  readonly executionCounter?: string;
  readonly configurationDigest?: string;
  readonly masterKey?: string;
  readonly accessKey?: string;
}

/** What an SMSO holds about one installation: the answer of `GET /estate/<MPAN>`. */
export interface EstateRecord {
  readonly importMPAN: string;
  readonly mprn?: string;
  readonly groupId: string;
  readonly smsoTag: string;
  readonly communicationsProvider: string;
  readonly kind: 'Active' | 'Dormant' | 'Mixed';
  readonly iccid: string;
  readonly imsi: string;
  /** The hub listens only after a wake-up message. */
  readonly needsWakeUp: boolean;
  readonly paymentMode: 'Credit' | 'Prepayment';
  readonly electricitySupplier: string;
  readonly gasSupplier?: string;
  /** The dormant devices have not got the S1SR configuration yet. */
  readonly unconfigured?: boolean;
  /** The S1SR configuration that the SMSO has brought to its dormant devices. */
  readonly packageId?: string;
  readonly devices: readonly DeclaredDevice[];
  /** Devices on the hub's HAN, the hub itself not among them. */
  readonly whitelist: readonly string[];
}
