import { describe, expect, it } from 'vitest';
import { arrangementOf, orderText, parseOrder } from './execution-order';
import { keyOfPlanned, type PlannedExecution } from './planned-execution';

/** Executions with what an order looks at: ids 1 to 8 in each of two cells. */
const PLANNED = ['IOC-01', 'IOC-02'].flatMap((dmc) =>
  Array.from({ length: 8 }, (_, index) => {
    const planned = { scenario: { id: `ST-A1-${index + 1}` }, dmc: { id: dmc }, phase: 'Active', stage: 'Main' };
    return planned as PlannedExecution;
  }),
);

const keys = (executions: readonly PlannedExecution[]): string[] => executions.map(keyOfPlanned);
const arranged = (wanted: string | undefined, recorded: readonly string[] = []): string[] =>
  keys(arrangementOf(parseOrder(wanted), () => recorded)(PLANNED));

describe('the order of executions', () => {
  it('is the planned one unless another is asked for', () => {
    expect(arranged(undefined)).toEqual(keys(PLANNED));
    expect(orderText(parseOrder(undefined))).toBeUndefined();
  });

  it('is by lot the same for a seed and another for another, with all executions and cells together', () => {
    const seven = arranged('random:7');
    expect(seven).toEqual(arranged('random:7'));
    expect(seven).not.toEqual(arranged('random:8'));
    expect(seven).not.toEqual(keys(PLANNED));
    expect(seven.toSorted()).toEqual(keys(PLANNED).toSorted());
    const cells = seven.map((key) => (JSON.parse(key) as string[])[1]);
    expect(cells.filter((cell, index) => cell !== cells[index - 1])).toHaveLength(2);
  });

  it('has a drawn seed where none is given, which gives it again', () => {
    const order = parseOrder('random');
    expect(orderText(order)).toMatch(/^random:[0-9a-f]{8}$/);
    expect(parseOrder(orderText(order))).toEqual(order);
    expect(parseOrder('random')).not.toEqual(order);
  });

  it('is that of an earlier run, with what it did not run behind', () => {
    const [first, second, third, ...rest] = keys(PLANNED);
    expect(arranged('recorded:x', [third ?? '', first ?? ''])).toEqual([third, first, second, ...rest]);
  });

  it.each(['chance', 'random:', 'recorded', 'recorded:'])('is not "%s"', (wanted) => {
    expect(() => parseOrder(wanted)).toThrow(`"${wanted}" is no order: give random, random:SEED or recorded:RUN.`);
  });
});
