import { describe, expect, it } from 'vitest';
import { CodeWatch, spotCodes } from './codes';
import { EvidenceLog } from './evidence-log';

describe('codes in a document', () => {
  it.each([
    ['a JSON message', '{"fileName":"x","code":"SIM-CPV-03","reason":"signed by another"}', ['SIM-CPV-03']],
    [
      'an outcome file',
      '<o:Code>SIM-WHL-02</o:Code><Code>SIM-COM-01</Code><Code>GT01</Code>',
      ['SIM-WHL-02', 'SIM-COM-01', 'GT01'],
    ],
    ['an answer of DUIS', '<sr:ResponseCode>E19</sr:ResponseCode>', ['E19']],
    ['a warning of DUIS', '<sr:ResponseCode>W110101</sr:ResponseCode>', ['W110101']],
    ['a failure of a request', '{"code":"E20","reason":"cannot be reached"}', ['E20']],
    ['a csv', 'row;status;code\r\n1;rejected;SIM-AUT-11\r\n', ['SIM-AUT-11']],
    ['the same code twice', 'SIM-AUT-11 SIM-AUT-11', ['SIM-AUT-11']],
    ['a success and an alert', '<ResponseCode>I0</ResponseCode><AlertCode>8F69</AlertCode>', []],
    ['words that only look like codes', '<Model>E19</Model> E20 "name":"E21" SIM-AB-1 XSIM-AUT-11', []],
  ])('%s', (_name, document, codes) => {
    expect(spotCodes(document)).toEqual(codes);
  });
});

describe('a watch', () => {
  it('tells who gave a code, once for each, in the order in which they came', () => {
    const watch = new CodeWatch();
    watch.see('s1sp', '<Code>SIM-WHL-02</Code>');
    watch.see('commissioning-party', Buffer.from('<Code>SIM-WHL-02</Code>'));
    watch.see('s1sp', 'SIM-WHL-02');
    expect(watch.codes).toEqual([
      { code: 'SIM-WHL-02', by: 's1sp' },
      { code: 'SIM-WHL-02', by: 'commissioning-party' },
    ]);
  });

  it('takes of the evidence what a service said, and nothing that the tester said', () => {
    const log = new EvidenceLog();
    log.add({ name: 'By the tester', body: 'SIM-AUT-01' });
    log.add({ name: 'Sent, refused', body: 'SIM-AUT-02', answer: { status: 200, body: 'SIM-AUT-03' }, givenBy: 'mcc' });
    log.add({ name: 'A message', body: 'SIM-S1V-04', givenBy: 's1sp' });
    expect(log.codes.map(({ code }) => code)).toEqual(['SIM-AUT-03', 'SIM-S1V-04']);
  });
});
