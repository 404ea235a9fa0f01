import { describe, expect, it } from 'vitest';
import { savedSteps } from './saved-steps';

const said = (...steps: readonly string[]): { step: string; isDone: boolean }[] =>
  steps.map((step) => ({ step: step.replace(/^!/, ''), isDone: !step.startsWith('!') }));

describe('what was said, as a scenario', () => {
  it('has one When, before which all that was done is a Given, and And where a keyword goes on', () => {
    expect(savedSteps(said('Given a', 'Given b', 'When c', 'Then d', 'When e', 'When f', 'Then g', 'Then h'))).toEqual([
      ...['Given a', 'And b', 'And c', 'Then d'],
      ...['When e', 'And f', 'Then g', 'And h'],
    ]);
  });

  it('leaves out a Then that failed, and nothing else that failed', () => {
    expect(savedSteps(said('Given a', 'When b', '!Then c', 'Then d'))).toEqual(['Given a', 'When b', 'Then d']);
    expect(() => savedSteps(said('Given a', '!When b', 'Then d'))).toThrow('"When b" has failed');
    expect(() => savedSteps([])).toThrow('Nothing has been said yet');
  });

  it('is no scenario where nothing is observed, or a world is made after the act', () => {
    expect(() => savedSteps(said('Given a', 'When b'))).toThrow('Nothing is observed after the last act');
    expect(() => savedSteps(said('Given a', 'When b', 'Given c', 'Then d'))).toThrow(
      '"Given c" was said after the last When: a scenario builds its world first.',
    );
    // A world that is made between two acts stands before the last one.
    expect(savedSteps(said('When a', 'Given b', 'When c', 'Then d'))).toEqual(['Given a', 'And b', 'When c', 'Then d']);
  });
});
