import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { UnreadableXml } from '../xml';
import { readDeviceWord, readPreCommand, signPreCommand, takesPreCommand, textOfPayload, wrongSignature } from './gbcs';
import { readResponse } from './response';

const DEVICE = '00-DB-12-E1-00-00-00-01';
const USER = '90-B3-D5-1F-30-01-00-00';
const KEYS = keys();

function keys(): { privateKey: string; publicKey: string } {
  return generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}

function response(body: string): string {
  return (
    '<Response xmlns="http://www.dccinterface.co.uk/ServiceUserGateway" schemaVersion="3.0"><Header>' +
    `<ResponseID>${DEVICE}:${USER}:7</ResponseID><ResponseCode>I0</ResponseCode>` +
    `<ResponseDateTime>2019-06-04T08:00:00Z</ResponseDateTime></Header><Body>${body}</Body></Response>`
  );
}

function payloadOf(word: object): string {
  return Buffer.from(`${JSON.stringify(word)}\nsignature`, 'utf8').toString('base64');
}

const WORD = { from: DEVICE, to: USER, counter: '7', at: '2019-06-04T08:00:00.000Z' };

describe('a pre-command', () => {
  const line = JSON.stringify({ service: '7.2', from: USER, to: DEVICE, counter: '18446744073709551615' });

  it('is read without its content', () => {
    expect(readPreCommand(line)).toEqual({ service: '7.2', from: USER, to: DEVICE, counter: '18446744073709551615' });
  });

  it.each(['', '[]', '{"service":"7.2"}'])('is none where it says %j', (text) => {
    expect(() => readPreCommand(text)).toThrow(UnreadableXml);
  });

  it('is signed so that the signature holds for its signer alone, and only unchanged', async () => {
    const signed = textOfPayload(await signPreCommand(line, KEYS.privateKey));
    expect(signed.split('\n')[0]).toBe(line);
    expect(await wrongSignature(signed, KEYS.publicKey)).toEqual([]);
    expect(await wrongSignature(signed.replace('7.2', '7.3'), KEYS.publicKey)).toHaveLength(1);
    expect(await wrongSignature(signed, keys().publicKey)).toHaveLength(1);
    expect(await wrongSignature(signed, undefined)).toHaveLength(1);
  });

  it('is asked for by what can cut somebody off, and not by a reading', () => {
    expect(['7.1', '7.2', '7.3', '4.1.1', '6.22'].filter(takesPreCommand)).toEqual(['7.1', '7.2', '7.3']);
  });
});

describe('what a SMETS2+ device says', () => {
  it('is read out of a response, with its signature', () => {
    const payload = payloadOf({ ...WORD, service: '4.1.1', values: { activeImportWh: '12' } });
    const xml = response(
      '<ResponseMessage><ServiceReference>4.1</ServiceReference><ServiceReferenceVariant>4.1.1</ServiceReferenceVariant>' +
        `<GBCSPayload>${payload}</GBCSPayload></ResponseMessage>`,
    );
    expect(readResponse(xml).content).toMatchObject({
      kind: 'device-response',
      deviceId: DEVICE,
      user: USER,
      counter: 7n,
      variant: '4.1.1',
      takenAt: WORD.at,
      values: { activeImportWh: '12' },
      refusals: [],
      signedByDevice: textOfPayload(payload),
    });
  });

  it('is read out of what a schedule brought', () => {
    const payload = payloadOf({ ...WORD, service: '4.8.1', refusal: 'not-supported' });
    const xml = response(
      '<ResponseMessage><ServiceReference>4.8</ServiceReference><ServiceReferenceVariant>4.8.1</ServiceReferenceVariant>' +
        `<DSPScheduledMessage><GBCSPayload>${payload}</GBCSPayload><DSPScheduleID>3</DSPScheduleID></DSPScheduledMessage>` +
        '</ResponseMessage>',
    );
    expect(readResponse(xml).content).toMatchObject({
      kind: 'device-response',
      scheduleId: '3',
      refusals: ['The device refused: not-supported.'],
    });
  });

  it('is read out of an alert, which must be the one that its envelope names', () => {
    const payload = payloadOf({ ...WORD, alert: '8168', description: 'Supply armed' });
    const alert = (code: string): string =>
      response(
        `<DeviceAlertMessage><AlertCode>${code}</AlertCode><GBCSPayload>${payload}</GBCSPayload></DeviceAlertMessage>`,
      );
    expect(readResponse(alert('8168')).content).toMatchObject({ kind: 'device-alert', alertCode: '8168' });
    expect(() => readResponse(alert('8F0C'))).toThrow('The alert 8F0C holds one of 8168.');
  });

  it('is nothing without sender, recipient and counter', () => {
    expect(() => readDeviceWord('{"from":"A"}')).toThrow(UnreadableXml);
  });
});
