import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sign } from '../xml/signature';
import {
  deviceOf,
  FIRST_SUPPLIER,
  GAS_SUPPLIER,
  MigrationSystem,
  SECOND_SUPPLIER,
  type MadeInstallation,
} from './fixtures/migration';

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

describe('a migration without trouble', () => {
  let one: MadeInstallation;
  beforeAll(async () => {
    await system.reset();
    one = await system.installation('INS-1');
    await migrate(one);
  });

  it('ends with one outcome: migrated', async () => {
    expect(await system.outcomes()).toEqual(['INS-1 Migrated Commissioning']);
    expect(await stateAtS1sp('INS-1')).toMatchObject({ state: 'Commissioned', attempts: { communications: 1 } });
  });

  it('leaves SIM and keys with the DCC', async () => {
    expect(await system.network(one.iccid)).toBe('s1sp');
    for (const type of ['CHF', 'ESME', 'GSME']) {
      const deviceId = deviceOf(one, type);
      expect(await system.call('dco', 'GET', `/operations/keys/${deviceId}`)).toMatchObject({
        holder: 'dco',
        masterVersion: 2,
      });
      expect(await system.lab('GET', `/devices/${deviceId}`)).toMatchObject({ keyVersion: 2 });
    }
  });

  it('rotates electricity meter, gas meter and hub in this order', async () => {
    const { rotated } = await stateAtS1sp('INS-1');
    expect(rotated).toEqual(['ESME', 'GSME', 'CHF'].map((type) => deviceOf(one, type)));
  });

  it('records each device in the inventory with its hub, and the gas meter with its proxy', async () => {
    const [hub, proxy] = [deviceOf(one, 'CHF'), deviceOf(one, 'GPF')];
    expect(await system.call('dsp', 'GET', `/inventory/${deviceOf(one, 'ESME')}`)).toMatchObject({
      status: 'Commissioned',
      associatedWith: [hub],
    });
    const gas = (await system.call('dsp', 'GET', `/inventory/${deviceOf(one, 'GSME')}`)) as {
      associatedWith: string[];
    };
    expect([...gas.associatedWith].sort()).toEqual([hub, proxy].sort());
  });

  it('tells the supplier of each meter once that it is commissioned', async () => {
    expect([await alerts(FIRST_SUPPLIER), await alerts(GAS_SUPPLIER), await alerts(SECOND_SUPPLIER)]).toEqual([
      1, 1, 0,
    ]);
  });

  it('never shows a key outside the devices and their holders', async () => {
    const messages = JSON.stringify(await system.lab('GET', '/messages'));
    const estate = (await system.call('smso', 'GET', `/estate/${one.importMPAN}`, undefined, 'requesting-party')) as {
      devices: { masterKey?: string; accessKey?: string }[];
    };
    const keys = estate.devices.flatMap(({ masterKey, accessKey }) => [masterKey, accessKey]).filter((key) => key);
    expect(keys).toHaveLength(6);
    for (const key of keys) expect(messages).not.toContain(key);
  });

  it('lets no execution counter be used twice', async () => {
    const deviceId = deviceOf(one, 'ESME');
    expect(await system.call('s1sp', 'POST', '/operations/repeat-counter', { deviceId })).toEqual({
      outcome: 'refused',
      reason: 'replayed-counter',
    });
  });

  it('cannot be undone by one party alone', async () => {
    const [deviceId, iccid] = [deviceOf(one, 'ESME'), one.iccid];
    expect(await system.call('s1sp', 'POST', '/operations/rotate-without-dco', { installationId: 'INS-1' })).toEqual({
      outcome: 'refused',
      reason: 'single-control',
    });
    expect(await system.call('dco', 'POST', '/operations/rotate-without-s1sp', { deviceId, iccid })).toMatchObject({
      outcome: 'unreachable',
    });
  });
});

