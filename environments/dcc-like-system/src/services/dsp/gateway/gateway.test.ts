import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DSP_EUI } from '../../../duis/vocabulary';
import { readRequest } from '../../../duis/request';
import { registersPayload } from '../../../duis/payloads/registers';
import { writeDeviceAlert, writeSmets1Response, type Smets1Response } from '../../../duis/smets1-response';
import { verify } from '../../../xml/signature';
import {
  CHF,
  codeOf,
  DISTRIBUTOR,
  DspFixture,
  ESME,
  GAS_SUPPLIER,
  GPF,
  GSME,
  IHD,
  MPAN,
  OTHER_DISTRIBUTOR,
  OTHER_SUPPLIER,
  OTHER_USER,
  START,
  SUPPLIER,
  NOTICE,
} from '../fixtures/dsp';

let dsp: DspFixture;

beforeEach(async () => {
  dsp = await DspFixture.start();
});
afterEach(() => dsp.stop());

async function commissioned(): Promise<void> {
  await dsp.commission();
  await dsp.work();
  dsp.received.length = 0;
  dsp.sent.length = 0;
}

function meterAnswers(change: Partial<Smets1Response> = {}, signer = 's1sp'): string {
  return writeSmets1Response(
    {
      reference: '4.1',
      variant: '4.1.1',
      deviceId: ESME,
      deviceType: 'ESME',
      user: SUPPLIER,
      counter: 1n,
      at: START,
      result: { payload: registersPayload({ fuel: 'electricity', activeImportWh: 4711 }) },
      ...change,
    },
    dsp.key(signer),
  );
}

const REQUEST_ID = `${SUPPLIER}:${ESME}:1`;
const LATER = (minutes: number): Date => new Date(START.getTime() + minutes * 60_000);

describe('a synchronous answer', () => {
  it('is signed by the DSP and names the request, not a response', async () => {
    await commissioned();
    const { statusCode, body } = await dsp.post(dsp.request());
    expect(statusCode).toBe(200);
    expect(verify(body, dsp.server.service.config.certificates)).toMatchObject({ signer: 'dsp' });
    expect(body).toContain(`<RequestID>${REQUEST_ID}</RequestID><ResponseCode>I99</ResponseCode>`);
    expect(body).not.toContain('ResponseID');
  });

  it('is E19 before migration, E5 for a device notified in advance, I99 after it', async () => {
    expect(await dsp.readMeter({ counter: 1 })).toBe('E19');
    await dsp.provision('inventory', NOTICE);
    expect(await dsp.readMeter({ counter: 2 })).toBe('E5');
    await commissioned();
    expect(await dsp.readMeter({ counter: 3 })).toBe('I99');
  });

  it.each([
    ['the gas supplier reads the electricity meter', { originator: GAS_SUPPLIER }, 'E4'],
    ['another supplier reads it', { originator: OTHER_SUPPLIER }, 'E4'],
    ['another distributor reads it', { originator: OTHER_DISTRIBUTOR }, 'E4'],
    ['its distributor reads it', { originator: DISTRIBUTOR }, 'I99'],
    ['the gas supplier reads the gas meter', { originator: GAS_SUPPLIER, target: GSME }, 'I99'],
    ['another user reads it', { originator: OTHER_USER }, 'E2'],
    ['the hub is to be read', { target: CHF }, 'E11'],
    ['the command variant is that of a DCC-only request', { commandVariant: 8 }, 'E12'],
    ['it is sent to the other web service', { webService: 'serviceD' }, 'E13'],
    ['the EUIs are in lower case', { originator: SUPPLIER, target: ESME.toLowerCase() }, 'I99'],
  ])('when %s: code %#', async (_when, order, code) => {
    await commissioned();
    expect(await dsp.readMeter(order)).toBe(code);
  });

  it('is E3 while the user is suspended', async () => {
    await commissioned();
    await dsp.provision('users', { eui: SUPPLIER, status: 'Suspended' });
    expect(await dsp.readMeter({ counter: 1 })).toBe('E3');
    await dsp.provision('users', { eui: SUPPLIER, status: 'Active' });
    expect(await dsp.readMeter({ counter: 2 })).toBe('I99');
  });

  it('is E4 once the supplier has lost the meter point', async () => {
    await commissioned();
    await dsp.provision('registration', { mpxn: MPAN, supplier: OTHER_SUPPLIER });
    expect(await dsp.readMeter()).toBe('E4');
    expect(await dsp.readMeter({ originator: OTHER_SUPPLIER })).toBe('I99');
  });

  it('refuses a counter that is not above the last one, refused requests included', async () => {
    expect(await dsp.readMeter({ counter: 5 })).toBe('E19');
    await commissioned();
    expect(await dsp.readMeter({ counter: 5 })).toBe('E100');
    expect(await dsp.readMeter({ counter: 4 })).toBe('E100');
    expect(await dsp.readMeter({ counter: '18446744073709551615' })).toBe('I99');
    expect(await dsp.readMeter({ counter: 6, target: GSME, originator: GAS_SUPPLIER })).toBe('I99');
  });

  it('is no DUIS at all when the request cannot be read or was not signed by its originator', async () => {
    expect((await dsp.post('<Request/>')).statusCode).toBe(400);
    expect((await dsp.post('')).statusCode).toBe(400);
    expect((await dsp.post(dsp.request().replace(':1<', ':2<'))).statusCode).toBe(401);
    const foreign = await dsp.post(dsp.request({ signer: OTHER_SUPPLIER }));
    expect(foreign.statusCode).toBe(401);
    expect(foreign.body).toContain(`is signed by ${OTHER_SUPPLIER}`);
    await commissioned();
    expect(await dsp.readMeter({ counter: 1 })).toBe('I99');
  });
});

