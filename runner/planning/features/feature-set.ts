import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inOrder, refuseProblems, type Problem } from '../../../support/scope/problem';
import { readFeature, type FeatureReading, type Scenario, type ScenarioSource } from './read-feature';
import { FEATURES_FOLDER, unreadFeatures } from './unread-files';

/** What the features of this process were when they were last read: a process that stands by reads each again only when it has changed. */
const lastReadings = new Map<string, { readonly of: string; readonly reading: FeatureReading }>();

/** Reads a feature, or takes the reading of the same text against the same register. */
async function readingOf(root: string, featurePath: string, known: ReadonlySet<string>): Promise<FeatureReading> {
  const file = path.join(root, featurePath);
  const text = readFileSync(file, 'utf8');
  const of = JSON.stringify([text, ...known]);
  const last = lastReadings.get(file);
  if (last?.of === of) return last.reading;
  const reading = await readFeature(text, featurePath, known);
  lastReadings.set(file, { of, reading });
  return reading;
}

/**
 * The lint of features: reads every feature of the project and finds what would make results untrue or hide them.
 * @param root folder of the project
 * @param register ids of every requirement
 */
export async function lintFeatures(root: string, register: readonly string[]): Promise<FeatureReading> {
  const known = new Set(register);
  const readings: FeatureReading[] = [];
  for (const name of globSync('*/**/*.feature', { cwd: path.join(root, FEATURES_FOLDER) }).sort()) {
    const featurePath = [FEATURES_FOLDER, ...name.split(path.sep)].join('/');
    readings.push(await readingOf(root, featurePath, known));
  }
  const sources = readings.flatMap((reading) => reading.sources);
  const problems = [
    ...unreadFeatures(root),
    ...readings.flatMap((reading) => reading.problems),
    ...findDuplicates(sources),
  ];
  return { sources, problems: inOrder(problems) };
}

/**
 * The scenarios of the project with their syntax, in the order of their ids.
 * @throws ProblemsError with each problem of the features
 */
export async function readScenarioSources(
  root: string,
  register: readonly string[],
): Promise<readonly ScenarioSource[]> {
  const { sources, problems } = await lintFeatures(root, register);
  refuseProblems(problems);
  return inOrderOfIds(sources);
}

function inOrderOfIds(sources: readonly ScenarioSource[]): ScenarioSource[] {
  return sources.toSorted((a, b) => byId(a.scenario, b.scenario));
}

/** Rules about what people read: results are as true where one is broken. */
const OF_WORDING = ['duplicate-title', 'no-outline'];

/**
 * The scenarios of a run, from its inputs, in the order of their ids. They were read by the rules of their day: one of wording that came later does not
 * take a run its truth.
 * @throws ProblemsError with each problem that makes results untrue or hides them
 */
export async function readFeatures(root: string, register: readonly string[]): Promise<readonly Scenario[]> {
  const { sources, problems } = await lintFeatures(root, register);
  refuseProblems(problems.filter(({ rule }) => !OF_WORDING.includes(rule)));
  return inOrderOfIds(sources).map(({ scenario }) => scenario);
}

const BY_NUMBER = new Intl.Collator('en', { numeric: true });

/** Order of ids in which numbers count as numbers: `ST-A9-02` before `ST-A10-01`. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return BY_NUMBER.compare(a.id, b.id);
}

/** What stands twice and may stand once: each of them is told where the other one is, since no one can say which is new. */
function findDuplicates(sources: readonly ScenarioSource[]): Problem[] {
  const twice = (
    rule: string,
    keyOf: (scenario: Scenario) => string,
    say: (scenario: Scenario, elsewhere: string) => string,
  ): Problem[] =>
    [...Map.groupBy(sources, ({ scenario }) => keyOf(scenario)).values()].flatMap((alike) =>
      alike.length === 1 ? [] : alike.map((source) => duplicate(rule, source, alike, say)),
    );
  return [
    ...twice(
      'duplicate-id',
      ({ id }) => id,
      ({ id }, elsewhere) =>
        `the id ${id} also stands at ${elsewhere}: the newer of the two needs another one, and npm run new finds the next that is free.`,
    ),
    ...twice(
      'duplicate-title',
      // Rows whose title has a placeholder without a column are alike for that reason, which is said of them elsewhere.
      ({ featurePath, title, id }) => (/<[^<>]+>/.test(title) ? id : `${stageOf(featurePath)}\n${title}`),
      ({ title }, elsewhere) =>
        `the title "${title}" also stands at ${elsewhere}: say in the newer of the two what it shows beyond the other.`,
    ),
  ];
}

function duplicate(
  rule: string,
  source: ScenarioSource,
  alike: readonly ScenarioSource[],
  say: (scenario: Scenario, elsewhere: string) => string,
): Problem {
  const { scenario, pickle } = source;
  const { line, column = 1 } = pickle.location ?? { line: scenario.line };
  const elsewhere = alike.flatMap((one) => (one === source ? [] : `${one.scenario.featurePath}:${one.scenario.line}`));
  return { file: scenario.featurePath, line, column, rule, message: say(scenario, elsewhere.join(', ')) };
}

/** Reports show a scenario below its stage: there its title is its name. */
function stageOf(featurePath: string): string {
  return featurePath.split('/')[1] ?? '';
}
