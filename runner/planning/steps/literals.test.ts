import { describe, expect, it } from 'vitest';
import { holdsAll, literalsOf } from './literals';

describe('the words of an expression', () => {
  const expressions: [string, string[], string][] = [
    ['the S1SP has {int} file(s)', ['the', 'S1SP', 'has'], 'the S1SP has 1 file'],
    ['it is( not at all) there', ['there'], 'it is there'],
    ['the day/night passes', ['the', 'passes'], 'the night passes'],
    ['a \\(new) {string}', ['a'], 'a (new) "x"'],
    ['{word} {word}', [], 'any thing'],
  ];
  it.each(expressions)('%s', (pattern, literals, text) => {
    expect(literalsOf(pattern)).toEqual(expect.arrayContaining(literals));
    expect(holdsAll(text, literalsOf(pattern))).toBe(true);
  });

  it('tell apart what cannot fit', () => {
    expect(holdsAll('the DCO has 1 file', literalsOf('the S1SP has {int} file(s)'))).toBe(false);
  });
});
