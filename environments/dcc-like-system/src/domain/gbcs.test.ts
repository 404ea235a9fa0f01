import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceKeysFrom, isSignedBy, partsOf, readCommand, signLine } from './gbcs';

/** Everything that a command has to say. */
const WHOLE = { service: '7.2', from: 'A', to: 'B', counter: '1', operation: 'act', body: { name: 'disable-supply' } };
const KEYS = deviceKeysFrom('a meter');

describe('the keys of a SMETS2+ device', () => {
  it('depend on nothing but their source', () => {
    expect(deviceKeysFrom('a meter')).toEqual(KEYS);
    expect(deviceKeysFrom('another meter').publicKey).not.toBe(KEYS.publicKey);
  });
});

describe('a signed line', () => {
  it('holds for its signer alone, and only unchanged', () => {
    fc.assert(
      fc.property(fc.json(), (value) => {
        const line = value.replaceAll('\n', ' ');
        const signed = partsOf(signLine(line, KEYS.privateKey));
        expect(signed.line).toBe(line);
        expect(isSignedBy(signed, KEYS.publicKey)).toBe(true);
        expect(isSignedBy(signed, deviceKeysFrom('another meter').publicKey)).toBe(false);
        expect(isSignedBy({ ...signed, line: `${line} ` }, KEYS.publicKey)).toBe(false);
      }),
      { numRuns: 25 },
    );
  });

  it('does not hold without a signature, or where nobody knows the key', () => {
    expect(isSignedBy({ line: '{}' }, KEYS.publicKey)).toBe(false);
    expect(isSignedBy(partsOf(signLine('{}', KEYS.privateKey)), undefined)).toBe(false);
  });
});

describe('a command', () => {
  it('is read where it names its service, its device and a counter', () => {
    const line = JSON.stringify({ ...WHOLE, counter: '18446744073709551615' });
    expect(readCommand(line)).toMatchObject({ service: '7.2', counter: '18446744073709551615' });
  });

  it.each([
    '',
    'no JSON',
    'null',
    ...Object.keys(WHOLE).map((name) => JSON.stringify({ ...WHOLE, [name]: undefined })),
    JSON.stringify({ ...WHOLE, counter: '-1' }),
  ])('is none where it says %j', (line) => {
    expect(readCommand(line)).toBeUndefined();
  });
});
