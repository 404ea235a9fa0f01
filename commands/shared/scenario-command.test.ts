import { expect, it } from 'vitest';
import { execution } from '../../runner/fixtures/builders';
import { exitCodeOf } from './scenario-command';

it('ends well only where something was proved', () => {
  const passed = execution('passed');
  const aside = execution('does-not-apply');
  expect(exitCodeOf([passed, aside])).toBe(0);
  expect(exitCodeOf([passed, execution('failed')])).toBe(1);
  expect(exitCodeOf([passed, execution('not-run-here')])).toBe(2);
  expect(exitCodeOf([aside])).toBe(2);
});
