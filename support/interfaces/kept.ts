/** Characters of the texts whose values are kept, together. */
const MOST_CHARACTERS = 16_000_000;

/** Values made of texts, for as long as one scenario lasts; the oldest are forgotten where the texts grow too long. */
export class KeptByText<V> {
  private readonly values = new Map<string, V>();
  private characters = 0;

  /** @param make makes the value of a text; what it throws is not kept */
  constructor(private readonly make: (text: string) => V) {}

  /** The value of a text, made once. @throws whatever making it throws */
  of(text: string): V {
    const kept = this.values.get(text);
    if (kept !== undefined) return kept;
    const made = this.make(text);
    this.values.set(text, made);
    this.characters += text.length;
    for (const oldest of this.values.keys()) {
      if (this.characters <= MOST_CHARACTERS) break;
      this.values.delete(oldest);
      this.characters -= oldest.length;
    }
    return made;
  }
}
