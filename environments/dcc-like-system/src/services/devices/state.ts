import type { DeviceTypeName } from '../../domain/device-types';
import type { CommandFrame, DeviceAnswer } from '../../domain/frames';
import type { LoggedEvent } from '../../domain/meter/readings';
import type { SupplyPoints } from '../../domain/meter/settings';
import { table } from '../../kernel/store';

/** A pair of keys that a device holds; base64 of 32 bytes each. */
export interface KeyPair {
  readonly access: string;
  readonly master: string;
  readonly version: number;
}

/** An answer that a device remembers. */
export interface Answered {
  readonly commandId: string;
  /** Of the command: one that only bears a known id is not a repeated one. */
  readonly authentication?: string | undefined;
  readonly answer: DeviceAnswer;
}

/** One simulated device. */
export interface Device {
  readonly deviceId: string;
  readonly type: DeviceTypeName;
  readonly iccid: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly firmware: string;
  /** Meters only: the supply points that they are told they serve. */
  readonly points?: SupplyPoints;
  /** What the clock is ahead of the time, in milliseconds. */
  readonly clockAhead?: number;
  readonly configuration: Readonly<Record<string, string>>;
  /** SMETS2+ devices only: whose signature they obey, by EUI, and their own key (PEM). */
  readonly smets2?: { readonly supplier: string; readonly privateKey: string };
  /** Absent on devices that hold no keys. */
  readonly keys?: KeyPair;
  /** Of a device without keys: the device whose keys stand for it. */
  readonly behind?: string;
  /** Written but not yet confirmed; until then the device answers to both. */
  readonly pendingKeys?: KeyPair | undefined;
  /** Keys that it obeyed before, for the lab to compare with. */
  readonly formerKeys?: readonly KeyPair[];
  /** Last accepted execution counter by head-end (decimal). */
  readonly counters: Readonly<Record<string, string>>;
  /** Answers to the latest commands, so that a repeated command has no second effect. */
  readonly answered: readonly Answered[];
  /** Import register at the start of virtual time: watt-hours for electricity, litres for gas. */
  readonly registerAtStart: number;
  /** What the register gains in an hour of virtual time. */
  readonly registerPerHour: number;
}

/** A communications hub with the home area network behind it. */
export interface Hub {
  readonly iccid: string;
  readonly chfDeviceId: string;
  /** The HAN whitelist as the hub itself holds it. */
  readonly whitelist: readonly string[];
  /** What the hub has noted in its own log. */
  readonly events?: readonly LoggedEvent[];
  /** What is older the gas proxy function hides from whoever asks on the home area network (ISO 8601). */
  readonly gasHiddenBefore?: string;
  /** Sleeping devices, and the minutes past each half hour at which they wake. */
  readonly sleepers: Readonly<Record<string, number>>;
  /** Commands kept for sleeping devices. */
  readonly mailbox: readonly { readonly headEnd: string; readonly frame: CommandFrame }[];
  /** Hears commands only for a while after a wake-up message. */
  readonly needsWakeUp: boolean;
  /** Until when it hears commands after the last wake-up message, ISO 8601. */
  readonly listensUntil?: string;
  /** Answers readings of sleeping devices from what they showed when they woke last. */
  readonly cachesReadings: boolean;
}

export const DEVICES = table<Device>('devices');
export const HUBS = table<Hub>('hubs');
