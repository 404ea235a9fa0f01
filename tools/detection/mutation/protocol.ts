import { z } from 'zod';

/** A scenario that can be run, as the worker has planned it. */
const plannedScenario = z.object({
  id: z.string(),
  title: z.string(),
  /** Requirements that it traces to, by outcome group. */
  positive: z.array(z.string()).readonly(),
  negative: z.array(z.string()).readonly(),
});
export type PlannedScenario = z.output<typeof plannedScenario>;

/** What is run: a scenario, with a mutant switched on or with none. */
export const runOrder = z.object({ scenario: z.string(), mutant: z.string().optional() });
export type RunOrder = z.output<typeof runOrder>;

/** What came of one run of a scenario. */
const runAnswer = z.object({
  kind: z.literal('ran'),
  outcome: z.enum(['passed', 'failed', 'timed out']),
  message: z.string(),
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
  phase: z.string(),
  seed: z.string(),
  /** Tag expression, ids or words that choose scenarios; all where it is absent. */
  scenarios: z.string().optional(),
  /** Mutant that is on from the very start: one that takes effect while the system is loaded. */
  mutant: z.string().optional(),
});
export type WorkerSetUp = z.output<typeof workerSetUp>;
