import { editDistance } from '../nearest';

const STRUCTURE = ['feature', 'rule', 'background', 'scenario', 'scenario outline', 'scenarios', 'examples', 'example'];

/**
 * The first line of a description that reads like a keyword with a slip in it: Gherkin takes a misspelt `Scenaro:` for
 * prose, and everything below it with it, so that nothing of it would ever run.
 * @param description free text below a Feature, Rule, Background, Scenario or Examples line
 * @returns the line with its index in the description, or undefined when the text is prose
 */
export function misspeltKeyword(description: string): { readonly text: string; readonly offset: number } | undefined {
  for (const [offset, line] of description.split('\n').entries()) {
    const text = line.trim();
    const head = /^([A-Za-z][A-Za-z ]{2,18}?)\s*:/.exec(text)?.[1]?.toLowerCase();
    if (head !== undefined && STRUCTURE.some((keyword) => editDistance(head, keyword) <= 2)) return { text, offset };
    if (/^\|.*\|$/.test(text) || /^@\S/.test(text)) return { text, offset };
  }
  return undefined;
}
