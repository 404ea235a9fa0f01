/** What the searches that a run was given say of its build. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import {
  DETECTION_OUTCOMES,
  type DetectionCase,
  type DetectionCounts,
  type DetectionDigests,
  type DetectionResult,
  type DetectionSearch,
  type DetectionStanding,
} from '../../reports/record/detection-model';
import { detectionResultSchema } from '../../reports/record/detection-schema';
import { readJson } from '../../support/scope/json';
import { INPUTS_FOLDER } from '../planning/run-manifest';
import { changedDigests, DETECTION_FILE, detectionDigests, readDetection, type SystemDigests } from './detection-file';

/**
 * Copies what searches found into the inputs of a run, each held against the build that will run: nothing is read from outside
 * afterwards, so that a pack can be judged anywhere.
 * @param file `detection.json`, or a copy of it
 * @param root folder of the project
 * @param runFolder folder of the run
 * @throws ProblemsError when the file cannot be read
 */
export function keepDetection(file: string, root: string, runFolder: string, system: SystemDigests): void {
  const results = readDetection(file).searches.map((search) =>
    resultOf(search, detectionDigests(root, search.tool, system), (commit) => commitsSince(root, commit)),
  );
  const target = keptIn(runFolder);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, `${JSON.stringify(results, null, 2)}\n`);
}

/**
 * What a run was given of searches; undefined where nothing was.
 * @throws ProblemsError when it cannot be read
 */
export function keptDetection(runFolder: string): readonly DetectionResult[] | undefined {
  const file = keptIn(runFolder);
  return existsSync(file) ? readJson(file, z.array(detectionResultSchema)) : undefined;
}

function keptIn(runFolder: string): string {
  return path.join(runFolder, INPUTS_FOLDER, DETECTION_FILE);
}

/**
 * Sums up a search and holds it against a state of system and suite.
 * @param now digests of that state
 * @param commitsAfter counts the commits after one; undefined where it is not known
 */
export function resultOf(
  { cases, digests, ...search }: DetectionSearch,
  now: DetectionDigests,
  commitsAfter: (commit: string) => number | undefined,
): DetectionResult {
  const changed = changedDigests(digests, now);
  const standing = standingOf(changed);
  const commits = standing === 'older' ? commitsAfter(search.commit) : undefined;
  const interval = search.tried === search.population ? undefined : intervalOf(cases);
  return {
    ...search,
    standing,
    changed,
    ...(commits === undefined ? {} : { commits }),
    counts: countsOf(cases),
    ...(interval === undefined ? {} : { interval }),
    areas: countedBy(cases, ({ area }) => area).map(([area, counts]) => ({ area, counts })),
    requirements: countedBy(cases, ({ requirement }) => requirement).map(([requirement, counts]) => ({
      requirement,
      counts,
    })),
    found: cases.filter(({ outcome }) => outcome === 'found').map(({ id, by }) => ({ id, by })),
    open: cases.filter(({ outcome }) => outcome !== 'found' && outcome !== 'equivalent'),
  };
}

function standingOf(changed: readonly (keyof DetectionDigests)[]): DetectionStanding {
  if (changed.length === 0) return 'this build';
  return changed.every((part) => part === 'build' || part === 'tool') ? 'same rules and suite' : 'older';
}

/** Cases with the same key, counted; those without one are left out. */
function countedBy(
  cases: readonly DetectionCase[],
  keyOf: (one: DetectionCase) => string | undefined,
): (readonly [key: string, counts: DetectionCounts])[] {
  return [...Map.groupBy(cases, keyOf)]
    .flatMap(([key, own]) => (key === undefined ? [] : [[key, countsOf(own)] as const]))
    .sort(([one], [other]) => one.localeCompare(other, 'en', { numeric: true }));
}

/** How many of these have each outcome. */
function countsOf(cases: readonly DetectionCase[]): DetectionCounts {
  const zero: Record<DetectionCase['outcome'], number> = {
    found: 0,
    missed: 0,
    'timed out': 0,
    'not met': 0,
    equivalent: 0,
  };
  for (const outcome of DETECTION_OUTCOMES) zero[outcome] = cases.filter((one) => one.outcome === outcome).length;
  return zero;
}

/** Of a standard normal distribution, what 95 % lie within. */
const Z = 1.96;

/** 95 % interval (Wilson) of the share of the non-equivalent that are found; undefined where none was tried. */
export function intervalOf(cases: readonly DetectionCase[]): DetectionResult['interval'] {
  const { found, equivalent } = countsOf(cases);
  const n = cases.length - equivalent;
  if (n === 0) return undefined;
  const share = found / n;
  const spread = Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  const middle = share + (Z * Z) / (2 * n);
  const whole = 1 + (Z * Z) / n;
  return { low: Math.max(0, (middle - spread) / whole), high: Math.min(1, (middle + spread) / whole) };
}

/** Commits of the project after the one that a version of the suite names; undefined where it cannot be told. */
function commitsSince(root: string, version: string): number | undefined {
  const commit = /\b[0-9a-f]{40}\b/.exec(version)?.[0];
  if (commit === undefined) return undefined;
  try {
    const counted = execFileSync('git', ['rev-list', '--count', `${commit}..HEAD`], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number(counted);
  } catch {
    return undefined;
  }
}
