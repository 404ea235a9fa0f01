import { refusalCodesIn } from '../../../reports/text';
import { rowOf } from '../../../support/scope/identity';
import type { Pickle } from '../../../support/scope/messages';
import type { Problem } from '../../../support/scope/problem';
import { explainLine, misspeltKeyword } from './keywords';
import { parseFeature, type FeatureNode, type Place, type ScenarioNode, type StepNode } from './parse-feature';
import { idProblem, readTags, SCENARIO_ID, type TagReading } from './tags';

/** One scenario, or one row of an outline: the unit that is planned, run and reported. */
export interface Scenario extends Omit<TagReading, 'ids' | 'problems'> {
  /** Locked id. */
  readonly id: string;
  /** Title with the values of its row in place. */
  readonly title: string;
  readonly feature: string;
  /** Path relative to the project, with `/`. */
  readonly featurePath: string;
  /** Line of the scenario, or of the row. */
  readonly line: number;
  /** Line of the scenario or outline: rows of one outline share it. */
  readonly scenarioLine: number;
  readonly rule?: string;
  /** Derived from the folders, e.g. `Migration ST / Device checking`. */
  readonly area: string;
  readonly tags: readonly string[];
  /** Refusal codes that its title and steps expect, e.g. `SIM-WHL-02`. */
  readonly refusals: readonly string[];
}

/** A scenario with the syntax that it was read from. */
export interface ScenarioSource {
  readonly scenario: Scenario;
  readonly node: ScenarioNode;
  /** Of an outline: the row that it is. */
  readonly pickle: Pickle;
  /** Every step of its feature by the id of its node, those of backgrounds among them. */
  readonly steps: ReadonlyMap<string, StepNode>;
}

/** What one feature file holds. */
export interface FeatureReading {
  readonly sources: readonly ScenarioSource[];
  /** What would make results untrue or hide them. */
  readonly problems: readonly Problem[];
}

interface Described {
  readonly description: string;
  readonly location: Place;
}
type Complain = (place: Place, problem: Pick<Problem, 'rule' | 'message' | 'nearest'>) => void;

/**
 * Reads one feature and finds everything that would make its results untrue: see `docs/running.md`.
 * @param text content of the file
 * @param path its path relative to the project, with `/`
 * @param register ids of every requirement
 */
export async function readFeature(text: string, path: string, register: ReadonlySet<string>): Promise<FeatureReading> {
  const { feature, pickles, problems: unreadable } = await parseFeature(text, path);
  const problems: Problem[] = [...unreadable];
  if (feature === undefined) return { sources: [], problems };
  const complain: Complain = ({ line, column = 1 }, problem) => {
    // What is said of a line with an odd character follows from that character.
    if (unreadable.some((one) => one.line === line)) return;
    problems.push({ file: path, line, column, ...problem });
  };
  const nodes = collectScenarios(feature, complain);
  if (nodes.length === 0) {
    complain(feature.location, { rule: 'no-scenario', message: `the feature "${feature.name}" has no scenarios.` });
  }
  const steps = stepsOf(feature);
  const sources = nodes.flatMap(({ node, rule }) => {
    checkScenario(node, complain);
    const own = pickles.filter((pickle) => pickle.astNodeIds[0] === node.id);
    return own.flatMap((pickle) =>
      toScenario({ feature, node, rule, pickle, path, register, complain }).map((scenario) => ({
        scenario,
        node,
        pickle,
        steps,
      })),
    );
  });
  return { sources, problems };
}

function stepsOf(feature: FeatureNode): ReadonlyMap<string, StepNode> {
  const blocks = [...feature.children, ...feature.children.flatMap(({ rule }) => rule?.children ?? [])];
  const steps = blocks.flatMap(({ background, scenario }) => [
    ...(background?.steps ?? []),
    ...(scenario?.steps ?? []),
  ]);
  return new Map(steps.map((step) => [step.id, step]));
}

function collectScenarios(feature: FeatureNode, complain: Complain): { node: ScenarioNode; rule?: string }[] {
  checkDescription(feature, complain);
  return feature.children.flatMap(({ background, scenario, rule }) => {
    if (background !== undefined) checkDescription(background, complain);
    if (scenario !== undefined) return [{ node: scenario }];
    if (rule === undefined) return [];
    checkDescription(rule, complain);
    return rule.children.flatMap((child) => {
      if (child.background !== undefined) checkDescription(child.background, complain);
      return child.scenario === undefined ? [] : [{ node: child.scenario, rule: rule.name }];
    });
  });
}

function checkDescription({ description, location }: Described, complain: Complain): void {
  const slip = misspeltKeyword(description);
  if (slip === undefined) return;
  complain({ line: location.line + 1 + slip.offset }, { rule: 'syntax', message: explainLine(slip.text) });
}

