import path from 'node:path';
import { checkScenarios, loadKnowledge } from '../../runner/planning/checks/check-scenarios';
import { scopeProblems } from '../../runner/planning/checks/scope-checks';
import { lintFeatures } from '../../runner/planning/features/feature-set';
import type { Scenario } from '../../runner/planning/features/read-feature';
import { featuresElsewhere, unread } from '../../runner/planning/features/unread-files';
import { selectForStage } from '../../runner/planning/plan-executions';
import type { Plan } from '../../support/scope/plan';
import { Gathering, inOrder, type Problem } from '../../support/scope/problem';
import { planNames, readPlan } from '../../support/scope/read-plan';
import { loadScope, PLANS_FOLDER, requirementIds, type Scope } from '../../support/scope/scope';

/** What a check of the project came to. */
export interface CheckResult {
  /** Number of scenarios and rows that were read. */
  readonly scenarios: number;
  /** Everything that is wrong, by file and place. */
  readonly problems: readonly Problem[];
}

/**
 * Reads all features, scope data and plans of a project and finds everything that is wrong with them; starts nothing. Where scope
 * data cannot be read, that alone is said: everything else is held against it.
 * @param root folder of the project
 * @param supportCode where step definitions lie, if not where the project has them
 * @throws RunError where the step definitions cannot be loaded
 */
export async function checkProject(root: string, supportCode?: readonly string[]): Promise<CheckResult> {
  const found = new Gathering();
  const scope = found.read((): Scope | undefined => loadScope(root), undefined);
  if (scope === undefined) return { scenarios: 0, problems: found.problems };
  const { sources, problems } = await lintFeatures(root, requirementIds(scope));
  const scenarios = sources.map(({ scenario }) => scenario);
  found.add([...problems, ...featuresElsewhere(root)]);
  const odd = new Set(problems.filter(({ rule }) => rule === 'odd-character').map(lineOf));
  const wrong = checkScenarios(sources, await loadKnowledge(root, scope, sources, supportCode));
  // A step with a typographic mark is unknown because of that mark.
  found.add(wrong.filter((problem) => !odd.has(lineOf(problem))));
  const folder = path.join(root, PLANS_FOLDER);
  const names = planNames(folder);
  const plans = names.flatMap((name) => found.read((): Plan[] => [readPlan(folder, name, requirementIds(scope))], []));
  found.add(scopeProblems(root, scope, scenarios, { read: plans, names }));
  // A plan that cannot be read may select what seems to be selected by none.
  if (plans.length === names.length) found.add(await unselected(plans, scenarios));
  return { scenarios: scenarios.length, problems: inOrder(found.problems) };
}

/** `features/x.feature:7` */
function lineOf({ file, line = 0 }: Problem): string {
  return `${file}:${line}`;
}

/** Feature files and scenarios that no stage of any plan selects, and stages that select none. */
async function unselected(plans: readonly Plan[], scenarios: readonly Scenario[]): Promise<Problem[]> {
  const problems: Problem[] = [];
  const selected = new Set<Scenario>();
  for (const { id, stages } of plans) {
    for (const stage of stages) {
      const own = await selectForStage(stage, scenarios);
      for (const scenario of own) selected.add(scenario);
      if (own.length > 0) continue;
      const message = `the stage "${stage.name}" selects no scenario: correct its "folders" or its "tags".`;
      problems.push({ file: path.join(PLANS_FOLDER, `${id}.json`), rule: 'empty-stage', message });
    }
  }
  const files = Map.groupBy(scenarios, ({ featurePath }) => featurePath);
  for (const [file, own] of files) {
    const left = own.filter((scenario) => !selected.has(scenario));
    if (left.length === own.length) problems.push(unread(file, 'no stage of any plan has its folder or its tags'));
    else problems.push(...left.map(notSelected));
  }
  return problems;
}

function notSelected({ featurePath, line, id }: Scenario): Problem {
  const message = `no stage of any plan selects ${id}: correct its tags, or the "tags" of a stage.`;
  return { file: featurePath, line, column: 1, rule: 'never-selected', message };
}
