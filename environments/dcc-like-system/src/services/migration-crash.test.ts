import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Store } from '../kernel/store';
import type { Written } from '../kernel/written';
import { deviceOf, FIRST_SUPPLIER, GAS_SUPPLIER, MigrationSystem, type MadeInstallation } from './fixtures/migration';

let system: MigrationSystem;
beforeAll(async () => {
  system = await MigrationSystem.start();
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => system.stop());

/** Their units of work are stored together wherever they are ready at the same time. */
const IDS = ['INS-1', 'INS-2', 'INS-3'];
/** Every fifth transaction of a whole migration. */
const CRASHES = Array.from({ length: 19 }, (_, index) => 2 + index * 5);

/** Lets the transaction of this number never be stored, whatever its units of work have done outside by then. */
function crashAt(transaction: number): () => boolean {
  const keep = Object.getOwnPropertyDescriptor(Store.prototype, 'keep')?.value as (written: Written) => void;
  let transactions = 0;
  vi.spyOn(Store.prototype, 'keep').mockImplementation(function (this: Store, written) {
    transactions += 1;
    if (transactions === transaction) throw new Error('crash');
    keep.call(this, written);
  });
  return () => transactions >= transaction;
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
  it.each(CRASHES)(
    'at transaction %i loses nothing and repeats nothing',
    async (transaction) => {
      await system.reset();
      const all: MadeInstallation[] = [];
      for (const id of IDS) all.push(await system.installation(id));
      await system.advance('2019-06-04T08:00:00.000Z');
      const crashed = crashAt(transaction);
      await stubbornly(() => system.instruct(...all));
      await stubbornly(() => system.advance('2019-06-04T18:00:00.000Z'));
      expect(crashed()).toBe(true);

      expect(await system.outcomes()).toEqual(IDS.map((id) => `${id} Migrated Commissioning`));
      for (const type of ['CHF', 'ESME', 'GSME']) {
        for (const one of all) {
          expect(await system.lab('GET', `/devices/${deviceOf(one, type)}`)).toMatchObject({ keyVersion: 2 });
        }
      }
      for (const eui of [FIRST_SUPPLIER, GAS_SUPPLIER]) {
        const received = (await system.lab('GET', `/receivers/${eui}`)) as { body: string }[];
        expect(received.filter(({ body }) => body.includes('8F69'))).toHaveLength(IDS.length);
      }
    },
    60_000,
  );
});
