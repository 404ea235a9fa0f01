import type { CatalogueStep, CatalogueType, CataloguePhrase, Catalogue, Use } from './model';
import { isForm, isSaidIn, wordsOf } from './words';

/** Something that can be said about what was asked for: a step, or a step with a phrase in its braces. */
export interface Answer {
  readonly step: CatalogueStep;
  /** As it can stand in a scenario: as one says it, or with braces where none does. */
  readonly sentence: string;
  /** The phrase that was meant, and its type; absent where the words of the step are. */
  readonly type?: CatalogueType;
  readonly phrase?: CataloguePhrase;
  readonly use?: Use;
}

/** Answers, the likeliest first. */
export interface Ranked {
  readonly answers: readonly Answer[];
  /** The words of which the first says nothing. */
  readonly leftOut: readonly string[];
}

/** How much it tells that a word stands in a text: in the words themselves, in those around them, in what they are about. */
interface Field {
  readonly weight: number;
  readonly words: ReadonlySet<string>;
}
const OWN = 1;
const AROUND = 0.6;
const ABOUT = 0.4;
const POSSIBLE = 0.2;

/** An answer that comes to less than this part of the best one is none. */
const LEAST = 0.6;

interface Candidate {
  readonly answer: Answer;
  readonly fields: readonly Field[];
  readonly count: number;
}

/** The words that are forms of one that was asked for, and how much it tells that something speaks of it. */
interface Asked {
  readonly word: string;
  readonly forms: readonly string[];
  readonly telling: number;
}

/** What can be asked for: every step, and every phrase in a step that takes it. */
export class AnswerIndex {
  readonly #candidates: readonly Candidate[];
  readonly #known: ReadonlySet<string>;

  constructor({ steps, types, codes }: Catalogue) {
    const ground: Ground = {
      possible: possibleWords(types),
      allowed: (text) => allowedIn(text, types),
      meanings: (text) => meaningsIn(text, codes),
    };
    const byPattern = new Map(steps.map((step) => [step.pattern, step]));
    const closed = types.filter(({ open }) => !open);
    this.#candidates = [
      ...steps.map((step) => ofStep(step, ground)),
      ...closed.flatMap((type) => type.phrases.flatMap((phrase) => ofPhrase(type, phrase, byPattern, ground))),
    ];
    this.#known = new Set(this.#candidates.flatMap(({ fields }) => fields.flatMap(({ words }) => [...words])));
  }

  /** What speaks of all the words, or of the most and the most telling of them. */
  rank(sought: readonly string[]): Ranked {
    const asked = sought.map((word) => this.#asked(word));
    const rated = this.#candidates
      .map((candidate) => ({ ...candidate, rating: ratingOf(candidate, asked) }))
      .filter(({ rating }) => rating > 0)
      .sort((a, b) => b.rating - a.rating || b.count - a.count || lengthOf(a) - lengthOf(b));
    const [best] = rated;
    if (best === undefined) return { answers: [], leftOut: sought };
    const answers = rated.filter(({ rating }) => rating >= LEAST * best.rating).map(({ answer }) => answer);
    return { answers, leftOut: asked.filter((one) => weightOf(best, one) === 0).map(({ word }) => word) };
  }

  /** The fewer speak of a word, the more it tells. */
  #asked(word: string): Asked {
    const forms = [...this.#known].filter((known) => isForm(known, word));
    const having = this.#candidates.filter((candidate) => weightOf(candidate, { forms }) >= AROUND).length;
    return { word, forms, telling: Math.log(1 + this.#candidates.length / Math.max(1, having)) };
  }
}

function ratingOf(candidate: Candidate, asked: readonly Asked[]): number {
  return asked.reduce((sum, one) => sum + one.telling * weightOf(candidate, one), 0);
}

function weightOf({ fields }: Candidate, { forms }: Pick<Asked, 'forms'>): number {
  return fields.find(({ words }) => forms.some((form) => words.has(form)))?.weight ?? 0;
}

/** Of what says the same, the shorter one says less that was not asked for. */
const lengthOf = ({ fields: [own] }: Candidate): number => own?.words.size ?? 0;

function field(weight: number, texts: readonly string[], words: readonly string[] = []): Field {
  return { weight, words: new Set([...texts.flatMap(wordsOf), ...words]) };
}

/** What candidates are made with. */
interface Ground {
  /** The words that can stand in the braces of a text. */
  readonly possible: (text: string) => readonly string[];
  /** What is allowed where anything of a kind may stand in them, such as "days" in a length of time. */
  readonly allowed: (text: string) => string;
  /** What the codes in a text mean. */
  readonly meanings: (text: string) => string;
}

function allowedIn(text: string, types: Catalogue['types']): string {
  return types
    .flatMap(({ name, open, phrases }) => (open && text.includes(`{${name}}`) ? (phrases[0]?.text ?? '') : []))
    .join(' ');
}

function meaningsIn(text: string, codes: Catalogue['codes']): string {
  return [...text.matchAll(/"([A-Z0-9-]+)"/g)].map(([, code = '']) => codes[code] ?? '').join(' ');
}

function ofStep(step: CatalogueStep, { possible, allowed, meanings }: Ground): Candidate {
  const { keyword, wordings, noun, meaning = '', count, uses } = step;
  const pattern = wordings.join(' ');
  const [use] = uses;
  return {
    answer: { step, sentence: `${keyword} ${wordings[0] ?? ''}`, ...(use === undefined ? {} : { use }) },
    fields: [
      field(OWN, [pattern]),
      field(AROUND, [noun, meaning, allowed(pattern)]),
      field(
        ABOUT,
        uses.flatMap(({ text }) => [text, meanings(text)]),
      ),
      field(POSSIBLE, [keyword], possible(pattern)),
    ],
    count,
  };
}

function ofPhrase(
  type: CatalogueType,
  phrase: CataloguePhrase,
  steps: ReadonlyMap<string, CatalogueStep>,
  { possible, meanings }: Ground,
): Candidate[] {
  const { text, count, use } = phrase;
  const [first = ''] = type.standsIn;
  const step = steps.get(use?.step ?? first);
  if (step === undefined) return [];
  const [wording = ''] = step.wordings;
  const sentence = use !== undefined && isSaidIn(text, use.text) ? use.text : withPhrase(wording, type.name, text);
  const others = wording.replace(`{${type.name}}`, '');
  return [
    {
      answer: { step, sentence: `${step.keyword} ${sentence}`, type, phrase, ...(use === undefined ? {} : { use }) },
      fields: [
        field(OWN, [text]),
        field(AROUND, [others, step.noun, sentence]),
        field(ABOUT, [type.name, type.meaning, meanings(sentence)]),
        field(POSSIBLE, [step.keyword], possible(`${text} ${others}`)),
      ],
      count,
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
  return (text) => inBraces(text).flatMap(wordsOfType);
}
