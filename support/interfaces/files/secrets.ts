import { webcrypto } from 'node:crypto';
import { X509Certificate } from '@peculiar/x509';
import { derOf } from '../certificates';
import { element, XmlReader } from '../xml';
import { FILES_NAMESPACE, type EncryptedInstallation, type MigrationGroupEncryptedFile } from './migration-files';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
const { subtle } = webcrypto;

/** One key of one device. */
interface DeviceKey {
  readonly deviceId: string;
  readonly kind: 'Master' | 'Access';
  readonly version: number;
  /** 32 bytes, base64. */
  readonly key: string;
}

/** The keys of one installation: what a Migration Group Encrypted File carries for it. */
export interface InstallationSecrets {
  readonly installationId: string;
  readonly keys: readonly DeviceKey[];
}

/** Writes the plain text of one installation's secrets. */
function writeSecrets({ installationId, keys }: InstallationSecrets): string {
  const content = keys.map(({ deviceId, kind, version, key }) =>
    element('DeviceKey', [
      element('DeviceId', deviceId),
      element('KeyKind', kind),
      element('KeyVersion', version),
      element('Key', key),
    ]),
  );
  return element('DeviceSecrets', [element('InstallationId', installationId), ...content], { xmlns: FILES_NAMESPACE });
}

/** Reads the plain text of one installation's secrets. @throws UnreadableXml when it is something else */
export function readSecrets(xml: string): InstallationSecrets {
  const root = XmlReader.of(xml, FILES_NAMESPACE);
  return {
    installationId: root.textOf('InstallationId'),
    keys: root.all('DeviceKey').map((key) => ({
      deviceId: key.textOf('DeviceId'),
      kind: key.choiceOf('KeyKind', ['Master', 'Access']),
      version: Number(key.textOf('KeyVersion')),
      key: key.textOf('Key').replace(/\s/g, ''),
    })),
  };
}

/** What a Migration Group Encrypted File is made from, beside its header and reference. */
export interface Sealed {
  readonly ephemeralPublicKey: string;
  readonly installations: readonly EncryptedInstallation[];
}

/**
 * Encrypts installations' secrets for a recipient with a fresh ephemeral key.
 * @param file the file they go into: its id and recipient are bound to the key
 * @param recipientCertificate X.509 PEM of whoever shall be able to read them
 */
export async function sealSecrets(
  file: Pick<MigrationGroupEncryptedFile, 'header' | 'recipient'>,
  recipientCertificate: string,
  secrets: readonly InstallationSecrets[],
): Promise<Sealed> {
  const ephemeral = await subtle.generateKey(CURVE, true, ['deriveBits']);
  const spki = new X509Certificate(recipientCertificate).publicKey.rawData;
  const recipient = await subtle.importKey('spki', spki, CURVE, false, []);
  const key = await contentKey(ephemeral.privateKey, recipient, file, ['encrypt']);
  const installations: EncryptedInstallation[] = [];
  for (const [index, secret] of secrets.entries()) {
    // The content key is used for this file alone, so that a number is nonce enough.
    const nonce = new Uint8Array(12);
    new DataView(nonce.buffer).setUint32(8, index + 1);
    const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: Buffer.from(secret.installationId) };
    const cipherText = await subtle.encrypt(algorithm, key, Buffer.from(writeSecrets(secret)));
    installations.push({
      installationId: secret.installationId,
      nonce: Buffer.from(nonce).toString('base64'),
      cipherText: Buffer.from(cipherText).toString('base64'),
    });
  }
  const point = await subtle.exportKey('raw', ephemeral.publicKey);
  return { ephemeralPublicKey: Buffer.from(point).toString('base64'), installations };
}

/**
 * Opens one installation's secrets with the recipient's key.
 * @param privateKey PKCS#8 PEM
 * @throws Error in one sentence when they are not there or do not open with this key
 */
export async function openSecrets(
  file: MigrationGroupEncryptedFile,
  privateKey: string,
  installationId: string,
): Promise<InstallationSecrets> {
  const sealed = file.installations.find((installation) => installation.installationId === installationId);
  if (!sealed) throw new Error(`The encrypted file ${file.header.fileId} holds nothing for ${installationId}.`);
  const own = await subtle.importKey('pkcs8', derOf(privateKey), CURVE, false, ['deriveBits']);
  const point = Buffer.from(file.ephemeralPublicKey, 'base64');
  const ephemeral = await subtle.importKey('raw', point, CURVE, false, []);
  const key = await contentKey(own, ephemeral, file, ['decrypt']);
  const algorithm = {
    name: 'AES-GCM',
    iv: Buffer.from(sealed.nonce, 'base64'),
    additionalData: Buffer.from(installationId),
  };
  try {
    const plain = await subtle.decrypt(algorithm, key, Buffer.from(sealed.cipherText, 'base64'));
    return readSecrets(Buffer.from(plain).toString('utf8'));
  } catch (cause) {
    throw new Error(`The secrets of ${installationId} in ${file.header.fileId} do not open with this key.`, { cause });
  }
}

type Keys = webcrypto.CryptoKey;

async function contentKey(
  own: Keys,
  theirs: Keys,
  { header, recipient }: Pick<MigrationGroupEncryptedFile, 'header' | 'recipient'>,
  usages: ('encrypt' | 'decrypt')[],
): Promise<Keys> {
  const shared = await subtle.deriveBits({ name: 'ECDH', public: theirs }, own, 256);
  const material = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const info = Buffer.from(`MGEF:${header.fileId}:${recipient}`);
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
  return subtle.deriveKey(derivation, material, { name: 'AES-GCM', length: 256 }, false, usages);
}
