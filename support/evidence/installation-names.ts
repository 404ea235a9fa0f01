import { isMessage, type TrailEntry } from './trail';

/** Device ids, but not those of the users that something is for, from or told to. */
const DEVICE = /(?<!\b(?:for|from|to) )\b(?:[0-9A-F]{2}-){7}[0-9A-F]{2}\b/g;
/** Numbers of SIMs and supply points. */
const NUMBER = /\b\d{10,22}\b/g;
const FILE = /\b[A-Z0-9]+_[A-Z]{2}_[A-Za-z0-9-]+\.xml\b/g;

/** Tells which of several installations an entry of a trail names: by id, by a device, SIM or supply point, or by a file. */
export class InstallationNames {
  /** Other names of installations to their ids; a name that several have tells none of them apart. */
  private readonly ids = new Map<string, Set<string>>();

  constructor(
    private readonly installations: readonly string[],
    entries: readonly TrailEntry[],
  ) {
    for (const entry of entries) {
      if (isMessage(entry) || entry.installation === undefined) continue;
      for (const name of namesIn(entry.detail)) this.learn(name, [entry.installation]);
    }
    for (const entry of entries) {
      if (isMessage(entry) && entry.fileName !== undefined) this.learn(entry.fileName, this.namedIn(entry.body));
    }
  }

  /** Ids of the installations that an entry names; empty where it names none. */
  namedBy(entry: TrailEntry): ReadonlySet<string> {
    if (isMessage(entry)) return this.namedIn(entry.body);
    if (entry.installation !== undefined) return new Set([entry.installation]);
    return this.namedIn(entry.detail);
  }

  private namedIn(text: string): Set<string> {
    const direct = this.installations.filter((id) => text.includes(id));
    if (direct.length > 0) return new Set(direct);
    const others = [...namesIn(text), ...(text.match(FILE) ?? [])];
    return new Set(others.flatMap((name) => [...(this.ids.get(name) ?? [])]));
  }

  private learn(name: string, installations: Iterable<string>): void {
    const known = this.ids.get(name) ?? new Set();
    for (const id of installations) known.add(id);
    this.ids.set(name, known);
  }
}

function namesIn(text: string): string[] {
  return [...(text.match(DEVICE) ?? []), ...(text.match(NUMBER) ?? [])];
}
