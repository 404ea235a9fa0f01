import 'reflect-metadata';
import { createHmac, randomBytes, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { Organisation, ServiceName } from '../../../environment';
import { DEVICE_MAKER } from '../domain/firmware-image';
import { ORGANISATIONS } from './organisations';

/** Roles of the TMAD that sign files or messages. */
const SIGNING_ROLES: readonly ServiceName[] = ['requesting-party', 'commissioning-party', 's1sp', 'dco', 'dsp', 'mcc'];

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
/** Certificates hold for the years that virtual time can reach. */
const NOT_BEFORE = new Date('2018-01-01T00:00:00Z');
const NOT_AFTER = new Date('2038-01-01T00:00:00Z');

/** A key and the certificate that binds it to a role. */
export interface KeyAndCertificate {
  /** PKCS#8 PEM. */
  readonly privateKey: string;
  /** X.509 PEM. */
  readonly certificate: string;
}

/** Throw-away credentials of one environment, made when it starts and gone when it ends. */
export interface Credentials {
  readonly trustAnchor: string;
  readonly roles: Readonly<Record<string, KeyAndCertificate>>;
  readonly organisations: readonly Organisation[];
  readonly partyTokens: Readonly<Record<string, string>>;
  readonly labToken: string;
}

/** Makes the test PKI, the tokens and the portal passwords of one environment. Nothing of it is ever stored in the project. */
export async function makeCredentials(services: readonly ServiceName[]): Promise<Credentials> {
  x509.cryptoProvider.set(webcrypto as Crypto);
  const secret = randomBytes(32);
  const token = (purpose: string): string =>
    createHmac('sha256', secret).update(purpose).digest('base64url').slice(0, 32);
  const authority = await Authority.create();

  const roles: Record<string, KeyAndCertificate> = {};
  for (const role of services) {
    // Roles without a signature of their own (WAN, devices, SMSO) still get a key: one rule for all.
    const unit = SIGNING_ROLES.includes(role) ? '07' : '99';
    roles[role] = await authority.issue(role, unit);
  }
  roles[DEVICE_MAKER] = await authority.issue(DEVICE_MAKER, '99');
  const organisations: Organisation[] = [];
  for (const organisation of ORGANISATIONS) {
    organisations.push({
      ...organisation,
      ...(await authority.issue(organisation.eui, '02')),
      token: token(`organisation ${organisation.eui}`),
      receiverToken: token(`receiver ${organisation.eui}`),
      portal: { user: organisation.key, password: token(`portal ${organisation.eui}`) },
    });
  }
  const partyTokens = Object.fromEntries(services.map((role) => [role, token(`party ${role}`)]));
  return { trustAnchor: authority.certificate, roles, organisations, partyTokens, labToken: token('lab') };
}

/** Issues the certificates of the test PKI. */
class Authority {
  private serial = 0;

  private constructor(
    private readonly keys: CryptoKeyPair,
    private readonly root: x509.X509Certificate,
  ) {}

  /** The issuer's name has the shape of the public test PKI (SOURCED: `CN=Z1,OU=07`). */
  static async create(): Promise<Authority> {
    const keys = await generateKeys();
    const root = await x509.X509CertificateGenerator.createSelfSigned({
      serialNumber: '01',
      name: 'CN=SIM-Z1,OU=07',
      notBefore: NOT_BEFORE,
      notAfter: NOT_AFTER,
      keys,
      signingAlgorithm: ALGORITHM,
      extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
    });
    return new Authority(keys, root);
  }

  get certificate(): string {
    return this.root.toString('pem');
  }

  async issue(subject: string, unit: string): Promise<KeyAndCertificate> {
    const keys = await generateKeys();
    this.serial += 1;
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: (0x1000 + this.serial).toString(16),
      subject: `CN=${subject},OU=${unit}`,
      issuer: this.root.subject,
      notBefore: NOT_BEFORE,
      notAfter: NOT_AFTER,
      signingKey: this.keys.privateKey,
      publicKey: keys.publicKey,
      signingAlgorithm: ALGORITHM,
    });
    const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
    return { privateKey: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'), certificate: certificate.toString('pem') };
  }
}

async function generateKeys(): Promise<CryptoKeyPair> {
  return (await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])) as CryptoKeyPair;
}
