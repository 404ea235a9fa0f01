import { distance } from 'fastest-levenshtein';
import type { Catalogue, CatalogueStep, CatalogueType } from './model';
import { OTHER_WORDS_FILE } from '../../../support/scope/read-other-words';
import { search } from './search';

/** Changes within which two steps are nearly the same. */
const NEAR = 3;
/** Steps that are alike on purpose: what stands in their braces tells them apart. */
const ALIKE: readonly (readonly string[])[] = [
  ['{user} has taken over {theDevice}', '{user} has taken over {supplyPoint}'],
  ['a migrated installation', 'a migrated installation {variation}'],
];
/** Phrases that are the other number, or the other fuel, of one that is used. */
const COUNTERPARTS = [
  '{number} entry at {time}',
  '{count} top-ups a day',
  'an emergency credit of {pounds}',
  'a balance at each of the last {number} midnights',
];

/**
 * What is wrong with the language of the scenarios, a sentence each: steps and phrases that nothing uses, steps that mean the same as
 * another, or nearly.
 * @param fitting patterns of the steps that a text fits
 */
export function languageProblems(catalogue: Catalogue, fitting: (text: string) => readonly string[]): string[] {
  return [...unused(catalogue), ...ambiguous(catalogue, fitting), ...alike(catalogue.steps), ...idle(catalogue)];
}

function unused({ steps, types }: Catalogue): string[] {
  const ownTypes = types.filter(({ open, complete }) => !open && !complete);
  return [
    ...steps
      .filter(({ count }) => count === 0)
      .map(({ pattern, place }) => `No scenario says "${pattern}" (${place}).`),
    ...ownTypes.flatMap(({ name, phrases }) =>
      phrases
        .filter(({ text, count }) => count === 0 && !COUNTERPARTS.includes(text))
        .map(({ text }) => `No scenario says the phrase "${text}" of {${name}}.`),
    ),
  ];
}

/** Other words in whose place nothing can be said. */
function idle(catalogue: Catalogue): string[] {
  return Object.entries(catalogue.otherWords)
    .filter(([, own]) => search(catalogue, own.split(' ')).leftOut.length > 0)
    .map(([other, own]) => `No step or phrase speaks of "${own}", for which "${other}" stands in ${OTHER_WORDS_FILE}.`);
}

function ambiguous({ steps, types }: Catalogue, fitting: (text: string) => readonly string[]): string[] {
  const known = new Map(types.map((type) => [type.name, type]));
  return steps.flatMap((step) => {
    const samples = [...step.uses.map(({ text }) => text), ...samplesOf(step, known)];
    const found = samples
      .map((text) => ({ text, fits: fitting(text) }))
      .find(({ fits }) => fits.some((pattern) => pattern !== step.pattern) || fits.length > 1);
    return found === undefined ? [] : [`"${found.text}" fits more than one step: ${found.fits.join(' and ')}.`];
  });
}

/** Texts that a step fits: each phrase of each of its parameters once, with examples of the others. */
function samplesOf({ pattern }: CatalogueStep, types: ReadonlyMap<string, CatalogueType>): string[] {
  if (pattern.startsWith('/')) return [];
  const parts = pattern.split(/(\{\w*\})/);
  const exampleOf = (part: string): string => types.get(part.slice(1, -1))?.example ?? '';
  const text = (at: number, value: string): string =>
    parts
      .map((part, index) => {
        if (!part.startsWith('{')) return part.replaceAll(/\([^()]*\)/g, '').replaceAll(/([^ /]+)\/[^ ]+/g, '$1');
        return index === at ? value : exampleOf(part);
      })
      .join('');
  const varied = parts.flatMap((part, at) => {
    const type = types.get(part.slice(1, -1));
    if (type === undefined || type.open) return [];
    return type.phrases.flatMap(({ text: phrase }) => valuesOf(phrase, exampleOf).map((value) => text(at, value)));
  });
  return [text(-1, ''), ...varied];
}

/** A phrase with examples in its braces: without what can be left out, and with it. */
function valuesOf(phrase: string, exampleOf: (part: string) => string): string[] {
  const filled = (text: string): string => text.replaceAll(/\{\w+\}/g, exampleOf);
  const bare = filled(phrase.replaceAll(/\([^()]*\)/g, ''));
  return phrase.includes('(') ? [bare, filled(phrase.replaceAll(/[()]/g, ''))] : [bare];
}

function alike(steps: readonly CatalogueStep[]): string[] {
  const plain = steps.map(({ pattern }) => ({ pattern, words: pattern.replaceAll(/\{\w*\}/g, '{}') }));
  // Of a step that is hardly more than its values, the words say nothing.
  const worded = plain.filter(({ words }) => words.split(' ').filter((word) => /^\w{2,}$/.test(word)).length > 1);
  return worded.flatMap((one, index) =>
    worded
      .slice(index + 1)
      .filter((other) => distance(one.words, other.words) <= NEAR)
      .filter((other) => !ALIKE.some((pair) => pair.includes(one.pattern) && pair.includes(other.pattern)))
      .map((other) => `"${one.pattern}" and "${other.pattern}" are nearly the same: say both with one of them.`),
  );
}
