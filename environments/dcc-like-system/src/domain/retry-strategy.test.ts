import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RetryStrategy, retryStrategyIn } from './retry-strategy';

const COLUMNS = 'code,class,triesAtMinutes,afterwards,provenance';
const from = (...lines: string[]): RetryStrategy => RetryStrategy.from([COLUMNS, ...lines].join('\n'), ['X-1', 'X-2']);

describe('the published strategy', () => {
  const strategy = retryStrategyIn(join(__dirname, '../../../contracts'));

  it('is whole: every published code that an outcome can carry has its class', () => {
    expect(strategy.of('SIM-COM-01')).toEqual({ retryClass: 'A', triesAtMinutes: [0, 15, 60], afterwards: 'B' });
    expect(strategy.of('SIM-SIM-01').afterwards).toBe('B');
    expect(strategy.of('SIM-CPV-13').afterwards).toBe('C');
  });

  it('raises what nobody has classified', () => {
    expect(strategy.of('SIM-XYZ-99').afterwards).toBe('D');
    expect(strategy.of(undefined).afterwards).toBe('D');
  });

  it('is read once', () => {
    expect(retryStrategyIn(join(__dirname, '../../../contracts'))).toBe(strategy);
  });
});

describe('a strategy', () => {
  it('gives class A its tries and what follows them', () => {
    const strategy = from('X-1,A,0 5 30,C,MODEL', 'X-2,D,,,SOURCED: a text');
    expect(strategy.of('X-1')).toEqual({ retryClass: 'A', triesAtMinutes: [0, 5, 30], afterwards: 'C' });
    expect(strategy.of('X-2')).toEqual({ retryClass: 'D', triesAtMinutes: [0], afterwards: 'D' });
  });

  it.each([
    ['an unknown code', ['X-9,B,,,MODEL'], 'line 2 (X-9): no outcome can carry this code'],
    ['a code twice', ['X-1,B,,,MODEL', 'X-1,C,,,MODEL'], 'line 3 (X-1): the code stands twice'],
    ['a code without a line', ['X-1,B,,,MODEL'], 'the code X-2 has no line'],
    ['an unknown class', ['X-1,E,,,MODEL'], 'class must be A, B, C or D'],
    ['no provenance', ['X-1,B,,,'], 'provenance must begin with'],
    ['class A without tries', ['X-1,A,,B,MODEL'], 'triesAtMinutes must begin with 0'],
    ['class A with one try', ['X-1,A,0,B,MODEL'], 'triesAtMinutes must begin with 0'],
    ['waits that do not grow', ['X-1,A,0 15 30,B,MODEL'], 'growing waits'],
    ['class A without an end', ['X-1,A,0 15 60,A,MODEL'], 'afterwards must be B, C or D'],
    ['tries of another class', ['X-1,B,0 15 60,,MODEL'], 'only class A has triesAtMinutes'],
  ])('with %s is refused', (_what, lines, message) => {
    expect(() => from(...lines)).toThrow(message);
  });

  it('with other columns is refused', () => {
    expect(() => RetryStrategy.from('code,class\nX-1,B', ['X-1'])).toThrow('line 1: the columns must be');
  });
});
