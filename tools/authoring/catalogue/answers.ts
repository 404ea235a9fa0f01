import { distance } from 'fastest-levenshtein';
import MiniSearch from 'minisearch';
import type { Catalogue, CatalogueCode, CatalogueStep, CatalogueType, CataloguePhrase, Use } from './model';
import { isForm, isSaidIn, stemOf, wordsOf } from './words';

/** Something that can be said about what was asked for: a step, or a step with a phrase or a code in its braces. */
export interface Answer {
  readonly step: CatalogueStep;
  /** As it can stand in a scenario: as one says it, or with braces where none does. */
  readonly sentence: string;
  /** The phrase that was meant, and its type; absent where the words of the step are. */
  readonly type?: CatalogueType;
  readonly phrase?: CataloguePhrase;
  /** The code that was meant. */
  readonly code?: CatalogueCode;
  readonly use?: Use;
}

/** Answers, the likeliest first. */
export interface Ranked {
  readonly answers: readonly Answer[];
  /** The words of which the first says nothing. */
  readonly leftOut: readonly string[];
  /** Words that were taken for others, mistyped as they were. */
  readonly mistyped: readonly (readonly [asked: string, taken: string])[];
}

/** How much it tells that a word stands in a text: in the words themselves, in those around them, in what they are about. */
const WEIGHTS = { own: 1, around: 0.6, about: 0.4, possible: 0.2 };

/** How much it tells that scenarios say it ten times as often. */
const OFTEN = 0.1;

/** A word of so many letters may be mistyped or stand in a longer one. */
const LONG = 5;

/** An answer that comes to less than this part of the best one is none. */
const LEAST = 0.35;

/** So many of the best come before what speaks of the words that they leave out. */
const FIRST = 3;

/** What is searched in: the words of an answer by how much they tell. */
type Candidate = { readonly answer: Answer; readonly count: number } & Readonly<Record<keyof typeof WEIGHTS, string>>;

/** What can be asked for: every step, and every phrase and code in a step that takes it. */
export class AnswerIndex {
  readonly #candidates: readonly Candidate[];
  readonly #index: MiniSearch<Candidate & { readonly id: number }>;
  readonly #known: ReadonlySet<string>;

