/** How strong the evidence for a requirement is, in a word: what the documents show of it, and what is weakest. */
import { open } from '../record/detection-counts';
import { keyOf } from '../../support/scope/identity';
import {
  STABLE_RUNS,
  type DetectionCounts,
  type ExecutionResult,
  type RequirementResult,
  type RunResult,
} from '../record/result-model';

/**
 * From the weakest: something that traces to it failed; nothing passed; what must happen or what must be refused, not both; both; both, and seeded defects of these rules are
 * found by the suite; and each of its tests passed in five runs on end. What stages or documents show has a word of its own.
 */
export const STRENGTHS = [
  'failed',
  'none',
  'one direction',
  'by stage or document',
  'both directions',
  'both, and defects found',
  'and stable over five runs',
] as const;

type Strength = (typeof STRENGTHS)[number];

/** Tests that passed in every execution that applies, of those that apply. */
export interface TestCount {
  readonly passed: number;
  readonly due: number;
}

/** What a run holds for one requirement of its plan. */
export interface RequirementEvidence {
  readonly requirement: RequirementResult;
  readonly positive: TestCount;
  readonly negative: TestCount;
  /** Of both, those of the functional end-of-cycle regression. */
  readonly regression: TestCount;
  /** Seeded defects of its rules; absent where the run holds no proof that counts for it. */
  readonly detection?: DetectionCounts;
  /** Over all combinations: that of the weakest. */
  readonly strength: Strength;
  /** By combination; those to which it does not apply are left out. */
  readonly byDmc: ReadonlyMap<string, Strength>;
}

/** What a run holds for each requirement of its plan that applies, the weakest first. */
export function evidenceOf(run: RunResult): readonly RequirementEvidence[] {
  const isStable = stabilityIn(run);
  const sets = new Set(
    run.cells.flatMap(({ stages }) => stages.filter(({ kind }) => kind === 'regression-set').map(({ name }) => name)),
  );
  const all = run.requirements
    .filter(({ inPlan, verdict }) => inPlan && verdict !== 'does not apply')
    .map((requirement): RequirementEvidence => {
      const { id } = requirement;
      const positive = run.executions.filter((one) => one.positive.includes(id));
      const negative = run.executions.filter((one) => one.negative.includes(id));
      const own = [...new Set([...positive, ...negative])];
      const detection = detectionOf(run, id);
      const found = detection !== undefined && detection.found > 0 && open(detection) === 0;
      const byDmc = new Map(
        dmcsOf(run, id).map((dmc): [string, Strength] => {
          if (failedFor(run, id, dmc)) return [dmc, 'failed'];
          const strength = strengthOf(requirement, standingFor(positive, dmc), standingFor(negative, dmc), found);
          const isLast = strength === 'both, and defects found' && isStable(standingFor(own, dmc));
          return [dmc, isLast ? 'and stable over five runs' : strength];
        }),
      );
      return {
        requirement,
        positive: countTests(positive),
        negative: countTests(negative),
        regression: countTests(own.filter(({ stage }) => sets.has(stage))),
        ...(detection === undefined ? {} : { detection }),
        strength: STRENGTHS.find((strength) => [...byDmc.values()].includes(strength)) ?? 'none',
        byDmc,
      };
    });
  return all.toSorted(weakestFirst);
}

/** Tells of executions whether those that passed did so in five runs on the same build and version of the suite. */
function stabilityIn({ stability }: RunResult): (executions: readonly ExecutionResult[]) => boolean {
  if (stability === undefined || stability.earlier.length < STABLE_RUNS - 1) return () => false;
  const unstable = new Set(stability.unstable.map(keyOf));
  return (executions) => executions.every((one) => one.outcome !== 'passed' || !unstable.has(keyOf(one)));
}

function weakestFirst(one: RequirementEvidence, other: RequirementEvidence): number {
  const tests = ({ positive, negative }: RequirementEvidence): number => positive.passed + negative.passed;
  return STRENGTHS.indexOf(one.strength) - STRENGTHS.indexOf(other.strength) || tests(one) - tests(other);
}

/** Combinations of the run in some Test Phase of which the requirement applies. */
function dmcsOf({ cells }: RunResult, id: string): readonly string[] {
  const applying = cells.filter(({ requirements }) =>
    requirements.some((one) => one.id === id && one.verdict !== 'does not apply'),
  );
  return [...new Set(applying.map(({ dmc }) => dmc.id))];
}

/** Whether it failed in some Test Phase of a combination. */
function failedFor({ cells }: RunResult, id: string, dmc: string): boolean {
  return cells.some(
    (cell) => cell.dmc.id === dmc && cell.requirements.some((one) => one.id === id && one.verdict === 'failed'),
  );
}

/** Executions that are evidence of a combination: its own, and those that it cites. */
function standingFor(executions: readonly ExecutionResult[], dmc: string): readonly ExecutionResult[] {
  return executions.filter((one) => one.dmc === dmc || one.citedBy.some((cell) => cell.dmc === dmc));
}

function strengthOf(
  { stages, documents, verdict }: RequirementResult,
  positive: readonly ExecutionResult[],
  negative: readonly ExecutionResult[],
  found: boolean,
): Strength {
  const ways = [positive, negative].filter((all) => all.some(({ outcome }) => outcome === 'passed')).length;
  if (ways === 2) return found ? 'both, and defects found' : 'both directions';
  if (ways === 1) return 'one direction';
  return stages.length + documents.length > 0 && verdict === 'shown' ? 'by stage or document' : 'none';
}

/** Tests are counted by their id, whatever stages and combinations they ran in. */
function countTests(executions: readonly ExecutionResult[]): TestCount {
  const due = executions.filter(({ outcome }) => outcome !== 'does-not-apply');
  const tests = [...Map.groupBy(due, ({ id }) => id).values()];
  return {
    due: tests.length,
    passed: tests.filter((same) => same.every(({ outcome }) => outcome === 'passed')).length,
  };
}

/** Seeded defects count for a run only where system and suite are those that were searched. */
function detectionOf({ detection = [] }: RunResult, id: string): DetectionCounts | undefined {
  const proof = detection.findLast(({ tool, standing }) => tool === 'prove' && standing !== 'older');
  return proof?.requirements.find(({ requirement }) => requirement === id)?.counts;
}
