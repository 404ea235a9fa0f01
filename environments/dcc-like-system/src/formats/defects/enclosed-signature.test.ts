import { beforeAll, describe, expect, it } from 'vitest';
import { makeCredentials } from '../../lab/credentials';
import { sign, verify, type SigningKey } from '../../xml/signature';
import { signerOfEnclosed } from './enclosed-signature';

const DOCUMENT =
  '<?xml version="1.0" encoding="UTF-8"?>\n<File xmlns="urn:x" a="1">\n  <Name>Ünï &amp; co</Name>\n</File>';

let key: SigningKey;
let certificates: Record<string, string>;

beforeAll(async () => {
  const { s1sp } = (await makeCredentials(['s1sp'])).roles;
  if (!s1sp) throw new Error('no key of s1sp');
  key = s1sp;
  certificates = { s1sp: s1sp.certificate };
});

/** A forged copy that carries the signature of an original, which lies inside it. */
function wrapped(signed: string, inside: (original: string, signature: string) => string): string {
  const original = signed.replace(/^<\?.*?\?>\s*/, '');
  const [signature = ''] = /<Signature .*<\/Signature>/s.exec(original) ?? [];
  const holder = signature.replace('</Signature>', `<Object>${inside(original, signature)}</Object></Signature>`);
  return original.replace('a="1"', 'a="forged"').replace(signature, holder);
}

describe('a signed document inside the signature of a forged copy', () => {
  it.each([
    ['without its signature', (original: string, signature: string) => original.replace(signature, '')],
    ['with its signature', (original: string) => original],
  ])('%s is found as its signer, and never taken for a signature of the copy', (_what, inside) => {
    const forged = wrapped(sign(DOCUMENT, key), inside);
    expect(verify(forged, certificates)).toHaveProperty('fault', expect.stringMatching(/nothing else/));
    expect(signerOfEnclosed(forged, certificates)).toBe('s1sp');
    expect(signerOfEnclosed(sign(DOCUMENT, key), certificates)).toBeUndefined();
  });
});
