import { describe, expect, it } from 'vitest';
import { causeOf, causeOfWidth } from './spreadsheet';

describe('what a spreadsheet has done', () => {
  it.each([
    ['1.01235E+12', '; 1.01235E+12 is a long number that a spreadsheet has shortened: enter it again as text'],
    ['1,01235E+12', '; 1,01235E+12 is a long number that a spreadsheet has shortened: enter it again as text'],
    ['12/06/2019', '; 12/06/2019 is a day as a spreadsheet writes it: begin with the year'],
    ['12.6.19', '; 12.6.19 is a day as a spreadsheet writes it: begin with the year'],
    ['1012345678806', ''],
    ['2019-06-12', ''],
    ['', ''],
  ])('to a value: %s', (value, cause) => {
    expect(causeOf(value)).toBe(cause);
  });

  it('to the end of a line', () => {
    expect(causeOfWidth(['a', 'b', '', ''], 2)).toBe('; a spreadsheet has put 2 more commas at its end: delete them');
    expect(causeOfWidth(['a', 'b', '', 'c'], 2)).toBe('');
    expect(causeOfWidth(['a'], 2)).toBe('');
  });
});
