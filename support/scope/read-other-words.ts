import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Where other words are kept, in a table of their own. */
export const OTHER_WORDS_FILE = 'docs/glossary.md';

/** How features say what people of the trade also call otherwise, by that other word. */
export function readOtherWords(root: string): Record<string, string> {
  const file = path.join(root, OTHER_WORDS_FILE);
  const [, table = ''] = existsSync(file) ? readFileSync(file, 'utf8').split('## Other words for it') : [];
  const rows = [...table.matchAll(/^\| ([^|]+?) +\| ([^|]+?) +\|$/gm)].slice(2);
  return Object.fromEntries(rows.map(([, other = '', own = '']) => [other, own]));
}
