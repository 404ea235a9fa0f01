import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeOf, DspFixture, ESME, OTHER_SUPPLIER, SUPPLIER } from '../fixtures/dsp';

let dsp: DspFixture;

beforeEach(async () => {
  dsp = await DspFixture.start();
  await dsp.commission();
});
afterEach(() => dsp.stop());

const TWICE = '<ReadInstantaneousImportRegisters/><ReadInstantaneousImportRegisters/>';
const withoutSignature = (xml: string): string => xml.replace(/<Signature.*<\/Signature>/s, '');
const forged = (xml: string): string => xml.replace('schemaVersion="3.0"', 'schemaVersion="3.1"');
const shapeless = (xml: string): string => xml.replace('<CommandVariant>1</CommandVariant>', '');

/** What is sent, and what is answered without and with the defect: a response code, or a status of HTTP. */
const CASES: readonly (readonly [id: string, request: () => string, right: string | number, bent: string | number])[] =
  [
    ['dsp-checks-signature-before-shape', () => shapeless(dsp.request()), 400, 401],
    ['dsp-fails-on-broken-document', () => dsp.request().slice(0, -5), 400, 500],
    // It passes the gateway, and nothing behind it can read it.
    ['dsp-takes-long-counter', () => dsp.request({ counter: '18446744073709551616' }), 400, 500],
    ['dsp-takes-other-element', () => dsp.request({ body: '<ReadMeterBalance/>' }), 400, 'I99'],
    ['dsp-ignores-surplus-element', () => dsp.request({ body: TWICE }), 400, 'I99'],
    ['dsp-skips-signature', () => forged(dsp.request()), 401, 'I99'],
    ['dsp-skips-signature', () => withoutSignature(dsp.request()), 401, 401],
    ['dsp-takes-unsigned-request', () => withoutSignature(dsp.request()), 401, 'I99'],
    ['dsp-takes-unsigned-request', () => forged(dsp.request()), 401, 401],
    ['dsp-takes-any-signer', () => dsp.request({ signer: OTHER_SUPPLIER }), 401, 'I99'],
  ];

async function answerTo(request: string): Promise<string | number | undefined> {
  const { statusCode, body } = await dsp.post(request);
  return statusCode === 200 ? codeOf(body) : statusCode;
}

describe('a request that the gateway refuses', () => {
  it.each(CASES)('is answered otherwise with %s, case %#', async (id, request, right, bent) => {
    expect(await answerTo(request())).toBe(right);
    dsp.server.service.switchDefectsOn([id]);
    expect(await answerTo(request())).toBe(bent);
  });
});

describe('the counter of a request', () => {
  it('is looked at before the signature with dsp-checks-counter-before-signature', async () => {
    expect(await dsp.readMeter({ counter: 5 })).toBe('I99');
    expect(await answerTo(forged(dsp.request({ counter: 5 })))).toBe(401);
    dsp.server.service.switchDefectsOn(['dsp-checks-counter-before-signature']);
    expect(await answerTo(forged(dsp.request({ counter: 5 })))).toBe('E100');
    expect(await answerTo(forged(dsp.request({ counter: 6 })))).toBe(401);
  });

  it('is used up by whoever names the user with dsp-counts-what-is-not-authentic', async () => {
    dsp.server.service.switchDefectsOn(['dsp-counts-what-is-not-authentic']);
    expect(await answerTo(forged(dsp.request({ counter: 5 })))).toBe(401);
    dsp.server.service.switchDefectsOn([]);
    expect(await dsp.readMeter({ counter: 5 })).toBe('E100');
  });

  it('is not used up by a refused request with dsp-keeps-counter-of-refused', async () => {
    dsp.server.service.switchDefectsOn(['dsp-keeps-counter-of-refused']);
    expect(await dsp.readMeter({ counter: 5, commandVariant: 8 })).toBe('E12');
    expect(await dsp.readMeter({ counter: 5 })).toBe('I99');
    expect(await dsp.readMeter({ counter: 5 })).toBe('E100');
  });

  it.each([
    ['dsp-accepts-used-counter', 4, 'I99'],
    ['dsp-accepts-equal-counter', 5, 'I99'],
    ['dsp-accepts-equal-counter', 4, 'E100'],
    ['dsp-counts-over-all-devices', 5, 'I99'],
  ])('that was used is judged by %s: %s is %s', async (id, counter, code) => {
    expect(await dsp.readMeter({ counter: 5 })).toBe('I99');
    expect(await dsp.readMeter({ counter })).toBe('E100');
    dsp.server.service.switchDefectsOn([id]);
    expect(await dsp.readMeter({ counter })).toBe(code);
  });

  it('that is the highest is the last one, but for dsp-starts-counters-anew', async () => {
    const request = { originator: SUPPLIER, target: ESME, counter: '18446744073709551615' };
    expect(await dsp.readMeter(request)).toBe('I99');
    expect(await dsp.readMeter({ counter: 5 })).toBe('E100');
    dsp.server.service.switchDefectsOn(['dsp-starts-counters-anew']);
    expect(await dsp.readMeter({ counter: 5 })).toBe('I99');
  });
});
