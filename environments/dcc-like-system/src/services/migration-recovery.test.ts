import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  deviceOf,
  FIRST_SUPPLIER,
  MigrationSystem,
  SECOND_SUPPLIER,
  type MadeInstallation,
} from './fixtures/migration';

let system: MigrationSystem;
let one: MadeInstallation;
beforeAll(async () => {
  system = await MigrationSystem.start();
});
beforeEach(async () => {
  await system.reset();
  one = await system.installation('INS-1');
});
afterAll(() => system.stop());

async function fault(order: object): Promise<string> {
  return ((await system.lab('POST', '/faults', order)) as { id: string }).id;
}

async function changeSupplier(mpxn: string | undefined): Promise<void> {
  await system.lab('POST', '/registration', { mpxn, supplier: SECOND_SUPPLIER });
}

async function recover(id: string, until: string): Promise<void> {
  await system.deliver('mcc', 's1sp', 'recovery-instruction', '{"installationId":"INS-1"}', { id });
  await system.advance(until);
}

async function alerts(eui: string): Promise<number> {
  const received = (await system.lab('GET', `/receivers/${eui}`)) as { body: string }[];
  return received.filter(({ body }) => body.includes('8F69')).length;
}

async function noticeCodes(): Promise<string[]> {
  return (await system.delivered('intervention-notice')).map(({ body }) => (JSON.parse(body) as { code: string }).code);
}

async function handovers(): Promise<string[]> {
  const audit = (await system.lab('GET', '/audit')) as { event: string; at: string; detail: string }[];
  return audit.filter(({ event }) => event === 'sim-handover').map(({ at, detail }) => `${at.slice(11, 16)} ${detail}`);
}

describe('a SIM whose network does not answer', () => {
  it.each(['handover-unanswered', 'handover-answer-lost'])('is ordered again after %s', async (kind) => {
    await fault({ kind, iccid: one.iccid, times: 2 });
    await system.instruct(one);
    await system.advance('2019-06-04T18:00:00.000Z');
    expect(await system.outcomes()).toEqual(['INS-1 Migrated Commissioning']);
    expect(await handovers()).toEqual([
      `${kind === 'handover-unanswered' ? '09:00' : '08:00'} s1sp moved SIM ${one.iccid} from smso to s1sp`,
    ]);
  });

  it('goes back although nobody knows that it had moved', async () => {
    await fault({ kind: 'handover-answer-lost', iccid: one.iccid });
    await system.instruct(one);
    await system.advance('2019-06-04T09:00:00.000Z');
    expect(await system.outcomes()).toEqual(['INS-1 NotMigrated SimHandover SIM-SIM-02']);
    expect(await system.network(one.iccid)).toBe('smso');
  });

  it('goes back when the network answers again, and people are called in before', async () => {
    await fault({ kind: 'device-silent', deviceId: deviceOf(one, 'ESME') });
    await fault({ kind: 'rollback-unanswered', iccid: one.iccid, until: '2019-06-04T10:10:00.000Z' });
    await system.instruct(one);
    await system.advance('2019-06-04T10:14:00.000Z');
    expect([await noticeCodes(), await system.outcomes()]).toEqual([['SIM-SIM-03'], []]);
    await system.advance('2019-06-04T10:15:00.000Z');
    expect(await system.outcomes()).toEqual(['INS-1 NotMigrated CommunicationsCheck SIM-COM-02']);
    expect(await system.network(one.iccid)).toBe('smso');
  });
});

describe('a change of supplier', () => {
  it.each(['importMPAN', 'mprn'] as const)('of the %s before the first write gives the SIM back', async (point) => {
    await system.instruct(one);
    await system.advance('2019-06-04T08:30:00.000Z');
    await changeSupplier(one[point]);
    await system.advance('2019-06-04T18:00:00.000Z');
    expect(await system.outcomes()).toEqual(['INS-1 NotMigrated KeyRotation SIM-S1V-22']);
    expect(await system.network(one.iccid)).toBe('smso');
    expect(await system.lab('GET', `/devices/${deviceOf(one, 'ESME')}`)).toMatchObject({ keyVersion: 1 });
  });

  it.each(['importMPAN', 'mprn'] as const)('of the %s after it calls people in, who may go on', async (point) => {
    await system.instruct(one);
    await system.advance('2019-06-04T09:00:00.000Z');
    await changeSupplier(one[point]);
    await system.advance('2019-06-06T08:00:00.000Z');
    expect([await noticeCodes(), await system.outcomes()]).toEqual([['SIM-CMS-01'], []]);
    expect([await system.network(one.iccid), await alerts(FIRST_SUPPLIER)]).toEqual(['s1sp', 0]);
    await recover('go on', '2019-06-06T09:00:00.000Z');
    expect(await system.outcomes()).toEqual(['INS-1 Migrated Commissioning']);
    expect(await alerts(SECOND_SUPPLIER)).toBe(1);
  });

  it('is asked for again while the DSP is down', async () => {
    await fault({
      kind: 'service-down',
      service: 'dsp',
      from: '2019-06-04T08:30:00.000Z',
      until: '2019-06-04T09:30:00.000Z',
    });
    await system.instruct(one);
    await system.advance('2019-06-04T09:29:00.000Z');
    expect(await system.lab('GET', `/devices/${deviceOf(one, 'ESME')}`)).toMatchObject({ keyVersion: 1 });
    await system.advance('2019-06-04T18:00:00.000Z');
    expect(await system.outcomes()).toEqual(['INS-1 Migrated Commissioning']);
  });
});

