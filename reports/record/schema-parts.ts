import { z } from 'zod';

export const text = z.string();
export const texts = z.array(text).readonly();
export const milliseconds = z.number().min(0).describe('Milliseconds of wall-clock time.');
export const instant = z.iso.datetime().describe('Wall-clock instant, ISO 8601 in UTC.');
export const count = z.int().min(0);

export const date = z.iso.date();

/** A cell of the plan. */
export const cellReference = z.strictObject({ dmc: text, phase: text }).readonly();

/** How many executions have each outcome. */
export const counted = {
  passed: count,
  failed: count,
  'known-issue': count,
  'does-not-apply': count,
  'not-run-here': count,
  blocked: count,
  incomplete: count,
  planned: count.describe('Executions that apply.'),
  executed: count.describe('Executions that ran to an end.'),
};