  constructor({ steps, types, codes }: Catalogue) {
    const ground: Ground = { possible: possibleWords(types), allowed: (text) => allowedIn(text, types) };
    const byPattern = new Map(steps.map((step) => [step.pattern, step]));
    const closed = types.filter(({ open }) => !open);
    this.#candidates = [
      ...steps.map((step) => ofStep(step, codes, ground)),
      ...closed.flatMap((type) => type.phrases.flatMap((phrase) => ofPhrase(type, phrase, byPattern, ground))),
      ...codes.flatMap((code) => ofCode(code, byPattern)),
    ];
    this.#index = new MiniSearch({
      fields: Object.keys(WEIGHTS),
      tokenize: wordsOf,
      processTerm: stemOf,
    });
    this.#index.addAll(this.#candidates.map((candidate, id) => ({ ...candidate, id })));
    this.#known = new Set(this.#candidates.flatMap((one) => FIELDS.flatMap((field) => wordsOf(one[field]))));
  }

  /** What speaks of the most of the words, and of the most telling of them. */
  rank(asked: readonly string[]): Ranked {
    const sought = asked.map((word) => this.#taken(word));
    const mistyped = asked.flatMap((word, index) => {
      const taken = sought[index] ?? word;
      return taken === word ? [] : [[word, taken] as const];
    });
    const found = this.#index.search(sought.join(' '), {
      boost: WEIGHTS,
      bm25: { k: 0.5, b: 0.3, d: 0 },
      boostDocument: (id) => 1 + OFTEN * Math.log10(1 + (this.#candidates[id as number]?.count ?? 0)),
      prefix: (term) => term.length >= LONG,
    });
    const [best] = found;
    if (best === undefined) return { answers: [], leftOut: sought, mistyped };
    const answers = found
      .filter(({ score }) => score >= LEAST * best.score)
      .flatMap(({ id }) => this.#candidates[id as number]?.answer ?? [])
      .filter(isFirstOfItsWords());
    const leftOut = sought.filter((word) => !best.queryTerms.includes(stemOf(word)));
    if (leftOut.length === 0) return { answers, leftOut, mistyped };
    // What speaks of the others comes early too: which of them matter most, nobody can know.
    const others = this.rank(leftOut).answers.filter((answer) => !answers.slice(0, FIRST).includes(answer));
    const early = others.slice(0, FIRST - 1);
    const later = answers.slice(FIRST).filter((answer) => !early.includes(answer));
    return { answers: [...answers.slice(0, FIRST), ...early, ...later], leftOut, mistyped };
  }

  /** A word itself, or the one that is meant where it is mistyped. */
  #taken(word: string): string {
    const known = [...this.#known];
    if (word.length < LONG || known.some((one) => isForm(one, word))) return word;
    const [first] = known.map((one) => ({ one, changes: distance(word, one) })).sort((a, b) => a.changes - b.changes);
    return first !== undefined && first.changes <= word.length / 4 ? first.one : word;
  }
}

/** A filter for answers: the same phrase in another step is the same answer once more. */
function isFirstOfItsWords(): (answer: Answer) => boolean {
  const known = new Set<string>();
  return ({ phrase }) => {
    if (phrase === undefined) return true;
    const isFirst = !known.has(phrase.text);
    known.add(phrase.text);
    return isFirst;
  };
}

const FIELDS = Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[];

/** What candidates are made with. */
interface Ground {
  /** The words that can stand in the braces of a text. */
  readonly possible: (text: string) => readonly string[];
  /** What is allowed where anything of a kind may stand in them, such as "days" in a length of time. */
  readonly allowed: (text: string) => string;
}

function allowedIn(text: string, types: Catalogue['types']): string {
  return types
    .flatMap(({ name, open, phrases }) => (open && text.includes(`{${name}}`) ? (phrases[0]?.text ?? '') : []))
    .join(' ');
}

function ofStep(step: CatalogueStep, codes: Catalogue['codes'], { possible, allowed }: Ground): Candidate {
  const { keyword, wordings, noun, meaning = '', count, uses } = step;
  const pattern = wordings.join(' ');
  const [use] = uses;
  const said = uses.map(({ text }) => text).join(' ');
  return {
    answer: { step, sentence: `${keyword} ${wordings[0] ?? ''}`, ...(use === undefined ? {} : { use }) },
    own: `${pattern} ${meaning}`,
    around: `${noun} ${allowed(pattern)}`,
    about: `${said} ${meaningsIn(said, codes)}`,
    possible: [keyword, ...possible(pattern)].join(' '),
    count,
  };
}

function meaningsIn(text: string, codes: Catalogue['codes']): string {
  return codes
    .filter(({ code }) => text.includes(`"${code}"`))
    .map(({ meaning }) => meaning)
    .join(' ');
}

function ofPhrase(
  type: CatalogueType,
  phrase: CataloguePhrase,
  steps: ReadonlyMap<string, CatalogueStep>,
  { possible }: Ground,
): Candidate[] {
  const { text, count, use, note = '' } = phrase;
  const [first = ''] = type.standsIn;
  const step = steps.get(use?.step ?? first);
  if (step === undefined) return [];
  const [wording = ''] = step.wordings;
  const sentence = use !== undefined && isSaidIn(text, use.text) ? use.text : withPhrase(wording, type.name, text);
  const others = wording.replace(`{${type.name}}`, '');
  return [
    {
      answer: { step, sentence: `${step.keyword} ${sentence}`, type, phrase, ...(use === undefined ? {} : { use }) },
      own: text,
      around: [others, step.noun, sentence, note].join(' '),
      about: `${type.name} ${type.meaning}`,
      possible: [step.keyword, ...possible(`${text} ${others}`)].join(' '),
      count,
    },
  ];
}

/** A code by what it means, where a scenario says it. */
function ofCode(code: CatalogueCode, steps: ReadonlyMap<string, CatalogueStep>): Candidate[] {
  const { use } = code;
  const step = steps.get(use?.step ?? '');
  if (use === undefined || step === undefined) return [];
  return [
    {
      answer: { step, sentence: `${step.keyword} ${use.text}`, code, use },
      own: `${code.code} ${code.meaning}`,
      around: '',
      about: '',
      possible: step.wordings.join(' '),
      count: 1,
    },
  ];
}

/** A step with a phrase in the place of its type, or below it as in a table. */
function withPhrase(wording: string, type: string, phrase: string): string {
  const braces = `{${type}}`;
  return wording.includes(braces) ? wording.replace(braces, phrase) : `${wording} | ${phrase} |`;
}

/** The words that can stand in the braces of a text, at any depth. */
function possibleWords(types: readonly CatalogueType[]): (text: string) => readonly string[] {
  const byName = new Map(types.map((type) => [type.name, type]));
  const known = new Map<string, readonly string[]>();
  const inBraces = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const wordsOfType = (name: string): readonly string[] => {
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, []);
    const type = byName.get(name);
    const texts = type === undefined ? [] : type.phrases.map(({ text }) => text);
    const words = [...new Set(texts.flatMap((text) => [...wordsOf(text), ...inBraces(text).flatMap(wordsOfType)]))];
    known.set(name, words);
    return words;
  };
  return (text) => [...new Set(inBraces(text).flatMap(wordsOfType))];
}
