import { describe, expect, it } from 'vitest';
import { foldedLine, tableLines, terminalWidth } from './table';

const ROWS = [
  ['Id', 'verdict', 'what'],
  ['EN-1', 'met', 'The DMC under test has left System Integration Testing.'],
];

describe('a table', () => {
  it('is as wide as its cells where there is room', () => {
    expect(tableLines(ROWS, Infinity)).toEqual([
      'Id    verdict  what',
      `----  -------  ${'-'.repeat(55)}`,
      'EN-1  met      The DMC under test has left System Integration Testing.',
    ]);
  });

  it('is not narrowed for a terminal that does not say how wide it is', () => {
    expect(terminalWidth({ isTTY: true, columns: 0 })).toBe(Infinity);
    expect(terminalWidth({ isTTY: true, columns: 100 })).toBe(100);
    expect(terminalWidth({ isTTY: false, columns: 100 })).toBe(Infinity);
  });

  it('has its widest columns go on in the next line on a narrow terminal', () => {
    expect(tableLines(ROWS, 44)).toEqual([
      'Id    verdict  what',
      `----  -------  ${'-'.repeat(29)}`,
      'EN-1  met      The DMC under test has left',
      '               System Integration Testing.',
    ]);
  });

  it('breaks a word that is longer than its column, and loses nothing', () => {
    const lines = tableLines([['Digest'], ['0123456789abcdef']], 10);
    expect(lines).toEqual(['Digest', '-'.repeat(10), '0123456789', 'abcdef']);
  });

  it('makes no column narrower than can be read, whatever the terminal', () => {
    expect(tableLines(ROWS, 1)[1]).toBe('----  -------  --------');
  });

  it('is empty without rows', () => {
    expect(tableLines([], 80)).toEqual([]);
  });
});

describe('a line', () => {
  it('goes on below where it begins, between words', () => {
    const line = '    e.g. When its migration is authorised';
    expect(foldedLine(line, 30)).toEqual(['    e.g. When its migration', '      is authorised']);
  });

  it('is whole where it fits, and where the text goes to a file', () => {
    expect(foldedLine('  short', 30)).toEqual(['  short']);
    expect(foldedLine('x '.repeat(200), Infinity)).toHaveLength(1);
  });
});
