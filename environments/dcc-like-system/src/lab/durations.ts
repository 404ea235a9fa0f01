import { Refusal } from '../kernel/refusal';

const SHAPE = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/**
 * Adds an ISO 8601 duration of days, hours, minutes and seconds, e.g. `P1DT30M`.
 * @throws Refusal 400 when it is not one.
 */
export function addDuration(from: Date, duration: string): Date {
  const match = SHAPE.exec(duration);
  if (!match || duration === 'P') throw new Refusal(400, `"${duration}" is not a duration such as P1D or PT90M.`);
  const [days, hours, minutes, seconds] = (match.slice(1) as (string | undefined)[]).map((part) => Number(part ?? 0));
  const total = (((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
  return new Date(from.getTime() + total * 1000);
}
