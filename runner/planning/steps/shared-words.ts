import type { PhraseSource, StepLanguage, StepWord } from './step-language';

/** Something that can be said, and how well it says what a text does: above 0, at most 1. */
export interface Likeness<T> {
  readonly one: T;
  readonly share: number;
}

/** A part of a step that is no value of its parameter type. */
export interface UnknownValue {
  readonly type: string;
  readonly fragment: string;
}

/** Words that can be said, and those of them that are always said. */
interface Words {
  readonly all: ReadonlySet<string>;
  readonly always: ReadonlySet<string>;
}

/** Finds what speaks of the same things as a text. Rare words count most: "the" tells little, "whitelist" much. */
export class SharedWords {
  readonly #phrases = new Map<string, readonly Words[]>();
  readonly #own: ReadonlyMap<StepWord, ReadonlySet<string>>;
  /** In how many definitions a word can be said. */
  readonly #counts = new Map<string, number>();

  constructor(private readonly language: StepLanguage) {
    this.#own = new Map(language.words.map((word) => [word, wordsOf(word.pattern.replaceAll(/\{\w*\}/g, ' '))]));
    const ofTypes = new Map<string, ReadonlySet<string>>();
    for (const { parameters } of language.words) {
      for (const type of parameters) {
        if (!ofTypes.has(type)) ofTypes.set(type, union(this.#phrasesOf(type).map(({ all }) => all)));
      }
    }
    for (const [{ parameters }, own] of this.#own) {
      for (const word of union([own, ...parameters.map((type) => ofTypes.get(type) ?? new Set<string>())])) {
        this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1);
      }
    }
  }

  /** The definitions that say most of a text, the best first; those that say nothing of it are left out. */
  definitions(text: string): Likeness<StepWord>[] {
    const sought = wordsOf(text);
    const likenesses = [...this.#own].map(([one, own]): Likeness<StepWord> => {
      const parts = [{ all: own, always: own }, ...one.parameters.flatMap((type) => this.#bestPhrase(type, sought))];
      const all = union(parts.map((part) => part.all));
      return { one, share: this.#share(sought, { all, always: union(parts.map((part) => part.always)) }) };
    });
    return bestOf(likenesses);
  }

  /** Numbers of the phrases of a parameter type that say most of a text, the best first. */
  phrases(type: string, text: string): Likeness<number>[] {
    const sought = wordsOf(text);
    return bestOf(this.#phrasesOf(type).map((words, one) => ({ one, share: this.#share(sought, words) })));
  }

  /** Whether a definition has a word of a fragment that no value of its type has. */
  saysMore(definition: StepWord, { type, fragment }: UnknownValue): boolean {
    const known = union(this.#phrasesOf(type).map(({ all }) => all));
    const own = wordsOf(definition.literals.join(' '));
    return [...wordsOf(fragment)].some((word) => own.has(word) && !known.has(word));
  }

  #bestPhrase(type: string, sought: ReadonlySet<string>): Words[] {
    const ranked = this.#phrasesOf(type).map((one) => ({ one, share: this.#share(sought, one) }));
    return bestOf(ranked)
      .slice(0, 1)
      .map(({ one }) => one);
  }

  #phrasesOf(type: string): readonly Words[] {
    const read = ({ all, always }: PhraseSource): Words => ({ all: wordsOf(all), always: wordsOf(always) });
    const known = this.#phrases.get(type) ?? this.language.sourcesOf(type).map(read);
    this.#phrases.set(type, known);
    return known;
  }

  /** How much of what is sought is said, less where much else would be said besides. */
  #share(sought: ReadonlySet<string>, { all, always }: Words): number {
    const said = this.#weight([...sought].filter((word) => all.has(word))) / (this.#weight([...sought]) || 1);
    const meant = this.#weight([...always].filter((word) => sought.has(word))) / (this.#weight([...always]) || 1);
    return said * (1 - BESIDES + BESIDES * meant);
  }

  #weight(words: readonly string[]): number {
    return words.reduce((sum, word) => sum + Math.log((this.#own.size + 1) / ((this.#counts.get(word) ?? 0) + 1)), 0);
  }
}

/** How much it counts that nothing else is said. */
const BESIDES = 0.5;

function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set(sets.flatMap((one) => [...one]));
}

function bestOf<T>(likenesses: readonly Likeness<T>[]): Likeness<T>[] {
  return likenesses.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share);
}

/** What of a text a phrase can say, with its numbers and signs. */
export function partSaid(text: string, { all }: PhraseSource): string {
  const known = wordsOf(all);
  return text
    .split(' ')
    .filter((part) => [...wordsOf(part)].every((word) => known.has(word)))
    .join(' ');
}

/** Words without the ending of a plural or of a verb: "schedules", "scheduled" and "scheduling" are one. */
export function wordsOf(text: string): ReadonlySet<string> {
  const words =
    text
      .toLowerCase()
      .replaceAll(/\\[a-z]/g, ' ')
      .match(/[a-z]{2,}/g) ?? [];
  return new Set(words.map((word) => (word.length < 5 ? word : word.replace(/(?<=[a-z]{3})(?:es|s|ed|ing|e)$/, ''))));
}
