import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CHF,
  COMMISSIONING,
  DISTRIBUTOR,
  DspFixture,
  codeOf,
  ESME,
  GAS_SUPPLIER,
  GPF,
  GSME,
  IHD,
  MPAN,
  MPRN,
  OTHER_SUPPLIER,
  START,
  SUPPLIER,
  TRANSPORTER,
  NOTICE,
} from '../fixtures/dsp';

let dsp: DspFixture;

beforeEach(async () => {
  dsp = await DspFixture.start();
});
afterEach(() => dsp.stop());

async function entry(deviceId: string): Promise<unknown> {
  return (await dsp.call('GET', `/inventory/${deviceId}`, 'mcc')).json();
}

/** Who received which alert about which device. */
function alerts(): string[] {
  return dsp.received
    .map(({ user, document }) => {
      const code = /<DCCAlertCode>(.*?)</.exec(document)?.[1] ?? '';
      return `${code} ${/<DeviceID>(.*?)</.exec(document)?.[1] ?? ''} ${user}`;
    })
    .sort();
}

const ALERTS = [
  `N16 ${ESME} ${DISTRIBUTOR}`,
  `N16 ${GSME} ${TRANSPORTER}`,
  `N42 ${ESME} ${SUPPLIER}`,
  `N42 ${GSME} ${GAS_SUPPLIER}`,
].sort();

describe('commissioning by the Commissioning Party', () => {
  it('shows in the inventory', async () => {
    expect((await dsp.call('GET', `/inventory/${ESME}`, 'mcc')).statusCode).toBe(404);
    const answer = await dsp.commission();
    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({
      installationId: 'I-1',
      dateCommissioned: '2019-06-04',
      devices: [CHF, ESME, GSME, GPF, IHD],
    });
    expect(await entry(ESME)).toMatchObject({
      status: 'Commissioned',
      importMPxN: MPAN,
      s1sp: 'S1SP-A',
      associatedWith: [CHF],
    });
    expect(await entry(GSME)).toMatchObject({
      status: 'Commissioned',
      importMPxN: MPRN,
      associatedWith: [CHF, GPF].sort(),
    });
    expect(await entry(GPF)).toMatchObject({ associatedWith: [GSME, CHF].sort() });
    expect(await entry(CHF)).toMatchObject({ associatedWith: [ESME, GSME, GPF, IHD].sort() });
    expect(await entry(CHF)).not.toHaveProperty('importMPxN');
    expect(await entry(IHD)).not.toHaveProperty('status');
  });

  it('keeps the history of a device that was notified in advance', async () => {
    await dsp.provision('inventory', NOTICE);
    await dsp.commission();
    expect(await entry(ESME)).toMatchObject({ history: [{ status: 'Pending' }, { status: 'Commissioned' }] });
    expect(await dsp.provision('inventory', NOTICE)).toBe(409);
  });

  it('tells each right party once and nobody else', async () => {
    await dsp.commission();
    await dsp.work();
    expect(alerts()).toEqual(ALERTS);
    const n16 = dsp.received.find(({ user }) => user === DISTRIBUTOR)?.document;
    expect(n16).toContain(`<ImportMPxN>${MPAN}</ImportMPxN></MeterMPxNs><ESMEVariant>A</ESMEVariant>`);
    expect(dsp.received.find(({ user }) => user === TRANSPORTER)?.document).not.toContain('ESMEVariant');
  });

  it('has no further effect when it is repeated', async () => {
    const first = await dsp.commission();
    await dsp.work();
    const second = await dsp.commission({ ...COMMISSIONING, at: '2019-06-05T00:00:00Z' });
    await dsp.work();
    expect(second.body).toBe(first.body);
    expect(alerts()).toEqual(ALERTS);
  });

  it('is refused for a device of another installation, and then commissions none', async () => {
    await dsp.commission();
    const stranger = '00-DB-12-E1-00-00-00-02';
    const devices = [
      { ...COMMISSIONING.devices[0], deviceId: stranger },
      { ...COMMISSIONING.devices[1], associatedWith: [stranger] },
    ];
    const answer = await dsp.commission({ ...COMMISSIONING, installationId: 'I-2', devices });
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain(`Device ${ESME} is Commissioned already, in installation I-1.`);
    expect((await dsp.call('GET', `/inventory/${stranger}`, 'mcc')).statusCode).toBe(404);
  });

  it.each([
    ['no installation', { installationId: undefined }, '\\"installationId\\" is missing'],
    ['no time', { at: 'soon' }, '\\"at\\" must be an instant'],
    ['no devices', { devices: 'none' }, '\\"devices\\" must be a list'],
    ['a device of no type', { devices: [{ ...COMMISSIONING.devices[0], deviceType: 'TV' }] }, 'must be CHF or ESME'],
    ['a device twice', { devices: [COMMISSIONING.devices[0], COMMISSIONING.devices[0]] }, 'a device twice'],
    ['an association with a stranger', { devices: [COMMISSIONING.devices[1]] }, 'not among its devices'],
    ['no associations', { devices: [{ ...COMMISSIONING.devices[0], associatedWith: undefined }] }, 'associatedWith'],
  ])('is refused with %s', async (_what, change, sentence) => {
    const answer = await dsp.commission({ ...COMMISSIONING, ...change });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(sentence);
  });

  it('is open to the Commissioning Party only', async () => {
    expect((await dsp.commission(COMMISSIONING, 's1sp')).statusCode).toBe(403);
  });
});

