import { createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';

/** Secrets are compared by keyed digests, so that the time a comparison takes tells neither their content nor their length. */
const SALT = createSecretKey(randomBytes(32));

/** Whether two secrets are the same. */
export function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(secret: string): Buffer {
  return createHmac('sha256', SALT).update(secret).digest();
}
