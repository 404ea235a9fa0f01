import { describe, expect, it } from 'vitest';
import { RunningStep } from './running-step';

describe('what has travelled since the act of a scenario began', () => {
  const countedIn = (...steps: readonly (readonly [kind: string, messages: number])[]): number => {
    const step = new RunningStep({ beginStep: () => undefined, endStep: () => undefined } as never);
    for (const [kind, messages] of steps) {
      step.begin(kind, messages);
      step.end();
    }
    return step.messagesBeforeAct;
  };

  it.each([
    [
      'is everything where there is no When',
      [
        ['Context', 0],
        ['Outcome', 7],
      ],
      0,
    ],
    [
      'leaves out what a Given brought about',
      [
        ['Context', 0],
        ['Action', 7],
        ['Outcome', 9],
      ],
      7,
    ],
    [
      'begins with the When, not with its And',
      [
        ['Context', 0],
        ['Action', 7],
        ['Action', 9],
      ],
      7,
    ],
    [
      'begins anew with a further When of a console',
      [
        ['Action', 3],
        ['Outcome', 5],
        ['Action', 8],
      ],
      8,
    ],
  ] as const)('%s', (_name, steps, count) => {
    expect(countedIn(...steps)).toBe(count);
  });
});
