import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lineOf, partsOf, readCommand, signLine } from '../../../domain/gbcs';
import { codeOf, DspFixture, ESME, GSME, MPAN, OTHER_SUPPLIER, SUPPLIER } from '../fixtures/dsp';

const HUB = '00-DB-12-90-00-00-00-02';
const ICCID = '8944000000000000001';
const MODEL = { manufacturer: '5E02', model: '52E00001', firmware: '05000200' };

let dsp: DspFixture;

beforeEach(async () => {
  dsp = await DspFixture.start();
  await dsp.provision('smets2-installation', {
    installationId: 'later',
    devices: [
      { deviceId: HUB, deviceType: 'CHF', ...MODEL, associatedWith: [ESME] },
      { deviceId: ESME, deviceType: 'ESME', ...MODEL, importMPxN: MPAN, associatedWith: [HUB] },
    ],
  });
});

afterEach(() => dsp.stop());

/** Sends a request about the supply; gives the whole response. */
async function disable(commandVariant: number, webService: string, body = '<DisableSupply/>'): Promise<string> {
  return (await dsp.post(dsp.request({ variant: '7.2', commandVariant, body }), webService)).body;
}

function payloadOf(document: string): string {
  const base64 = /<GBCSPayload>(.*?)<\/GBCSPayload>/.exec(document)?.[1] ?? '';
  return Buffer.from(base64, 'base64').toString('utf8');
}

/** Sends a pre-command back, as its user has signed it. */
function sendBack(line: string): Promise<string> {
  const signed = signLine(line, dsp.key(SUPPLIER).privateKey);
  const payload = Buffer.from(signed, 'utf8').toString('base64');
  return disable(5, 'serviceS', `<SignedPreCommand><GBCSPayload>${payload}</GBCSPayload></SignedPreCommand>`);
}

function commandsSent(): { kind: string; deviceId: string; payload: string }[] {
  return dsp.sent
    .filter(({ to }) => to === 'wan')
    .map(({ kind, body }) => ({ kind, ...(JSON.parse(body) as { deviceId: string; payload: string }) }));
}

describe('a request to a SMETS2+ device', () => {
  it('goes to the network and not to the S1SP, in the name of the DSP', async () => {
    expect(await dsp.readMeter()).toBe('I99');
    await dsp.work();
    const [command, ...more] = commandsSent();
    expect(more).toEqual([]);
    expect(command).toMatchObject({ kind: 'gbcs-command', deviceId: ESME });
    expect(readCommand(partsOf(command?.payload ?? '').line)).toMatchObject({
      service: '4.1.1',
      to: ESME,
      user: SUPPLIER,
      userCounter: '1',
    });
    expect(dsp.sent.filter(({ to }) => to === 's1sp')).toEqual([]);
  });

  it('is answered to its user with what the device signed', async () => {
    await dsp.readMeter();
    await dsp.work();
    const correlation = dsp.sent.find(({ to }) => to === 'wan')?.correlation ?? '';
    const at = '2019-06-04T08:00:00.000Z';
    const said = { service: '4.1.1', from: ESME, to: SUPPLIER, counter: '1', at, values: { activeImportWh: '7' } };
    const body = { payload: `${lineOf(said)}\nsigned`, correlation };
    await dsp.say('uplink', '', JSON.stringify({ iccid: ICCID, deviceId: ESME, kind: 'gbcs-response', body }), 'wan');
    expect(dsp.received.map(({ user, document }) => [user, codeOf(document), payloadOf(document)])).toEqual([
      [SUPPLIER, 'I0', body.payload],
    ]);
  });

  it('is answered only by its own device, for its own user and under its own counter', async () => {
    await dsp.readMeter();
    await dsp.work();
    const correlation = dsp.sent.find(({ to }) => to === 'wan')?.correlation ?? '';
    const right = { service: '4.1.1', from: ESME, to: SUPPLIER, counter: '1', at: '', values: {} };
    for (const [deviceId, said] of [
      [GSME, right],
      [ESME, { ...right, to: OTHER_SUPPLIER }],
      [ESME, { ...right, counter: '2' }],
    ] as const) {
      const body = { payload: lineOf(said), correlation };
      await dsp.say('uplink', '', JSON.stringify({ deviceId, kind: 'gbcs-response', body }), 'wan');
    }
    expect(dsp.received).toEqual([]);
  });

  it('does not fit where such devices lack the variant', async () => {
    expect(await dsp.readMeter({ variant: '4.18', body: '<ReadMeterBalance/>' })).toBe('E11');
  });
});

describe('a critical request to a SMETS2+ device', () => {
  it('is refused in the way of SMETS1', async () => {
    expect(codeOf(await disable(1, 'serviceS'))).toBe('E12');
  });

  it('is transformed, and sent on as its user signed it', async () => {
    const given = await disable(4, 'serviceT');
    expect(codeOf(given)).toBe('I0');
    const line = payloadOf(given);
    expect(readCommand(line)).toMatchObject({ service: '7.2', from: SUPPLIER, to: ESME, counter: '1' });
    await dsp.work();
    expect(commandsSent()).toEqual([]);
    expect(codeOf(await sendBack(line))).toBe('I99');
    await dsp.work();
    expect(commandsSent().map(({ payload }) => partsOf(payload).line)).toEqual([line]);
  });

  it('is not sent on altered, nor without a pre-command, nor twice', async () => {
    const line = payloadOf(await disable(4, 'serviceT'));
    expect(codeOf(await sendBack(line.replace('disable', 'arm')))).toBe('E1007');
    expect(codeOf(await sendBack(line))).toBe('I99');
    expect(codeOf(await sendBack(line))).toBe('E100');
  });
});

describe('an alert of a SMETS2+ device', () => {
  it('is passed on once to whom it names', async () => {
    const said = { alert: '8168', description: 'Supply armed', from: ESME, to: SUPPLIER, counter: '1', at: '' };
    const uplink = JSON.stringify({
      iccid: ICCID,
      deviceId: ESME,
      kind: 'gbcs-alert',
      body: { payload: lineOf(said) },
    });
    await dsp.say('uplink', '', uplink, 'wan');
    await dsp.say('uplink', '', uplink, 'wan');
    expect(dsp.received.map(({ user, document }) => [user, /<AlertCode>(.*?)</.exec(document)?.[1]])).toEqual([
      [SUPPLIER, '8168'],
    ]);
  });
});

describe('the registration of a supply point', () => {
  it('says that its meter is a SMETS2+ one', async () => {
    const answer = await dsp.call('GET', `/registration/${MPAN}`, 'mcc');
    expect(answer.json()).toMatchObject({ supplier: SUPPLIER, smets2: true });
  });
});
