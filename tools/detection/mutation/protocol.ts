import { z } from 'zod';

/** A scenario that can be run, as the worker has planned it. */
const plannedScenario = z.object({
  id: z.string(),
  title: z.string(),
  /** Requirements that it traces to, by outcome group. */
  positive: z.array(z.string()).readonly(),
  negative: z.array(z.string()).readonly(),
  /** SHA-256 of its feature file. */
  digest: z.string(),
});
export type PlannedScenario = z.output<typeof plannedScenario>;

/** What is run: a scenario, with mutants switched on, by their numbers. */
export const runOrder = z.object({ scenario: z.string(), mutants: z.array(z.string()).readonly() });
export type RunOrder = z.output<typeof runOrder>;

/** What came of one run of a scenario. */
const runAnswer = z.object({
  kind: z.literal('ran'),
  outcome: z.enum(['passed', 'failed', 'timed out']),
  message: z.string(),
  /** How long it worked (CPU time), in milliseconds. */
  duration: z.number(),
  /** Numbers of the mutants that it met. */
  met: z.array(z.int()),
});
export type RunAnswer = z.output<typeof runAnswer>;

/** What a worker says: that it is ready, with the mutants that took effect while the system was loaded; or what came of a run. */
export const workerAnswer = z.union([
  z.object({ kind: z.literal('ready'), scenarios: z.array(plannedScenario), atLoad: z.array(z.int()) }),
  runAnswer,
]);
export type WorkerAnswer = z.output<typeof workerAnswer>;

/** What a worker runs scenarios of; its argument, as JSON. */
export const workerSetUp = z.object({
  dmc: z.string(),
  /** Each scenario in the Test Phase of its own where it is absent. */
  phase: z.string().exactOptional(),
  seed: z.string(),
  /** Tag expression, ids or words that choose scenarios; all where it is absent. */
  scenarios: z.string().optional(),
  /** Mutants that are on from the very start: those that take effect while the system is loaded. */
  mutants: z.array(z.string()).readonly().default([]),
});
export type WorkerSetUp = z.output<typeof workerSetUp>;
