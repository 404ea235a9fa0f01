import type { ReadingTime } from '../scope/deviations';
import type { DeviceModelCombination } from '../scope/dmc-catalogue';
import type { DeviceType } from '../interfaces/vocabulary';

/** What a device shows to somebody in front of it at an instant: Wh of electricity, litres of gas. */
export interface RegisterLook {
  readonly at: Date;
  readonly register: number;
}

const MINUTE = 60_000;

/** When a reading that was asked for is taken: usually at once; what deviates for gas stands in the catalogue. */
export function readingTimeOf({ gasReading }: DeviceModelCombination, type: DeviceType): ReadingTime {
  return type === 'GSME' && gasReading !== undefined ? gasReading : { from: 0, to: 0 };
}

/**
 * Whether an instant lies in the time for a reading that was asked for at another.
 * @param atOnce milliseconds within which the system does what it does at once
 */
export function isInTime(taken: Date, asked: Date, { from, to }: ReadingTime, atOnce: number): boolean {
  const after = taken.getTime() - asked.getTime();
  return after >= from * MINUTE && after <= to * MINUTE + atOnce;
}

/** What a register showed at an instant, from two looks at it: registers run evenly (MODEL, as the lab publishes). */
export function registerAt(instant: Date, one: RegisterLook, other: RegisterLook): number {
  const share = (instant.getTime() - one.at.getTime()) / (other.at.getTime() - one.at.getTime());
  return one.register + share * (other.register - one.register);
}
