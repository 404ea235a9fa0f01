import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deviceOf, GAS_SUPPLIER, MigrationSystem, type MadeInstallation } from './fixtures/migration';

let system: MigrationSystem;
beforeAll(async () => {
  system = await MigrationSystem.start();
});
beforeEach(() => system.reset());
afterAll(() => system.stop());

async function migrate(one: MadeInstallation): Promise<void> {
  await system.instruct(one);
  await system.advance('2019-06-04T18:00:00.000Z');
}

describe('a gas meter without keys of its own', () => {
  const keyless = { keyHolders: ['CHF', 'ESME'] };

  it.each([true, false])('is migrated behind the keys of its hub (asleep: %s)', async (sleepyGas) => {
    const one = await system.installation('INS-1', { ...keyless, sleepyGas });
    await migrate(one);
    expect(await system.outcomes()).toEqual(['INS-1 Migrated Commissioning']);
    const [common] = await system.files('MCF', 'dco');
    const holding = common?.installations[0]?.devices.filter(({ holdsKeys }) => holdsKeys);
    expect(holding?.map(({ deviceType }) => deviceType)).toEqual(['CHF', 'ESME']);
    const [group] = await system.files('MGF', 's1sp');
    const states = group?.installations[0]?.deviceStates.map(({ deviceId, keyVersion }) => [deviceId, keyVersion]);
    expect(states).toEqual([
      [deviceOf(one, 'CHF'), 1],
      [deviceOf(one, 'ESME'), 1],
      [deviceOf(one, 'GSME'), undefined],
    ]);
    const [done] = await system.files('SCF', 'commissioning-party');
    const rotated = done?.installations[0]?.devices.map(({ deviceId }) => deviceId);
    expect(rotated).toEqual([deviceOf(one, 'ESME'), deviceOf(one, 'CHF')]);
  });

  it('is read by the SMSO before, and by nobody under the old keys after', async () => {
    const one = await system.installation('INS-1', { ...keyless, sleepyGas: false });
    const read = (): Promise<unknown> =>
      system.call('smso', 'POST', '/operations/read-register', { importMPAN: one.importMPAN, deviceType: 'GSME' });
    expect(await read()).toMatchObject({ outcome: 'answered' });
    await migrate(one);
    await system.call('wan', 'POST', `/sims/${one.iccid}/handover`, { to: 'smso', reference: 'test' }, 's1sp');
    expect(await read()).toMatchObject({ outcome: 'refused' });
  });
});

describe('a hub that listens only after a wake-up message', () => {
  const deaf = { needsWakeUp: true };

  async function wakeUps(): Promise<string[]> {
    const audit = (await system.lab('GET', '/audit')) as { event: string; at: string; detail: string }[];
    return audit.filter(({ event }) => event === 'wake-up-sent').map(({ at, detail }) => `${at} ${detail}`);
  }

  it('is woken before it is commanded, and again when it has stopped listening', async () => {
    const one = await system.installation('INS-1', deaf);
    await migrate(one);
    expect(await system.outcomes()).toEqual(['INS-1 Migrated Commissioning']);
    const sent = await wakeUps();
    expect(sent[0]).toBe(`2019-06-04T08:00:00.000Z s1sp sent a wake-up message to SIM ${one.iccid}`);
    expect(sent.length).toBeGreaterThan(1);
    const [group] = await system.files('MGF', 's1sp');
    expect(group?.installations[0]?.needsWakeUp).toBe(true);
  });

  it('stays silent without one, whoever commands it', async () => {
    const one = await system.installation('INS-1', deaf);
    const frame = { deviceId: deviceOf(one, 'CHF'), commandId: 'c-1', operation: 'ping', body: {} };
    const ping = (): Promise<unknown> => system.call('wan', 'POST', `/sims/${one.iccid}/downlink`, frame, 'smso');
    expect(await ping()).toMatchObject({ outcome: 'no-answer' });
    await system.call('wan', 'POST', `/sims/${one.iccid}/wake-up`, {}, 's1sp');
    expect(await ping()).toMatchObject({ outcome: 'no-answer' });
    expect(await system.call('wan', 'POST', `/sims/${one.iccid}/wake-up`, {}, 'smso')).toEqual({ outcome: 'sent' });
    expect(await ping()).toMatchObject({ outcome: 'answer' });
    await system.advance('2019-06-03T00:30:00.000Z');
    expect(await ping()).toMatchObject({ outcome: 'no-answer' });
  });

  it('is woken again at the next try when the message was lost', async () => {
    const one = await system.installation('INS-1', deaf);
    await system.lab('POST', '/faults', { kind: 'wake-up-lost', iccid: one.iccid, times: 1 });
    await migrate(one);
    expect(await system.outcomes()).toEqual(['INS-1 Migrated Commissioning']);
    expect((await wakeUps()).slice(0, 2).map((text) => text.slice(11, 16))).toEqual(['08:00', '08:15']);
  });
});

