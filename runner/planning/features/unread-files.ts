import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../../../support/scope/problem';

/** Folder of the features, relative to the project. */
export const FEATURES_FOLDER = 'features';

/** The only ending by which a feature is found. */
const ENDING = '.feature';

/** Files below the features that hold text: one of them with a `Feature:` in it is a feature under a wrong name. */
const TEXTS = ['.txt', '.md', '.docx', '.rtf', ''];

/** The first line of a feature; comments and tags may stand above it. */
const BEGINS_AS_FEATURE = /^\uFEFF?(?:\s*(?:[#@].*)?\r?\n)*\s*Feature:/;

/** Folders in which features of other projects may lie, or those that tests are made of. */
const NOT_OURS = ['node_modules', '.git', '.cache', 'reports', 'fixtures'];

/** Feature files below `features/` that nobody reads, since of their name or their place. */
export function unreadFeatures(root: string): Problem[] {
  const names = globSync('**/*', { cwd: path.join(root, FEATURES_FOLDER), withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
  return names.flatMap((file) => {
    if (file.endsWith(ENDING)) return file.split('/').length > 2 ? [] : [unread(file, WITHOUT_STAGE)];
    return isFeature(root, file) ? [unread(file, `its name does not end in "${ENDING}": rename it`)] : [];
  });
}

const WITHOUT_STAGE = `it lies in the folder of no stage: move it to one, such as features/migration-st/<area>`;

/** Feature files of the project outside `features/`. */
export function featuresElsewhere(root: string): Problem[] {
  return globSync(`**/*${ENDING}`, { cwd: root, exclude: (name) => NOT_OURS.includes(path.basename(name)) })
    .map((name) => name.split(path.sep).join('/'))
    .filter((file) => !file.startsWith(`${FEATURES_FOLDER}/`))
    .sort()
    .map((file) => unread(file, `it lies outside the folder features: move it to the folder of its stage`));
}

/** A feature file that nobody reads. @param why the reason and the remedy */
export function unread(file: string, why: string): Problem {
  return { file, line: 1, column: 1, rule: 'unread-file', message: `nobody reads this feature file, since ${why}.` };
}

function isFeature(root: string, file: string): boolean {
  if (/\.features?(\.|$|[^a-z])/i.test(path.basename(file))) return true;
  if (!TEXTS.includes(path.extname(file).toLowerCase())) return false;
  return BEGINS_AS_FEATURE.test(readFileSync(path.join(root, file), 'utf8'));
}
