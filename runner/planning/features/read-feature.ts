import { rowOf } from '../../../support/scope/identity';
import { explainLine, misspeltKeyword } from './keywords';
import { idProblem, readTags, SCENARIO_ID, type TagReading } from './tags';
import type { Envelope, GherkinDocument, Pickle } from '../../../support/scope/messages';

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
}

/** Something wrong with a feature file. */
export interface FeatureProblem {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** What one feature file holds. */
export interface FeatureReading {
  readonly scenarios: readonly Scenario[];
  readonly problems: readonly FeatureProblem[];
}

type Feature = NonNullable<GherkinDocument['feature']>;
type ScenarioNode = NonNullable<Feature['children'][number]['scenario']>;
interface Described {
  readonly description: string;
  readonly location: { readonly line: number };
}
type Complain = (line: number, message: string) => void;

/**
 * Reads one feature and finds everything that would make its results untrue: see `docs/running.md`.
 * @param text content of the file
 * @param path its path relative to the project, with `/`
 * @param register ids of every requirement
 */
export async function readFeature(text: string, path: string, register: ReadonlySet<string>): Promise<FeatureReading> {
  const problems: FeatureProblem[] = [];
  const complain: Complain = (line, message) => problems.push({ path, line, message });
  const envelopes = await parse(text, path);
  // What cannot be read after the first line that cannot mostly follows from it.
  const unread = envelopes.flatMap(({ parseError }) => (parseError === undefined ? [] : [parseError])).at(0);
  if (unread !== undefined) complain(unread.source.location?.line ?? 1, explainParseError(unread.message));
  const feature = envelopes.map(({ gherkinDocument }) => gherkinDocument?.feature).find((found) => found !== undefined);
  if (feature === undefined) {
    if (problems.length === 0) complain(1, 'there is no "Feature:" in it.');
    return { scenarios: [], problems };
  }
  const pickles = envelopes.flatMap(({ pickle }) => (pickle === undefined ? [] : [pickle]));
  const nodes = collectScenarios(feature, complain);
  if (nodes.length === 0) complain(feature.location.line, `the feature "${feature.name}" has no scenarios.`);
  const scenarios = nodes.flatMap(({ node, rule }) => {
    checkScenario(node, complain);
    const own = pickles.filter((pickle) => pickle.astNodeIds[0] === node.id);
    return own.flatMap((pickle) => toScenario({ feature, node, rule, pickle, path, register, complain }));
  });
  return { scenarios, problems };
}

/** Gherkin's own words list every token that it would have taken. */
function explainParseError(said: string): string {
  const message = said.replace(/^\(\d+:\d+\): /, '').trim();
  const got = /, got '([\s\S]*)'$/.exec(message)?.[1];
  if (got !== undefined) return explainLine(got);
  if (message.startsWith('unexpected end of file')) {
    return 'the file ends too early: a step, an example or the end of a text in quotes is missing.';
  }
  return `cannot be read: ${message}.`;
}

async function parse(text: string, path: string): Promise<readonly Envelope[]> {
  const [{ generateMessages }, { IdGenerator, SourceMediaType }] = await Promise.all([
    import('@cucumber/gherkin'),
    import('@cucumber/messages'),
  ]);
  return generateMessages(text, path, SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN, {
    newId: IdGenerator.incrementing(),
    includeGherkinDocument: true,
    includePickles: true,
  });
}

function collectScenarios(feature: Feature, complain: Complain): { node: ScenarioNode; rule?: string }[] {
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
  complain(location.line + 1 + slip.offset, explainLine(slip.text));
}

function checkScenario(node: ScenarioNode, complain: Complain): void {
  const { line } = node.location;
  const prose = node.description.trim().split('\n')[0] ?? '';
  if (prose !== '') complain(line + 1, explainLine(prose));
  if (node.name.trim() === '') complain(line, 'the scenario has no title.');
  if (node.steps.length === 0) complain(line, `the scenario "${node.name}" has no steps.`);
  const [, second] = node.steps.filter(({ keyword }) => keyword.trim() === 'When');
  if (second !== undefined) {
    complain(
      second.location.line,
      `the scenario "${node.name}" has a second When: split it, or say the first as a Given.`,
    );
  }
  const isOutline = node.keyword.includes('Outline') || node.examples.length > 0;
  if (isOutline && node.examples.every(({ tableBody }) => tableBody.length === 0)) {
    complain(line, `the outline "${node.name}" has no examples.`);
  }
  for (const examples of node.examples) {
    checkDescription(examples, complain);
    const header = examples.tableHeader?.cells.map(({ value }) => value) ?? [];
    if (!header.includes('id')) complain(examples.location.line, 'the examples have no "id" column.');
  }
}

interface PickleContext {
  readonly feature: Feature;
  readonly node: ScenarioNode;
  readonly rule: string | undefined;
  readonly pickle: Pickle;
  readonly path: string;
  readonly register: ReadonlySet<string>;
  readonly complain: Complain;
}

function toScenario({ feature, node, rule, pickle, path, register, complain }: PickleContext): Scenario[] {
  const row = rowOf(node, pickle);
  const line = row?.line ?? node.location.line;
  const tags = pickle.tags.map(({ name }) => name);
  const { ids, problems, ...reading } = readTags(tags, register);
  for (const problem of problems) complain(line, problem);
  if (reading.positive.length + reading.negative.length === 0) {
    complain(line, `the scenario "${pickle.name}" traces to no requirement.`);
  }
  if (row !== undefined && ids.length > 0) complain(line, 'rows carry their ids themselves: remove the @id: tag.');
  const id = row === undefined ? ids[0] : row.id;
  if (row === undefined && ids.length > 1) complain(line, `the scenario has ${ids.length} ids.`);
  if (id === undefined || id === '') {
    complain(line, `the scenario "${pickle.name}" has no id: add @id:... or an "id" column.`);
    return [];
  }
  if (row !== undefined && !SCENARIO_ID.test(id)) complain(line, idProblem(id));
  return [
    {
      id,
      title: pickle.name,
      feature: feature.name,
      featurePath: path,
      line,
      scenarioLine: node.location.line,
      ...(rule === undefined ? {} : { rule }),
      area: areaOf(path),
      tags,
      ...reading,
    },
  ];
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
