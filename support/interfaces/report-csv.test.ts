import { describe, expect, it } from 'vitest';
import { csvValue, looksLikeFormula, readReportCsv } from './report-csv';

const read = (text: string): ReturnType<typeof readReportCsv> => readReportCsv(Buffer.from(text));

describe('the csv of a report', () => {
  it('is read with its quotes', () => {
    expect(read('A,B\r\n1,"x, ""y""\r\nz"\r\n')).toEqual({ names: ['A', 'B'], lines: [['1', 'x, "y"\r\nz']] });
    expect(read('A\r\n')).toEqual({ names: ['A'], lines: [] });
  });

  it.each([
    ['A,B\n1,2\n', 'does not end in CRLF'],
    ['A,B\r\n1,2', 'has no end'],
    ['A,B\r1,2\r\n', 'does not end in CRLF'],
  ])('%j is not as published', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it('must be UTF-8', () => {
    expect(() => readReportCsv(Buffer.from([0x41, 0xe9, 0x0d, 0x0a]))).toThrow('not UTF-8');
  });

  it('holds no formula', () => {
    const formulas = ['=1', '+1', '-1', '@x', '\tx', '\rx', '\nx', '\uFF1D1', '\uFF0B1', '\uFF0D1', '\uFF20x'];
    expect(formulas.map(csvValue)).toEqual(formulas.map((text) => `'${text}`));
    expect([undefined, 12, -0.5, 'a=1'].map(csvValue)).toEqual(['', '12', '-0.5', 'a=1']);
    expect(looksLikeFormula('')).toBe(false);
  });
});
