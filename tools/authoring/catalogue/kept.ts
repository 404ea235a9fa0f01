import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Catalogue } from './model';
import { OTHER_WORDS_FILE } from '../../../support/scope/read-other-words';

/** What the catalogue is made from. */
const SOURCES = [
  'steps/**/*.ts',
  'support/world/*.ts',
  'tools/authoring/catalogue/*.ts',
  'features/**/*.feature',
  OTHER_WORDS_FILE,
  'environments/contracts/codes.csv',
  'environments/contracts/smets2.md',
  'reports/templates/codes-of-the-dcc.csv',
];
const KEPT = '.cache/step-catalogue.json';

interface Kept {
  readonly digest: string;
  readonly catalogue: Catalogue;
}

/**
 * The catalogue of the project: that of last time where nothing has changed since, which takes no time, or a new one.
 * @param build makes a new one
 */
export async function readCatalogue(root: string, build: () => Promise<Catalogue>): Promise<Catalogue> {
  const digest = digestOf(root);
  const file = path.join(root, KEPT);
  const kept = readKept(file);
  if (kept?.digest === digest) return kept.catalogue;
  const catalogue = await build();
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ digest, catalogue } satisfies Kept));
  return catalogue;
}

function digestOf(root: string): string {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((pattern) => globSync(pattern, { cwd: root })).sort()) {
    const { mtimeMs, size } = statSync(path.join(root, file));
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

function readKept(file: string): Kept | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept;
  } catch {
    // None yet, or one that was cut off: it is made anew.
    return undefined;
  }
}
