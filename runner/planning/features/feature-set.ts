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
  return [...sources].sort((a, b) => byId(a.scenario, b.scenario));
}

/**
 * The scenarios of the project, in the order of their ids.
 * @throws ProblemsError with each problem of the features
 */
export async function readFeatures(root: string, register: readonly string[]): Promise<readonly Scenario[]> {
  return (await readScenarioSources(root, register)).map(({ scenario }) => scenario);
}

const BY_NUMBER = new Intl.Collator('en', { numeric: true });

/** Order of ids in which numbers count as numbers: `ST-A9-02` before `ST-A10-01`. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return BY_NUMBER.compare(a.id, b.id);
}

function findDuplicates(sources: readonly ScenarioSource[]): Problem[] {
  const problems: Problem[] = [];
  const check = (rule: string, keyOf: (scenario: Scenario) => string, what: (scenario: Scenario) => string): void => {
    const first = new Map<string, Scenario>();
    for (const { scenario, pickle } of sources) {
      const key = keyOf(scenario);
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, scenario);
      else {
        const { line, column = 1 } = pickle.location ?? { line: scenario.line };
        const message = `${what(scenario)} already stands at ${earlier.featurePath}:${earlier.line}.`;
        problems.push({ file: scenario.featurePath, line, column, rule, message });
      }
    }
  };
  check(
    'duplicate-id',
    ({ id }) => id,
    ({ id }) => `the id ${id}`,
  );
  // Rows whose title has a placeholder without a column are alike for that reason, which is said of them elsewhere.
  check(
    'duplicate-title',
    ({ featurePath, title, id }) => (/<[^<>]+>/.test(title) ? id : `${featurePath}\n${title}`),
    ({ title }) => `the title "${title}"`,
  );
  return problems;
}
