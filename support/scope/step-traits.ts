import { z } from 'zod';
import { NEEDS, type Need } from './needs';

/** What a step definition says of itself beside its code, as `wrapperOptions`: the check of features and the plan read it. */
export const stepTraits = z.strictObject({
  /** Of a Given whose world has come about by an act: a scenario may go on with its Then. */
  includesAct: z.literal(true).exactOptional(),
  /** The columns of its table, each with the parameter type of its cells; null where anything may stand. */
  columns: z.record(z.string(), z.string().nullable()).exactOptional(),
  /** What it needs of the place where it runs, whatever its phrases need. */
  needs: z.array(z.enum(NEEDS)).readonly().exactOptional(),
});

/** See `stepTraits`. */
export type StepTraits = z.output<typeof stepTraits>;

/** Of a Given that brings about more than a world: what it says has been done, and a scenario may look at what came of it. */
export const INCLUDES_ACT: StepTraits = { includesAct: true };

/** The options of a step definition that needs something of the place where it runs. */
export function needing(...needs: Need[]): { readonly wrapperOptions: StepTraits } {
  return { wrapperOptions: { needs } };
}
