import { describe, expect, it } from 'vitest';
import { keyOf, parseMessageId, responseIdTo } from './request-id';
import { readRequest } from './request';

const USER = '90-B3-D5-1F-30-01-00-00';
const METER = '00-DB-12-E1-01-02-03-04';
const DUIS = 'http://www.dccinterface.co.uk/ServiceUserGateway';

function request(parts: { header?: string; body?: string; root?: string } = {}): string {
  const header =
    parts.header ??
    `<RequestID>${USER}:${METER}:7</RequestID><CommandVariant>1</CommandVariant>` +
      '<ServiceReference>4.1</ServiceReference><ServiceReferenceVariant>4.1.1</ServiceReferenceVariant>';
  const body = parts.body ?? '<ReadInstantaneousImportRegisters/>';
  return `<Request ${parts.root ?? `xmlns="${DUIS}" schemaVersion="3.0"`}><Header>${header}</Header><Body>${body}</Body></Request>`;
}

function inventory(filter: string): string {
  const header =
    `<RequestID>${USER}:90-B3-D5-1F-30-00-00-02:8</RequestID><CommandVariant>8</CommandVariant>` +
    '<ServiceReference>8.2</ServiceReference><ServiceReferenceVariant>8.2</ServiceReferenceVariant>';
  return request({ header, body: `<ReadInventory>${filter}</ReadInventory>` });
}

describe('readRequest', () => {
  it('reads a read of the import registers', () => {
    expect(readRequest(request())).toMatchObject({
      id: { originator: USER, target: METER, counter: 7n },
      commandVariant: 1,
      reference: '4.1',
      variant: '4.1.1',
      body: { kind: 'plain' },
    });
  });

  it('reads when a request is to be carried out', () => {
    const body =
      '<ReadInstantaneousImportRegisters><ExecutionDateTime>2019-06-04T10:00:00Z</ExecutionDateTime></ReadInstantaneousImportRegisters>';
    expect(readRequest(request({ body })).body).toHaveProperty('executionDateTime', '2019-06-04T10:00:00.000Z');
  });

  it.each([
    ['<DeviceID>00-db-12-e1-01-02-03-04</DeviceID>', { by: 'DeviceID', value: METER }],
    ['<MPxN>1000000000012</MPxN>', { by: 'MPxN', value: '1000000000012' }],
    ['<UPRN>123</UPRN>', { by: 'UPRN', value: '123' }],
    [
      '<PropertyFilter><PostCode>AB1 2CD</PostCode><AddressIdentifier>1</AddressIdentifier></PropertyFilter>',
      { by: 'PropertyFilter', postCode: 'AB1 2CD', addressIdentifier: '1' },
    ],
  ])('reads the inventory filter %s', (filter, expected) => {
    expect(readRequest(inventory(filter)).body).toEqual({ kind: 'inventory', filter: expected });
  });

  it.each([
    ['another root', request().replaceAll('Request', 'Answer'), /not a DUIS Request/],
    ['another namespace', request({ root: 'xmlns="urn:other" schemaVersion="3.0"' }), /not a DUIS Request/],
    ['a further part', request().replace('</Request>', '<More/></Request>'), /Header, Body and Signature/],
    [
      'a header in another order',
      request().replace(/(<RequestID>.*<\/RequestID>)(<CommandVariant>1<\/CommandVariant>)/, '$2$1'),
      /RequestID/,
    ],
    ['an element in another case', request().replaceAll('CommandVariant', 'commandVariant'), /CommandVariant/],
    ['a further header element', request().replace('</Header>', '<More/></Header>'), /More/],
    ['a request id without a counter', request().replace(':7<', '<'), /message id/],
    ['a counter with a leading zero', request().replace(':7<', ':07<'), /message id/],
    ['a counter above 64 bits', request().replace(':7<', ':18446744073709551616<'), /message id/],
    [
      'a service that is not supported',
      request().replaceAll('4.1.1', '7.1.1'),
      /"7.1.1" is not one of those that this system has/,
    ],
    ['a reference of another service', request().replace('>4.1<', '>8.2<'), /does not fit/],
    ['the body of another service', request({ body: '<ReadInventory/>' }), /must hold one ReadInstantaneous/],
    ['two bodies', request({ body: '<ReadInstantaneousImportRegisters/>'.repeat(2) }), /must hold one/],
    ['an inventory filter of nothing', inventory(''), /one of UPRN/],
    ['two inventory filters', inventory('<UPRN>1</UPRN><UPRN>1</UPRN>'), /must not hold UPRN there/],
    ['a device id that is none', inventory('<DeviceID>1</DeviceID>'), /is no EUI/],
    ['text that is not XML', 'hello', /well-formed/],
  ])('refuses %s', (_what, xml, sentence) => {
    expect(() => readRequest(xml)).toThrow(sentence);
  });
});

describe('message ids', () => {
  it('hold the highest counter of 64 bits', () => {
    expect(parseMessageId(`${USER}:${METER}:18446744073709551615`).counter).toBe(18446744073709551615n);
  });

  it('are known in either case and answered in the case they came in', () => {
    const id = parseMessageId(`${USER.toLowerCase()}:${METER}:7`);
    expect(keyOf(id)).toBe(`${USER}:${METER}:7`);
    expect(responseIdTo(id)).toBe(`${METER}:${USER.toLowerCase()}:7`);
  });
});
