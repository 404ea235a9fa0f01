import 'reflect-metadata';
import { createPublicKey, type KeyObject } from 'node:crypto';
import { X509Certificate } from '@peculiar/x509';
import { UnreadableXml } from './xml';

/** X.509 PEM by the name of its holder. */
export type Certificates = Readonly<Record<string, string>>;

/** Whose certificate signed, and when. */
export interface SignerReference {
  /** Distinguished name of the issuer in RFC 2253 order (last part first). */
  readonly issuer: string;
  /** In decimal. */
  readonly serial: string;
}

/** The holder of a certificate. */
export interface Holder {
  readonly name: string;
  /** What signatures of this holder are checked with. */
  readonly publicKey: KeyObject;
}

interface KnownCertificate extends SignerReference {
  readonly certificate: X509Certificate;
  readonly publicKey: KeyObject;
}

/** Certificates kept read; an environment has about thirty. */
const MOST_KNOWN = 200;

const known = new Map<string, KnownCertificate>();

/**
 * The holder of the certificate that a signature names.
 * @param at instant at which the document was exchanged, ISO 8601; undefined where nothing says when that was
 * @throws UnreadableXml when nobody holds it, or when it did not hold at that instant
 */
export function holderOf({ issuer, serial }: SignerReference, certificates: Certificates, at?: string): Holder {
  const named = normalName(issuer);
  for (const [name, pem] of Object.entries(certificates)) {
    const { certificate, publicKey, ...own } = knownCertificate(pem);
    if (own.serial !== serial || own.issuer !== named) continue;
    const { notBefore, notAfter } = certificate;
    const instant = at === undefined ? undefined : new Date(at);
    if (instant !== undefined && (instant < notBefore || instant > notAfter)) {
      throw new UnreadableXml(`The certificate ${serial} of ${name} was not valid at ${instant.toISOString()}.`);
    }
    return { name, publicKey };
  }
  throw new UnreadableXml(`The signer, certificate ${serial} of ${named}, is unknown.`);
}

/** The same few certificates are asked for with every signature. */
function knownCertificate(pem: string): KnownCertificate {
  const found = known.get(pem);
  if (found !== undefined) return found;
  const { issuer, serial } = issuerAndSerial(pem);
  const publicKey = createPublicKey(pem);
  const read = { certificate: new X509Certificate(pem), publicKey, issuer: normalName(issuer), serial };
  // A process that outlives its environments meets new ones with each of them.
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(pem, read);
  return read;
}

/** How a signature names a certificate. @param pem X.509 PEM */
export function issuerAndSerial(pem: string): SignerReference {
  const certificate = new X509Certificate(pem);
  const issuer = certificate.issuerName
    .toJSON()
    .flatMap((part) => Object.entries(part).map(([type, values]) => `${type}=${values.join('+')}`))
    .reverse()
    .join(',');
  return { issuer, serial: BigInt(`0x${certificate.serialNumber}`).toString() };
}

/** A distinguished name without the white space that some writers put around its separators. */
function normalName(name: string): string {
  return name
    .split(',')
    .map((part) => part.trim().replace(/\s*=\s*/, '='))
    .join(',');
}

/** The bytes inside a PEM. */
export function derOf(pem: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64'));
}
