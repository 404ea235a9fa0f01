import { describe, expect, it } from 'vitest';
import { defect, entry, omitWrite, reverse, rule } from './defect';
import { area, EffectiveRules, firstFault, takeSteps } from './rules';

const CHECKS = area('test-checks', {
  limit: 3,
  store: (kept: string[], value: string): void => void kept.push(value),
  checks: {
    first: (value: number): string | undefined => (value > 1 ? 'first' : undefined),
    second: (value: number): string | undefined => (value > 2 ? 'second' : undefined),
    third: (value: number): string | undefined => (value > 0 ? 'third' : undefined),
  },
});

const RULES = new EffectiveRules([
  defect(
    'raises-limit',
    rule(CHECKS, 'limit', (right) => right + 1),
  ),
  defect(
    'lowers-limit',
    rule(CHECKS, 'limit', (right) => right - 1),
  ),
  defect('forgets', omitWrite(CHECKS, 'store')),
  defect('skips-second', entry(CHECKS, 'checks', 'second').skip()),
  defect('third-first', entry(CHECKS, 'checks', 'third').moveBefore('first')),
  defect(
    'never-first',
    entry(CHECKS, 'checks', 'first').replace((right) => (value) => (right(value) ? undefined : 'x')),
  ),
  defect(
    'zeroth',
    entry(CHECKS, 'checks', 'second').insertBefore('extra', () => 'extra'),
  ),
  defect('backwards', reverse(CHECKS, 'checks')),
]);

function names(...on: string[]): string[] {
  RULES.switchOn(on);
  return Object.keys(RULES.of(CHECKS).checks);
}

describe('effective rules', () => {
  it('are the declared ones themselves while no defect is on', () => {
    RULES.switchOn([]);
    expect(RULES.of(CHECKS)).toBe(CHECKS.rules);
    RULES.switchOn(['of-another-service']);
    expect(RULES.of(CHECKS)).toBe(CHECKS.rules);
  });

  it('change by what is switched on, and leave the declared ones as they are', () => {
    RULES.switchOn(['raises-limit', 'forgets']);
    const kept: string[] = [];
    RULES.of(CHECKS).store(kept, 'a');
    expect([RULES.of(CHECKS).limit, kept, CHECKS.rules.limit]).toEqual([4, [], 3]);
    CHECKS.rules.store(kept, 'b');
    expect(kept).toEqual(['b']);
  });

  it('skip, move, insert, replace and reverse checks', () => {
    expect(names('skips-second')).toEqual(['first', 'third']);
    expect(names('third-first')).toEqual(['third', 'first', 'second']);
    expect(names('zeroth')).toEqual(['first', 'extra', 'second', 'third']);
    expect(names('backwards')).toEqual(['third', 'second', 'first']);
    expect(names('never-first')).toEqual(['first', 'second', 'third']);
    expect(RULES.of(CHECKS).checks.first(0)).toBe('x');
    expect(names('skips-second', 'third-first')).toEqual(['third', 'first']);
  });

  it('give the first fault in the order that holds', () => {
    RULES.switchOn([]);
    expect([0, 1, 2, 3].map((value) => firstFault(RULES.of(CHECKS).checks, value))).toEqual([
      undefined,
      'third',
      'first',
      'first',
    ]);
    RULES.switchOn(['backwards']);
    expect(firstFault(RULES.of(CHECKS).checks, 3)).toBe('third');
  });

  it('refuse two defects of one target, and name both', () => {
    expect(() => RULES.switchOn(['raises-limit', 'lowers-limit'])).toThrow(
      'The defects raises-limit and lowers-limit both bend test-checks.limit: switch one on.',
    );
  });
});

describe('steps', () => {
  it('are taken in their order, with the same context', () => {
    const taken: string[] = [];
    const steps = {
      first: (who: string): void => void taken.push(`first ${who}`),
      second: (who: string): void => void taken.push(`second ${who}`),
    };
    takeSteps(steps, 'me');
    expect(taken).toEqual(['first me', 'second me']);
  });
});
