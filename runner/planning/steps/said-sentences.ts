import { wordsOf } from './shared-words';
import type { StepLanguage } from './step-language';

/** Something that a feature says, with its words. */
interface Said {
  readonly text: string;
  readonly words: ReadonlySet<string>;
  /** Of a sentence: the definition that it fits. */
  readonly place: string;
}

/** How much of what is sought a sentence has to say, from 0 to 1, so that it is worth offering; of a value any part is. */
const TELLING = 0.3;
/** How near the others that are offered come to the best. */
const NEARLY = 0.5;

/** What features say already: whoever cannot say something yet is best shown how it was said before. */
export class SaidSentences {
  #known: readonly Said[] | undefined;
  readonly #values = new Map<string, readonly Said[]>();

  /** @param texts of every step, however often; read when something is first sought, since mostly nothing is */
  constructor(
    private readonly language: StepLanguage,
    private readonly texts: () => Iterable<string>,
  ) {}

  /** The sentences that say most of a text, the best first, one at most for each definition. */
  like(text: string, most: number): string[] {
    return best(this.#sentences, text, most, TELLING);
  }

  /** The values of a parameter type that say most of a text, the best first. */
  valuesLike(type: string, text: string, most: number): string[] {
    return best(this.#valuesOf(type), text, most, 0);
  }

  /** Values of a parameter type as features have them. */
  values(type: string, most: number): string[] {
    return this.#valuesOf(type)
      .slice(0, most)
      .map(({ text }) => text);
  }

  get #sentences(): readonly Said[] {
    this.#known ??= [...new Set(this.texts())].flatMap((text): Said[] => {
      const [word, ...others] = this.language.fitting(text);
      return word === undefined || others.length > 0 ? [] : [{ text, words: wordsOf(text), place: word.place }];
    });
    return this.#known;
  }

  #valuesOf(type: string): readonly Said[] {
    const known = this.#values.get(type) ?? this.#readValues(type);
    this.#values.set(type, known);
    return known;
  }

  #readValues(type: string): Said[] {
    const values = this.#sentences.flatMap(({ text }) => {
      const [word] = this.language.fitting(text);
      // The expression of a {string} captures more than once: its values cannot be counted through.
      if (word === undefined || !word.parameters.includes(type) || word.parameters.includes('string')) return [];
      const groups = word.regexp.exec(text)?.slice(1) ?? [];
      return word.parameters.flatMap((name, index) => (name === type ? (groups[index] ?? []) : []));
    });
    return [...new Set(values)].map((text) => ({ text, words: wordsOf(text), place: text }));
  }
}

function best(known: readonly Said[], text: string, most: number, telling: number): string[] {
  const sought = wordsOf(text);
  const counts = new Map<string, number>();
  for (const { words } of known) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  // Rare words count most: "the" tells little, "whitelist" much.
  const weight = (words: Iterable<string>): number =>
    [...words].reduce((sum, word) => sum + Math.log(1 + known.length / (counts.get(word) ?? 1)), 0);
  const wanted = weight(sought) || 1;
  const ranked = known
    .map((one) => {
      const shared = weight([...one.words].filter((word) => sought.has(word)));
      return { ...one, share: (shared / wanted) * (0.5 + (0.5 * shared) / (weight(one.words) || 1)) };
    })
    .sort((a, b) => b.share - a.share);
  const enough = Math.max(telling, (ranked[0]?.share ?? 0) * NEARLY);
  const near = ranked.filter(({ share }) => share > 0 && share >= enough);
  const ofEach = near.filter(({ place }, index) => near.findIndex((other) => other.place === place) === index);
  return ofEach.slice(0, most).map((one) => one.text);
}
