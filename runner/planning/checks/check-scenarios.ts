import { refuseProblems, type Problem } from '../../../support/scope/problem';
import { publishedMessages } from '../../../support/scope/published-messages';
import { smets2Requests } from '../../../support/scope/published-requests';
import { readOtherWords } from '../../../support/scope/read-other-words';
import type { Scope } from '../../../support/scope/scope';
import type { Scenario, ScenarioSource } from '../features/read-feature';
import type { StepKnowledge } from '../steps/explain-step';
import { loadSteps } from '../steps/load-steps';
import { SaidSentences } from '../steps/said-sentences';
import { StepLanguage } from '../steps/step-language';
import { outlineProblems, scenarioProblems } from './scenario-checks';
import { stepProblems } from './step-checks';

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

/** Loads what steps are held against. @param sources every scenario of the project: what they say is offered in the place of what cannot be said */
export async function loadKnowledge(
  root: string,
  { codes: { published, explained }, serviceRequests }: Pick<Scope, 'codes' | 'serviceRequests'>,
  sources: readonly ScenarioSource[],
  supportCode?: readonly string[],
): Promise<StepKnowledge> {
  const { library } = await loadSteps(root, supportCode);
  const language = StepLanguage.of(library);
  return {
    language,
    codes: [...published, ...explained].map(({ code }) => code),
    said: new SaidSentences(language, () => sources.flatMap(({ pickle }) => pickle.steps.map(({ text }) => text))),
    otherWords: readOtherWords(root),
    requests: new Map(serviceRequests.map((request) => [request.variant, request])),
    // Few steps speak of them, and not every project has any.
    smets2Requests: once(() => smets2Requests(root)),
    messages: once(() => publishedMessages(root)),
  };
}

/** What is read when it is first asked for. */
function once<T>(read: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: read() }).value;
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
