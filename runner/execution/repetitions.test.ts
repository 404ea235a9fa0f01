import { describe, expect, it } from 'vitest';
import { execution } from '../fixtures/builders';
import {
  parseRepeat,
  repeatRuns,
  repetitionLines,
  repetitionSummary,
  seedOfRepetition,
  type Repetition,
} from './repetitions';

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

  const passing = (number: number) => ({
    exitCode: number === 2 ? 1 : 0,
    repetition: {
      ...{ seed: seedOfRepetition('7', number), run: `first-${number}` },
      executions: [execution('passed'), execution('does-not-apply', { id: 'ST-A1-99' })],
    },
  });

  it('end with the gravest exit code, and tell after each what all have come to', async () => {
    const [said, told] = [[] as string[], [] as string[]];
    const onFinished = (finished: readonly Repetition[]): void => void told.push(repetitionSummary(finished, 3));
    const code = await repeatRuns({ times: 3, once: async (n) => passing(n), onFinished }, (line) => said.push(line));
    expect(code).toBe(1);
    expect(said).toEqual([
      ...[1, 2, 3].map((number) => `Repetition ${number} of 3.`),
      '3 repetitions of 2 executions: every execution had the same outcome in all of them.',
    ]);
    expect(told).toHaveLength(3);
    expect(told.at(1)).toContain('## 2 of 3 repetitions\n');
    expect(told.at(1)).toContain('- first-2: seed 7-2, 1 of 1 passed.\n');
  });

  it('that are broken off say which of them had finished', async () => {
    const broken = async (stopAt: number): Promise<string | undefined> => {
      const said: string[] = [];
      const once = async (number: number) => {
        if (number === stopAt) throw new Error('stopped');
        return passing(number);
      };
      await expect(repeatRuns({ times: 4, once }, (line) => said.push(line))).rejects.toThrow('stopped');
      return said.at(-1);
    };
    expect(await broken(3)).toBe(
      'Repetition 3 of 4 was broken off; these had finished: first-1 (seed 7), first-2 (seed 7-2).',
    );
    expect(await broken(1)).toBe('Repetition 1 of 4 was broken off; none had finished.');
  });
});
