import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Quirks } from '../lab/orders';
import { deviceOf, FIRST_SUPPLIER, MigrationSystem, WINDOW_END, type MadeInstallation } from './fixtures/migration';

let system: MigrationSystem;
beforeAll(async () => {
  system = await MigrationSystem.start();
});
afterAll(() => system.stop());

/** Migrates installations until long after everything should have happened. */
async function migrate(...made: readonly MadeInstallation[]): Promise<void> {
  await system.instruct(...made);
  await system.advance('2019-06-04T18:00:00.000Z');
}

async function alerts(eui: string): Promise<number> {
  const received = (await system.lab('GET', `/receivers/${eui}`)) as { body: string }[];
  return received.filter(({ body }) => body.includes('8F69')).length;
}

async function stateAtS1sp(installationId: string): Promise<{ state: string; rotated: string[]; attempts: object }> {
  return (await system.call('s1sp', 'GET', `/operations/installations/${installationId}`)) as never;
}

describe('device testing fails before the point of no return, and the SIM goes back', () => {
  it.each<[string, Quirks]>([
    ['Whitelist SIM-WHL-02', { undeclaredDevice: true }],
    ['Whitelist SIM-WHL-01', { missingFromHan: 'PPMID' }],
    ['KeyReading SIM-KEY-01', { keyVersionOnDevice: { deviceType: 'ESME', keyVersion: 4 } }],
    ['KeyReading SIM-KEY-02', { firmwareOnDevice: { deviceType: 'CHF', firmware: '9999' } }],
    ['KeyReading SIM-KEY-03', { configurationDrift: 'GSME' }],
    ['KeyMaterial SIM-DCO-11', { missingMasterKey: 'CHF' }],
    ['KeyRotation SIM-KEY-11', { wrongMasterKey: 'ESME' }],
  ])('%s', async (expected, quirks) => {
    await system.reset();
    const one = await system.installation('INS-1', { quirks });
    await migrate(one);
    expect(await system.outcomes()).toEqual([`INS-1 NotMigrated ${expected}`]);
    expect(await system.network(one.iccid)).toBe('smso');
    const keys = (await system.lab('GET', `/devices/${deviceOf(one, 'ESME')}`)) as { keyVersion: number };
    expect(keys.keyVersion).toBe(quirks.keyVersionOnDevice?.keyVersion ?? 1);
    expect(await alerts(FIRST_SUPPLIER)).toBe(0);
  });

  it.each([
    ['CHF', 'SIM-COM-01', '09:00', 3],
    ['ESME', 'SIM-COM-02', '09:00', 3],
    // It sleeps, so it gets two hours.
    ['GSME', 'SIM-COM-03', '10:00', 1],
  ])('the %s stays silent: %s at %s', async (type, code, at, communications) => {
    await system.reset();
    const one = await system.installation('INS-1');
    await system.lab('POST', '/faults', { kind: 'device-silent', deviceId: deviceOf(one, type) });
    await system.instruct(one);
    await system.advance(new Date(Date.parse(`2019-06-04T${at}:00.000Z`) - 1).toISOString());
    expect(await system.outcomes()).toEqual([]);
    await system.advance(`2019-06-04T${at}:00.000Z`);
    expect(await system.outcomes()).toEqual([`INS-1 NotMigrated CommunicationsCheck ${code}`]);
    expect(await stateAtS1sp('INS-1')).toMatchObject({ state: 'Failed', attempts: { communications } });
    expect(await system.network(one.iccid)).toBe('smso');
  });

  it('the WAN comes back before the third try: the installation migrates', async () => {
    await system.reset();
    const one = await system.installation('INS-1');
    await system.lab('POST', '/faults', { kind: 'no-wan', iccid: one.iccid, until: '2019-06-04T08:30:00.000Z' });
    await migrate(one);
    expect(await system.outcomes()).toEqual(['INS-1 Migrated Commissioning']);
    expect(await stateAtS1sp('INS-1')).toMatchObject({ attempts: { communications: 3 } });
  });

  it('a sleeping gas meter that misses its first waking gets its command again', async () => {
    await system.reset();
    const one = await system.installation('INS-1');
    const deviceId = deviceOf(one, 'GSME');
    await system.lab('POST', '/faults', { kind: 'device-silent', deviceId, until: '2019-06-04T08:40:00.000Z' });
    await migrate(one);
    expect(await system.outcomes()).toEqual(['INS-1 Migrated Commissioning']);
  });

  it('the network refuses the handover: nothing is to be given back', async () => {
    await system.reset();
    const one = await system.installation('INS-1');
    await system.lab('POST', '/faults', { kind: 'handover-refused', iccid: one.iccid });
    await migrate(one);
    expect(await system.outcomes()).toEqual(['INS-1 NotMigrated SimHandover SIM-SIM-01']);
    expect(await system.network(one.iccid)).toBe('smso');
  });

  it('a refused rollback is tried again every quarter of an hour', async () => {
    await system.reset();
    const one = await system.installation('INS-1', { quirks: { missingFromHan: 'PPMID' } });
    await system.lab('POST', '/faults', { kind: 'rollback-refused', iccid: one.iccid, times: 2 });
    await system.instruct(one);
    await system.advance('2019-06-04T08:49:00.000Z');
    expect([await system.outcomes(), await system.network(one.iccid)]).toEqual([[], 's1sp']);
    await system.advance('2019-06-04T08:50:00.000Z');
    expect(await system.outcomes()).toEqual(['INS-1 NotMigrated Whitelist SIM-WHL-01']);
    expect(await system.network(one.iccid)).toBe('smso');
  });

  it('a rollback that goes on failing is raised for people, and still goes on', async () => {
    await system.reset();
    const one = await system.installation('INS-1', { quirks: { missingFromHan: 'PPMID' } });
    const fault = (await system.lab('POST', '/faults', { kind: 'rollback-refused', iccid: one.iccid })) as {
      id: string;
    };
    await migrate(one);
    expect(await system.outcomes()).toEqual([]);
    const [notice] = await system.delivered('intervention-notice');
    expect(notice?.body).toContain('SIM-SIM-03');
    await system.lab('DELETE', `/faults/${fault.id}`);
    await system.advance('2019-06-04T18:20:00.000Z');
    expect(await system.outcomes()).toEqual(['INS-1 NotMigrated Whitelist SIM-WHL-01']);
  });
});

