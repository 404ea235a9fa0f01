import path from 'node:path';
import type { Plan } from '../../support/scope/plan';
import { planNames, readPlan } from '../../support/scope/read-plan';
import { refuseProblems } from '../../support/scope/problem';
import { loadScope, PLANS_FOLDER, requirementIds, type Scope } from '../../support/scope/scope';
import { chooseCells, type CellChoice, type CellOverrides } from './cells';
import { loadKnowledge, refuseWrongScenarios } from './checks/check-scenarios';
import { scopeProblems } from './checks/scope-checks';
import { readScenarioSources } from './features/feature-set';
import type { Scenario } from './features/read-feature';
import { planExecutions } from './plan-executions';
import { needsOfScenarios, type ScenarioNeeds } from './steps/scenario-needs';

/** A plan with everything that decides its executions, apart from seed and environment. */
export interface PlanContext {
  readonly plan: Plan;
  readonly scope: Scope;
  readonly choice: CellChoice;
  /** Every scenario of the project. */
  readonly scenarios: readonly Scenario[];
  readonly needs: ScenarioNeeds;
}

/**
 * Reads a plan with its scope and features, and checks all that it selects, before anything is started.
 * @param root folder of the project
 * @param wanted name of the plan, and which of its cells
 * @param supportCode where step definitions lie, if not where the project has them
 * @throws RunError when it cannot be run as asked; ProblemsError with everything that is wrong in its selection
 */
export async function readPlanContext(
  root: string,
  wanted: CellOverrides & { readonly plan: string },
  supportCode?: readonly string[],
): Promise<PlanContext> {
  const scope = loadScope(root);
  const folder = path.join(root, PLANS_FOLDER);
  const plan = readPlan(folder, wanted.plan, requirementIds(scope));
  const choice = chooseCells(plan, scope.catalogue, wanted);
  const sources = await readScenarioSources(root, requirementIds(scope));
  const scenarios = sources.map(({ scenario }) => scenario);
  refuseProblems(scopeProblems(root, scope, scenarios, { read: [plan], names: planNames(folder) }));
  const planned = await planExecutions(choice.cells, scenarios, '', undefined);
  const selected = planned.map(({ scenario }) => scenario);
  const knowledge = await loadKnowledge(root, scope, sources, supportCode);
  refuseWrongScenarios(selected, sources, knowledge);
  return { plan, scope, choice, scenarios, needs: needsOfScenarios(sources, knowledge.language) };
}
