import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Work } from '../kernel/work';
import { deviceOf, FIRST_SUPPLIER, GAS_SUPPLIER, MigrationBench } from './migration.fixture';

let bench: MigrationBench;
beforeAll(async () => {
  bench = await MigrationBench.start();
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => bench.stop());

/** Every fifth unit of work of a whole migration. */
const CRASHES = Array.from({ length: 19 }, (_, index) => 2 + index * 5);

/** Lets the unit of work of this number end before it is stored, whatever it has done outside by then. */
function crashAt(unit: number): () => boolean {
  const commit = Object.getOwnPropertyDescriptor(Work.prototype, 'commit')?.value as (first?: () => void) => void;
  let units = 0;
  vi.spyOn(Work.prototype, 'commit').mockImplementation(function (this: Work, first) {
    units += 1;
    if (units === unit) throw new Error('crash');
    commit.call(this, first);
  });
  return () => units >= unit;
}

/** Goes on after a crash, as a service does that is started again. */
async function stubbornly(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch {
    await act();
  }
}

describe('a crash between doing and storing', () => {
  it.each(CRASHES)('at unit of work %i loses nothing and repeats nothing', async (unit) => {
    await bench.reset();
    const one = await bench.installation('INS-1');
    await bench.advance('2019-06-04T08:00:00.000Z');
    const crashed = crashAt(unit);
    await stubbornly(() => bench.instruct(one));
    await stubbornly(() => bench.advance('2019-06-04T18:00:00.000Z'));
    expect(crashed()).toBe(true);

    expect(await bench.outcomes()).toEqual(['INS-1 Migrated Commissioning']);
    for (const type of ['CHF', 'ESME', 'GSME']) {
      expect(await bench.lab('GET', `/devices/${deviceOf(one, type)}`)).toMatchObject({ keyVersion: 2 });
    }
    for (const eui of [FIRST_SUPPLIER, GAS_SUPPLIER]) {
      const received = (await bench.lab('GET', `/receivers/${eui}`)) as { body: string }[];
      expect(received.filter(({ body }) => body.includes('8F69'))).toHaveLength(1);
    }
  });
});
