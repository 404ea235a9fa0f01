import type { CommandFrame, DeviceAnswer } from '../../domain/frames';
import type { LoggedEvent } from '../../domain/meter/readings';
import type { NewDevice, NewHub } from '../../domain/provisions';
import { table } from '../../kernel/store';

/** A pair of keys that a device holds; base64 of 32 bytes each. */
export type KeyPair = NonNullable<NewDevice['keys']>;

/** An answer that a device remembers. */
export interface Answered {
  readonly commandId: string;
  /** Of the command: one that only bears a known id is not a repeated one. */
  readonly authentication?: string | undefined;
  readonly answer: DeviceAnswer;
}

/** One simulated device. */
export interface Device extends NewDevice {
  /** Written but not yet confirmed; until then the device answers to both. */
  readonly pendingKeys?: KeyPair | undefined;
  /** Keys that it obeyed before, for the lab to compare with. */
  readonly formerKeys?: readonly KeyPair[];
  /** Last accepted execution counter by head-end (decimal). */
  readonly counters: Readonly<Record<string, string>>;
  /** Devices that it was joined to, beside its hub. */
  readonly joined?: readonly string[];
  /** Answers to the latest commands, so that a repeated command has no second effect. */
  readonly answered: readonly Answered[];
}

/** A command that a hub keeps until its device wakes. */
interface KeptCommand {
  readonly headEnd: string;
  readonly frame: CommandFrame;
  /** When the hub took it, ISO 8601. */
  readonly takenAt: string;
}

/** A communications hub with the home area network behind it. */
export interface Hub extends NewHub {
  /** What the hub has noted in its own log. */
  readonly events?: readonly LoggedEvent[];
  /** What is older the gas proxy function hides from whoever asks on the home area network (ISO 8601). */
  readonly gasHiddenBefore?: string;
  /** Commands kept for sleeping devices. */
  readonly mailbox: readonly KeptCommand[];
  /** Until when it hears commands after the last wake-up message, ISO 8601. */
  readonly listensUntil?: string;
}

export const DEVICES = table<Device>('devices');
export const HUBS = table<Hub>('hubs');