describe('read inventory', () => {
  it('shows the installation of a device or of an MPxN, the hub first', async () => {
    await commissioned();
    for (const [index, filter] of [`<DeviceID>${IHD}</DeviceID>`, `<MPxN>${MPAN}</MPxN>`].entries()) {
      const response = await dsp.readInventory(filter, OTHER_USER, index + 1);
      expect(codeOf(response)).toBe('I0');
      const ids = [...response.matchAll(/<DeviceID>(.*?)</g)].map(([, id]) => id);
      expect(ids).toEqual([CHF, ESME, GSME, GPF, IHD]);
      expect(response.match(/<DeviceStatus>Commissioned</g)).toHaveLength(4);
    }
  });

  it('finds nothing before migration', async () => {
    expect(codeOf(await dsp.readInventory(`<DeviceID>${ESME}</DeviceID>`, SUPPLIER, 1))).toBe('E19');
    expect(codeOf(await dsp.readInventory(`<MPxN>${MPAN}</MPxN>`, SUPPLIER, 2))).toBe('E080201');
  });

  it('is addressed to the DSP', async () => {
    await commissioned();
    const order = { commandVariant: 8, variant: '8.2', body: `<ReadInventory><MPxN>${MPAN}</MPxN></ReadInventory>` };
    expect(codeOf((await dsp.post(dsp.request({ ...order, target: ESME }), 'serviceD')).body)).toBe('E11');
    expect(codeOf((await dsp.post(dsp.request({ ...order, target: DSP_EUI }), 'serviceS')).body)).toBe('E13');
  });
});

