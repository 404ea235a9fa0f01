import { describe, expect, it } from 'vitest';
import { expectEqual, expectFound, expectNone, expectThat } from './expectation';

describe('what a tester reads', () => {
  it('is what was expected, what came, and where', () => {
    expect(() => expectEqual('Result of I-1', 'Migrated', 'NotMigrated', 'COF_AA_1.xml')).toThrow(
      'Result of I-1: expected "NotMigrated", came "Migrated" (COF_AA_1.xml).',
    );
    expect(() => expectEqual('Counter', { n: 2n }, { n: 1n })).toThrow('Counter: expected {"n":"1"}, came {"n":"2"}.');
    expect(() => expectEqual('At', new Date(0), undefined)).toThrow('expected nothing, came 1970-01-01T00:00:00.000Z');
  });
  it('is that something is missing, or there and should not be', () => {
    expect(() => expectFound('The outcome', undefined, 'the outcomes of Avon Supply')).toThrow(
      'The outcome: expected, but there is none (the outcomes of Avon Supply).',
    );
    expect(() => expectNone('Alerts', ['N42'])).toThrow('Alerts: expected none, came 1 ("N42").');
    expect(() => expectThat(false, 'The SMSO still reaches the hub.', 'SIM 89')).toThrow(
      'The SMSO still reaches the hub (SIM 89).',
    );
  });
});

describe('what is as expected', () => {
  it('goes by without a word', () => {
    expectEqual('Files', [{ a: 1 }], [{ a: 1 }]);
    expect(expectFound('A number', 0)).toBe(0);
    expectNone('Alerts', []);
    expectThat(true, 'It is not.');
  });
});