describe('an intervention', () => {
  it('is called for again when the recovery fails as well', async () => {
    const refusal = await fault({ kind: 'command-refused', operation: 'write-keys', deviceId: deviceOf(one, 'GSME') });
    await system.instruct(one);
    await system.advance('2019-06-05T18:00:00.000Z');
    await recover('first', '2019-06-06T18:00:00.000Z');
    expect(await noticeCodes()).toEqual(['SIM-KEY-12', 'SIM-KEY-12']);
    await system.lab('DELETE', `/faults/${refusal}`);
    await recover('second', '2019-06-07T18:00:00.000Z');
    expect(await system.outcomes()).toEqual(['INS-1 Migrated Commissioning']);
  });

  it.each(['write-keys', 'verify-keys', 'confirm-keys'])(
    'in the middle of %s of a sleeping meter is recovered',
    async (operation) => {
      await fault({
        kind: 'answer-lost',
        operation,
        deviceId: deviceOf(one, 'GSME'),
        until: '2019-06-06T07:00:00.000Z',
      });
      await system.instruct(one);
      await system.advance('2019-06-06T08:00:00.000Z');
      expect(await noticeCodes()).toEqual(['SIM-KEY-12']);
      await recover('order', '2019-06-06T20:00:00.000Z');
      expect(await system.outcomes()).toEqual(['INS-1 Migrated Commissioning']);
      expect(await system.lab('GET', `/devices/${deviceOf(one, 'GSME')}`)).toMatchObject({ keyVersion: 2 });
    },
  );
});

describe('a meter that has forgotten what it wrote', () => {
  it('is given its keys again', async () => {
    await fault({ kind: 'new-keys-lost', deviceId: deviceOf(one, 'ESME'), times: 1 });
    await system.instruct(one);
    await system.advance('2019-06-04T18:00:00.000Z');
    expect(await system.outcomes()).toEqual(['INS-1 Migrated Commissioning']);
    expect(await system.lab('GET', `/devices/${deviceOf(one, 'ESME')}`)).toMatchObject({
      keyVersion: 2,
      hasFormerKey: false,
      sharesKeyWith: [],
    });
  });
});

describe('an attempt at an installation whose keys were changed before', () => {
  it('reports it ready as it is, and keeps its keys', async () => {
    const hold = (await system.lab('POST', '/holds', { from: 's1sp', to: 'commissioning-party', kind: 'SCF' })) as {
      id: string;
    };
    await system.instruct(one);
    await system.advance('2019-06-05T10:00:00.000Z');
    expect(await system.outcomes()).toEqual(['INS-1 NotMigrated RequiredFileSet SIM-CPV-20']);
    await system.lab('DELETE', `/holds/${hold.id}`);
    await system.instructAgain(one, 2, '2019-06-06T08:00:00.000Z');
    await system.advance('2019-06-06T18:00:00.000Z');
    expect((await system.outcomes()).slice(1)).toEqual(['INS-1 Migrated Commissioning']);
    for (const type of ['ESME', 'GSME', 'CHF']) {
      expect(await system.lab('GET', `/devices/${deviceOf(one, type)}`)).toMatchObject({ keyVersion: 2 });
    }
  });
});

describe('an attempt that was closed in the middle of its key rotation', () => {
  it.each(['write-keys', 'verify-keys', 'confirm-keys'])('at %s is completed by a further one', async (operation) => {
    // Nothing comes back from the gas meter until the S1SP goes down; when it is up again the attempt has been closed.
    const until = '2019-06-05T10:00:00.000Z';
    await fault({ kind: 'answer-lost', operation, deviceId: deviceOf(one, 'GSME'), until });
    await fault({ kind: 'service-down', service: 's1sp', from: '2019-06-04T09:55:00.000Z', until });
    await system.instruct(one);
    await system.advance('2019-06-05T23:00:00.000Z');
    expect(await system.outcomes()).toEqual(['INS-1 NotMigrated RequiredFileSet SIM-CPV-20']);
    await system.instructAgain(one, 2, '2019-06-06T08:00:00.000Z');
    await system.advance('2019-06-06T20:00:00.000Z');
    expect((await system.outcomes()).slice(1)).toEqual(['INS-1 Migrated Commissioning']);
    for (const type of ['ESME', 'GSME', 'CHF']) {
      expect(await system.lab('GET', `/devices/${deviceOf(one, type)}`)).toMatchObject({ keyVersion: 2 });
    }
    expect(await system.network(one.iccid)).toBe('s1sp');
  });
});
