import { distance as editDistance } from 'fastest-levenshtein';
import { TAG_FAMILIES } from './tags';

const STRUCTURE = [
  'Feature:',
  'Rule:',
  'Background:',
  'Scenario:',
  'Scenario Outline:',
  'Scenarios:',
  'Examples:',
  'Example:',
];
const STEPS = ['Given', 'When', 'Then', 'And', 'But'];

/** What word processors put before the items of a list. */
const LIST_MARK = /^(?:[•●▪◦·*–—-]|\(?(?:\d+|[a-z])[.)])\s+/;

/** A tag that lacks its mark, such as `severity:normal`. */
const BARE_TAG = new RegExp(`^(?:${TAG_FAMILIES.join('|')}):\\S+$`);

/** What a line begins with: a name with a colon, or else its first word. */
function headOf(text: string): string {
  return /^[A-Za-z][A-Za-z ]{2,18}?\s*:/.exec(text)?.[0] ?? /^\S+/.exec(text)?.[0] ?? '';
}

/** The keyword that a beginning is meant for, if it is none itself. */
function meantBy(head: string, keywords: readonly string[]): string | undefined {
  const distance = (keyword: string): number => editDistance(head.toLowerCase(), keyword.toLowerCase());
  // Of a word of three letters two slips leave nothing.
  const close = keywords.filter((keyword) => distance(keyword) <= (keyword.length > 3 ? 2 : 1));
  const [nearest] = close.sort((a, b) => distance(a) - distance(b));
  return nearest === head ? undefined : nearest;
}

/**
 * The first line of a description that reads like a keyword with a slip in it: Gherkin takes a misspelt `Scenaro:` for
 * prose, and everything below it with it, so that nothing of it would ever run.
 * @param description free text below a Feature, Rule, Background, Scenario or Examples line
 * @returns the line with its index in the description, or undefined when the text is prose
 */
export function misspeltKeyword(description: string): { readonly text: string; readonly offset: number } | undefined {
  for (const [offset, line] of description.split('\n').entries()) {
    const text = line.trim();
    const head = headOf(text);
    if (head.endsWith(':') && STRUCTURE.some((keyword) => keyword === head || meantBy(head, [keyword]) === keyword)) {
      return { text, offset };
    }
    if (/^\|.*\|$/.test(text) || /^@\S/.test(text)) return { text, offset };
  }
  return undefined;
}

/** What is wrong with a line of tags that Gherkin cannot read; nothing where it is none. */
export function explainTags(line: string): string | undefined {
  const words = line
    .replace(/\s#.*$/, '')
    .trim()
    .split(/\s+/);
  if (!words.some((word) => word.startsWith('@') || BARE_TAG.test(word))) return undefined;
  const bare = words.findIndex((word) => !word.startsWith('@'));
  const [before, word] = [words[bare - 1] ?? '', words[bare] ?? ''];
  if (word === '') return undefined;
  if (BARE_TAG.test(word)) return `"${word}" has no @: write @${word}.`;
  const isOpen = before.endsWith(':') || !before.includes(':');
  if (bare > 0 && isOpen) return `a tag is one word: write ${before.replace(/:$/, '')}:${word}.`;
  return `"${word}" is no tag: each begins with @, and none has a space in it.`;
}

/**
 * What is wrong with a line that Gherkin cannot place, in a sentence: a keyword with a slip in it, or a line where none
 * of its kind can stand.
 */
export function explainLine(line: string): string {
  const text = line.trim();
  const head = headOf(text);
  const mark = LIST_MARK.exec(text)?.[0].trim() ?? '';
  if (mark !== '' && STEPS.some((keyword) => text.replace(LIST_MARK, '').startsWith(`${keyword} `))) {
    return `a step begins with its keyword: delete the "${mark}" before it.`;
  }
  const tags = explainTags(text);
  if (tags !== undefined) return tags;
  const meant = meantBy(head, head.endsWith(':') ? STRUCTURE : STEPS);
  if (text.startsWith('//')) return `"${text}" is no step: a comment begins with #.`;
  const bare = STRUCTURE.find((keyword) => text.startsWith(`${keyword.slice(0, -1)} `));
  if (bare !== undefined && !head.endsWith(':')) return `after "${bare.slice(0, -1)}" stands a colon: write "${bare}".`;
  if (meant !== undefined) {
    const goesOn = /^[a-z]/.test(head) && head !== meant.toLowerCase() ? ' A step stands on one line.' : '';
    return `"${head}" is no keyword: is "${meant}" meant?${goesOn}`;
  }
  if (STEPS.includes(head) && text[head.length] !== ' ') {
    return `after "${head}" stands something else than a space, such as a tab: type a space.`;
  }
  if (STEPS.includes(head)) return `"${text}" has no place here: steps stand below a Scenario or a Background.`;
  if (STRUCTURE.includes(head)) return `"${text}" has no place here.`;
  if (text.startsWith('|')) return `"${text}" has no place here: rows stand below a step or below Examples.`;
  if (text.startsWith('@'))
    return `"${text}" has no place here: tags stand above the line that they belong to, such as "Scenario:".`;
  return `"${text}" is no step: it begins with none of ${STEPS.join(', ')}.`;
}
