import type { ISupportCodeLibrary } from '@cucumber/cucumber/api';
import { generate } from 'regexp-tree';
import { z } from 'zod';
import type { Need, NeedsListener, PhraseReader } from '../../../support/scope/needs';
import { stepTraits, type StepTraits } from '../../../support/scope/step-traits';
import { alternativesOf, automatonOf, syntaxOf, type Automaton } from './automaton';
import { fitOf, literalsOf } from './literals';

/** A step definition, as far as it says which steps it fits. */
export interface StepWord {
  /** Keyword by which it was defined. */
  readonly keyword: string;
  readonly pattern: string;
  /** Where it is defined, `steps/alerts.ts:54`. */
  readonly place: string;
  readonly regexp: RegExp;
  /** Words that stand in every step that it fits. */
  readonly literals: readonly string[];
  readonly fits: (text: string) => boolean;
  /** Names of its parameter types, in order. */
  readonly parameters: readonly string[];
  readonly traits: StepTraits;
  readonly expression: StepExpression;
  /** How many values its code takes: those of its parameters, and a table or a text below it. */
  readonly takes: number;
}

/** What a step says in the place of a parameter. */
interface StepArgument {
  readonly group: { readonly value: string | null };
  getValue(reader: PhraseReader): unknown;
  getParameterType(): { readonly name?: string };
}

/** The expression of a definition, as far as it tells what a step says, and a listener what its phrases need. */
interface StepExpression {
  readonly regexp: RegExp;
  match(text: string): readonly StepArgument[] | null;
}

/** What a step says for a parameter. */
export interface SaidArgument {
  /** As it is written. */
  readonly said: string;
  /** What it means. @throws Error of whatever reads it, for one that has the form of a value and is none */
  readonly value: () => unknown;
}

/** What cucumber's library holds; its type says nothing of it. */
const libraryContent = z.object({
  stepDefinitions: z.array(
    z.object({
      keyword: z.string(),
      uri: z.string(),
      line: z.number(),
      code: z.custom<(...values: unknown[]) => unknown>((value) => typeof value === 'function'),
      pattern: z.union([z.string(), z.instanceof(RegExp)]),
      expression: z.custom<StepExpression>(
        (value) => typeof value === 'object' && value !== null && 'regexp' in value && 'match' in value,
      ),
      options: z.object({ wrapperOptions: stepTraits.optional() }),
    }),
  ),
  parameterTypeRegistry: z.object({
    parameterTypes: z
      .custom<Iterable<unknown>>((value) => typeof value === 'object' && value !== null && Symbol.iterator in value)
      .transform((types) => [...types])
      .pipe(z.array(z.object({ name: z.string().optional(), regexpStrings: z.array(z.string()) }))),
  }),
});

type Syntax = ReturnType<typeof syntaxOf>;

/** The expression of a phrase as text. */
export interface PhraseSource {
  /** With everything that may stand in it but what can be added to it. */
  readonly all: string;
  /** Only what always stands in it. */
  readonly always: string;
}

/** The language of the steps: every sentence that a definition fits, and every phrase that can stand in one. */
export class StepLanguage {
  readonly #needs = new Map<string, ReadonlySet<Need>>();
  readonly #fitting = new Map<string, readonly StepWord[]>();
  readonly #automata = new Map<StepWord, Automaton>();
  readonly #phrases = new Map<string, readonly Automaton[]>();

  private constructor(
    readonly words: readonly StepWord[],
    /** Regular expressions of the parameter types, by name. */
    private readonly parameterTypes: ReadonlyMap<string, RegExp>,
  ) {}

  /** The language of loaded step definitions. */
  static of(library: ISupportCodeLibrary): StepLanguage {
    const { stepDefinitions, parameterTypeRegistry } = libraryContent.parse(library);
    const words = stepDefinitions.map(({ keyword, uri, line, code, pattern, expression, options }) => ({
      keyword,
      pattern: String(pattern),
      place: `${uri.replaceAll('\\', '/')}:${line}`,
      regexp: expression.regexp,
      expression,
      literals: typeof pattern === 'string' ? literalsOf(pattern) : [],
      fits: fitOf(pattern, expression.regexp),
      parameters: [...String(pattern).matchAll(/\{(\w*)\}/g)].map(([, name = '']) => name),
      traits: options.wrapperOptions ?? {},
      takes: code.length,
    }));
    const types = parameterTypeRegistry.parameterTypes.map(({ name = '', regexpStrings }): [string, RegExp] => [
      name,
      new RegExp(`^(?:${regexpStrings.join('|')})$`),
    ]);
    return new StepLanguage(words, new Map(types));
  }