describe('key rotation', () => {
  it('fails before the first write: the installation stays with the SMSO', async () => {
    await system.reset();
    const one = await system.installation('INS-1');
    await system.lab('POST', '/faults', {
      kind: 'command-refused',
      operation: 'write-keys',
      deviceId: deviceOf(one, 'ESME'),
      times: 1,
    });
    await migrate(one);
    expect(await system.outcomes()).toEqual(['INS-1 NotMigrated KeyRotation SIM-KEY-11']);
    expect(await system.network(one.iccid)).toBe('smso');
    expect(await system.call('dco', 'GET', `/operations/keys/${deviceOf(one, 'ESME')}`)).toMatchObject({
      holder: 'smso',
    });
  });

  it.each([
    ['a write is refused once after the first device', 'command-refused', 'write-keys', 'GSME'],
    ['the first device restarts after writing', 'answer-lost', 'write-keys', 'ESME'],
    ['the gas meter restarts after writing', 'answer-lost', 'write-keys', 'GSME'],
    ['the hub restarts after writing', 'answer-lost', 'write-keys', 'CHF'],
    ['a device does not prove its keys at first', 'command-refused', 'verify-keys', 'ESME'],
  ])('goes on forwards when %s', async (_what, kind, operation, type) => {
    await system.reset();
    const one = await system.installation('INS-1');
    await system.lab('POST', '/faults', { kind, operation, deviceId: deviceOf(one, type), times: 1 });
    await migrate(one);
    expect(await system.outcomes()).toEqual(['INS-1 Migrated Commissioning']);
    for (const device of ['CHF', 'ESME', 'GSME']) {
      expect(await system.lab('GET', `/devices/${deviceOf(one, device)}`)).toMatchObject({ keyVersion: 2 });
    }
  });

  it.each([
    ['command-refused', 'write-keys', 'GSME'],
    ['answer-lost', 'write-keys', 'ESME'],
    ['command-refused', 'verify-keys', 'ESME'],
  ])(
    'stops for people when %s of %s of the %s goes on, stays with the DCC, and is recovered',
    async (kind, operation, type) => {
      await system.reset();
      const one = await system.installation('INS-1');
      const fault = (await system.lab('POST', '/faults', { kind, operation, deviceId: deviceOf(one, type) })) as {
        id: string;
      };
      await migrate(one);
      const [notice, ...more] = await system.delivered('intervention-notice');
      expect(notice?.body).toContain('SIM-KEY-12');
      expect(more).toEqual([]);
      await system.advance('2019-06-06T00:00:00.000Z');
      expect([await system.outcomes(), await system.network(one.iccid)]).toEqual([[], 's1sp']);

      await system.lab('DELETE', `/faults/${fault.id}`);
      await system.deliver('mcc', 's1sp', 'recovery-instruction', '{"installationId":"INS-1"}', { id: 'recovery' });
      await system.advance('2019-06-06T08:00:00.000Z');
      expect(await system.outcomes()).toEqual(['INS-1 Migrated Commissioning']);
    },
  );

  it('does not begin without the DCO, and ends with the attempt window', async () => {
    await system.reset();
    const one = await system.installation('INS-1');
    await system.lab('POST', '/holds', { from: 'dco', to: 's1sp', kind: 'DCOVIF' });
    await migrate(one);
    expect([await system.outcomes(), await system.network(one.iccid)]).toEqual([[], 's1sp']);
    await system.advance(WINDOW_END);
    expect(await system.outcomes()).toEqual(['INS-1 NotMigrated KeyReading SIM-S1V-21']);
    expect(await system.network(one.iccid)).toBe('smso');
  });
});
