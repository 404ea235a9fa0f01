import { z } from 'zod';
import { RunError } from './errors';
import { PHASES, type Plan } from './plan';
import { readTable } from './table';

/** An approved departure from a criterion. It does not change what was measured, and shows wherever the criterion does. */
export interface Waiver {
  readonly criterion: string;
  /** Absent where it holds for every combination, or every Test Phase. */
  readonly dmc?: string;
  readonly phase?: string;
  /** Role of who approved it, never a name. */
  readonly approver: string;
  readonly reason: string;
  /** Date of the approval, `2026-11-24`. */
  readonly date: string;
  /** The document that records it. */
  readonly reference: string;
}

const words = z.string().min(1, 'must not be empty');
const orAll = (shape: z.ZodType<string>): z.ZodType<string | undefined> =>
  z.union([z.literal('all').transform(() => undefined), shape]);

const row = z.strictObject({
  plan: words,
  criterion: z.string().regex(/^(EN|EX)-\d{1,2}$/, 'expected the id of a criterion, such as EX-4'),
  dmc: orAll(words),
  phase: orAll(z.enum(PHASES)),
  approver: words,
  reason: z.string().regex(/\.$/, 'expected a sentence that ends with a full stop'),
  date: z.iso.date(),
  reference: words,
});

/** A waiver, with the plan that it belongs to. */
export interface PlannedWaiver extends Waiver {
  readonly plan: string;
}

/**
 * Reads the waivers of criteria; there may be none.
 * @param file path of `waivers.csv`
 * @throws RunError naming file, line and field of every wrong row
 */
export function readWaivers(file: string): PlannedWaiver[] {
  const rows = readTable(file, row, (value) => Object.values(value).join(' '), { mayBeEmpty: true });
  return rows.map(({ value: { dmc, phase, ...rest } }) => ({
    ...rest,
    ...(dmc === undefined ? {} : { dmc }),
    ...(phase === undefined ? {} : { phase }),
  }));
}

/**
 * Refuses waivers of criteria that a plan does not have: nobody would see that they are of no account.
 * @throws RunError naming each of them
 */
export function refuseStrangeWaivers(waivers: readonly PlannedWaiver[], { id, criteria }: Plan): void {
  const strange = waivers.filter(({ plan, criterion }) => plan === id && !criteria.some((one) => one.id === criterion));
  if (strange.length === 0) return;
  const lines = strange.map(
    ({ criterion }) =>
      `features/scope/waivers.csv: the plan "${id}" has no criterion ${criterion} that could be waived.`,
  );
  throw new RunError(lines.join('\n'));
}
