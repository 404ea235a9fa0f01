import { minutesLater } from '../../domain/durations';
import type { Hub } from './state';

/** How often a sleeping device wakes (MODEL). */
const WAKING_MINUTES = 30;

/** The next instant at `minutes` past a half hour, after `now`. */
export function nextWaking(now: Date, minutes: number): Date {
  return minutesLater(lastWaking(now, minutes), WAKING_MINUTES);
}

/** The last instant at `minutes` past a half hour, up to `now`. */
export function lastWaking(now: Date, minutes: number): Date {
  const [period, offset] = [WAKING_MINUTES * 60_000, minutes * 60_000];
  return new Date(Math.floor((now.getTime() - offset) / period) * period + offset);
}

/** When a device last spoke with its hub: now, unless it sleeps. */
export function lastAwake(hub: Hub, deviceId: string, now: Date): Date {
  const minutes = hub.sleepers[deviceId];
  return minutes === undefined ? now : lastWaking(now, minutes);
}
