import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlannedExecution } from '../planning/planned-execution';
import { CHUNK_SIZE, cutIntoChunks } from '../execution/workers/chunks';
import { loadOf, type Durations } from '../planning/durations';
import { distribute } from './cut';
import { parseShard, shardName } from './shard';

/** Executions of cells that have as many of them as is said. */
function executionsOf(sizes: readonly number[]): PlannedExecution[] {
  return sizes.flatMap((size, cell) =>
    Array.from(
      { length: size },
      (_, index) =>
        ({
          scenario: { id: `S-${index}` },
          dmc: { id: `D-${cell}` },
          phase: 'Active',
          stage: 'Main',
        }) as unknown as PlannedExecution,
    ),
  );
}

const sizes = fc.array(fc.integer({ min: 1, max: 3 * CHUNK_SIZE }), { minLength: 1, maxLength: 12 });

describe('shards', () => {
  it('hold every execution exactly once, and none of them is empty, for any number up to that of the chunks', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (cells, choice) => {
        const planned = executionsOf(cells);
        const of = 1 + (choice % cutIntoChunks(planned).length);
        const shards = distribute(planned, of);
        expect(shards).toHaveLength(of);
        expect(shards.every((shard) => shard.length > 0)).toBe(true);
        expect(shards.flat()).toHaveLength(planned.length);
        expect(new Set(shards.flat())).toEqual(new Set(planned));
      }),
    );
  });

  it('differ by one chunk at most, and are the same at every machine', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (cells, choice) => {
        const planned = executionsOf(cells);
        const of = 1 + (choice % cutIntoChunks(planned).length);
        const shards = distribute(planned, of);
        const counts = shards.map((shard) => shard.length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(CHUNK_SIZE);
        expect(distribute(executionsOf(cells), of)).toEqual(shards);
      }),
    );
  });

  it('are 5 % apart at most by what their executions took, where none of these takes very long', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 60, max: 3 * CHUNK_SIZE }), { minLength: 5, maxLength: 12 }),
        fc.integer({ min: 2, max: 5 }),
        fc.integer(),
        (cells, of, seed) => {
          const planned = executionsOf(cells);
          // Between one and ten seconds each, by lot.
          const milliseconds = new Map(
            planned.map((one, index) => [one, 1_000 + Math.abs(Math.imul(seed + index, 0x9e3779b1) % 9_000)]),
          );
          const durations: Durations = { digest: '', of: (one) => milliseconds.get(one) ?? 0 };
          const shards = distribute(planned, of, durations);
          expect(new Set(shards.flat())).toEqual(new Set(planned));
          expect(shards.flat()).toHaveLength(planned.length);
          const loads = shards.map((shard) => loadOf(shard, durations));
          const longest = Math.max(...milliseconds.values());
          const share = loads.reduce((sum, load) => sum + load) / of;
          fc.pre(longest < share / 25);
          expect((Math.max(...loads) - Math.min(...loads)) / Math.max(...loads)).toBeLessThanOrEqual(0.05);
        },
      ),
    );
  });

  it('are refused where some would be empty', () => {
    expect(() => distribute(executionsOf([30, 5]), 4)).toThrow(
      'The shard 4 of 4 is empty: the plan can be cut into 3 shards at most, so use fewer (--shard 1/3).',
    );
  });

  it('are named as 2/3, and not otherwise', () => {
    expect(shardName(parseShard('2/3'))).toBe('shard 2 of 3');
    for (const text of ['', '2', '0/3', '4/3', '1/0', '1-2', '-1/2', '1/2/3']) {
      expect(() => parseShard(text)).toThrow(`There is no shard "${text}"`);
    }
  });

  it('take their number from the engine that starts the jobs, from 0 or from 1 as it counts', () => {
    expect(parseShard('auto/3', { JOB_COMPLETION_INDEX: '0' })).toEqual({ number: 1, of: 3 });
    expect(parseShard('auto/3', { JOB_COMPLETION_INDEX: '2' })).toEqual({ number: 3, of: 3 });
    expect(parseShard('auto/3', { CI_NODE_INDEX: '1' })).toEqual({ number: 1, of: 3 });
    expect(parseShard('auto/3', { CI_NODE_INDEX: '3', JOB_COMPLETION_INDEX: '' })).toEqual({ number: 3, of: 3 });
    expect(parseShard('2/3', { JOB_COMPLETION_INDEX: '0' })).toEqual({ number: 2, of: 3 });
  });

  it('are refused where the engine sets no number, two, or one that is too high', () => {
    expect(() => parseShard('auto/3', {})).toThrow('from CI_NODE_INDEX or JOB_COMPLETION_INDEX, and none is set');
    expect(() => parseShard('auto/3', { CI_NODE_INDEX: '1', JOB_COMPLETION_INDEX: '0' })).toThrow('both are set');
    expect(() => parseShard('auto/3', { JOB_COMPLETION_INDEX: '3' })).toThrow('"auto/3", and this is job 4');
    expect(() => parseShard('auto/3', { CI_NODE_INDEX: '0' })).toThrow('"auto/3", and this is job 0');
  });
});
