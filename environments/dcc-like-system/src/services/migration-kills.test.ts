import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deviceOf, FIRST_SUPPLIER, GAS_SUPPLIER, MigrationSystem, type MadeInstallation } from './fixtures/migration';
import { OneProcessSystem } from './fixtures/one-process-system';
import { ProcessSystem } from './fixtures/process-system';
import type { RunningSystem } from '../launch';

/** How many kills, and what is drawn: `KILLS=200 SEED=2 npx vitest run migration-kills` kills as often, over 50 migrations. */
const KILLS = Number(process.env.KILLS ?? 8);
const SEED = process.env.SEED ?? '1';
const PER_MIGRATION = 4;
/** Milliseconds within which a kill strikes: a migration that is not disturbed takes about as long. */
const WITHIN = 700;
/** How often something is tried again until it is given up: for a minute and more, since a busy machine starts processes slowly. */
const MOST_TRIES = 400;
const IDS = ['INS-1', 'INS-2'];
const END = '2019-06-04T18:00:00.000Z';

/** A system whose processes can be killed. */
interface Victims<P extends string = string> extends RunningSystem {
  readonly processes: readonly P[];
  killAndRestart(name: P): Promise<void>;
}

/** Does something that a kill can interrupt until it is done. */
async function stubbornly(act: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await act();
      return;
    } catch (error) {
      if (tries === MOST_TRIES) throw error;
      await pause(200);
    }
  }
}

/** Kills processes drawn by lot, one after the other, at moments drawn by lot. */
async function killSome<P extends string>(processes: Victims<P>, migration: number, log: string[]): Promise<void> {
  for (let kill = 0; kill < PER_MIGRATION; kill += 1) {
    const lot = createHash('sha256').update(`${SEED} ${migration} ${kill}`).digest();
    await pause((lot.readUInt16BE(0) / 0xffff) * WITHIN);
    const victim = processes.processes[lot.readUInt16BE(2) % processes.processes.length];
    if (victim === undefined) continue;
    log.push(victim);
    await processes.killAndRestart(victim);
  }
}

async function receivedBy(eui: string, system: MigrationSystem): Promise<number> {
  const received = (await system.lab('GET', `/receivers/${eui}`)) as { body: string }[];
  return received.filter(({ body }) => body.includes('8F69')).length;
}

const SYSTEMS: readonly (readonly [string, () => Promise<Victims>])[] = [
  ['processes, each with its store,', () => ProcessSystem.start()],
  ['one process with one store', () => OneProcessSystem.start()],
];

describe.each(SYSTEMS)('%s that are killed and started again', (_what, start) => {
  let processes: Victims;
  let system: MigrationSystem;
  beforeAll(async () => {
    processes = await start();
    system = MigrationSystem.of(processes);
  });
  afterAll(() => processes.stop());

  it.each(Array.from({ length: Math.ceil(KILLS / PER_MIGRATION) }, (_, index) => index + 1))(
    'lose nothing and double nothing in migration %i',
    async (migration) => {
      await system.reset();
      const all: MadeInstallation[] = [];
      for (const id of IDS) all.push(await system.installation(id));
      await system.advance('2019-06-04T08:00:00.000Z');

      const killed: string[] = [];
      await Promise.all([
        killSome(processes, migration, killed),
        stubbornly(() => system.instruct(...all)).then(() => stubbornly(() => system.advance(END))),
      ]);
      await stubbornly(() => system.advance(END));

      const which = `seed ${SEED}, killed: ${killed.join(', ')}`;
      expect(((await system.lab('GET', '/clock')) as { now: string }).now, which).toBe(END);
      expect((await system.outcomes()).sort(), which).toEqual(IDS.map((id) => `${id} Migrated Commissioning`));
      for (const type of ['CHF', 'ESME', 'GSME']) {
        for (const one of all) {
          const device = await system.lab('GET', `/devices/${deviceOf(one, type)}`);
          expect(device, which).toMatchObject({ keyVersion: 2 });
        }
      }
      for (const eui of [FIRST_SUPPLIER, GAS_SUPPLIER]) expect(await receivedBy(eui, system), which).toBe(IDS.length);
    },
    300_000,
  );
});
