/** Looks whether the tests of a run came out the same in the runs before it: once, when it ends; the record keeps what comes of it. */
import { STABLE_RUNS, type RunResult, type Stability } from '../../reports/record/result-model';
import { keyOf } from '../../support/scope/identity';
import type { RunIndex } from './run-index';
import { testedBy } from './versions';

/**
 * How the tests that passed came out in the newest runs of the plan before it over the same cells and perhaps more, on the same build and version of the suite.
 * @returns undefined where the history knows of no such run
 */
export function stabilityOf(index: RunIndex, { run, executions }: RunResult): Stability | undefined {
  const { suite, build } = testedBy(run.versions);
  const own = [...new Set(executions.map(({ dmc, phase }) => `${dmc} ${phase}`))];
  const earlier = index
    .runsBefore(run.plan, run.startedAt)
    .filter((one) => one.suite === suite && one.build === build)
    .filter((one) => {
      const cells = new Set(index.cellsOf(one));
      return own.every((cell) => cells.has(cell));
    })
    .slice(0, STABLE_RUNS - 1);
  if (earlier.length === 0) return undefined;
  const passed = earlier.map(
    (one) => new Set(index.testsOf(one).flatMap((test) => (test.outcome === 'passed' ? [keyOf(test)] : []))),
  );
  const unstable = executions.filter(
    (one) => one.outcome === 'passed' && !passed.every((tests) => tests.has(keyOf(one))),
  );
  return {
    earlier: earlier.map(({ id, startedAt, seed, pack }) => ({
      ...{ run: id, startedAt, seed },
      ...(pack === null ? {} : { pack }),
    })),
    unstable: unstable.map(({ id, dmc, phase, stage }) => ({ id, dmc, phase, stage })),
  };
}