function checkScenario(node: ScenarioNode, complain: Complain): void {
  const { location, name } = node;
  const say = (place: Place, rule: string, message: string): void => complain(place, { rule, message });
  const prose = node.description.trim().split('\n')[0] ?? '';
  if (prose !== '') say({ line: location.line + 1 }, 'syntax', explainLine(prose));
  if (name.trim() === '') say(location, 'no-title', 'the scenario has no title.');
  if (node.steps.length === 0) say(location, 'no-steps', `the scenario "${name}" has no steps.`);
  const [, second] = node.steps.filter(({ keyword }) => keyword.trim() === 'When');
  if (second !== undefined) {
    const message = `the scenario "${name}" has a second When: split it, or say the first as a Given.`;
    say(second.location, 'second-when', message);
  }
  const isOutline = node.keyword.includes('Outline') || node.examples.length > 0;
  if (isOutline && node.examples.every(({ tableBody }) => tableBody.length === 0)) {
    say(location, 'no-examples', `the outline "${name}" has no examples.`);
  }
  if (node.examples.length > 0 && !node.keyword.includes('Outline')) {
    say(
      location,
      'no-outline',
      `the scenario "${name}" has Examples: write "Scenario Outline:" in the place of "Scenario:".`,
    );
  }
  for (const examples of node.examples) {
    checkDescription(examples, complain);
    const header = examples.tableHeader?.cells.map(({ value }) => value) ?? [];
    if (!header.includes('id')) say(examples.location, 'id', 'the examples have no "id" column.');
  }
}

interface PickleContext {
  readonly feature: FeatureNode;
  readonly node: ScenarioNode;
  readonly rule: string | undefined;
  readonly pickle: Pickle;
  readonly path: string;
  readonly register: ReadonlySet<string>;
  readonly complain: Complain;
}

function toScenario({ feature, node, rule, pickle, path, register, complain }: PickleContext): Scenario[] {
  const row = rowOf(node, pickle);
  const place = pickle.location ?? node.location;
  const tags = pickle.tags.map(({ name }) => name);
  const { ids, problems, ...reading } = readTags(tags, register);
  for (const { tag, ...problem } of problems) complain(placeOfTag(tag, feature, node) ?? place, problem);
  const complainOfId = (message: string): void => complain(place, { rule: 'id', message });
  if (reading.positive.length + reading.negative.length === 0) {
    complain(place, { rule: 'no-requirement', message: `the scenario "${pickle.name}" traces to no requirement.` });
  }
  if (row !== undefined && ids.length > 0) complainOfId('rows carry their ids themselves: remove the @id: tag.');
  const id = row === undefined ? ids[0] : row.id;
  if (row === undefined && ids.length > 1) complainOfId(`the scenario has ${ids.length} ids.`);
  if (id === undefined || id === '') {
    const how = row === undefined ? 'add a tag such as @id:ST-B4-03' : 'write one in the column "id" of its row';
    complainOfId(`the scenario "${pickle.name}" has no id: ${how}.`);
    return [];
  }
  if (row !== undefined && !SCENARIO_ID.test(id)) complainOfId(idProblem(id).message);
  return [
    {
      id,
      title: pickle.name,
      feature: feature.name,
      featurePath: path,
      line: place.line,
      scenarioLine: node.location.line,
      ...(rule === undefined ? {} : { rule }),
      area: areaOf(path),
      tags,
      refusals: refusalCodesIn(
        pickle.name,
        pickle.steps.map(({ text }) => text),
      ),
      ...reading,
    },
  ];
}

/** Where a tag stands that a scenario has: above itself, its rule, its feature or its examples. */
function placeOfTag(name: string | undefined, feature: FeatureNode, node: ScenarioNode): Place | undefined {
  const above = [node, ...node.examples, ...feature.children.flatMap(({ rule }) => rule ?? []), feature];
  return above.flatMap(({ tags }) => tags).find((tag) => tag.name === name)?.location;
}

const ABBREVIATIONS = new Set(['st', 'dmrt', 'dmct', 'dust', 'sim', 's1sp', 'dco', 'smso', 'maf']);

/**
 * The area a feature belongs to, from its folders: `features/migration-st/device-checking/x.feature` is in
 * `Migration ST / Device checking`.
 */
export function areaOf(featurePath: string): string {
  const folders = featurePath.split('/').slice(1, -1);
  const named = folders.map((folder) => {
    const words = folder.split('-').map((word) => (ABBREVIATIONS.has(word) ? word.toUpperCase() : word));
    const text = words.join(' ');
    return text.charAt(0).toUpperCase() + text.slice(1);
  });
  return named.join(' / ');
}
