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

/** What was asked in the words of features, and which words stand for which; undefined where it has no other word. */
export function inOwnWords(
  asked: string,
  otherWords: Readonly<Record<string, string>>,
): { readonly asked: string; readonly instead: readonly string[] } | undefined {
  let text = asked;
  const instead: string[] = [];
  // The longer ones first: "power cut" is more than "power".
  for (const [other, own] of Object.entries(otherWords).toSorted(([one], [two]) => two.length - one.length)) {
    // A verb may stand in the middle, and an article: "comes back", "swap a SIM".
    const forms = other.replaceAll(' ', '(?:s|d|ed|ing)? (?:an? |the |its )?');
    const whole = new RegExp(`(?<![a-z0-9-])${forms}(?:s|d|ed)?(?![a-z0-9-])`, 'gi');
    if (!whole.test(text)) continue;
    text = text.replace(whole, own);
    instead.push(`"${other}" is "${own}" in features.`);
  }
  return instead.length === 0 ? undefined : { asked: text, instead };
}
