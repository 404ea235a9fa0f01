import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { PemConverter, X509CertificateGenerator } from '@peculiar/x509';
import type { SigningKey } from './signature';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/**
 * A throw-away key with a certificate of its own, for unit tests.
 * @param serialNumber hexadecimal
 */
export async function makeTestKey(serialNumber: string): Promise<SigningKey> {
  const keys = (await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])) as CryptoKeyPair;
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=TEST-Z1,OU=07',
    serialNumber,
    notBefore: new Date('2018-01-01T00:00:00Z'),
    notAfter: new Date('2038-01-01T00:00:00Z'),
    keys,
    signingAlgorithm: ALGORITHM,
  });
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { privateKey: PemConverter.encode(pkcs8, 'PRIVATE KEY'), certificate: certificate.toString('pem') };
}
