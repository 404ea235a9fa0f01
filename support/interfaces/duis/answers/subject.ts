import type { Meter } from '../../../models/meter/state';
import type { Period } from '../../../models/meter/readings';

/** Whose certificate a device obeys. */
interface Holder {
  /** EUI-64. */
  readonly eui: string;
  /** SHA-1 of the certificate, base64. */
  readonly certificateHash: string;
}

/** A device as the answers of an installation speak of it. */
interface AnsweringDevice {
  readonly deviceId: string;
  readonly deviceType: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly firmware: string;
}

/** Everything that an answer can be about. */
export interface AnswerSubject {
  readonly device: AnsweringDevice;
  /** The meter, or that of the gas proxy function, as it was when it was read; a hub has none. */
  readonly meter?: Meter;
  /** What part of a log was asked for. */
  readonly period: Period;
  readonly importMPxN: string;
  readonly exportMPAN?: string;
  readonly isNetworkOperator: boolean;
  readonly holders: { readonly Supplier: Holder; readonly NetworkOperator: Holder };
  /** Devices of the home area network. */
  readonly neighbours: readonly AnsweringDevice[];
  /** Last word of a device to its hub, in milliseconds. */
  readonly heardAt: (device: AnsweringDevice) => number;
}

/** The meter of a subject. @throws Error for a device without one */
export function meterOf({ meter, device }: AnswerSubject): Meter {
  if (meter === undefined) throw new Error(`A ${device.deviceType} measures nothing.`);
  return meter;
}

export function isGas(subject: AnswerSubject): boolean {
  return meterOf(subject).start.fuel === 'gas';
}

/** The element of the fuel. */
export function fuelOf(subject: AnswerSubject): 'Electricity' | 'Gas' {
  return isGas(subject) ? 'Gas' : 'Electricity';
}

/** Writes an amount of the fuel: whole Wh, or cubic metres. */
export function unitsOf(subject: AnswerSubject, cubicMetres: (litres: number) => string): (units: number) => string {
  return isGas(subject) ? cubicMetres : String;
}
