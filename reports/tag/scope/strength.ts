/** How strong the evidence for a requirement will be if all passes, in a word. */
import { countsIn, inPlan, type ScopedRequirement, type ScopedScenario, type ScopeOfTesting } from './scope-model';

/** From the weakest. */
export const PLANNED_STRENGTHS = ['none', 'one direction', 'by stage or document', 'both directions'] as const;

type PlannedStrength = (typeof PLANNED_STRENGTHS)[number];

/** A requirement of the plan with what is to show it. */
export interface PlannedEvidence {
  readonly requirement: ScopedRequirement;
  /** Of the combination and Test Phase where it is weakest. */
  readonly strength: PlannedStrength;
  readonly positive: readonly ScopedScenario[];
  readonly negative: readonly ScopedScenario[];
  /** Seeded defects of its rules, which the suite can be proven with. */
  readonly defects: readonly string[];
}

/** What is to show each requirement of the plan, the weakest first. */
export function plannedEvidence(scope: ScopeOfTesting): readonly PlannedEvidence[] {
  const planned = inPlan(scope).filter(({ runs }) => runs.length > 0);
  const all = scope.requirements
    .filter(({ reason }) => reason === undefined)
    .map((requirement): PlannedEvidence => {
      const { id } = requirement;
      const positive = planned.filter((one) => one.positive.includes(id));
      const negative = planned.filter((one) => one.negative.includes(id));
      const entered = scope.cells.filter(({ withoutPhase }) => withoutPhase === undefined);
      const applying = entered.filter(
        ({ dmc, phase }) =>
          !requirement.notFor.includes(dmc) && !requirement.notIn.some((entry) => entry.phase === phase),
      );
      const cells = applying.length === 0 ? entered : applying;
      const here = cells.map(({ dmc, phase }) =>
        strengthOf(requirement, [positive, negative].filter((way) => stands(way, dmc, phase)).length),
      );
      return {
        requirement,
        strength: PLANNED_STRENGTHS.find((strength) => here.includes(strength)) ?? 'none',
        positive,
        negative,
        defects: scope.defects.filter((one) => one.requirement === id).map((one) => one.id),
      };
    });
  const tests = ({ positive, negative }: PlannedEvidence): number => positive.length + negative.length;
  return all.toSorted(
    (one, other) =>
      PLANNED_STRENGTHS.indexOf(one.strength) - PLANNED_STRENGTHS.indexOf(other.strength) || tests(one) - tests(other),
  );
}

function stands(scenarios: readonly ScopedScenario[], dmc: string, phase: string): boolean {
  return scenarios.some(({ runs }) => runs.some((run) => countsIn(run, dmc, phase)));
}

function strengthOf({ stages, documents }: ScopedRequirement, ways: number): PlannedStrength {
  if (ways === 2) return 'both directions';
  if (ways === 1) return 'one direction';
  return stages.length + documents.length > 0 ? 'by stage or document' : 'none';
}
