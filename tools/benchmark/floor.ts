/** A kind of work without which an execution cannot be had, and what it costs at least. */
interface FloorEntry {
  readonly what: string;
  /** The library call whose time it is, on a signed Migration Common File of one installation (2.4 kB). */
  readonly call: string;
  /** How often an execution of the plan "first" needs it, system and suite together. */
  readonly count: number;
  /** Microseconds: the least of 300 calls. */
  readonly micros: number;
}

/**
 * The floor: counts times unit costs of named library calls. What is above it is dispatch, rules, evidence and whatever is done
 * more than once. A change of the table is a line of the changelog that says why.
 */
export const FLOOR: readonly FloorEntry[] = [
  { what: 'signature made', call: 'crypto.sign, ECDSA P-256', count: 13.7, micros: 45 },
  { what: 'signature checked', call: 'crypto.verify, ECDSA P-256', count: 30.3, micros: 74 },
  { what: 'canonical form', call: 'libxml2 canonicalizeToString', count: 44, micros: 33 },
  { what: 'schema check', call: 'libxml2 XsdValidator.validate with its parse', count: 23.4, micros: 102 },
  { what: 'document parsed, once for each reader', call: 'xmldom DOMParser.parseFromString', count: 44, micros: 201 },
  { what: 'row written', call: 'node:sqlite run, 1 kB', count: 400, micros: 4.8 },
  { what: 'row read', call: 'node:sqlite get, 1 kB', count: 300, micros: 1.7 },
  { what: 'commit', call: 'node:sqlite COMMIT, write-ahead log', count: 20, micros: 22 },
];

/** Milliseconds of CPU time that an execution takes at least. */
export function floorMs(): number {
  return FLOOR.reduce((sum, { count, micros }) => sum + count * micros, 0) / 1000;
}