describe('an asynchronous response', () => {
  beforeEach(async () => {
    await commissioned();
    await dsp.readMeter();
    await dsp.work();
  });

  it('follows the request that the DSP passed on under its own signature', async () => {
    const [passedOn] = dsp.sent;
    expect(passedOn).toMatchObject({ to: 's1sp', kind: 'countersigned-service-request', correlation: REQUEST_ID });
    expect(verify(passedOn?.body ?? '', dsp.server.service.config.certificates)).toMatchObject({ signer: 'dsp' });
    expect(readRequest(passedOn?.body ?? '').id.text).toBe(REQUEST_ID);

    await dsp.say('smets1-response', REQUEST_ID, meterAnswers());
    const [response, ...more] = dsp.received;
    expect(more).toEqual([]);
    expect(response?.user).toBe(SUPPLIER);
    expect(verify(response?.document ?? '', dsp.server.service.config.certificates)).toMatchObject({ signer: 'dsp' });
    expect(response?.document).toContain(
      `<RequestID>${REQUEST_ID}</RequestID><ResponseID>${ESME}:${SUPPLIER}:1</ResponseID><ResponseCode>I0</ResponseCode>`,
    );
    expect(response?.document).toContain('<ra:Value>4711</ra:Value>');
  });

  it('is given once', async () => {
    await dsp.say('smets1-response', REQUEST_ID, meterAnswers());
    await dsp.say('smets1-response', REQUEST_ID, meterAnswers());
    await dsp.work(LATER(48 * 60));
    expect(dsp.received).toHaveLength(1);
  });

  it.each([
    ['another meter', () => meterAnswers({ deviceId: GSME })],
    ['another user', () => meterAnswers({ user: OTHER_SUPPLIER })],
    ['another counter', () => meterAnswers({ counter: 2n })],
    ['another service', () => meterAnswers({ reference: '4.2', variant: '4.2' })],
    ['another signer', () => meterAnswers({}, 'dco')],
    ['a changed reading', () => meterAnswers().replace('4711', '4712')],
    ['a form that its schema does not allow', () => meterAnswers({ result: { payload: '<ra:Electricity/>' } })],
    ['something else', () => 'hello'],
  ])('is not made from the answer of %s; the right one still is', async (_what, answer) => {
    await dsp.say('smets1-response', REQUEST_ID, answer());
    expect(dsp.received).toEqual([]);
    await dsp.say('smets1-response', REQUEST_ID, meterAnswers());
    expect(dsp.received).toHaveLength(1);
  });

  it('says E20 when the S1SP cannot reach the device', async () => {
    await dsp.say('service-request-failure', REQUEST_ID, JSON.stringify({ code: 'E20', reason: 'no WAN' }));
    expect(codeOf(dsp.received[0]?.document ?? '')).toBe('E20');
    await dsp.say('smets1-response', REQUEST_ID, meterAnswers());
    expect(dsp.received).toHaveLength(1);
  });

  it('says nothing because another party says that the device cannot be reached', async () => {
    await dsp.say('service-request-failure', REQUEST_ID, JSON.stringify({ code: 'E20', reason: 'no WAN' }), 'dco');
    await dsp.say('service-request-failure', REQUEST_ID, 'not JSON');
    expect(dsp.received).toEqual([]);
  });

  it('says E21 when nobody answers for a day', async () => {
    await dsp.work(LATER(24 * 60 - 1));
    expect(dsp.received).toEqual([]);
    await dsp.work(LATER(24 * 60));
    expect(codeOf(dsp.received[0]?.document ?? '')).toBe('E21');
  });

  it('is not given for a correlation that nobody knows', async () => {
    await dsp.say('smets1-response', 'nothing', meterAnswers());
    await dsp.say('service-request-failure', `${SUPPLIER}:${ESME}:2`, JSON.stringify({ code: 'E20', reason: '' }));
    expect(dsp.received).toEqual([]);
  });
});

describe('a future-dated request', () => {
  it('is passed on when it is due', async () => {
    await commissioned();
    const body =
      '<ReadInstantaneousImportRegisters><ExecutionDateTime>2019-06-04T10:00:00Z</ExecutionDateTime></ReadInstantaneousImportRegisters>';
    expect(await dsp.readMeter({ body })).toBe('I99');
    await dsp.work(LATER(119));
    expect(dsp.sent).toEqual([]);
    await dsp.work(LATER(120));
    expect(dsp.sent).toHaveLength(1);
  });
});

describe('an alert of a device', () => {
  const alert = (signer = 's1sp'): string =>
    writeDeviceAlert(
      {
        deviceId: ESME,
        deviceType: 'ESME',
        user: SUPPLIER,
        counter: 9n,
        at: START,
        alertCode: '8F69',
        description: 'x',
      },
      dsp.key(signer),
    );

  it('is passed on once to the user it is for', async () => {
    await dsp.say('smets1-alert', SUPPLIER, alert());
    await dsp.say('smets1-alert', SUPPLIER, alert());
    expect(dsp.received).toHaveLength(1);
    expect(dsp.received[0]?.document).toContain(`<ResponseID>${ESME}:${SUPPLIER}:9</ResponseID>`);
    expect(dsp.received[0]?.document).not.toContain('<RequestID>');
  });

  it('is not passed on for another user, or when somebody else signed it', async () => {
    await dsp.say('smets1-alert', OTHER_SUPPLIER, alert());
    await dsp.say('smets1-alert', SUPPLIER, alert('dco'));
    await dsp.say('smets1-alert', SUPPLIER, meterAnswers());
    expect(dsp.received).toEqual([]);
  });
});
