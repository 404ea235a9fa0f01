import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import type { Element } from '@xmldom/xmldom';
import { certificateOf, privateKeyOf } from '../domain/pem';
import { childElements, parseXml, rootOf, XmlFault } from '../xml/parse';
import { base64At, branch, leaf, plainDocumentOf, textAt } from './elements';
import type { EncryptedFile, EncryptedInstallation, SealedSecrets, SecretsRecipient } from './encrypted-file';

/** Length of every device key, in bytes. */
const KEY_LENGTH = 32;
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;
/** First byte of a P-256 point that is written with both coordinates. */
const UNCOMPRESSED = 0x04;

/** One key of one device. */
export interface DeviceKey {
  readonly deviceId: string;
  readonly keyKind: 'Master' | 'Access';
  readonly keyVersion: number;
  /** 32 bytes, base64. */
  readonly key: string;
}

/** The plain text inside an encrypted installation. */
export interface DeviceSecrets {
  readonly installationId: string;
  readonly keys: readonly DeviceKey[];
}

/**
 * Seals secrets for the holder of a certificate: one ephemeral key for the file, one nonce for each installation.
 * @param certificate X.509 PEM of the recipient, P-256
 */
export function sealSecrets(
  certificate: string,
  fileId: string,
  recipient: SecretsRecipient,
  secrets: readonly DeviceSecrets[],
): SealedSecrets {
  const ephemeral = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const agreed = diffieHellman({
    privateKey: ephemeral.privateKey,
    publicKey: certificateOf(certificate).publicKey,
  });
  const key = fileKey(agreed, fileId, recipient);
  return {
    ephemeralPublicKey: pointOf(ephemeral.publicKey).toString('base64'),
    installations: secrets.map((one) => sealOne(key, one)),
  };
}

/** The secrets of a file for who holds the recipient's private key. */
export class OpenedSecrets {
  private readonly sealed: ReadonlyMap<string, EncryptedInstallation>;
  private key: KeyObject | undefined;

  /** @param privateKey PKCS#8 PEM of the recipient */
  constructor(
    private readonly privateKey: string,
    private readonly file: EncryptedFile,
  ) {
    this.sealed = new Map(file.installations.toReversed().map((one) => [one.installationId, one]));
  }

  /** Whether the file names an installation. */
  has(installationId: string): boolean {
    return this.sealed.has(installationId);
  }

  /**
   * Opens the secrets of one installation.
   * @returns undefined when they are not in the file, are not meant for this key, or are not what they should be
   */
  of(installationId: string): DeviceSecrets | undefined {
    const sealed = this.sealed.get(installationId);
    if (!sealed) return undefined;
    try {
      const plain = openOne((this.key ??= this.agreedKey()), sealed);
      const secrets = readSecrets(rootOf(parseXml(plain.toString('utf8'))));
      return secrets.installationId === installationId ? secrets : undefined;
    } catch {
      // Whatever is wrong with it, the recipient has no keys for this installation.
      return undefined;
    }
  }

  /** @throws Error when the file holds no key to agree with */
  private agreedKey(): KeyObject {
    const { ephemeralPublicKey, header, recipient } = this.file;
    const agreed = diffieHellman({
      privateKey: privateKeyOf(this.privateKey),
      publicKey: keyOf(Buffer.from(ephemeralPublicKey, 'base64')),
    });
    return fileKey(agreed, header.fileId, recipient);
  }
}

function sealOne(key: KeyObject, secrets: DeviceSecrets): EncryptedInstallation {
  const nonce = randomBytes(NONCE_LENGTH);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(secrets.installationId, 'utf8'));
  const text = Buffer.concat([cipher.update(writeSecrets(secrets), 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return {
    installationId: secrets.installationId,
    nonce: nonce.toString('base64'),
    cipherText: text.toString('base64'),
  };
}

/** @throws Error when the text was not sealed with this key for this installation. */
function openOne(key: KeyObject, sealed: EncryptedInstallation): Buffer {
  const text = Buffer.from(sealed.cipherText, 'base64');
  const end = text.length - TAG_LENGTH;
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.nonce, 'base64'), {
    authTagLength: TAG_LENGTH,
  })
    .setAAD(Buffer.from(sealed.installationId, 'utf8'))
    .setAuthTag(text.subarray(end));
  return Buffer.concat([decipher.update(text.subarray(0, end)), decipher.final()]);
}

function fileKey(agreed: Buffer, fileId: string, recipient: SecretsRecipient): KeyObject {
  return createSecretKey(new Uint8Array(hkdfSync('sha256', agreed, '', `MGEF:${fileId}:${recipient}`, KEY_LENGTH)));
}

function pointOf(key: KeyObject): Buffer {
  const { x, y } = key.export({ format: 'jwk' });
  return Buffer.concat([
    Buffer.from([UNCOMPRESSED]),
    Buffer.from(x ?? '', 'base64url'),
    Buffer.from(y ?? '', 'base64url'),
  ]);
}

/** @throws Error when the bytes are no point of P-256. */
function keyOf(point: Buffer): KeyObject {
  if (point.length !== 65 || point[0] !== UNCOMPRESSED) throw new XmlFault('The ephemeral key is no P-256 point.');
  const x = point.subarray(1, 33).toString('base64url');
  const y = point.subarray(33).toString('base64url');
  return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
}

function writeSecrets(secrets: DeviceSecrets): string {
  return plainDocumentOf(
    'DeviceSecrets',
    leaf('InstallationId', secrets.installationId),
    ...secrets.keys.map((key) =>
      branch(
        'DeviceKey',
        leaf('DeviceId', key.deviceId),
        leaf('KeyKind', key.keyKind),
        leaf('KeyVersion', key.keyVersion),
        leaf('Key', key.key),
      ),
    ),
  );
}

/** @throws XmlFault when it is no `DeviceSecrets` document with keys of the right length. */
function readSecrets(root: Element): DeviceSecrets {
  const [, ...items] = childElements(root);
  const keys = items.map((item) => ({
    deviceId: textAt(item, 'DeviceId'),
    keyKind: textAt(item, 'KeyKind') === 'Master' ? ('Master' as const) : ('Access' as const),
    keyVersion: Number(textAt(item, 'KeyVersion')),
    key: base64At(item, 'Key'),
  }));
  if (keys.some(({ key }) => Buffer.from(key, 'base64').length !== KEY_LENGTH)) {
    throw new XmlFault('A device key has the wrong length.');
  }
  return { installationId: textAt(root, 'InstallationId'), keys };
}
