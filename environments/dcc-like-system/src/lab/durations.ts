import { z } from 'zod';

const SHAPE = /^P(?=.)(?:([0-9]{1,4})D)?(?:T(?=.)(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,8})S)?)?$/;

/** An ISO 8601 duration of days, hours, minutes and seconds, e.g. `P1DT30M`. */
export const DURATION = z.string().regex(SHAPE, 'must be a duration such as P1D or PT90M');

/** Adds a duration. @param duration as `DURATION` has it */
export function addDuration(from: Date, duration: string): Date {
  const parts = (SHAPE.exec(duration) ?? []).slice(1) as (string | undefined)[];
  const [days, hours, minutes, seconds] = parts.map((part) => Number(part ?? 0));
  const total = (((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
  return new Date(from.getTime() + total * 1000);
}
