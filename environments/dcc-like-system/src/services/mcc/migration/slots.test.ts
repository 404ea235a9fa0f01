import { describe, expect, it } from 'vitest';
import { instructed } from './slots';

const one = { smsoTag: 'AX', groupId: 'AA', electricitySupplier: 'E', gasSupplier: 'G' };

describe('the installations of an instruction', () => {
  it('are of one SMSO, group and pair of suppliers', () => {
    const due = [one, { ...one, gasSupplier: 'H' }, one, { ...one, groupId: 'AB' }];
    expect(instructed(due, 10)).toEqual([[one, one], [due[1]], [due[3]]]);
  });

  it('are no more than a file can hold, in their order', () => {
    const due = ['1', '2', '3', '4', '5'].map((importMPAN) => ({ ...one, importMPAN }));
    expect(instructed(due, 2)).toEqual([due.slice(0, 2), due.slice(2, 4), due.slice(4)]);
    expect(instructed(due, 5)).toEqual([due]);
    expect(instructed([], 5)).toEqual([]);
  });
});
