/** `detection.json`: what searches for weak places have found, added up over their starts, and what a run keeps of it. */
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DetectionDigests, DetectionFile, DetectionSearch } from '../../reports/record/detection-model';
import { detectionFileSchema } from '../../reports/record/detection-schema';
import { readJson } from '../../support/scope/json';
import { whileLocked } from './file-lock';

/** Name of the file, in the folder of the reports and among the inputs of a run. */
export const DETECTION_FILE = 'detection.json';

/** What the suite cannot know of the system: digests of all it is made of, and of its rules alone. */
export type SystemDigests = Pick<DetectionDigests, 'build' | 'rules'>;

/** Rooms whose files are the tool that searches. */
const ROOMS = {
  prove: 'tools/detection',
  mutate: 'tools/detection',
  explore: 'tools/exploration',
  fuzz: 'tools/exploration',
} as const satisfies Record<DetectionSearch['tool'], string>;

/**
 * Digests of all that a search by this tool depends on, as it is now.
 * @param root folder of the project
 */
export function detectionDigests(root: string, tool: DetectionSearch['tool'], system: SystemDigests): DetectionDigests {
  const code = (folder: string): string => digestOf(root, [`${folder}/**/*.ts`]);
  return {
    ...system,
    features: digestOf(root, ['features/**/*.{feature,csv,json}']),
    steps: code('steps'),
    support: code('support'),
    tool: code(ROOMS[tool]),
  };
}

function digestOf(root: string, patterns: readonly string[]): string {
  const hash = createHash('sha256');
  const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: root }));
  for (const file of files.filter((name) => !name.endsWith('.test.ts')).sort()) {
    hash.update(`${file}\0`).update(readFileSync(path.join(root, file)));
  }
  return `sha256:${hash.digest('hex')}`;
}

/**
 * Reads what was kept.
 * @throws ProblemsError naming the file and what is wrong with it
 */
export function readDetection(file: string): DetectionFile {
  return readJson(file, detectionFileSchema);
}

/**
 * Keeps a search in `detection.json`, in place of the one before it by the same tool. Where that one was on the same state of system
 * and suite, the two are added up: a fault that was tried again has its newer outcome.
 * @param reports folder of the reports
 * @returns the search as it stands now
 */
export function keepSearch(reports: string, search: DetectionSearch): DetectionSearch {
  mkdirSync(reports, { recursive: true });
  const file = path.join(reports, DETECTION_FILE);
  return whileLocked(file, () => {
    const searches = existsSync(file) ? readDetection(file).searches : [];
    const before = searches.find(({ tool }) => tool === search.tool);
    const kept = before === undefined || !sameState(before, search) ? search : addedUp(before, search);
    const detection: DetectionFile = {
      version: 1,
      searches: [...searches.filter(({ tool }) => tool !== search.tool), kept],
    };
    writeFileSync(`${file}.part`, `${JSON.stringify(detection, null, 2)}\n`);
    renameSync(`${file}.part`, file);
    return kept;
  });
}

function sameState({ digests: one }: DetectionSearch, { digests: other }: DetectionSearch): boolean {
  return changedDigests(one, other).length === 0;
}

/** The parts by which two states differ. */
export function changedDigests(one: DetectionDigests, other: DetectionDigests): (keyof DetectionDigests)[] {
  const parts: (keyof DetectionDigests)[] = ['build', 'rules', 'features', 'steps', 'support', 'tool'];
  return parts.filter((part) => one[part] !== other[part]);
}

function addedUp(before: DetectionSearch, now: DetectionSearch): DetectionSearch {
  const cases = [...new Map([...before.cases, ...now.cases].map((one) => [one.id, one])).values()];
  // The same seed tries the same once more.
  const again = now.seeds.every((seed) => before.seeds.includes(seed));
  const steps = again ? Math.max(before.tried, now.tried) : before.tried + now.tried;
  return {
    ...now,
    startedAt: before.startedAt,
    seeds: [...new Set([...before.seeds, ...now.seeds])],
    tried: cases.length > 0 ? cases.length : steps,
    cases,
    findings: [...new Set([...before.findings, ...now.findings])],
  };
}
