import { area } from '../../../kernel/rules';
import { rulesOf, type Meter } from './meter';
import { blockAt } from './pricing';

/** How a meter counts what its tariff has in blocks. */
export const BLOCKS = area('devices-blocks', {
  /** The block in which units count, of a matrix that has counted so much before. */
  blockFor: ({ tariff }: Meter, matrix: number, before: number): number => blockAt(tariff, matrix, before),
  reset: resetCounters,
  /** At a midnight, where the meter is set so. */
  resetDaily: resetCounters,
});

function resetCounters(meter: Meter): void {
  meter.blocks = { ...meter.blocks, counters: [] };
}

/** Units that a matrix of blocks has counted since the last reset. */
export function countedBy({ blocks }: Meter, matrix: number): number {
  return (blocks.counters[matrix - 1] ?? []).reduce((sum, units) => sum + units, 0);
}

/** Counts units in the block that a matrix has reached. */
export function countInBlock(meter: Meter, matrix: number, units: number): void {
  const block = rulesOf(meter, BLOCKS).blockFor(meter, matrix, countedBy(meter, matrix));
  const { used, counters } = meter.blocks;
  meter.blocks = { used: added(used, matrix, block, units), counters: added(counters, matrix, block, units) };
}

/** A table with more in one of its fields; what has not counted yet is 0. */
function added(table: number[][], row: number, column: number, units: number): number[][] {
  return Array.from({ length: Math.max(table.length, row) }, (_none, index) => {
    const values = table[index] ?? [];
    if (index !== row - 1) return values;
    return Array.from(
      { length: Math.max(values.length, column) },
      (_value, at) => (values[at] ?? 0) + (at === column - 1 ? units : 0),
    );
  });
}
