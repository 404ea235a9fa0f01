import { z } from 'zod';

/** What a step definition says of itself beside its code, as `wrapperOptions`: the check of features reads it. */
export const stepTraits = z.strictObject({
  /** Of a Given whose world has come about by an act: a scenario may go on with its Then. */
  includesAct: z.literal(true).exactOptional(),
  /** The columns of its table, each with the parameter type of its cells; null where anything may stand. */
  columns: z.record(z.string(), z.string().nullable()).exactOptional(),
});

/** See `stepTraits`. */
export type StepTraits = z.output<typeof stepTraits>;

/** Of a Given that brings about more than a world: what it says has been done, and a scenario may look at what came of it. */
export const INCLUDES_ACT: StepTraits = { includesAct: true };
