import type { DurationsFile } from '../planning/durations';
import { median } from '../planning/durations';
import { keyOf } from '../../support/scope/identity';
import { RunError } from '../../support/scope/errors';
import type { RunIndex } from './run-index';

/** Runs that what a test takes rests on at most: the newest. */
const RECENT = 5;

/**
 * What the tests of a plan took in its newest runs.
 * @throws RunError where no run of it is known
 */
export function durationsOfPlan(index: RunIndex, plan: string): DurationsFile {
  const runs = index.runsBefore(plan, new Date().toISOString()).slice(0, RECENT);
  const ran = runs
    .flatMap((run) => index.testsOf(run))
    .filter(({ outcome }) => ['passed', 'failed', 'known-issue'].includes(outcome));
  if (ran.length === 0) throw new RunError(`No run of the plan "${plan}" is in the history: run it once first.`);
  const tests = [...Map.groupBy(ran, (test) => keyOf(test))].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return {
    plan,
    durations: tests.flatMap(([, [first, ...others]]) => {
      if (first === undefined) return [];
      const { id, dmc, phase, stage } = first;
      return [{ id, dmc, phase, stage, milliseconds: median([first, ...others].map(({ durationMs }) => durationMs)) }];
    }),
  };
}