  /** The definitions that a step fits. */
  fitting(text: string): readonly StepWord[] {
    const known = this.#fitting.get(text) ?? this.words.filter(({ fits }) => fits(text));
    this.#fitting.set(text, known);
    return known;
  }

  /** What a step needs of the place where it runs: what its definition declares, and its phrases. */
  needsOf(text: string): ReadonlySet<Need> {
    const known = this.#needs.get(text);
    if (known !== undefined) return known;
    const needs = new Set<Need>();
    const listener: NeedsListener = { allow: (declared) => declared.forEach((need) => needs.add(need)) };
    for (const { traits, expression } of this.fitting(text)) {
      listener.allow(traits.needs ?? []);
      // The phrase that is read tells whoever reads it.
      for (const argument of expression.match(text) ?? []) argument.getValue({ needs: listener });
    }
    this.#needs.set(text, needs);
    return needs;
  }

  /**
   * Reads the values of a step as its definition does.
   * @returns how many there are
   * @throws Error of whatever reads them, for one that has the form of a value and is none
   */
  readValues(word: StepWord, text: string): number {
    const values = word.expression.match(text) ?? [];
    for (const argument of values) argument.getValue({ needs: { allow: () => undefined } });
    return values.length;
  }

  /** What a step says for each parameter of a type, in order. */
  argumentsOf({ parameters, expression }: StepWord, text: string, type: string): readonly SaidArgument[] {
    if (!parameters.includes(type)) return [];
    const own = (expression.match(text) ?? []).filter((argument) => argument.getParameterType().name === type);
    return own.map((argument) => ({
      said: argument.group.value ?? '',
      value: () => argument.getValue({ needs: { allow: () => undefined } }),
    }));
  }

  /** Whether there is a parameter type of a name. */
  has(name: string): boolean {
    return this.parameterTypes.has(name);
  }

  /** Whether a text is wholly a value of a parameter type; of one that nobody defined, anything is. */
  isValue(name: string, text: string): boolean {
    const type = this.parameterTypes.get(name);
    return type === undefined || type.test(text);
  }

  automatonOf(word: StepWord): Automaton {
    const known = this.#automata.get(word) ?? automatonOf(syntaxOf(word.regexp));
    this.#automata.set(word, known);
    return known;
  }

  /** The phrases of a parameter type, each as an automaton. */
  phrasesOf(name: string): readonly Automaton[] {
    const known = this.#phrases.get(name) ?? this.#alternativesOf(name).map(automatonOf);
    this.#phrases.set(name, known);
    return known;
  }

  /** The words of the phrases of a parameter type, in the same order. */
  sourcesOf(name: string): readonly PhraseSource[] {
    return this.#alternativesOf(name).map(sourceOf);
  }

  #alternativesOf(name: string): Syntax[] {
    const type = this.parameterTypes.get(name);
    return type === undefined ? [] : alternativesOf(syntaxOf(type));
  }
}

/** The expression of a definition in which any text may stand in the place of a parameter; groups are named `p0`, `p1` ... */
export function looseExpression(word: StepWord): RegExp {
  const known = loose.get(word) ?? loosened(word);
  loose.set(word, known);
  return known;
}

/** To read the expression of a definition takes longer than to use it. */
const loose = new WeakMap<StepWord, RegExp>();

function loosened({ regexp }: StepWord): RegExp {
  const syntax = syntaxOf(regexp);
  const parts = syntax?.type === 'Alternative' ? syntax.expressions : syntax === null ? [] : [syntax];
  let parameter = 0;
  const sources = parts.map((part) => {
    if (part.type !== 'Group' || !part.capturing) return generate(part);
    const own = part.expression === null ? '' : generate(part.expression);
    parameter += 1;
    return `(?<p${parameter - 1}>${own}|.+?)`;
  });
  return new RegExp(sources.join(''));
}

function sourceOf(phrase: Syntax): PhraseSource {
  return { all: textOf(phrase, true), always: textOf(phrase, false) };
}

/** The text of an expression without what can be left out of it, and with or without what there is to choose from. */
function textOf(node: Syntax, choices: boolean): string {
  switch (node?.type) {
    case undefined:
    case 'Assertion':
    case 'Backreference':
    case 'Repetition':
      return '';
    case 'Alternative':
      return node.expressions.map((part) => textOf(part, choices)).join('');
    case 'Disjunction':
      return choices ? `${textOf(node.left, choices)} ${textOf(node.right, choices)}` : ' ';
    case 'Group':
      return textOf(node.expression, choices);
    case 'Char':
    case 'CharacterClass':
      return generate(node);
  }
}
