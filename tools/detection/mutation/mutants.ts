import { createHash } from 'node:crypto';

/** A change of one place of the system's rules, which can be switched on. */
export interface Mutant {
  /** Number that switches it on, within one instrumentation. */
  readonly number: string;
  /** File, place and kind: the same as long as the file is. */
  readonly id: string;
  readonly file: string;
  readonly area: string;
  /** From 1. */
  readonly line: number;
  /** Kind of change as Stryker names it, e.g. `EqualityOperator`. */
  readonly kind: string;
  /** Code before and after, in one line each. */
  readonly original: string;
  readonly replacement: string;
  /** The line in which it begins. */
  readonly sourceLine: string;
}

/** What is wanted of all mutants that there are. */
export interface Wanted {
  readonly area?: string;
  /** Files that may be meant, relative to the project; all where it is absent. */
  readonly files?: ReadonlySet<string>;
}

/** Those of an area and of some files. */
export function chosenMutants(mutants: readonly Mutant[], { area, files }: Wanted): Mutant[] {
  return mutants.filter((one) => (area === undefined || one.area === area) && files?.has(one.file) !== false);
}

/**
 * A sample without a choice of anybody's: in the order of digests of seed and mutant. The same seed gives the same sample, and a
 * larger one begins with the smaller.
 */
export function sampleMutants(mutants: readonly Mutant[], seed: string, size: number): Mutant[] {
  return drawn(mutants, ({ id }) => id, seed).slice(0, size);
}

/** Things in an order of nobody's choice, the same for the same seed. @param idOf tells them apart */
export function drawn<T>(things: readonly T[], idOf: (thing: T) => string, seed: string): T[] {
  const digests = new Map(
    things.map(
      (one) =>
        [
          one,
          createHash('sha256')
            .update(`${seed}\n${idOf(one)}`)
            .digest('hex'),
        ] as const,
    ),
  );
  return things.toSorted((one, other) => (digests.get(one) ?? '').localeCompare(digests.get(other) ?? ''));
}

/** What a mutant means, as a phrase: what stood there, and what stands there instead. */
export function meaningOf({ kind, original, replacement }: Mutant): string {
  if (kind === 'BlockStatement') return `does nothing in place of ${original}`;
  return `${replacement} in place of ${original}`;
}
