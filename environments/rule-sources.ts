import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Folder of the system's sources, relative to the project. */
const SOURCES = 'environments/dcc-like-system/src';

/** Folders of the system that decide what it does. Its kernel, lab and XML are tools of these. */
const FOLDERS = ['services', 'formats', 'duis', 'domain'];

/** What is no rule: tests and what they stand on, and seeded defects. */
const NO_RULE = /\.test\.ts$|\/fixtures\/|\/defects\/|\/defects\.ts$/;

/** A source file of the system that holds rules. */
export interface RuleSource {
  /** Relative to the project, with `/`. */
  readonly file: string;
  /** Service, or folder below the services: `mcc`, `dsp`, `formats`, ... */
  readonly area: string;
  readonly text: string;
}

/** The sources of the system that hold its rules, for mutation testing, which looks at no meaning in them. */
export function ruleSources(): RuleSource[] {
  const root = join(__dirname, '..');
  const found = FOLDERS.flatMap((folder) => globSync(`${SOURCES}/${folder}/**/*.ts`, { cwd: root }));
  return found
    .map((file) => file.replaceAll(sep, '/'))
    .filter((file) => !NO_RULE.test(file))
    .sort()
    .map((file) => ({ file, area: areaOf(file), text: readFileSync(join(root, file), 'utf8') }));
}

function areaOf(file: string): string {
  const [folder = '', inside = '', deeper] = file.slice(SOURCES.length + 1).split('/');
  return folder === 'services' && deeper !== undefined ? inside : folder;
}
