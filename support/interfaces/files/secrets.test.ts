import { createDecipheriv, createECDH, createPrivateKey, hkdfSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeTestKey } from '../fixtures/test-keys';
import type { MigrationGroupEncryptedFile } from './migration-files';
import { openSecrets, readSecrets, sealSecrets, type InstallationSecrets } from './secrets';

const SECRETS: InstallationSecrets[] = ['I-1', 'I-2'].map((installationId) => ({
  installationId,
  keys: [
    {
      deviceId: '00-DB-12-E1-00-00-00-01',
      kind: 'Master' as const,
      version: 1,
      key: Buffer.alloc(32, installationId).toString('base64'),
    },
  ],
}));
const FILE = {
  header: {
    fileId: 'RP-9',
    sender: 'requesting-party' as const,
    groupId: 'AA',
    sequenceCounter: 1n,
    createdAt: '2019-06-04T08:00:00Z',
  },
  recipient: 'dco' as const,
};

let certificate: string;
let privateKey: string;
let file: MigrationGroupEncryptedFile;

beforeAll(async () => {
  ({ certificate, privateKey } = await makeTestKey('01'));
  const sealed = await sealSecrets(FILE, certificate, SECRETS);
  file = { kind: 'MGEF', ...FILE, commonFile: { fileId: 'RP-8', digest: '' }, ...sealed };
});

describe('secrets', () => {
  it('open for their recipient', async () => {
    expect(await openSecrets(file, privateKey, 'I-1')).toEqual(SECRETS[0]);
    expect(await openSecrets(file, privateKey, 'I-2')).toEqual(SECRETS[1]);
  });

  it('open by another implementation of the published rule', () => {
    const { d } = createPrivateKey(privateKey).export({ format: 'jwk' });
    const own = createECDH('prime256v1');
    own.setPrivateKey(Buffer.from(d ?? '', 'base64url'));
    const shared = own.computeSecret(Buffer.from(file.ephemeralPublicKey, 'base64'));
    const key = Buffer.from(hkdfSync('sha256', shared, Buffer.alloc(0), 'MGEF:RP-9:dco', 32));
    const [sealed] = file.installations;
    const bytes = Buffer.from(sealed?.cipherText ?? '', 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed?.nonce ?? '', 'base64'))
      .setAAD(Buffer.from('I-1'))
      .setAuthTag(bytes.subarray(-16));
    const plain = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
    expect(readSecrets(plain.toString('utf8'))).toEqual(SECRETS[0]);
  });

  it('do not open under another file id, recipient or installation, nor twice with the same nonce', async () => {
    const moved = { ...file, header: { ...file.header, fileId: 'RP-10' } };
    await expect(openSecrets(moved, privateKey, 'I-1')).rejects.toThrow('do not open with this key');
    await expect(openSecrets({ ...file, recipient: 's1sp' }, privateKey, 'I-1')).rejects.toThrow('do not open');
    const [first, second] = file.installations;
    const swapped = [first, second].map((own, index) => ({
      ...(index === 0 ? second : first),
      installationId: own?.installationId ?? '',
    }));
    const confused = { ...file, installations: swapped as typeof file.installations };
    await expect(openSecrets(confused, privateKey, 'I-1')).rejects.toThrow('do not open');
    await expect(openSecrets(file, privateKey, 'I-3')).rejects.toThrow('holds nothing for I-3');
    expect(first?.nonce).not.toBe(second?.nonce);
  });
});
