import type { Dependency, Trial } from '../../reports/forensics/forensics-model';

/** What a failure depends on, by what came of repeating it; undefined where that does not tell. */
export function dependencyOf(trials: readonly Trial[]): Dependency | undefined {
  const came = (how: Trial['how'], outcome: 'failed' | 'passed'): boolean =>
    trials.some((trial) => trial.how === how && trial.outcome === outcome);
  if (came('alone', 'failed')) {
    if (came('other seed', 'passed')) return 'by seed';
    return came('elsewhere', 'passed') ? 'by environment' : 'always';
  }
  if (!came('alone', 'passed')) return undefined;
  if (came('in company', 'failed')) return 'by order';
  if (came('under load', 'failed')) return 'by load';
  return came('in company', 'passed') && came('under load', 'passed') ? 'by environment' : undefined;
}
