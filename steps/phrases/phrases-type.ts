import type { Need } from '../../support/scope/needs';
import { BASIC_TYPES } from './basic-types';
import { escaped, type Description, type ParameterType } from './parameter-type';

/**
 * A phrase and what it means to a step. In the phrase a parameter type stands in braces, `whose {device} is silent`, and what can
 * be left out in brackets. The words are those in the place of the braces, in their order; empty where they were left out. Last stands
 * what the phrase needs of the place where it is said.
 */
export type PhraseRow<T> = readonly [phrase: string, meaning: (words: readonly string[]) => T, needs?: readonly Need[]];

/** What phrases are, and the types in them beside the basic ones. */
export interface PhrasesDescription extends Description {
  readonly example?: string;
  readonly parts?: readonly ParameterType[];
}

/** A type of phrases, in which other types can stand. */
export function phrasesType<T>(about: PhrasesDescription, rows: readonly PhraseRow<T>[]): ParameterType<T> {
  const { name, meaning, complete, parts = [] } = about;
  const known = new Map([...BASIC_TYPES, ...parts].map((type) => [type.name, type.source]));
  const sourceOf = (phrase: string, opening: string): string =>
    phrase.replaceAll(/\{(\w+)\}|[()]|[^{}()]+/g, (token, type?: string) => {
      if (token === '(') return '(?:';
      if (token === ')') return ')?';
      if (type === undefined) return escaped(token);
      const source = known.get(type);
      if (source === undefined) throw new Error(`The phrase "${phrase}" of {${name}} names an unknown type {${type}}.`);
      return `${opening}${source})`;
    });
  const patterns = new Map<string, RegExp>();
  const patternOf = (phrase: string): RegExp => {
    const pattern = patterns.get(phrase) ?? new RegExp(`^${sourceOf(phrase, '(')}$`);
    patterns.set(phrase, pattern);
    return pattern;
  };
  const find = (text: string): { readonly row: PhraseRow<T>; readonly words: readonly string[] } => {
    for (const row of rows) {
      const match = patternOf(row[0]).exec(text);
      if (match) return { row, words: match.slice(1).map((word: string | undefined) => word ?? '') };
    }
    throw new Error(`"${text}" is not ${meaning}.`);
  };
  return {
    name,
    meaning,
    ...(complete === undefined ? {} : { complete }),
    example: about.example ?? rows[0]?.[0] ?? '',
    phrases: rows.map(([phrase]) => phrase),
    source: rows.map(([phrase]) => sourceOf(phrase, '(?:')).join('|'),
    read: (text) => {
      const { row, words } = find(text);
      return row[1](words);
    },
    parse: (text) => {
      const { row, words } = find(text);
      return [{ phrase: row[0], words }];
    },
    ...(rows.some(([, , needs]) => needs !== undefined) ? { needsOf: (text: string) => find(text).row[2] ?? [] } : {}),
  };
}

/** The types that a phrase names, in order. */
export function typesIn(phrase: string): string[] {
  return [...phrase.matchAll(/\{(\w+)\}/g)].map(([, type = '']) => type);
}
