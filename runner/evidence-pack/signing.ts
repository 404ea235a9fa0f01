/** Signatures of evidence packs, with keys that come from outside. */
import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { RunError, sentenceOf } from '../../support/scope/errors';

/** How packs can be signed: Ed25519 signs what is given, ECDSA on P-256 its SHA-256. */
const ALGORITHMS = { ed25519: 'Ed25519', 'p-256': 'ECDSA with P-256 and SHA-256' } as const;

/** A signature over the manifest of a pack, as the pack holds it. */
export const signatureSchema = z.strictObject({
  algorithm: z.enum([ALGORITHMS.ed25519, ALGORITHMS['p-256']]),
  /** SHA-256 of the public key in its DER form, as hexadecimal digits. */
  publicKey: z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits'),
  /** Base64; of ECDSA in the form of IEEE P1363, so that it always has 64 bytes. */
  signature: z.base64(),
});
export type PackSignature = z.output<typeof signatureSchema>;

/** A key that can sign, with the fingerprint by which documents name it. */
export interface PackSigningKey {
  readonly fingerprint: string;
  readonly sign: (content: Uint8Array) => PackSignature;
}

/** A key that can check signatures. */
export interface VerificationKey {
  readonly fingerprint: string;
  readonly verify: (content: Uint8Array, signature: PackSignature) => boolean;
}

/**
 * Reads a private key that signs packs.
 * @param file PEM (PKCS #8 or SEC 1) without a password
 * @throws RunError when it is none, or neither Ed25519 nor P-256
 */
export function readPackSigningKey(file: string): PackSigningKey {
  const key = readKey(file, 'private', createPrivateKey);
  const algorithm = algorithmOf(key, file);
  const fingerprint = fingerprintOf(createPublicKey(key));
  return {
    fingerprint,
    sign: (content) => ({
      algorithm,
      publicKey: fingerprint,
      signature: sign(digestOf(algorithm), content, { key, dsaEncoding: 'ieee-p1363' }).toString('base64'),
    }),
  };
}

/**
 * Reads a public key (or a certificate) that checks packs.
 * @param file PEM
 * @throws RunError when it is none, or neither Ed25519 nor P-256
 */
export function readVerificationKey(file: string): VerificationKey {
  return verificationKeyOf(readKey(file, 'public', createPublicKey), file);
}

/**
 * A public key that checks packs.
 * @param source what it comes from, for the sentence
 * @throws RunError when it is neither Ed25519 nor P-256
 */
export function verificationKeyOf(key: KeyObject, source: string): VerificationKey {
  const algorithm = algorithmOf(key, source);
  return {
    fingerprint: fingerprintOf(key),
    verify: (content, signature) =>
      signature.algorithm === algorithm &&
      verify(
        digestOf(algorithm),
        content,
        { key, dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature.signature, 'base64'),
      ),
  };
}

function readKey(file: string, kind: string, read: (pem: string) => KeyObject): KeyObject {
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (error) {
    throw new RunError(`The ${kind} key ${file} cannot be read: ${sentenceOf(error)}`);
  }
  try {
    return read(pem);
  } catch {
    throw new RunError(`${file} is no ${kind} key in PEM form without a password: name one that is.`);
  }
}

function algorithmOf(key: KeyObject, file: string): PackSignature['algorithm'] {
  if (key.asymmetricKeyType === 'ed25519') return ALGORITHMS.ed25519;
  if (key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1') {
    return ALGORITHMS['p-256'];
  }
  throw new RunError(`The key ${file} is neither Ed25519 nor on the curve P-256: packs are signed with one of these.`);
}

function digestOf(algorithm: PackSignature['algorithm']): string | null {
  return algorithm === ALGORITHMS.ed25519 ? null : 'sha256';
}

function fingerprintOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}
