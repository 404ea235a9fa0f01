import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Secrets are compared by salted digests, so that the time a comparison takes tells neither their content nor their length. */
const SALT = randomBytes(32).toString('base64');

/** Digests of secrets that are expected, since most are expected again and again. */
const EXPECTED = new Map<string, Buffer>();
const MOST_EXPECTED = 500;

/** Whether two secrets are the same. */
export function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), expectedDigest(expected));
}

/** Of several holders of secrets those whose secret is the given one; every secret is compared. */
export function holdersOf<T>(given: string, holders: readonly T[], secretOf: (holder: T) => string): T[] {
  const sought = digest(given);
  return holders.filter((holder) => timingSafeEqual(sought, expectedDigest(secretOf(holder))));
}

function expectedDigest(secret: string): Buffer {
  const known = EXPECTED.get(secret);
  if (known) return known;
  if (EXPECTED.size === MOST_EXPECTED) EXPECTED.clear();
  const made = digest(secret);
  EXPECTED.set(secret, made);
  return made;
}

function digest(secret: string): Buffer {
  return hash('sha256', SALT + secret, 'buffer');
}
