import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';

/** A certificate with what is asked of it again and again. */
export interface Certificate {
  readonly publicKey: KeyObject;
  /** RFC 2253: the last part of the name comes first. */
  readonly issuer: string;
  /** Decimal. */
  readonly serial: string;
  /** SHA-1 of the certificate. */
  readonly fingerprint: Buffer;
}

const privateKeys = new Map<string, KeyObject>();
const certificates = new Map<string, Certificate>();

/** A private key from its PKCS#8 PEM; remembered, for the same few keys are used for everything. */
export function privateKeyOf(pem: string): KeyObject {
  return remembered(privateKeys, pem, createPrivateKey);
}

/** A certificate from its X.509 PEM; remembered likewise. */
export function certificateOf(pem: string): Certificate {
  return remembered(certificates, pem, read);
}

function read(pem: string): Certificate {
  const certificate = new X509Certificate(pem);
  return {
    publicKey: certificate.publicKey,
    issuer: certificate.issuer.split('\n').reverse().join(','),
    serial: BigInt(`0x${certificate.serialNumber}`).toString(),
    fingerprint: Buffer.from(certificate.fingerprint.replaceAll(':', ''), 'hex'),
  };
}

function remembered<T>(known: Map<string, T>, pem: string, make: (pem: string) => T): T {
  const found = known.get(pem);
  if (found !== undefined) return found;
  const made = make(pem);
  known.set(pem, made);
  return made;
}
