import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { messagesOf, normalisedTranscript } from './normalise';
import type { TranscriptMessage } from './trail';

function message(body: string, changes: Partial<TranscriptMessage> = {}): TranscriptMessage {
  return { n: 1, at: '2019-05-14T09:00:00.000Z', from: 's1sp', to: 'dco', kind: 'key-check', body, ...changes };
}

/** The body of the only message, normalised. */
function normal(body: string): string {
  return normalisedTranscript([message(body)])
    .split('\n')
    .slice(1)
    .join('\n');
}

const hex = (digits: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789ABCDEF'.split('')), minLength: digits, maxLength: digits });

const eui = fc.array(hex(2), { minLength: 8, maxLength: 8 }).map((pairs) => pairs.join('-'));

describe('a normalised transcript', () => {
  it('names what varies with the seed by its kind and its first appearance', () => {
    expect(normal('{"at":"2019-05-14T09:00:00.000Z","device":"00-DB-12-34-56-78-90-A0"}')).toBe(
      '{"at":"<time-1>","device":"<eui-1>"}',
    );
    expect(normal('<Nonce>abcdEFGHabcdEFGH</Nonce><Digest>3K4Wgsspeta5cYw=</Digest>')).toBe(
      '<Nonce><data-1></Nonce><Digest>"x'.replace('"x', '<data-2></Digest>'),
    );
    expect(normal('"1234567" "1234567" "7654321" 12345')).toBe('"<number-1>" "<number-1>" "<number-2>" 12345');
  });

  it('names a number alike, whether it has seven digits or eight, or letters among them', () => {
    for (const number of ['1234567', '12345678', '1234ABCD']) {
      expect(normal(`<Value>${number}</Value>`)).toBe('<Value><number-1></Value>');
    }
  });

  it('holds what was answered to whoever asked, after the messages, with the same names', () => {
    const answer = (body: string): string =>
      normalisedTranscript(
        [message('00-DB-12-34-56-78-90-A0')],
        [{ name: 'Result of the authorisation', detail: 'Avon Supply -> Migration Control Centre', status: 200, body }],
      );
    expect(messagesOf(answer('{"device":"00-DB-12-34-56-78-90-A0","code":"SIM-AUT-01"}'))[1]).toBe(
      'Result of the authorisation, Avon Supply -> Migration Control Centre: answer 200\n{"device":"<eui-1>","code":"SIM-AUT-01"}',
    );
    expect(answer('{"code":"SIM-AUT-01"}')).not.toBe(answer('{"code":"SIM-AUT-02"}'));
  });

  it('is the same in whatever order parties were asked side by side', () => {
    const answers = ['DCO', 'S1SP'].map((party) => ({
      name: 'Register of files',
      detail: `Tester -> ${party} (1234567)`,
      status: 200,
      body: party,
    }));
    expect(normalisedTranscript([], answers.toReversed())).toBe(normalisedTranscript([], answers));
  });

  it('tells a long answer by its status alone: of thousands of numbers two are alike by chance', () => {
    const told = (length: number): string =>
      normalisedTranscript([], [{ name: 'A list', status: 200, body: 'x '.repeat(length / 2) }]);
    expect(told(1 << 16)).toContain('x x x');
    expect(told((1 << 16) + 2)).toBe('A list, : answer 200\n(a long list)');
  });

  it('takes what is encoded as a whole, however it begins', () => {
    const rest = 'x'.repeat(50);
    for (const beginning of ['1234567', 'abcdef12/', 'AbC', '12345678+']) {
      expect(normal(`"${beginning}${rest}=="`)).toBe('"<data-1>"');
      expect(normal(`"${beginning}Zk9Qw2+/aBcDeF=="`)).toBe('"<data-1>"');
    }
  });

  it('takes any key, hash or signature as a whole', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 96 }), (bytes) => {
        expect(normal(`{"value":"${Buffer.from(bytes).toString('base64')}"}`)).toBe('{"value":"<data-1>"}');
      }),
      { numRuns: 500 },
    );
  });

  it('keeps words, codes, short numbers and versions', () => {
    const plain = '<MigrationCommonFile><Code>SIM-WHL-02</Code><Attempt>3</Attempt><Firmware>3.1.0</Firmware>';
    expect(normal(plain)).toBe(plain);
    expect(normal('schemaLocationOfTheFile="urn:x"')).toBe('schemaLocationOfTheFile="urn:x"');
  });

  it('is the same whatever the identifiers, as long as equal ones stay equal', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(eui, { minLength: 2, maxLength: 2 }),
        fc.uniqueArray(eui, { minLength: 2, maxLength: 2 }),
        (one, other) => {
          const of = ([first = '', second = '']: readonly string[]): string =>
            normalisedTranscript([
              message(`${first} reads ${second}`),
              message(`${second} answers ${first}`, { n: 2 }),
            ]);
          expect(of(one)).toBe(of(other));
        },
      ),
    );
  });

  it('differs where another device answers, another code is given, or a message lacks', () => {
    const [a, b] = ['00-DB-12-34-56-78-90-A0', '00-DB-12-34-56-78-90-A1'];
    expect(normal(`${a} ${b} ${a}`)).not.toBe(normal(`${a} ${b} ${b}`));
    expect(normal('"SIM-WHL-01"')).not.toBe(normal('"SIM-WHL-02"'));
    const two = normalisedTranscript([message('x'), message('y', { n: 2 })]);
    expect(messagesOf(two)).toHaveLength(2);
    expect(two).not.toBe(normalisedTranscript([message('x')]));
    expect(messagesOf(normalisedTranscript([]))).toEqual([]);
  });

  it('puts messages in the order of their instants', () => {
    const late = message('late', { at: '2019-05-14T10:00:00.000Z' });
    expect(messagesOf(normalisedTranscript([late, message('early', { n: 2 })]))[0]).toContain('early');
  });
});
