import { refuseProblems, type Problem } from '../../../support/scope/problem';
import type { CodeTables } from '../../../support/scope/codes';
import type { Scenario, ScenarioSource } from '../features/read-feature';
import { loadSteps } from '../steps/load-steps';
import { StepLanguage } from '../steps/step-language';
import { outlineProblems, scenarioProblems } from './scenario-checks';
import { stepProblems, type StepKnowledge } from './step-checks';

/**
 * Finds what is wrong with scenarios before anything is started: steps that no definition or more than one fits, words that
 * do not exist, and scenarios that would prove nothing.
 */
export function checkScenarios(sources: readonly ScenarioSource[], knowledge: StepKnowledge): Problem[] {
  const outlines = new Map(sources.map(({ node, scenario }) => [node, scenario.featurePath]));
  return [
    ...[...outlines].flatMap(([node, file]) => outlineProblems(node).map((found) => ({ file, ...found }))),
    ...sources.flatMap((source) =>
      [...scenarioProblems(source), ...stepProblems(source, knowledge)].map((found) => ({
        file: source.scenario.featurePath,
        ...found,
      })),
    ),
  ];
}

/** Loads what steps are held against. */
export async function loadKnowledge(
  root: string,
  { published, explained }: CodeTables,
  supportCode?: readonly string[],
): Promise<StepKnowledge> {
  const { library } = await loadSteps(root, supportCode);
  return { language: StepLanguage.of(library), codes: [...published, ...explained].map(({ code }) => code) };
}

/**
 * Refuses a selection in which anything is wrong: nothing of it is run.
 * @param selected what is to be run, of `sources`
 * @throws ProblemsError with each problem of the selection
 */
export function refuseWrongScenarios(
  selected: Iterable<Scenario>,
  sources: readonly ScenarioSource[],
  knowledge: StepKnowledge,
): void {
  const ids = new Set([...selected].map(({ id }) => id));
  const chosen = sources.filter(({ scenario }) => ids.has(scenario.id));
  refuseProblems(checkScenarios(chosen, knowledge));
}
