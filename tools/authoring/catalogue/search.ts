import { nearest } from '../../../support/scope/nearest';
import type { Catalogue, CataloguePhrase, CatalogueStep, CatalogueType } from './model';

/** A type with those of its phrases that are meant. */
export interface FoundType {
  readonly type: CatalogueType;
  readonly phrases: readonly CataloguePhrase[];
}

/** What the language has about some words. */
export interface Found {
  readonly steps: readonly CatalogueStep[];
  readonly types: readonly FoundType[];
  /** Words of the language nearest to those that it does not have. */
  readonly nearest: readonly string[];
}

/** Finds the steps and phrases that speak of all the words; in the text of steps, in their meaning and in what they are used for. */
export function search({ steps, types }: Catalogue, words: readonly string[]): Found {
  const asked = words.flatMap(wordsOf);
  const telling = asked.filter((word) => !OF_QUESTIONS.has(word));
  const sought = telling.length > 0 ? telling : asked;
  const fits = (...texts: readonly string[]): boolean => {
    const known = texts.flatMap(wordsOf);
    return sought.every((word) => known.some((one) => one.startsWith(stemOf(word))));
  };
  const foundSteps = steps
    .map((step) => ({ step, rank: rankOf(step, fits) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank || b.step.count - a.step.count)
    .map(({ step }) => step);
  const foundTypes = types.flatMap((type): FoundType[] => {
    if (fits(type.name) || fits(type.meaning)) return [{ type, phrases: type.phrases }];
    const phrases = type.open ? [] : type.phrases.filter(({ text }) => fits(text));
    return phrases.length === 0 ? [] : [{ type, phrases }];
  });
  const none = foundSteps.length + foundTypes.length === 0;
  return { steps: foundSteps, types: foundTypes, nearest: none ? nearestWords(sought, steps, types) : [] };
}

/** How well a step fits: by its words, by its meaning and noun, or by what it was used for. */
function rankOf(step: CatalogueStep, fits: (...texts: readonly string[]) => boolean): number {
  const { pattern, meaning = '', noun, keyword, uses } = step;
  if (fits(pattern)) return 3;
  if (fits(pattern, meaning, noun, keyword)) return 2;
  return uses.some(({ text }) => fits(text)) ? 1 : 0;
}

/** Words of a question that say nothing of what is sought: "What can I say about the whitelist?" */
const OF_QUESTIONS = new Set(['what', 'can', 'i', 'say', 'said', 'be', 'about', 'the', 'a', 'an', 'of', 'how', 'do']);

/** `{theDevice}` is a word too, and `the`, `Device`. */
function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

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
  return [...new Set(sought.flatMap((word) => nearest(word, known, 3)))];
}