describe('delivery of alerts', () => {
  it('waits for a receiver that is down, and delivers once when it is up', async () => {
    dsp.down.add(SUPPLIER);
    await dsp.commission();
    await dsp.work();
    expect(alerts()).toHaveLength(3);
    for (const minutes of [1, 6, 21, 81]) {
      if (minutes === 81) dsp.down.clear();
      await dsp.work(new Date(START.getTime() + minutes * 60_000 - 1));
      expect(alerts()).toHaveLength(3);
      await dsp.work(new Date(START.getTime() + minutes * 60_000));
    }
    await dsp.work(new Date(START.getTime() + 24 * 60 * 60_000));
    expect(alerts()).toEqual(ALERTS);
  });
});

describe('documents for one user', () => {
  it('keep their order, whenever they were written', async () => {
    dsp.down.add(SUPPLIER);
    await dsp.commission();
    await dsp.work();
    await dsp.work(new Date(START.getTime() + 10 * 60_000));
    await dsp.readMeter({ target: ESME });
    await dsp.say('service-request-failure', `${SUPPLIER}:${ESME}:1`, '{"code":"E20","reason":"no WAN"}');
    dsp.down.clear();
    for (const minutes of [11, 15, 21, 22]) await dsp.work(new Date(START.getTime() + minutes * 60_000));
    const toSupplier = dsp.received.filter(({ user }) => user === SUPPLIER).map(({ document }) => document);
    expect(toSupplier.map((document) => codeOf(document))).toEqual(['I0', 'E20']);
  });
});

describe('seeded defects', () => {
  it('dsp-alerts-every-supplier tells suppliers who have nothing to do with it', async () => {
    dsp.server.service.switchDefectsOn(['dsp-alerts-every-supplier']);
    await dsp.commission();
    await dsp.work();
    expect(alerts()).toContain(`N42 ${ESME} ${OTHER_SUPPLIER}`);
  });

  it('dsp-omits-network-alert leaves the network operators out', async () => {
    dsp.server.service.switchDefectsOn(['dsp-omits-network-alert']);
    await dsp.commission();
    await dsp.work();
    expect(alerts()).toEqual(ALERTS.filter((alert) => alert.startsWith('N42')));
  });
});

describe('registration data and EPCL', () => {
  it('are read by any party and changed in part', async () => {
    await dsp.provision('registration', { mpxn: MPAN, supplier: OTHER_SUPPLIER });
    const registration = await dsp.call('GET', `/registration/${MPAN}`, 'mcc');
    expect(registration.json()).toEqual({
      mpxn: MPAN,
      fuel: 'electricity',
      supplier: OTHER_SUPPLIER,
      networkOperator: DISTRIBUTOR,
      previousSupplier: SUPPLIER,
    });
    expect((await dsp.call('GET', '/registration/1', 'mcc')).statusCode).toBe(404);
    expect(await dsp.provision('registration', { mpxn: '1', supplier: SUPPLIER })).toBe(400);
    expect((await dsp.server.app.inject({ url: `/registration/${MPAN}` })).statusCode).toBe(401);
  });

  it('hold the entries as they were provisioned', async () => {
    expect((await dsp.call('GET', '/epcl', 'commissioning-party')).json()).toEqual([]);
    const entries = [{ communicationsProvider: 'Northern Mobile', devices: [] }];
    await dsp.provision('epcl', { entries });
    expect((await dsp.call('GET', '/epcl', 'commissioning-party')).json()).toEqual(entries);
  });
});