describe('the sets of files', () => {
  it('an incomplete Required File Set ends after four hours, and no SIM has moved', async () => {
    await system.reset();
    const one = await system.installation('INS-1');
    await system.lab('POST', '/holds', { from: 'requesting-party', to: 's1sp', kind: 'MGF' });
    await system.instruct(one);
    await system.advance('2019-06-04T11:59:00.000Z');
    expect(await system.outcomes()).toEqual([]);
    await system.advance('2019-06-04T12:00:00.000Z');
    expect(await system.outcomes()).toEqual(['INS-1 NotMigrated RequiredFileSet SIM-S1V-20']);
    expect((await system.lab('GET', '/audit')) as object[]).not.toContainEqual(
      expect.objectContaining({ event: 'sim-handover' }),
    );
  });

  it('a silent S1SP: the Commissioning Party closes the attempt an hour after its window', async () => {
    await system.reset();
    const one = await system.installation('INS-1');
    await system.lab('POST', '/holds', { from: 's1sp', to: 'commissioning-party', kind: 'SCF' });
    await migrate(one);
    await system.advance('2019-06-05T08:59:00.000Z');
    expect(await system.outcomes()).toEqual([]);
    await system.advance('2019-06-05T09:00:00.000Z');
    expect(await system.outcomes()).toEqual(['INS-1 NotMigrated RequiredFileSet SIM-CPV-20']);
  });

  it('one failure does not stop the others of its set; every installation has its own outcome', async () => {
    await system.reset();
    const one = await system.installation('INS-1');
    const two = await system.installation('INS-2', { quirks: { undeclaredDevice: true } });
    const three = await system.installation('INS-3', { electricitySupplier: SECOND_SUPPLIER });
    await system.lab('POST', '/registration', { mpxn: three.importMPAN, supplier: FIRST_SUPPLIER });
    await migrate(one, two, three, { ...one, reference: 'INS-4', importMPAN: '1000000000012' });
    expect([...(await system.outcomes())].sort()).toEqual([
      'INS-1 Migrated Commissioning',
      'INS-2 NotMigrated Whitelist SIM-WHL-02',
      'INS-3 NotMigrated CommonValidation SIM-CPV-13',
      'INS-4 NotMigrated Extraction SIM-RPE-11',
    ]);
    expect(await system.files('COF', 's1sp')).toHaveLength(2);
  });

  it.each([
    ['11', { entries: [] }],
    [
      '12',
      {
        entries: [
          {
            communicationsProvider: 'first-provider',
            devices: [
              ['CHF', 'BC02', '10A10001', '01000105'],
              ['ESME', 'AB01', '433100AC', '99999999'],
              ['GSME', 'CD03', '7C010B03', '0104'],
              ['GPF', 'BC02', '10A10001', '01000105'],
              ['PPMID', 'DE04', '5D0200A1', '00010402'],
            ].map(([deviceType, manufacturer, model, firmware]) => ({
              deviceType,
              manufacturer,
              model,
              firmware: [firmware],
            })),
          },
        ],
      },
    ],
  ])('a combination that is not on the EPCL is refused with %s', async (number, epcl) => {
    await system.reset();
    const one = await system.installation('INS-1');
    await system.lab('POST', '/epcl', epcl);
    await migrate(one);
    expect(await system.outcomes()).toEqual([`INS-1 NotMigrated CommonValidation SIM-CPV-${number}`]);
    expect(await system.network(one.iccid)).toBe('smso');
  });

  it('an electricity-only installation migrates where its combination is on the EPCL', async () => {
    await system.reset();
    const devices = [
      { deviceType: 'CHF', manufacturer: 'BC02', model: '10A10001', firmware: '01000105' },
      { deviceType: 'ESME', manufacturer: 'AB01', model: '433100AC', firmware: '02030017' },
    ];
    const one = await system.installation('INS-1', { devices, gasSupplier: undefined, gasNetwork: undefined });
    const listed = devices.map((device) => ({ ...device, firmware: [device.firmware] }));
    await system.lab('POST', '/epcl', { entries: [{ communicationsProvider: 'first-provider', devices: listed }] });
    await migrate(one);
    expect(await system.outcomes()).toEqual(['INS-1 Migrated Commissioning']);
    expect(await alerts(FIRST_SUPPLIER)).toBe(1);
  });
});

describe('a service request after the migration (4.1.1)', () => {
  let one: MadeInstallation;
  let counter = 0;
  beforeAll(async () => {
    await system.reset();
    one = await system.installation('INS-1');
    await migrate(one);
  });

  function requestFor(deviceId: string, user: string): string {
    counter += 1;
    return (
      '<Request xmlns="http://www.dccinterface.co.uk/ServiceUserGateway" schemaVersion="3.0"><Header>' +
      `<RequestID>${user}:${deviceId}:${counter}</RequestID><CommandVariant>1</CommandVariant>` +
      '<ServiceReference>4.1</ServiceReference><ServiceReferenceVariant>4.1.1</ServiceReferenceVariant></Header>' +
      '<Body><ReadInstantaneousImportRegisters/></Body></Request>'
    );
  }

  async function lastResponse(user: string): Promise<string> {
    const received = (await system.lab('GET', `/receivers/${user}`)) as { body: string }[];
    return received.at(-1)?.body ?? '';
  }

  it('reads the electricity meter at once and the gas meter when it wakes', async () => {
    for (const [type, user, until, register] of [
      ['ESME', FIRST_SUPPLIER, '2019-06-04T18:00:00.000Z', 'ActiveImportRegister'],
      ['GSME', GAS_SUPPLIER, '2019-06-04T18:30:00.000Z', 'ConsumptionRegister'],
    ] as const) {
      const deviceId = deviceOf(one, type);
      expect(await system.sendCommand(sign(requestFor(deviceId, user), system.key(user)))).toBe(200);
      await system.advance(until);
      const response = await lastResponse(user);
      expect(response).toContain('<ResponseCode>I0</ResponseCode>');
      expect(response).toContain(register);
      expect(response).toContain(deviceId);
    }
  });

  it('fails with E20 when the hub has no WAN', async () => {
    const fault = (await system.lab('POST', '/faults', { kind: 'no-wan', iccid: one.iccid })) as { id: string };
    await system.sendCommand(sign(requestFor(deviceOf(one, 'ESME'), FIRST_SUPPLIER), system.key(FIRST_SUPPLIER)));
    await system.settle();
    expect(await lastResponse(FIRST_SUPPLIER)).toContain('<ResponseCode>E20</ResponseCode>');
    await system.lab('DELETE', `/faults/${fault.id}`);
  });

  it('is not carried out when the DSP has not countersigned it', async () => {
    const user = FIRST_SUPPLIER;
    const xml = sign(requestFor(deviceOf(one, 'ESME'), user), system.key(user));
    const before = (await system.delivered('smets1-response')).length;
    await system.deliver('dsp', 's1sp', 'countersigned-service-request', xml, { id: 'not-countersigned' });
    await system.settle();
    expect(await system.delivered('smets1-response')).toHaveLength(before);
    expect(await system.lab('GET', '/audit')).toContainEqual(
      expect.objectContaining({ event: 'service-request-ignored' }),
    );
  });
});
