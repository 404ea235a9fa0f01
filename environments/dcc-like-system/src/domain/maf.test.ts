import { describe, expect, it } from 'vitest';
import { growthOfCost, LINEAR } from './fixtures/cpu';
import { decodeText } from './csv-file';
import { AUTHORISATION_COLUMNS, parseAuthorisationName, readAuthorisation } from './maf';

const EUI = '70-B3-D5-1F-30-00-A0-08';
const HEADER = `MAF,F-1,${EUI},cgi,2019-04-07T18:25:03Z,1`;
const COLUMNS = AUTHORISATION_COLUMNS.join(',');
const ROW = `R1,ACTIVE,1012345678806,,${EUI},,,,,2019-06-04,2019-06-05,,"a, ""b"""`;

describe('parseAuthorisationName', () => {
  it('reads the published sample names, the tag in any case', () => {
    const stem = `CGI_${EUI}_20190407_182503`;
    expect(parseAuthorisationName(`MA_cgI_${EUI}_20190407_182503.zip`)).toEqual({
      kind: 'archive',
      smsoTag: 'CGI',
      eui: EUI,
      stem,
    });
    expect(parseAuthorisationName(`MAPASSWORD_CGI_${EUI}_20190407_182503.txt`)).toMatchObject({
      kind: 'password',
      stem,
    });
  });

  it.each([
    `MA_CGI_${EUI}_20190407_182503`,
    `MA_CGI_${EUI}_20190407_182503.txt`,
    `MAPASSWORD_CGI_${EUI}_20190407_182503.zip`,
    `MA_CGI_${EUI}_20190407_256003.zip`,
    `MA_CGI_${EUI}_20190229_182503.zip`,
    `MA_CGI_${EUI.toLowerCase()}_20190407_182503.zip`,
    `MA_C_${EUI}_20190407_182503.zip`,
    `xMA_CGI_${EUI}_20190407_182503.zip`,
    `MA_CGI_${EUI}_20190407_182503.zip\n`,
  ])('refuses %j', (name) => expect(parseAuthorisationName(name)).toBeUndefined());
});

describe('readAuthorisation', () => {
  it('reads header record, columns and rows, with LF or CRLF and a byte order mark', () => {
    for (const end of ['\n', '\r\n']) {
      const text = decodeText(Buffer.from(`\ufeff${[HEADER, COLUMNS, ROW, ''].join(end)}`));
      expect(typeof text === 'string' && readAuthorisation(text)).toMatchObject({
        header: { fileId: 'F-1', supplierEui: EUI, smsoTag: 'CGI', rowCount: 1 },
        rows: [{ fields: 13, values: { RowId: 'R1', MPRN: '', Comment: 'a, "b"' } }],
      });
    }
  });

  it('passes over empty lines, also before the header record, and reads a header record in quotes', () => {
    const quoted = HEADER.replace('F-1', '"F-1"');
    const read = readAuthorisation(['', quoted, '', COLUMNS, ROW, '', ROW, ''].join('\r\n'));
    expect(read).toMatchObject({ header: { fileId: 'F-1' }, rows: [{ fields: 13 }, { fields: 13 }] });
  });

  it('finds a fault where quotes stay open, in whichever line', () => {
    for (const lines of [
      [`"${HEADER}`, COLUMNS, ROW],
      [HEADER, COLUMNS, `"${ROW}`],
      [`${HEADER}x"y`, COLUMNS, ROW],
    ]) {
      expect(readAuthorisation(lines.join('\n'))).toHaveProperty('fault');
    }
  });

  it('tells how many fields a row really has', () => {
    const read = readAuthorisation([HEADER, COLUMNS, 'R1,ACTIVE', `${ROW},more`].join('\n'));
    expect(read).toMatchObject({ rows: [{ fields: 2, values: { ImportMPAN: '' } }, { fields: 14 }] });
  });

  it.each([
    ['', COLUMNS],
    [HEADER.replace('F-1', 'F 1'), COLUMNS],
    [HEADER.replace(',1', ',one'), COLUMNS],
    [HEADER, ''],
    [HEADER, COLUMNS.toLowerCase()],
    [HEADER, `${COLUMNS},More`],
  ])('finds a fault in %j %j', (header, columns) => {
    expect(readAuthorisation([header, columns, ROW].join('\n'))).toHaveProperty('fault');
  });
});

describe('what is no text', () => {
  it.each([[Buffer.from([0xff, 0xfe, 0x41])], [Buffer.from([0xc3, 0x28])], [Buffer.from('a\0b')]])(
    'is refused: %j',
    (content) => expect(decodeText(content)).toHaveProperty('fault'),
  );
});

describe('an authorisation that is no table', () => {
  it('is refused before it is read where a line has too many values', () => {
    const wide = `${ROW}${','.repeat(1_000)}`;
    expect(readAuthorisation([HEADER, COLUMNS, wide].join('\n'))).toEqual({
      fault: 'A line of the file holds more than 1000 values.',
    });
    expect(readAuthorisation([HEADER, COLUMNS, ROW, `${ROW}${','.repeat(900)}`].join('\n'))).toHaveProperty('rows');
  });

  it.each([
    ['rows of one value', 'a'],
    ['right rows', ROW],
    ['rows of too many values', `${ROW}${','.repeat(30)}`],
  ])('costs in proportion to its %s', async (_what, row) => {
    const text = (rows: number): string => [HEADER, COLUMNS, ...Array.from({ length: rows }, () => row)].join('\n');
    expect(await growthOfCost(2_000, text, readAuthorisation)).toBeLessThan(LINEAR);
  });
});
