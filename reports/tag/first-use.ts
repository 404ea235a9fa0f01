/** Expands each abbreviation where running text uses it first: `EPCL (Eligible Product Combinations List)`. */
import { ABBREVIATIONS } from './abbreviations';
import { escapeMarkup } from './html';

/** What is no running text: headings and captions stay short, codes and addresses stay what they are, and the list itself is the expansion. */
const LEFT_ALONE = /^<(h[1-4]|caption|th|code|pre|nav|dt|svg|summary|dl(?= class="[^"]*abbreviations))[ >]/;

const LONG = new Map(
  ABBREVIATIONS.flatMap(([short, text]) => {
    const [long = text] = text.replace(/\.$/, '').split(/[:;,] /);
    return short.split(', ').map((one) => [one, long] as const);
  }),
);

/** A tag, or a stretch of text. */
const PIECES = /<[^>]*>|[^<]+/g;

/** A quotation, or an abbreviation that is neither part of an id such as `IOC-01` nor a genitive. */
const SHORT = new RegExp(
  `&quot;.*?&quot;|(\\(?)(?<![\\w-])(${[...LONG.keys()].join('|')})(?![\\w+]|-\\d|-[A-Z]|’s|&#39;s)(\\)?)`,
  'g',
);

/** @param html the body of a document */
export function expandFirstUses(html: string): string {
  const open = new Set(LONG.keys());
  let within: { readonly name: string; depth: number } | undefined;
  return html.replace(PIECES, (piece) => {
    if (open.size === 0) return piece;
    // A cell or an entry that is an abbreviation and nothing else is a name in a column.
    if (!piece.startsWith('<')) return within === undefined && !LONG.has(piece) ? expand(piece, open) : piece;
    if (within === undefined) {
      const [, name] = LEFT_ALONE.exec(piece) ?? [];
      if (name !== undefined) within = { name, depth: 1 };
    } else {
      if (piece === `</${within.name}>`) within.depth -= 1;
      else if (piece.startsWith(`<${within.name} `)) within.depth += 1;
      if (within.depth === 0) within = undefined;
    }
    return piece;
  });
}

function expand(text: string, open: Set<string>): string {
  return text.replace(SHORT, (whole, before: string, short: string | undefined, after: string, place: number) => {
    if (short === undefined || !open.delete(short)) return whole;
    // What stands in brackets has its long form before it.
    if (before === '(' && after === ')') return whole;
    const long = escapeMarkup(LONG.get(short) ?? '');
    return `${before}${short}${isInBrackets(text.slice(0, place) + before) ? `, ${long}` : ` (${long})`}${after}`;
  });
}

/** Whether a bracket is open where this text ends: brackets within brackets are hard to read. */
function isInBrackets(text: string): boolean {
  return text.lastIndexOf('(') > text.lastIndexOf(')');
}
