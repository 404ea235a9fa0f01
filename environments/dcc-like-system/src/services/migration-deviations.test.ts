import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deviceOf, MigrationBench, type MadeInstallation } from './migration.fixture';

let bench: MigrationBench;
beforeAll(async () => {
  bench = await MigrationBench.start();
});
beforeEach(() => bench.reset());
afterAll(() => bench.stop());

async function migrate(one: MadeInstallation): Promise<void> {
  await bench.instruct(one);
  await bench.advance('2019-06-04T18:00:00.000Z');
}

describe('a gas meter without keys of its own', () => {
  const keyless = { keyHolders: ['CHF', 'ESME'] };

  it.each([true, false])('is migrated behind the keys of its hub (asleep: %s)', async (sleepyGas) => {
    const one = await bench.installation('INS-1', { ...keyless, sleepyGas });
    await migrate(one);
    expect(await bench.outcomes()).toEqual(['INS-1 Migrated Commissioning']);
    const [common] = await bench.files('MCF', 'dco');
    const holding = common?.installations[0]?.devices.filter(({ holdsKeys }) => holdsKeys);
    expect(holding?.map(({ deviceType }) => deviceType)).toEqual(['CHF', 'ESME']);
    const [group] = await bench.files('MGF', 's1sp');
    const states = group?.installations[0]?.deviceStates.map(({ deviceId, keyVersion }) => [deviceId, keyVersion]);
    expect(states).toEqual([
      [deviceOf(one, 'CHF'), 1],
      [deviceOf(one, 'ESME'), 1],
      [deviceOf(one, 'GSME'), undefined],
    ]);
    const [done] = await bench.files('SCF', 'commissioning-party');
    const rotated = done?.installations[0]?.devices.map(({ deviceId }) => deviceId);
    expect(rotated).toEqual([deviceOf(one, 'ESME'), deviceOf(one, 'CHF')]);
  });

  it('is read by the SMSO before, and by nobody under the old keys after', async () => {
    const one = await bench.installation('INS-1', { ...keyless, sleepyGas: false });
    const read = (): Promise<unknown> =>
      bench.call('smso', 'POST', '/operations/read-register', { importMPAN: one.importMPAN, deviceType: 'GSME' });
    expect(await read()).toMatchObject({ outcome: 'answered' });
    await migrate(one);
    await bench.call('wan', 'POST', `/sims/${one.iccid}/handover`, { to: 'smso', reference: 'test' }, 's1sp');
    expect(await read()).toMatchObject({ outcome: 'refused' });
  });
});
