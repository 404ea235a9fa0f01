import type { Need } from '../../support/scope/needs';

/**
 * A parameter type: what can stand in a step, or in a phrase of another type, where its name stands in braces. Everything that
 * knows the language of the scenarios reads it here: cucumber, the check, the catalogue of steps and the settings of the editor.
 */
export interface ParameterType<T = unknown> {
  readonly name: string;
  /** What it says, in a few words: `a fault of one row of an authorisation`. */
  readonly meaning: string;
  /** A value that a scenario could have. */
  readonly example: string;
  /** Every legal value: types stand in braces, what can be left out in brackets; of what is open, such as a number, what is allowed. */
  readonly phrases: readonly string[];
  /** Whether it lists what there is in the field, so that scenarios need not speak of each. */
  readonly complete?: true;
  /** Whether the phrases only say what is allowed. */
  readonly open?: true;
  /** How many phrases can be joined by "and"; absent: one stands alone. */
  readonly joined?: 'two' | 'several';
  /** Regular expression that every value fits; nothing in it captures. */
  readonly source: string;
  /** What a value means to a step. @throws Error when the text is none */
  readonly read: (text: string) => T;
  /** What a value needs of the place where it is said; absent where none needs anything. */
  readonly needsOf?: (text: string) => readonly Need[];
  /** Of which phrases a value is made, each with the words in the place of its braces. */
  readonly parse: (text: string) => readonly ParsedPhrase[];
}

/** A phrase as it was said. */
export interface ParsedPhrase {
  readonly phrase: string;
  /** Empty where they were left out. */
  readonly words: readonly string[];
}

/** What every parameter type says of itself. */
export type Description = Pick<ParameterType, 'name' | 'meaning' | 'complete'>;

/** A type of fixed words, each with what it means to a step. */
export function wordsType<T>(about: Description, words: Readonly<Record<string, T>>): ParameterType<T> {
  const phrases = Object.keys(words);
  return {
    ...about,
    example: phrases[0] ?? '',
    phrases,
    // Longer ones first, so that none hides behind its own beginning.
    source: phrases
      .toSorted((a, b) => b.length - a.length)
      .map(escaped)
      .join('|'),
    read: (text) => {
      const value = words[text];
      if (value === undefined) throw new Error(`"${text}" is not ${about.meaning}.`);
      return value;
    },
    parse: (text) => [{ phrase: text, words: [] }],
  };
}

/** A type of words that mean themselves. */
export function namesType<Name extends string>(about: Description, names: readonly Name[]): ParameterType<Name> {
  return wordsType(about, Object.fromEntries(names.map((name) => [name, name])) as Readonly<Record<Name, Name>>);
}

/** A type without a list, such as a number. */
export interface OpenType<T> extends Description {
  readonly example: string;
  /** What is allowed, in words. */
  readonly allowed: string;
  readonly source: string;
  readonly read: (text: string) => T;
  readonly needsOf?: (text: string) => readonly Need[];
}

/** A type whose values are too many to list. */
export function openType<T>({ allowed, ...type }: OpenType<T>): ParameterType<T> {
  return { ...type, phrases: [allowed], open: true, parse: () => [{ phrase: allowed, words: [] }] };
}

/** A type whose phrases can be joined by "and". */
export function joinedType<T>(type: ParameterType<T>, joined: 'two' | 'several'): ParameterType<readonly T[]> {
  const one = `(?:${type.source})`;
  const source = `${one}(?: and ${one})${joined === 'two' ? '?' : '*'}`;
  const each = <R>(text: string, read: (one: string) => R): R[] => text.split(' and ').map(read);
  const { needsOf } = type;
  return {
    ...type,
    joined,
    source,
    read: (text) => each(text, type.read),
    parse: (text) => each(text, type.parse).flat(),
    ...(needsOf === undefined ? {} : { needsOf: (text: string) => each(text, needsOf).flat() }),
  };
}

/** A type of which a step is given the words, since it reads them with what the scenario knows. */
export function asSaid(type: ParameterType): ParameterType<string> {
  return { ...type, read: (text) => text };
}

/** A text as it stands in a regular expression. */
export function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
