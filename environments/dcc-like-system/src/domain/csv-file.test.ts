import { describe, expect, it } from 'vitest';
import { decodeText, isInstant, readRecords } from './csv-file';

describe('an instant in a file', () => {
  it.each(['2019-06-03T08:00:00Z', '2020-02-29T23:59:59Z', '2019-12-31T00:00:00+01:00'])('is "%s"', (text) => {
    expect(isInstant(text)).toBe(true);
  });

  it.each([
    '2019-06-31T08:00:00Z',
    '2019-02-29T08:00:00Z',
    '2019-13-01T08:00:00Z',
    '2019-06-03T25:00:00Z',
    '2019-06-03',
    '2019-06-03T08:00:00',
    '',
  ])('is not "%s"', (text) => {
    expect(isInstant(text)).toBe(false);
  });
});

const TEXT = 'MAF,F-1\nComment\nCaf\u00e9\n';

describe('a file that a spreadsheet saved', () => {
  it('is read with a byte order mark', () => {
    expect(decodeText(Buffer.from(`\uFEFF${TEXT}`))).toBe(TEXT);
  });

  it.each<[what: string, content: Buffer, fault: string]>([
    ['UTF-16', Buffer.from(`\uFEFF${TEXT}`, 'utf16le'), 'The content is UTF-16 text: save it as UTF-8.'],
    [
      'UTF-16 the other way',
      Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16(),
      'The content is UTF-16 text: save it as UTF-8.',
    ],
    [
      'UTF-16 without its mark',
      Buffer.from('MAF', 'utf16le'),
      'The content holds characters that no text has: save it as UTF-8.',
    ],
    [
      'Windows-1252',
      Buffer.from(TEXT, 'latin1'),
      'Line 3 of the content is not UTF-8 text, but as another encoding (E9): save it as UTF-8.',
    ],
  ])('is refused for its encoding: %s', (_what, content, fault) => {
    expect(decodeText(content)).toEqual({ fault });
  });

  it.each([
    [';', 'semicolons'],
    ['\t', 'tabs'],
  ])('is refused for its separator %j', (sign, name) => {
    expect(readRecords(TEXT.replaceAll(',', sign))).toEqual({
      fault: `The values are separated by ${name}: separate them by commas.`,
    });
  });
});
