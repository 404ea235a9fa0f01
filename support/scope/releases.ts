import { z } from 'zod';
import { refuseProblems } from './problem';
import { readTable } from './table';

/** Capability releases (SOURCED). */
export const RELEASES = ['IOC', 'MOC', 'FOC'] as const;
export type Release = (typeof RELEASES)[number];

/** What a release may plan to use or not, in words that follow "uses". */
const FUNCTIONS = {
  'configuration-update': 'the update of configuration before migration',
  'firmware-upgrade': 'the firmware upgrade before migration',
  'electricity-only-fallback': 'the migration of electricity alone where gas fails',
} as const;

/** A function that a release may plan to use or not. */
export type ReleaseFunction = keyof typeof FUNCTIONS;

/** Every function that the table speaks of. */
export const RELEASE_FUNCTIONS = Object.keys(FUNCTIONS) as readonly ReleaseFunction[];

/** A function in words that follow "uses". */
export function functionText(name: ReleaseFunction): string {
  return FUNCTIONS[name];
}

/** A function that a release does not plan to use. */
export interface UnusedFunction {
  readonly name: ReleaseFunction;
  /** A whole sentence. */
  readonly reason: string;
}

const row = z.strictObject({
  release: z.enum(RELEASES),
  function: z.enum(RELEASE_FUNCTIONS),
  used: z.enum(['yes', 'no']),
  reason: z.string().regex(/\.$/, 'expected a sentence that ends with a full stop'),
  provenance: z.string().min(1, 'must not be empty'),
});

/**
 * Reads which functions each release does not plan to use.
 * @param file path of `releases.csv`
 * @throws ProblemsError naming file, line and field of every wrong row, and every release and function without a row
 */
export function readReleases(file: string): Readonly<Record<Release, readonly UnusedFunction[]>> {
  const rows = readTable(file, row, (value) => `${value.release} ${value.function}`).map(({ value }) => value);
  const missing = RELEASES.flatMap((release) =>
    RELEASE_FUNCTIONS.filter((name) => !rows.some((value) => value.release === release && value.function === name)).map(
      (name) => ({ file, rule: 'scope', message: `no row says whether ${release} uses "${name}".` }),
    ),
  );
  refuseProblems(missing);
  const unused = (release: Release): UnusedFunction[] =>
    rows
      .filter((value) => value.release === release && value.used === 'no')
      .map((value) => ({ name: value.function, reason: value.reason }));
  return { IOC: unused('IOC'), MOC: unused('MOC'), FOC: unused('FOC') };
}
