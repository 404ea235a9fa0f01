import { describe, expect, it } from 'vitest';
import { failureOfText, failureSentence, UnmetExpectation, type ObservedFailure } from '../evidence/failure';
import { expectCount, expectEqual, expectFound, expectNone, expectThat, failExpectation } from './expectation';

/** The failure of an expectation that is not met. */
function failureIn(expectation: () => unknown): ObservedFailure {
  try {
    expectation();
  } catch (error) {
    if (error instanceof UnmetExpectation) return error.failure;
    throw error;
  }
  throw new Error('The expectation is met.');
}

const sentenceOf = (expectation: () => unknown): string => failureSentence(failureIn(expectation));

describe('the sentence of a failure', () => {
  it.each<[string, () => unknown]>([
    [
      'Expected the result of I-1 to be NotMigrated. Observed Migrated.',
      () => expectEqual('the result of I-1', 'Migrated', 'NotMigrated'),
    ],
    ['Expected the code to be absent. Observed SIM-WHL-02.', () => expectEqual('the code', 'SIM-WHL-02', undefined)],
    [
      'Expected the first slot to be none. Observed 1970-01-01 00:00 UTC.',
      () => expectEqual('the first slot', new Date(0), null),
    ],
    ['Expected the counter to have n 1. Observed n 2.', () => expectEqual('the counter', { n: 2n }, { n: 1n })],
    [
      'Expected the end to have state ConfigFailed, code SIM-CFG-22. Observed state ConfigApplied, code not given.',
      () => expectEqual('the end', { state: 'ConfigApplied' }, { state: 'ConfigFailed', code: 'SIM-CFG-22' }),
    ],
    [
      'Expected the file (entry 2, devices, entry 1) to have next firmware 2. Observed next firmware 1.',
      () =>
        expectEqual(
          'the file',
          [{ devices: [] }, { devices: [{ nextFirmware: 1 }] }],
          [{ devices: [] }, { devices: [{ nextFirmware: 2 }] }],
        ),
    ],
    ['Expected an alert for Avon Supply. Observed none.', () => expectFound('an alert for Avon Supply', undefined)],
    ['Expected no alert to be sent. Observed 2: N42; N16.', () => expectNone('alert to be sent', ['N42', 'N16'])],
    ['Expected the number of alerts to be 1. Observed 2: N42; N42.', () => expectCount('alerts', ['N42', 'N42'], 1)],
    ['Expected the number of alerts to be 1. Observed none.', () => expectCount('alerts', [], 1)],
    [
      'Expected the status to be accepted. Observed rejected (The MPAN is "1").',
      () => expectEqual('the status', 'rejected', 'accepted', { said: 'The MPAN is "1".' }),
    ],
    [
      'Expected the SIM to stay. Observed that it was moved.',
      () => expectThat(false, 'the SIM to stay', 'that it was moved'),
    ],
  ])('%s', (sentence, expectation) => expect(sentenceOf(expectation)).toBe(sentence));

  it('marks the entry of a long list that does not fit', () => {
    const alerts = Array.from({ length: 12 }, (_, index) => `N${String(10 + index)}`);
    expect(sentenceOf(() => expectEqual('the alerts', alerts.with(6, 'N99'), alerts))).toBe(
      'Expected the alerts to be 12 entries. Observed 12 entries; in place of N16: N99.',
    );
    expect(sentenceOf(() => expectEqual('the alerts', alerts.slice(1), alerts))).toBe(
      'Expected the alerts to be 12 entries. Observed 11 entries; lacking: N10.',
    );
    expect(sentenceOf(() => expectEqual('the alerts', ['A', 'B', 'B'], ['A', 'B']))).toBe(
      'Expected the alerts to be A and B. Observed A, B and B; too many: B.',
    );
    expect(sentenceOf(() => expectEqual('the alerts', ['B', 'A'], ['A', 'B']))).toBe(
      'Expected the alerts to be A and B. Observed B and A, in another order.',
    );
  });

  it('names as given no code that was due', () => {
    const observed = '1 of 40 do not fit: Applied in place of SIM-CFG-22 for installation 6';
    const failure = failureIn(() => failExpectation('every result to fit', observed, { due: 'SIM-CFG-22' }));
    expect(failure.code).toEqual({ due: 'SIM-CFG-22' });
    const other = failureIn(() => failExpectation('every result to fit', 'SIM-CFG-21 in place of SIM-CFG-22'));
    expect(other.code).toEqual({ given: 'SIM-CFG-21' });
  });

  it('can be read back from a text, and says of any other text that the step broke off', () => {
    const failure = failureIn(() => expectEqual('the code', 'SIM-KEY-01', 'SIM-WHL-02'));
    expect(failureOfText(failureSentence(failure))).toMatchObject({
      expected: failure.expected,
      observed: failure.observed,
    });
    expect(failureSentence(failureOfText('The row lacks a hub.'))).toBe(
      'Expected the step to be carried out. Observed that it broke off: The row lacks a hub.',
    );
    const late = 'function timed out, ensure the promise resolves within 300000 milliseconds';
    expect(failureSentence(failureOfText(late))).toBe(
      'Expected the step to end within 300 seconds. Observed no end by then.',
    );
  });
});

describe('a failure', () => {
  it('has the code that was due, the one that was given, who erred and where, and nothing that is not known', () => {
    const context = { party: 's1sp', device: 'ESME 1', file: undefined, said: '' } as const;
    expect(failureIn(() => expectEqual('the code', 'SIM-KEY-01', 'SIM-WHL-02', context))).toEqual({
      subject: 'the code',
      expected: 'the code to be SIM-WHL-02',
      observed: 'SIM-KEY-01',
      on: { device: 'ESME 1' },
      code: { due: 'SIM-WHL-02', given: 'SIM-KEY-01' },
      party: 's1sp',
    });
    expect(failureIn(() => expectFound('a file', undefined))).toEqual({
      subject: 'a file',
      expected: 'a file',
      observed: 'none',
      on: {},
    });
  });
});

describe('what is as expected', () => {
  it('goes by without a word', () => {
    expectEqual('the files', [{ a: 1 }], [{ a: 1 }]);
    expect(expectFound('a number', 0)).toBe(0);
    expectNone('alert', []);
    expectCount('alerts', ['N42'], 1);
    expectThat(true, 'it', 'that it is not');
  });
});
