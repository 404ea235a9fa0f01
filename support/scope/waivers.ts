import { z } from 'zod';
import { unknownDmc } from './dmc-catalogue';
import { nearest } from './nearest';
import { PHASES, type Plan } from './plan';
import { cellProblem, type Problem } from './problem';
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

/** Rule that a waiver breaks which waives nothing. */
const RULE = 'unknown-waiver';

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

/** A waiver, with the plan that it belongs to and its line. */
export interface PlannedWaiver extends Waiver {
  readonly plan: string;
  readonly line: number;
}

/**
 * Reads the waivers of criteria; there may be none.
 * @param file path of `waivers.csv`
 * @throws ProblemsError naming file, line and field of every wrong row
 */
export function readWaivers(file: string): PlannedWaiver[] {
  const rows = readTable(file, row, (value) => Object.values(value).join(' '), { mayBeEmpty: true });
  return rows.map(({ line, value: { dmc, phase, ...rest } }) => ({
    ...rest,
    line,
    ...(dmc === undefined ? {} : { dmc }),
    ...(phase === undefined ? {} : { phase }),
  }));
}

/**
 * The waivers that name a plan, a criterion of it or a combination that does not exist: nobody would see that they are of no
 * account.
 * @param plans those whose criteria are looked at
 * @param known names of every plan, and ids of the catalogue
 */
export function strangeWaivers(
  file: string,
  waivers: readonly PlannedWaiver[],
  plans: readonly Pick<Plan, 'id' | 'criteria'>[],
  known: { readonly plans: readonly string[]; readonly dmcs: readonly string[] },
): Problem[] {
  return waivers.flatMap(({ line, plan: name, criterion, dmc }) => {
    const isKnown = dmc === undefined || known.dmcs.includes(dmc);
    const unknown = isKnown ? [] : [unknownDmc(file, line, 'dmc', dmc, known.dmcs)];
    if (!known.plans.includes(name)) {
      const text = `there is no plan "${name}".`;
      return [...unknown, cellProblem(file, line, 'plan', text, { rule: RULE, nearest: nearest(name, known.plans) })];
    }
    const plan = plans.find(({ id }) => id === name);
    if (plan === undefined) return unknown;
    const ids = plan.criteria.map(({ id }) => id);
    if (ids.includes(criterion)) return unknown;
    const text = `the plan "${name}" has no criterion ${criterion} that could be waived.`;
    return [...unknown, cellProblem(file, line, 'criterion', text, { rule: RULE, nearest: nearest(criterion, ids) })];
  });
}
