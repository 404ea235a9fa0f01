import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readTrustedSigners, type TrustedSigner } from './trusted-signers';

const folder = mkdtempSync(path.join(tmpdir(), 'signers-'));
const file = path.join(folder, 'trusted-signers.csv');
afterAll(() => rmSync(folder, { recursive: true }));

function read(...rows: readonly string[]): TrustedSigner[] {
  writeFileSync(file, `${['publicKey,role,date,reference,provenance', ...rows].join('\n')}\n`);
  return readTrustedSigners(file);
}

const der = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' });
const REST = 'migration test manager,2026-11-02,Key list 3,MODEL';

describe('trusted signers', () => {
  it('may be none', () => expect(read()).toEqual([]));

  it('are named by the digest that packs and documents have', () => {
    const [signer] = read(`${der.toString('base64')},${REST}`);
    expect(signer).toMatchObject({
      fingerprint: createHash('sha256').update(der).digest('hex'),
      role: 'migration test manager',
      reference: 'Key list 3',
    });
    expect(signer?.pem).toContain('BEGIN PUBLIC KEY');
  });

  it('are refused where the key is none', () => {
    expect(() => read(`AAAA,${REST}`)).toThrow(/trusted-signers\.csv:2: field "publicKey": it is no public key in DER/);
  });

  it('are refused without a reference', () => {
    expect(() => read(`${der.toString('base64')},role,2026-11-02,,MODEL`)).toThrow('field "reference"');
  });
});
