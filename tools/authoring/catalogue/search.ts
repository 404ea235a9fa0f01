import { nearest } from '../../../support/scope/nearest';
import { inOwnWords } from '../../../support/scope/other-words';
import { AnswerIndex, type Answer } from './answers';
import type { Catalogue, CatalogueCode, CataloguePhrase, CatalogueStep, CatalogueType } from './model';
import { isForm, tellingWords, wordsOf } from './words';

/** A type with those of its phrases that are meant. */
export interface FoundType {
  readonly type: CatalogueType;
  readonly phrases: readonly CataloguePhrase[];
}

/** What the language has about some words. */
export interface Found {
  /** The likeliest first. */
  readonly answers: readonly Answer[];
  readonly types: readonly FoundType[];
  /** Codes that mean it and are no answers, since no scenario says them. */
  readonly codes: readonly CatalogueCode[];
  /** The words that are not spoken of, where nothing speaks of all of them. */
  readonly leftOut: readonly string[];
  /** Words of the language nearest to those that it does not have. */
  readonly nearest: readonly string[];
  /** Which words were looked for in place of which, a sentence each. */
  readonly instead: readonly string[];
}

/**
 * Finds what can be said about some words, in the text of steps and phrases, in their meaning and in what they are used for; where
 * nothing speaks of all the words, what speaks of the most telling of them. Other words for it are sought as features say them.
 */
export function search(catalogue: Catalogue, words: readonly string[]): Found {
  const own = inOwnWords(words.join(' '), catalogue.otherWords);
  const found = searchWords(catalogue, tellingWords(own === undefined ? words : own.asked.split(' ')));
  const named = catalogue.types.find(({ name }) => words.length === 1 && name === words[0]);
  const first = named === undefined ? found : withTypeFirst(catalogue, named, found);
  return own === undefined ? first : { ...first, instead: [...own.instead, ...first.instead] };
}

/** A type that was asked for by its name, and the steps that take it, before what else has the word. */
function withTypeFirst({ steps }: Catalogue, type: CatalogueType, found: Found): Found {
  const takes = ({ parameters, columns = {} }: CatalogueStep): boolean =>
    [...parameters, ...Object.values(columns)].includes(type.name);
  const taking = steps.filter(takes).map((step): Answer => {
    const [use] = step.uses;
    return { step, sentence: `${step.keyword} ${step.wordings[0] ?? ''}`, ...(use === undefined ? {} : { use }) };
  });
  const others = found.types.filter((one) => one.type !== type);
  return {
    ...found,
    answers: taking.length > 0 ? taking : found.answers,
    types: [{ type, phrases: type.phrases }, ...others],
    leftOut: [],
    nearest: [],
  };
}

const indices = new WeakMap<Catalogue, AnswerIndex>();

/** The index of a catalogue, made once. */
function indexOf(catalogue: Catalogue): AnswerIndex {
  const made = indices.get(catalogue) ?? new AnswerIndex(catalogue);
  indices.set(catalogue, made);
  return made;
}

function searchWords(catalogue: Catalogue, asked: readonly string[]): Found {
  const { answers, leftOut, mistyped } = indexOf(catalogue).rank(asked);
  const instead = mistyped.map(([word, taken]) => `"${word}" is taken for "${taken}".`);
  if (answers.length === 0) {
    return { answers, types: [], codes: [], leftOut, nearest: nearestWords(asked, catalogue), instead };
  }
  const taken = new Map(mistyped);
  const spokenOf = asked.map((word) => taken.get(word) ?? word).filter((word) => !leftOut.includes(word));
  const codes = catalogue.codes.filter(({ meaning, use }) => use === undefined && speaksOf(spokenOf, [meaning]));
  return { answers, types: typesAbout(catalogue, spokenOf), codes, leftOut, nearest: [], instead };
}

function speaksOf(sought: readonly string[], texts: readonly string[]): boolean {
  const known = texts.flatMap(wordsOf);
  return sought.every((word) => known.some((one) => isForm(one, word)));
}

/** Types that are about all the words, or have phrases that are. */
function typesAbout({ types }: Catalogue, sought: readonly string[]): FoundType[] {
  const fits = (...texts: readonly string[]): boolean => speaksOf(sought, texts);
  return types.flatMap((type): FoundType[] => {
    if (fits(type.name) || fits(type.meaning)) return [{ type, phrases: type.phrases }];
    // A phrase need not repeat what its type is about: "altered ..." of "a fault of a migration file".
    const some = (text: string): boolean => wordsOf(text).some((known) => sought.some((word) => isForm(known, word)));
    const phrases = type.open
      ? []
      : type.phrases.filter(({ text, note = '' }) => some(`${text} ${note}`) && fits(text, note, type.meaning));
    return phrases.length === 0 ? [] : [{ type, phrases }];
  });
}

function nearestWords(sought: readonly string[], { steps, types }: Catalogue): string[] {
  const texts = [
    ...steps.map(({ wordings }) => wordings.join(' ').replaceAll(/\{\w+\}/g, '')),
    ...types.flatMap(({ phrases }) => phrases.map(({ text }) => text)),
  ];
  const known = [...new Set(texts.flatMap(wordsOf).filter((word) => word.length > 2))];
  return [...new Set(sought.filter((word) => word.length > 2).flatMap((word) => nearest(word, known, 3)))];
}
