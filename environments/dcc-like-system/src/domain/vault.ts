import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { privateKeyOf } from './pem';

const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;

/**
 * Keeps key material unreadable in a service's store: AES-256-GCM under a key that only the role's private key gives.
 * Every secret is bound to what it is for, so that one cannot be put in the place of another.
 */
export class Vault {
  private readonly key: KeyObject;

  /** @param privateKey PKCS#8 PEM of the role */
  constructor(privateKey: string) {
    this.key = keyAtRest(privateKey);
  }

  /** @returns base64 */
  seal(purpose: string, secret: Buffer): string {
    const nonce = randomBytes(NONCE_LENGTH);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(purpose));
    return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]).toString('base64');
  }

  /** @throws Error when it was not sealed here for this purpose. */
  open(purpose: string, sealed: string): Buffer {
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, NONCE_LENGTH), {
      authTagLength: TAG_LENGTH,
    })
      .setAAD(Buffer.from(purpose))
      .setAuthTag(bytes.subarray(-TAG_LENGTH));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_LENGTH, -TAG_LENGTH)), decipher.final()]);
  }
}

const keys = new Map<string, KeyObject>();

/** The key that a role's private key gives; remembered, for a role seals and opens all the time. */
function keyAtRest(privateKey: string): KeyObject {
  const known = keys.get(privateKey);
  if (known) return known;
  const material = privateKeyOf(privateKey).export({ format: 'der', type: 'pkcs8' });
  const key = createSecretKey(new Uint8Array(hkdfSync('sha256', material, '', 'key material at rest', 32)));
  keys.set(privateKey, key);
  return key;
}