describe('a hub with a copy of the gas readings', () => {
  it('answers at once with what the meter showed when it woke last', async () => {
    const one = await system.installation('INS-1', { sleepyGas: true, cachedGasReadings: true });
    const order = { importMPAN: one.importMPAN, deviceType: 'GSME' };
    const read = (): Promise<unknown> => system.call('smso', 'POST', '/operations/read-register', order);
    await system.advance('2019-06-03T10:19:00.000Z');
    const first = (await read()) as { volumeLitres: number };
    expect(first).toMatchObject({ outcome: 'answered', at: '2019-06-03T09:50:00.000Z' });
    await system.advance('2019-06-03T10:20:00.000Z');
    const second = (await read()) as { volumeLitres: number };
    expect(second).toMatchObject({ outcome: 'answered', at: '2019-06-03T10:20:00.000Z' });
    expect(second.volumeLitres - first.volumeLitres).toBe(175);
  });
});

describe('a gas meter that fails on the home area network', () => {
  const GROUPS = { groups: [{ groupId: 'AA', smsoTag: 'ALPHA', electricityOnlyFallback: true }] };

  async function leftBehind(): Promise<unknown> {
    const [file] = await system.files('COF', 'mcc');
    return file?.outcomes[0]?.devices.map(({ deviceType, status, code }) =>
      [deviceType, status, code].filter(Boolean).join(' '),
    );
  }

  it.each([true, false])('is left behind where the release declares it (asleep: %s)', async (sleepyGas) => {
    await system.lab('POST', '/groups', GROUPS);
    const one = await system.installation('INS-1', { sleepyGas });
    await system.lab('POST', '/faults', { kind: 'device-silent', deviceId: deviceOf(one, 'GSME') });
    await migrate(one);
    expect(await system.outcomes()).toEqual(['INS-1 Migrated Commissioning']);
    expect(await leftBehind()).toEqual([
      'CHF Commissioned',
      'ESME Commissioned',
      'GSME Excluded GT01',
      'GPF Excluded GT01',
      'PPMID Commissioned',
    ]);
    expect(await system.lab('GET', `/devices/${deviceOf(one, 'GSME')}`)).toMatchObject({ keyVersion: 1 });
    expect(await system.lab('GET', `/devices/${deviceOf(one, 'CHF')}`)).toMatchObject({ keyVersion: 2 });
    expect(await system.call('dco', 'GET', `/operations/keys/${deviceOf(one, 'GSME')}`)).toMatchObject({
      holder: 'smso',
    });
    expect(await system.lab('GET', `/receivers/${GAS_SUPPLIER}`)).toEqual([]);
  });

  it('fails the installation for any other reason', async () => {
    await system.lab('POST', '/groups', GROUPS);
    const firmwareOnDevice = { deviceType: 'GSME', firmware: '9999' };
    await migrate(await system.installation('INS-1', { quirks: { firmwareOnDevice } }));
    expect(await system.outcomes()).toEqual(['INS-1 NotMigrated KeyReading SIM-KEY-02']);
  });

  it('fails the installation where the release does not declare it', async () => {
    await migrate(await system.installation('INS-1', { quirks: { missingFromHan: 'GSME' } }));
    expect(await system.outcomes()).toEqual(['INS-1 NotMigrated Whitelist SIM-WHL-01']);
  });
});
