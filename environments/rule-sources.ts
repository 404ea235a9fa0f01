import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Folder of the system's sources, relative to the project. */
const SOURCES = 'environments/dcc-like-system/src';

/** Folders of the system that decide what it does. Its kernel, lab and XML are tools of these. */
const FOLDERS = ['services', 'formats', 'duis', 'domain'].map((folder) => `${SOURCES}/${folder}`);

/** Migration DUST, which stands beside the system. */
const DUST = 'environments/migration-dust';

/** What is no rule: tests and what they stand on, and seeded defects. */
const NO_RULE = /\.test\.ts$|\/fixtures\/|\/defects\/|\/defects\.ts$/;

/** A source file of the system that holds rules. */
export interface RuleSource {
  /** Relative to the project, with `/`. */
  readonly file: string;
  /** Service, folder beside the services, or Migration DUST: `mcc`, `dsp`, `formats`, `migration-dust`, ... */
  readonly area: string;
  readonly text: string;
}

/** The sources of the system that hold its rules, for mutation testing, which looks at no meaning in them. */
export function ruleSources(): RuleSource[] {
  const root = join(__dirname, '..');
  const found = [...FOLDERS, DUST].flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }));
  return found
    .map((file) => file.replaceAll(sep, '/'))
    .filter((file) => !NO_RULE.test(file))
    .sort()
    .map((file) => ({ file, area: areaOf(file), text: readFileSync(join(root, file), 'utf8') }));
}

function areaOf(file: string): string {
  if (file.startsWith(`${DUST}/`)) return 'migration-dust';
  const [folder = '', inside = '', deeper] = file.slice(SOURCES.length + 1).split('/');
  return folder === 'services' && deeper !== undefined ? inside : folder;
}
