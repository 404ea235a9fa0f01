import type { ExecutionResult, RegressionComparison, StageResult } from '../../reports/record/result-model';
import type { Cell } from '../planning/cells';
import type { Facts, ComparedPair } from './facts';

/** The regressions of a cell, with what differs between their two sets. */
export function compareSets(
  { pairs }: Pick<Facts, 'pairs'>,
  cell: Cell,
  stages: readonly StageResult[],
): RegressionComparison[] {
  const sets = stages.filter(({ kind }) => kind === 'regression-set');
  const closed = [...new Set(sets.flatMap(({ closes }) => closes ?? []))];
  return closed.flatMap((closes) => {
    const [first, second] = [1, 2].map((set) => sets.find((one) => one.closes === closes && one.set === set));
    if (first === undefined || second === undefined) return [];
    const own = pairs.filter((pair) => pair.closes === closes && standsForCell(pair, cell));
    return [comparisonOf(closes, first, second, own)];
  });
}

function comparisonOf(
  closes: string,
  first: StageResult,
  second: StageResult,
  pairs: readonly ComparedPair[],
): RegressionComparison {
  const differences = pairs.flatMap((pair) => pair.differences);
  const sameBuild = first.build !== undefined && second.build !== undefined && sameDigests(first.build, second.build);
  const common = {
    closes,
    sets: [first.name, second.name] as const,
    seeds: [first.seed ?? '', second.seed ?? ''] as const,
    sameBuild,
    compared: pairs.filter((pair) => pair.differences.every(({ kind }) => kind !== 'missing')).length,
    sameOutcome: pairs.filter((pair) => pair.sameOutcome).length,
    sameTranscript: pairs.filter((pair) => pair.sameTranscript).length,
    messages: pairs.reduce((sum, pair) => sum + pair.messages, 0),
    differences,
  };
  const lacking = [first, second].find(({ outcome }) => outcome === 'not entered');
  if (lacking !== undefined) {
    return { ...common, verdict: 'not compared', reason: `${lacking.name} was not entered: ${lacking.reason ?? ''}` };
  }
  if (!sameBuild) {
    return { ...common, verdict: 'not compared', reason: 'The two sets did not run on the same build.' };
  }
  if (pairs.length === 0) return { ...common, verdict: 'not compared', reason: 'Neither set has an execution.' };
  if (differences.some(({ verdict }) => verdict === 'unexplained')) return { ...common, verdict: 'unexplained' };
  return { ...common, verdict: differences.length === 0 ? 'same' : 'explained' };
}

/** Whether two builds have the same components with the same digests. No digest at all identifies no build. */
export function sameDigests(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const text = (build: Readonly<Record<string, string>>): string => JSON.stringify(Object.entries(build).sort());
  return Object.keys(one).length > 0 && text(one) === text(other);
}

function standsForCell(
  { dmc, phase, citedBy }: Pick<ExecutionResult, 'dmc' | 'phase' | 'citedBy'>,
  cell: Cell,
): boolean {
  return [{ dmc, phase }, ...citedBy].some((one) => one.dmc === cell.dmc.id && one.phase === cell.phase);
}
