import { beforeAll, describe, expect, it } from 'vitest';
import { makeCredentials, type Credentials } from '../lab/credentials';
import { parseXml, rootOf } from '../xml/parse';
import { verify, type SigningKey } from '../xml/signature';
import { officialCheck } from './official-schemas';
import { writeDccAlert } from './dcc-alert';
import { registersPayload, type ImportReading } from './payloads/registers';
import { writeResponse, wrapSmets1, type InventoryRecord } from './response';
import { readSmets1Header, writeDeviceAlert, writeSmets1Response } from './smets1-response';

const USER = '90-B3-D5-1F-30-01-00-00';
const METER = '00-DB-12-E1-01-02-03-04';
const AT = new Date('2019-06-04T09:30:00Z');
const READ = { reference: '4.1', variant: '4.1.1' };
const INVENTORY = { reference: '8.2', variant: '8.2' };
const REQUEST_ID = `${USER}:${METER}:7`;

let credentials: Credentials;
let certificates: Record<string, string>;

beforeAll(async () => {
  credentials = await makeCredentials(['dsp', 's1sp']);
  certificates = Object.fromEntries(Object.entries(credentials.roles).map(([role, pair]) => [role, pair.certificate]));
});

function key(role: 'dsp' | 's1sp'): SigningKey {
  const found = credentials.roles[role];
  if (!found) throw new Error(`no key of ${role}`);
  return found;
}

function meterResponse(said: ImportReading | { responseCode: number; error: string }, deviceType = 'ESME'): string {
  const result = 'error' in said ? said : { payload: registersPayload(said) };
  return writeSmets1Response(
    { ...READ, deviceId: METER, deviceType, user: USER, counter: 7n, at: AT, result },
    key('s1sp'),
  );
}

function headerOf(xml: string): ReturnType<typeof readSmets1Header> {
  return readSmets1Header(rootOf(parseXml(xml)));
}

function asynchronous(inner: string): string {
  const header = { requestId: REQUEST_ID, responseId: `${METER}:${USER}:7`, code: 'I0' as const, at: AT };
  return wrapSmets1(header, READ, inner, key('dsp'));
}

const HUB: InventoryRecord = {
  deviceId: '00-DB-12-90-01-02-03-04',
  deviceType: 'CHF',
  status: 'Commissioned',
  manufacturer: 'BC02',
  model: '10A10001',
  firmware: '01000105',
  dateCommissioned: '2019-06-04',
  s1sp: 'S1SP-A',
};

/** One document of each kind that the system writes. */
function documents(): Record<string, string> {
  const meter = { ...HUB, deviceId: METER, deviceType: 'ESME', importMPxN: '1000000000012', esmeVariant: 'A' };
  const display = {
    deviceId: '00-DB-12-D2-01',
    deviceType: 'IHD',
    manufacturer: 'DE04',
    model: 'X',
    firmware: '2.0.1',
  };
  const alert = { responseId: `90-B3-D5-1F-30-00-00-02:${USER}:1`, code: 'I0' as const, at: AT };
  const deviceAlert = writeDeviceAlert(
    {
      deviceId: METER,
      deviceType: 'ESME',
      user: USER,
      counter: 1n,
      at: AT,
      alertCode: '8F69',
      description: 'Device commissioned',
    },
    key('s1sp'),
  );
  return {
    acknowledgement: writeResponse({ requestId: REQUEST_ID, code: 'I99', at: AT }, READ, undefined, key('dsp')),
    refusal: writeResponse({ requestId: REQUEST_ID, code: 'E19', at: AT }, READ, undefined, key('dsp')),
    inventory: writeResponse(
      { requestId: REQUEST_ID, code: 'I0', at: AT },
      INVENTORY,
      { kind: 'inventory', devices: [HUB, meter, { ...display, deviceId: '00-DB-12-D2-01-02-03-04' }] },
      key('dsp'),
    ),
    'electricity reading': asynchronous(meterResponse({ fuel: 'electricity', activeImportWh: 1234567 })),
    'gas reading': asynchronous(meterResponse({ fuel: 'gas', volumeLitres: 1234567 }, 'GSME')),
    'refusal of a device': asynchronous(meterResponse({ responseCode: 3, error: 'replayed <counter>' })),
    'device alert': wrapSmets1({ ...alert, responseId: `${METER}:${USER}:1` }, undefined, deviceAlert, key('dsp')),
    N16: writeDccAlert(
      alert,
      { code: 'N16', deviceId: METER, importMPxN: '1000000000012', esmeVariant: 'A' },
      key('dsp'),
    ),
    N42: writeDccAlert(
      alert,
      {
        code: 'N42',
        deviceId: METER,
        remotePartyRole: 'Supplier',
        certificateHash: Buffer.alloc(20).toString('base64'),
      },
      key('dsp'),
    ),
  };
}

describe('documents of the system', () => {
  it('are valid against the official schemas, or say that this was not checked', { timeout: 30_000 }, async () => {
    const check = await officialCheck(process.env.OFFICIAL_SCHEMAS);
    if (typeof check === 'string') {
      expect(check).toBe('not checked against the official schemas');
      return;
    }
    const faults = Object.entries(documents()).map(([name, xml]) => [name, check.faultOf(xml)]);
    expect(faults).toEqual(Object.keys(documents()).map((name) => [name, undefined]));
    expect(check.faultOf(documents().N16?.replace('N16', 'N32') ?? '')).toMatch(/N32/);
  });

  it('names the folder when a schema is missing', async () => {
    await expect(officialCheck(__dirname)).rejects.toThrow(/holds no schema whose name fits \^DUIS Schema/);
  });

  it('are signed by the DSP', () => {
    for (const xml of Object.values(documents())) expect(verify(xml, certificates)).toMatchObject({ signer: 'dsp' });
  });

  it('give volumes in cubic metres and energy in watt hours', () => {
    expect(documents()['gas reading']).toContain('<ra:Value>1234.567</ra:Value><ra:Unit>m3</ra:Unit>');
    expect(documents()['gas reading']).toContain('isFromGSME="true"');
    expect(documents()['electricity reading']).toContain('<ra:Value>1234567</ra:Value><ra:ActiveEnergyUnit>Wh<');
  });
});

describe('what the S1SP signed', () => {
  it('still verifies when it is taken out of the response that carries it', () => {
    const outer = asynchronous(meterResponse({ fuel: 'electricity', activeImportWh: 1 }));
    const inner = /<SMETS1SignedResponse.*<\/SMETS1SignedResponse>/s.exec(outer)?.[0] ?? '';
    expect(verify(inner, certificates)).toMatchObject({ signer: 's1sp' });
    expect(verify(inner.replace('>1<', '>2<'), certificates)).toHaveProperty('fault');
  });

  it('says whom it is from and for', () => {
    expect(headerOf(meterResponse({ fuel: 'electricity', activeImportWh: 1 }))).toEqual({
      ...READ,
      deviceId: METER,
      user: USER,
      counter: 7n,
      kind: 'response',
      succeeded: true,
    });
  });

  it('is refused when it lacks what it must say', () => {
    expect(() => headerOf('<Response/>')).toThrow(/not a SMETS1SignedResponse/);
    const nameless = meterResponse({ fuel: 'electricity', activeImportWh: 1 }).replaceAll('BusinessTargetID', 'Nobody');
    expect(() => headerOf(nameless)).toThrow(/lacks BusinessTargetID/);
  });
});
