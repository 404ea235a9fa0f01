import { createHash, createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { cellProblem, refuseProblems } from './problem';
import { readTable } from './table';

const words = z.string().min(1, 'must not be empty');

const row = z.strictObject({
  publicKey: words,
  role: words,
  date: z.iso.date(),
  reference: words,
  provenance: words,
});

/** Somebody whose evidence packs are accepted from elsewhere. */
export interface TrustedSigner {
  /** SHA-256 of the public key in its DER form, as hexadecimal digits: packs and documents name the key by it. */
  readonly fingerprint: string;
  /** The public key, PEM. */
  readonly pem: string;
  /** Role of who holds the key, never a name. */
  readonly role: string;
  /** Date since which the key is trusted, and the document that records it. */
  readonly date: string;
  readonly reference: string;
}

/**
 * Reads the keys whose evidence packs are accepted; there may be none.
 * @param file path of `trusted-signers.csv`
 * @throws ProblemsError naming file, line and field of every wrong row
 */
export function readTrustedSigners(file: string): TrustedSigner[] {
  const rows = readTable(file, row, ({ publicKey }) => publicKey, { mayBeEmpty: true });
  const signers = rows.map(({ line, value: { publicKey, role, date, reference } }) => ({
    line,
    signer: signerOf(publicKey, { role, date, reference }),
  }));
  refuseProblems(
    signers.flatMap(({ line, signer }) =>
      signer === undefined
        ? [cellProblem(file, line, 'publicKey', 'it is no public key in DER form, Base64 (SubjectPublicKeyInfo).')]
        : [],
    ),
  );
  return signers.flatMap(({ signer }) => signer ?? []);
}

function signerOf(
  publicKey: string,
  rest: Pick<TrustedSigner, 'role' | 'date' | 'reference'>,
): TrustedSigner | undefined {
  const der = Buffer.from(publicKey, 'base64');
  try {
    const pem = createPublicKey({ key: der, format: 'der', type: 'spki' }).export({ format: 'pem', type: 'spki' });
    return { fingerprint: createHash('sha256').update(der).digest('hex'), pem: String(pem), ...rest };
  } catch {
    return undefined;
  }
}
