import type { CataloguePhrase, CatalogueStep } from './model';

/** That nothing speaks of all that was asked for. */
export function withoutWords(sought: string, leftOut: readonly string[]): string {
  return `Nothing speaks of all of "${sought}"; this does without "${leftOut.join(' ')}":`;
}

/** `| installations {count} | which {variation} | code |`: what stands in each column of the table of a step. */
export function columnsInWords(columns: NonNullable<CatalogueStep['columns']>): string {
  const names = Object.entries(columns).map(([name, type]) => (type === null ? name : `${name} {${type}}`));
  return `| ${names.join(' | ')} |`;
}

/** How often scenarios say a step, and where it is defined. */
export function saidTimes({ count, place }: CatalogueStep): string {
  return `said ${count} ${count === 1 ? 'time' : 'times'}; ${place}`;
}

/** A phrase, and what is said of it. */
export function phraseText({ text, note }: CataloguePhrase): string {
  return `${text.trim() || 'nothing'}${note === undefined ? '' : ` (${note})`}`;
}
