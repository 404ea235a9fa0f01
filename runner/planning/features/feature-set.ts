import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { RunError } from '../../../support/scope/errors';
import { readFeature, type FeatureProblem, type FeatureReading, type Scenario } from './read-feature';

/** Folder of the features, relative to the project. */
const FEATURES_FOLDER = 'features';

/**
 * The lint of features: reads every feature of the project and finds what would make results untrue or hide them.
 * @param root folder of the project
 * @param register ids of every requirement
 */
export async function lintFeatures(root: string, register: readonly string[]): Promise<FeatureReading> {
  const known = new Set(register);
  const readings: FeatureReading[] = [];
  for (const name of globSync('**/*.feature', { cwd: path.join(root, FEATURES_FOLDER) }).sort()) {
    const featurePath = [FEATURES_FOLDER, ...name.split(path.sep)].join('/');
    readings.push(await readFeature(readFileSync(path.join(root, featurePath), 'utf8'), featurePath, known));
  }
  const scenarios = readings.flatMap((reading) => reading.scenarios);
  const problems = [...readings.flatMap((reading) => reading.problems), ...findDuplicates(scenarios)];
  return { scenarios, problems };
}

/**
 * The scenarios of the project, in the order of their ids.
 * @throws RunError with one line for each problem of the features
 */
export async function readFeatures(root: string, register: readonly string[]): Promise<readonly Scenario[]> {
  const { scenarios, problems } = await lintFeatures(root, register);
  if (problems.length > 0) throw new RunError(problems.map(problemLine).join('\n'));
  return [...scenarios].sort(byId);
}

/** One problem as `file:line: what is wrong`. */
export function problemLine({ path: file, line, message }: FeatureProblem): string {
  return `${file}:${line}: ${message}`;
}

/** Order of ids in which numbers count as numbers: `ST-A9-02` before `ST-A10-01`. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id.localeCompare(b.id, 'en', { numeric: true });
}

function findDuplicates(scenarios: readonly Scenario[]): FeatureProblem[] {
  const problems: FeatureProblem[] = [];
  const check = (keyOf: (scenario: Scenario) => string, what: (scenario: Scenario) => string): void => {
    const first = new Map<string, Scenario>();
    for (const scenario of scenarios) {
      const key = keyOf(scenario);
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, scenario);
      else {
        const message = `${what(scenario)} already stands at ${earlier.featurePath}:${earlier.line}.`;
        problems.push({ path: scenario.featurePath, line: scenario.line, message });
      }
    }
  };
  check(
    ({ id }) => id,
    ({ id }) => `the id ${id}`,
  );
  check(
    ({ featurePath, title }) => `${featurePath}\n${title}`,
    ({ title }) => `the title "${title}"`,
  );
  return problems;
}
