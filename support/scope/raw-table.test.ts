import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readRawTable } from './raw-table';
import { readTable } from './table';
import { readTextFile } from './text-file';

const folder = mkdtempSync(path.join(tmpdir(), 'tables-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: string | Buffer): string {
  const target = path.join(folder, 'table.csv');
  writeFileSync(target, content);
  return target;
}

const ROWS = 'id,maker,firmware,date\nA,Caf\u00e9,0104,2019-04-12\n';

/** The table in UTF-16, with the bytes of each character in the order of a network. */
function bigEndian(text: string): Buffer {
  return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
}

describe('a table that a spreadsheet saved', () => {
  it.each([
    ['with a byte order mark', `\uFEFF${ROWS}`],
    ['with the line ends of Windows', ROWS.replaceAll('\n', '\r\n')],
    ['without a last line end', ROWS.trimEnd()],
    ['with values in quotation marks', 'id,maker,firmware,date\nA,"Caf\u00e9","0104",2019-04-12\n'],
  ])('is read %s', (_how, text) => {
    expect(readRawTable(file(text))).toEqual({
      columns: ['id', 'maker', 'firmware', 'date'],
      rows: [{ line: 2, cells: { id: 'A', maker: 'Caf\u00e9', firmware: '0104', date: '2019-04-12' } }],
    });
  });

  it.each<[what: string, content: string | Buffer, sentence: RegExp]>([
    [
      'UTF-16',
      Buffer.from(`\uFEFF${ROWS}`, 'utf16le'),
      /table\.csv: it is text in UTF-16: save it as text in UTF-8 \(/,
    ],
    ['UTF-16 the other way', bigEndian(ROWS), /table\.csv: it is text in UTF-16: save/],
    ['UTF-16 without its mark', Buffer.from(ROWS, 'utf16le'), /table\.csv: it holds bytes that no text has, as UTF-16/],
    [
      'Windows-1252',
      Buffer.from(ROWS, 'latin1'),
      /table\.csv:2:6: the byte E9 is no UTF-8, but would be "\u00e9" in Windo/,
    ],
    [
      'Windows-1252 behind a byte order mark',
      Buffer.concat([Buffer.from('\uFEFF'), Buffer.from(ROWS, 'latin1')]),
      /table\.csv:2:6: the byte E9 is no UTF-8/,
    ],
    [
      'a lost character',
      ROWS.replace('\u00e9', '\uFFFD'),
      /table\.csv:2:6: a character was lost here when .* type it again/,
    ],
    ['a workbook', Buffer.from('PK\x03\x04 and more'), /table\.csv: it is a workbook or another archive: save/],
    [
      'semicolons',
      ROWS.replaceAll(',', ';'),
      /table\.csv:1: its columns are separated by semicolons, .* save it as "CSV/,
    ],
    ['tabs', ROWS.replaceAll(',', '\t'), /table\.csv:1: its columns are separated by tabs/],
    ['a line for spreadsheets', `sep=,\n${ROWS}`, /table\.csv:1: "sep=," tells a spreadsheet .* delete the line/],
    [
      'trailing commas',
      ROWS.replaceAll('\n', ',,\n'),
      /table\.csv:1: 2 commas too many at its end, .* delete those columns/,
    ],
    ['a row with trailing commas', ROWS.replace('12\n', '12,\n'), /table\.csv:2: a comma too many at its end/],
    ['an emptied row', `${ROWS},,,\n`, /table\.csv:3: the row holds nothing but commas, .* delete it/],
    ['a column without a name', ROWS.replace('maker', ''), /table\.csv:1: column 2 has no name/],
    ['a column that stands twice', ROWS.replace('maker', 'id'), /table\.csv:1: the column "id" stands twice/],
    [
      'a comma in a value',
      ROWS.replace('Caf', 'Old, Caf'),
      /table\.csv:2: the row has 5 values for 4 columns: put values/,
    ],
    ['a row cut off', ROWS.replace(',0104,2019-04-12', ''), /table\.csv:2: the row has 2 values for 4 columns/],
    [
      'a quotation mark inside',
      ROWS.replace('Caf', 'Ca"f'),
      /table\.csv:2: a quotation mark stands inside a value: put/,
    ],
    [
      'an open quotation mark',
      ROWS.replace('A,', '"A,'),
      /table\.csv:\d: a value begins with a quotation mark, and no/,
    ],
    [
      'a shortened number',
      ROWS.replace('0104', '8.94411E+18'),
      /:2: field "firmware": "8\.94411E\+18" is a long number that a spreadsheet has shortened, and its last digits are lost: enter it again/,
    ],
  ])('is refused for its cause: %s', (_what, content, sentence) => {
    expect(() => readRawTable(file(content))).toThrow(sentence);
  });
});

it('a text file is read with the same line ends, whatever a checkout made of them', () => {
  expect(readTextFile(file('a\r\nb\n'), 'text')).toBe('a\nb\n');
});

const row = z.strictObject({
  id: z.string(),
  maker: z.string().regex(/^[0-9A-F]{4}$/, 'expected four upper-case hex digits'),
  firmware: z.string(),
  date: z.iso.date('expected a date such as 2019-04-12'),
});

describe('a value that a spreadsheet changed', () => {
  const read = (maker: string, date = '2019-04-12'): unknown =>
    readTable(file(`id,maker,firmware,date\nA,${maker},1,${date}\n`), row, ({ id }) => id);

  it.each<[what: string, maker: string, date: string, sentence: RegExp]>([
    [
      'zeros taken from its front',
      '104',
      '2019-04-12',
      /table\.csv:2: field "maker": expected four upper-case hex digits; of "104" a spreadsheet may have taken zeros from the front: write 0104, with its column formatted as text\.$/,
    ],
    [
      'a date turned round',
      'AB01',
      '12/04/2019',
      /table\.csv:2: field "date": expected a date such as 2019-04-12; "12\/04\/2019" is how a spreadsheet writes what it takes for a date: write year, month, day, such as 2019-04-12\.$/,
    ],
    ['a date in words', 'AB01', '12-Apr-19', /"12-Apr-19" is how a spreadsheet writes what it takes for a date/],
    ['a code taken for a date', '01/02/2003', '2019-04-12', /"01\/02\/2003" is how .* enter it again, with its column/],
    ['an error', '#NAME?', '2019-04-12', /"#NAME\?" is a spreadsheet's own error: enter the value again\.$/],
    ['a space', 'AB01 ', '2019-04-12', /"AB01 " has a space at its end or front: delete it\.$/],
    ['nothing that spreadsheets do', 'ABC', '2019-04-12', /field "maker": expected four upper-case hex digits$/],
  ])('%s', (_what, maker, date, sentence) => {
    expect(() => read(maker, date)).toThrow(sentence);
  });
});
