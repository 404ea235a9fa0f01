import { nearest } from '../../../support/scope/nearest';
import type { Catalogue, CataloguePhrase, CatalogueStep, CatalogueType } from './model';
import { inOwnWords } from '../../../support/scope/other-words';

/** A type with those of its phrases that are meant. */
export interface FoundType {
  readonly type: CatalogueType;
  readonly phrases: readonly CataloguePhrase[];
}

/** What the language has about some words. */
export interface Found {
  readonly steps: readonly CatalogueStep[];
  readonly types: readonly FoundType[];
  /** The words that are not spoken of, where nothing speaks of all of them. */
  readonly leftOut: readonly string[];
  /** Words of the language nearest to those that it does not have. */
  readonly nearest: readonly string[];
  /** Which words were looked for in place of which, a sentence each. */
  readonly instead: readonly string[];
}

/**
 * Finds the steps and phrases that speak of all the words, in the text of steps, in their meaning and in what they are used for;
 * where none does, those that speak of the most of them. Other words for it are sought as features say them.
 */
export function search(catalogue: Catalogue, words: readonly string[]): Found {
  const own = inOwnWords(words.join(' '), catalogue.otherWords);
  const found = searchWords(catalogue, own === undefined ? words : own.asked.split(' '));
  const named = catalogue.types.find(({ name }) => words.length === 1 && name === words[0]);
  const first = named === undefined ? found : withTypeFirst(catalogue, named, found);
  return own === undefined ? first : { ...first, instead: own.instead };
}

/** A type that was asked for by its name, and the steps that take it, before what else has the word. */
function withTypeFirst({ steps }: Catalogue, type: CatalogueType, found: Found): Found {
  const takes = ({ parameters, columns = {} }: CatalogueStep): boolean =>
    [...parameters, ...Object.values(columns)].includes(type.name);
  const others = found.types.filter((one) => one.type !== type);
  return {
    ...found,
    steps: [...new Set([...steps.filter(takes), ...found.steps])],
    types: [{ type, phrases: type.phrases }, ...others],
    leftOut: [],
    nearest: [],
  };
}

function searchWords(catalogue: Catalogue, words: readonly string[]): Found {
  const asked = words.flatMap(wordsOf);
  const telling = asked.filter((word) => !OF_QUESTIONS.has(word));
  const sought = telling.length > 0 ? telling : asked;
  for (const some of fewerAndFewer(catalogue, sought)) {
    const found = withAll(catalogue, some);
    if (found.steps.length + found.types.length > 0) {
      return { ...found, leftOut: sought.filter((word) => !some.includes(word)), nearest: [], instead: [] };
    }
  }
  const near = nearestWords(sought, catalogue.steps, catalogue.types);
  return { steps: [], types: [], leftOut: sought, nearest: near, instead: [] };
}

/** All words, then fewer, the longer ones, which tell more, left out last; at the end each alone, the rarest first. */
function fewerAndFewer(catalogue: Catalogue, words: readonly string[]): (readonly string[])[] {
  const byLength = [...new Set(words)].sort((a, b) => b.length - a.length);
  const some = byLength.slice(2).map((_word, index) => byLength.slice(0, byLength.length - 1 - index));
  const alone = byLength.map((word) => ({ word, count: withAll(catalogue, [word]).steps.length }));
  return [words, ...some, ...alone.sort((a, b) => a.count - b.count).map(({ word }) => [word])];
}

function withAll({ steps, types }: Catalogue, sought: readonly string[]): Pick<Found, 'steps' | 'types'> {
  const fits = (...texts: readonly string[]): boolean => {
    const known = texts.flatMap(wordsOf);
    return sought.every((word) => known.some((one) => isForm(one, word)));
  };
  const foundTypes = types.flatMap((type): FoundType[] => {
    if (fits(type.name) || fits(type.meaning)) return [{ type, phrases: type.phrases }];
    // A phrase need not repeat what its type is about: "altered ..." of "a fault of a migration file".
    const some = (text: string): boolean => wordsOf(text).some((known) => sought.some((word) => isForm(known, word)));
    const phrases = type.open ? [] : type.phrases.filter(({ text }) => some(text) && fits(text, type.meaning));
    return phrases.length === 0 ? [] : [{ type, phrases }];
  });
  const names = withOuter(types, new Set(foundTypes.map(({ type }) => type.name)));
  const foundSteps = steps
    .map((step) => ({ step, rank: rankOf(step, fits, names), own: ownWords(step, sought) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank || b.own - a.own || b.step.count - a.step.count)
    .map(({ step }) => step);
  return { steps: foundSteps, types: foundTypes };
}

/** How well a step fits: by its words, by its meaning and noun, or by what can be or was said in its braces. */
function rankOf(
  step: CatalogueStep,
  fits: (...texts: readonly string[]) => boolean,
  foundTypes: ReadonlySet<string>,
): number {
  const { pattern, meaning = '', noun, keyword, parameters, columns = {}, uses } = step;
  if (fits(pattern)) return 3;
  if (fits(pattern, meaning, noun, keyword)) return 2;
  const takes = [...parameters, ...Object.values(columns)].some((name) => name !== null && foundTypes.has(name));
  return takes || uses.some(({ text }) => fits(text)) ? 1 : 0;
}

/** How many of the words a step says itself, or its noun: what is in its braces may be about anything. */
function ownWords({ pattern, noun }: CatalogueStep, sought: readonly string[]): number {
  const known = wordsOf(`${pattern.replaceAll(/\{\w+\}/g, '')} ${noun}`);
  return sought.filter((word) => known.some((one) => isForm(one, word))).length;
}

/** These types, and those in whose phrases they can stand. */
function withOuter(types: readonly CatalogueType[], names: ReadonlySet<string>): ReadonlySet<string> {
  const outer = types.filter(({ phrases }) =>
    phrases.some(({ text }) => [...text.matchAll(/\{(\w+)\}/g)].some(([, inner = '']) => names.has(inner))),
  );
  const all = new Set([...names, ...outer.map(({ name }) => name)]);
  return all.size === names.size ? names : withOuter(types, all);
}

/** Words of a question that say nothing of what is sought: "What can I say about the whitelist?" */
const OF_QUESTIONS = new Set(['what', 'can', 'i', 'say', 'said', 'be', 'about', 'the', 'a', 'an', 'of', 'how', 'do']);

/** `{theDevice}` is a word too, and `the`, `Device`. */
function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

const isForm = (known: string, word: string): boolean => known.startsWith(stemOf(word));

/** Without the ending of a plural or of a verb: "top ups", "tops up", "topped up". */
function stemOf(word: string): string {
  return word.length < 4 ? word : word.replace(/(?<=[a-z]{3})(?:ies|y|es|s|ed|ing)$/, '').replace(/([b-z])\1$/, '$1');
}

function nearestWords(
  sought: readonly string[],
  steps: readonly CatalogueStep[],
  types: readonly CatalogueType[],
): string[] {
  const texts = [
    ...steps.map(({ pattern }) => pattern.replaceAll(/\{\w+\}/g, '')),
    ...types.flatMap(({ phrases }) => phrases.map(({ text }) => text)),
  ];
  const known = [...new Set(texts.flatMap(wordsOf).filter((word) => word.length > 2))];
  return [...new Set(sought.filter((word) => word.length > 2).flatMap((word) => nearest(word, known, 3)))];
}
