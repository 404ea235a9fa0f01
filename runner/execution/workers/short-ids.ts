/** Cucumber draws every id in its messages by lot, 36 characters long: they would be most of what is kept of a run. */

const DRAWN = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;
const DEFINED = '"id":"';
const DOCUMENT = /^\{"gherkinDocument":.*?"uri":"([^"]*)"\}\}$/;

/** Gives ids other names: short ones, the same in every run of the same thing, and of a feature the same however often it is read. */
export class ShortIds {
  readonly #names = new Map<string, string>();
  readonly #features = new Map<string, string>();
  #count = 0;

  /** @param prefix begins every name, where messages of several processes are put together */
  constructor(private readonly prefix: string) {}

  /**
   * One message with other ids. An id has its name from where it is defined on; whatever else looks like one stays.
   * @param line an envelope as JSON
   */
  shorten(line: string): string {
    const feature = DOCUMENT.exec(line)?.[1];
    let place = 0;
    const next = (): string => {
      if (feature !== undefined) return `${this.#feature(feature)}.${(place += 1).toString(36)}`;
      return `${this.prefix}${(this.#count += 1).toString(36)}`;
    };
    return line.replace(DRAWN, (id: string, at: number) => {
      const known = this.#names.get(id);
      if (known !== undefined) return known;
      if (!line.endsWith(DEFINED, at)) return id;
      const name = next();
      this.#names.set(id, name);
      return name;
    });
  }

  #feature(uri: string): string {
    const known = this.#features.get(uri);
    if (known !== undefined) return known;
    const name = `${this.prefix}f${(this.#features.size + 1).toString(36)}`;
    this.#features.set(uri, name);
    return name;
  }
}
