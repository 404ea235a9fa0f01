import { z } from 'zod';
import { NEEDS, type Need } from './needs';
import { PHASES } from './plan';

/**
 * What one step sets and a later one goes on from: a step that brings it, which is offered where none does. A type in braces stands for
 * the words of the later step.
 */
export const THINGS = {
  'sends a service request': 'the electricity supplier asks the electricity meter for its import registers',
  'sends the service requests of a role': 'the electricity supplier sends every read request of its role IS',
  'holds the {migrationFile} back': 'the {migrationFile} is held back',
  'makes a demand file': 'a demand file of the supplier',
  'authorises the migration': 'its migration is authorised',
  'gives notice': 'the Migration Control Centre gives notice of its migration',
  'orders a configuration': 'the Migration Control Centre orders the configuration of its dormant devices',
  'has somebody sign in to the portal': 'the supplier is signed in to the portal',
  'has installations that migrated last month': 'an installation of each cohort that migrated last month',
} as const;
export type Thing = keyof typeof THINGS;
const things = z.array(z.custom<Thing>((name) => typeof name === 'string' && name in THINGS)).readonly();

const beginnings = z.array(z.string().min(1)).readonly();

/** What has to end what a thing begins, where nothing but a later step does. */
export const ENDED_BY: Readonly<Partial<Record<Thing, string>>> = {
  'holds the {migrationFile} back': 'the {migrationFile} arrives',
};

/** What a step definition says of itself beside its code, as `wrapperOptions`: the check of features and the plan read it. */
export const stepTraits = z.strictObject({
  /** Of a Given whose world has come about by an act: a scenario may go on with its Then. */
  includesAct: z.literal(true).exactOptional(),
  /** Of a Given that is an act as well: a scenario may say it as its When. */
  alsoWhen: z.literal(true).exactOptional(),
  /** Of what sets where a scenario begins: nothing may stand before it. */
  first: z.literal(true).exactOptional(),
  /** How the codes begin that it can name; by a phrase of it, where its phrases decide. */
  codes: z.union([beginnings, z.record(z.string(), beginnings)]).exactOptional(),
  /** The columns of its table, each with the parameter type of its cells; null where anything may stand. */
  columns: z.record(z.string(), z.string().nullable()).exactOptional(),
  /** How many installations it makes: one, as many as its {count} says, or some that are not counted here. */
  makes: z.enum(['one', 'counted', 'some']).exactOptional(),
  /** The Test Phases in which it can be said; absent for all. */
  phases: z.array(z.enum(PHASES)).readonly().exactOptional(),
  /** What it sets for later steps. */
  brings: things.exactOptional(),
  /** What an earlier step has to have set. */
  follows: things.exactOptional(),
  /** What it needs of the place where it runs, whatever its phrases need. */
  needs: z.array(z.enum(NEEDS)).readonly().exactOptional(),
});

/** See `stepTraits`. */
export type StepTraits = z.output<typeof stepTraits>;

/** Of a Given that brings about more than a world: what it says has been done, and a scenario may look at what came of it. */
export const INCLUDES_ACT: StepTraits = { includesAct: true };

/** The options of a step definition, as cucumber takes them. */
export interface StepOptions {
  readonly wrapperOptions: StepTraits;
}

/** The options of a step definition after which a migration is authorised or has been. */
export const AUTHORISES: StepOptions = { wrapperOptions: { brings: ['authorises the migration'] } };

/** The options of a step definition that needs something of the place where it runs. */
export function needing(...needs: Need[]): StepOptions {
  return { wrapperOptions: { needs } };
}
