import type { Element } from '@xmldom/xmldom';
import { base64At, branch, documentOf, leaf, listAt, textAt } from './elements';
import { readHeader, readReference, writeHeader, writeReference, type FileHeader, type FileReference } from './header';

/** Who a Migration Group Encrypted File can be meant for. */
export type SecretsRecipient = 's1sp' | 'dco';

/** The secrets of one installation, sealed for the recipient. */
export interface EncryptedInstallation {
  readonly installationId: string;
  /** 12 bytes, base64. */
  readonly nonce: string;
  /** Cipher text followed by the 16-byte tag, base64. */
  readonly cipherText: string;
}

/** What the encryption of a file leaves behind. */
export interface SealedSecrets {
  /** Uncompressed P-256 point, 65 bytes, base64. */
  readonly ephemeralPublicKey: string;
  readonly installations: readonly EncryptedInstallation[];
}

/** Migration Group Encrypted File (MGEF). */
export interface EncryptedFile extends SealedSecrets {
  readonly header: FileHeader;
  readonly commonFile: FileReference;
  readonly recipient: SecretsRecipient;
}

export function writeEncryptedFile(file: EncryptedFile): string {
  return documentOf(
    'MigrationGroupEncryptedFile',
    writeHeader(file.header),
    writeReference(file.commonFile),
    leaf('Recipient', file.recipient),
    leaf('EphemeralPublicKey', file.ephemeralPublicKey),
    branch('EncryptedInstallations', ...file.installations.map(writeInstallation)),
  );
}

export function readEncryptedFile(root: Element): EncryptedFile {
  return {
    header: readHeader(root),
    commonFile: readReference(root),
    recipient: textAt(root, 'Recipient') as SecretsRecipient,
    ephemeralPublicKey: base64At(root, 'EphemeralPublicKey'),
    installations: listAt(root, 'EncryptedInstallations', (item) => ({
      installationId: textAt(item, 'InstallationId'),
      nonce: base64At(item, 'Nonce'),
      cipherText: base64At(item, 'CipherText'),
    })),
  };
}

function writeInstallation(installation: EncryptedInstallation): string {
  return branch(
    'EncryptedInstallation',
    leaf('InstallationId', installation.installationId),
    leaf('Nonce', installation.nonce),
    leaf('CipherText', installation.cipherText),
  );
}
