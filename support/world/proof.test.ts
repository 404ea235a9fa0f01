import { expect, it } from 'vitest';
import { expectCount, expectEqual, expectFound, expectNone, expectThat } from './expectation';
import { NothingProvedError, watchStep } from './proof';

const AN_EXPECTATION: [string, () => unknown][] = [
  ['expectEqual', () => expectEqual('A', 1, 1)],
  ['expectFound', () => expectFound('A', 1)],
  ['expectNone', () => expectNone('A', [])],
  ['expectCount', () => expectCount('A', [], 0)],
  ['expectThat', () => expectThat(true, 'it to be so', 'it is not')],
];

it.each(AN_EXPECTATION)('a Then with %s proves something', (_name, compare) => {
  const end = watchStep('Outcome');
  compare();
  expect(end).not.toThrow();
});

it('a Then that goes through an empty list proves nothing', () => {
  const end = watchStep('Outcome');
  for (const value of [] as number[]) expectEqual('A', value, 1);
  expect(end).toThrow(NothingProvedError);
});

it('a Given and a When need not prove anything', () => {
  for (const kind of ['Context', 'Action', undefined]) expect(watchStep(kind)).not.toThrow();
});
