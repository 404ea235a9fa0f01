import { lintFeatures } from '../../../runner/planning/features/feature-set';
import type { Scenario } from '../../../runner/planning/features/read-feature';
import { stepText } from '../../../runner/planning/features/step-texts';
import type { Requirement } from '../../../support/scope/requirements';
import { loadScope, requirementIds } from '../../../support/scope/scope';

/** Ids of requirements and of scenarios, and what they begin with: `ST`, `ST-B2`, `ST-B2-03`. */
const ID = /^(?:PH|ST|DM|FR|DT|DU)(?:-(?:[A-C]?\d{1,2}|R|[A-C])(?:-\d+)?)?$/i;

/** What can be meant as an id alone: `ZZ-1`. */
const LIKE_ID = /^[A-Z]{2}-[A-Z]?\d[\w-]*$/i;

/** Whether somebody asks for a requirement or a scenario by its id, and not for words. */
export function isIdAsked(words: readonly string[]): boolean {
  return words.length === 1 && (ID.test(words[0] ?? '') || LIKE_ID.test(words[0] ?? ''));
}

/** What is said where there is nothing of an id. */
export function noSuchId(asked: string): string {
  return `There is no requirement or scenario "${asked}": PH, ST, DM, FR, DT and DU list those that there are.`;
}

/**
 * What requirements say, or the steps of a scenario, by the id that was asked for.
 * @param asked an id, or what ids begin with
 * @returns nothing where there is no such id
 */
export async function linesOfId(root: string, asked: string): Promise<string[]> {
  const wanted = asked.toUpperCase();
  const scope = loadScope(root);
  const { sources } = await lintFeatures(root, requirementIds(scope));
  const scenarios = sources.map(({ scenario }) => scenario);
  const exact = sources.find(({ scenario }) => scenario.id === wanted);
  if (exact !== undefined) {
    const { scenario, pickle, steps } = exact;
    const said = pickle.steps.map((step) => stepText(step, steps.get(step.astNodeIds[0] ?? '')?.keyword ?? ''));
    return [
      `${scenario.id}: ${scenario.title} (${placeOf(scenario)})`,
      ...said.flatMap((text) => text.split('\n')).map((text) => `    ${text}`),
      ...ofScenario(scenario, scope.requirements).flatMap((one) => ['', ...requirementLines(one)]),
    ];
  }
  const own = scope.requirements.filter(({ id }) => id === wanted);
  const several = own.length > 0 ? own : scope.requirements.filter(({ id }) => id.startsWith(wanted));
  return several.flatMap((one) => [
    ...requirementLines(one),
    ...(several.length > 1 ? [`    ${inWords(showing(one, scenarios).length)}.`] : listOf(one, scenarios)),
    '',
  ]);
}

function requirementLines({ id, text, source, effect, severity }: Requirement): string[] {
  return [`${id}: ${text}`, `    ${source}`, `    If it were not met (MODEL): ${effect} Severity ${severity}.`];
}

function listOf(requirement: Requirement, scenarios: readonly Scenario[]): string[] {
  const own = showing(requirement, scenarios);
  return [
    `    ${inWords(own.length)}${own.length === 0 ? '.' : ':'}`,
    ...own.map(({ id, title, ...place }) => `    ${id}: ${title} (${placeOf(place)})`),
  ];
}

function showing({ id }: Requirement, scenarios: readonly Scenario[]): Scenario[] {
  return scenarios.filter(({ positive, negative }) => positive.includes(id) || negative.includes(id));
}

function ofScenario({ positive, negative }: Scenario, requirements: readonly Requirement[]): Requirement[] {
  return requirements.filter(({ id }) => positive.includes(id) || negative.includes(id));
}

function placeOf({ featurePath, line }: Pick<Scenario, 'featurePath' | 'line'>): string {
  return `${featurePath}:${line}`;
}

function inWords(count: number): string {
  if (count === 0) return 'No scenario shows it: stages or documents do';
  return count === 1 ? 'One scenario shows it' : `${count} scenarios and rows show it`;
}
