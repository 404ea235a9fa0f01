import { describe, expect, it } from 'vitest';
import { execution } from '../fixtures/builders';
import { parseRepeat, repetitionLines, seedOfRepetition } from './repetitions';

describe('repetitions', () => {
  it('have seeds that follow from the first', () => {
    expect([1, 2, 3].map((number) => seedOfRepetition('7', number))).toEqual(['7', '7-2', '7-3']);
  });

  it.each(['0', '-1', '1.5', 'x', '1001', ''])('are not %s times', (wanted) => {
    expect(() => parseRepeat(wanted)).toThrow('is no number of repetitions: give one from 1 to 1000.');
  });

  it('name what did not come out the same in all, with a seed for each outcome', () => {
    const same = execution('passed', { id: 'ST-A1-01' });
    const repetition = (seed: string, outcome: 'passed' | 'failed') => ({
      seed,
      executions: [same, execution(outcome, { id: 'ST-A1-02' })],
    });
    expect(
      repetitionLines([repetition('7', 'passed'), repetition('7-2', 'failed'), repetition('7-3', 'passed')]),
    ).toEqual([
      'ST-A1-02 in IOC-01 Active came out differently: passed 2 times (seed 7), failed 1 times (seed 7-2).',
      '3 repetitions of 2 executions: 1 execution came out differently.',
    ]);
    expect(repetitionLines([repetition('7', 'passed'), repetition('7-2', 'passed')])).toEqual([
      '2 repetitions of 2 executions: every execution had the same outcome in all of them.',
    ]);
    expect(repetitionLines([repetition('7', 'passed')])).toEqual([]);
  });
});
