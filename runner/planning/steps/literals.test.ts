import { describe, expect, it } from 'vitest';
import { beginningOf, fitOf, literalsOf } from './literals';

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
    expect(fitOf(pattern, /^/)(text)).toBe(true);
  });

  it('tell apart what cannot fit', () => {
    expect(fitOf('the S1SP has {int} file(s)', /^/)('the DCO has 1 file')).toBe(false);
  });
});

describe('the beginning of a long expression', () => {
  const long = `(${Array.from({ length: 100 }, (_, index) => `(?:phrase ${index})`).join('|')})`;

  it.each([
    ['ends where its long parameter begins', `^an?(?: new)? hub ${long}$`, '^an?(?: new)? hub '],
    [
      'holds the short parameters before it',
      `^((?:the S1SP)|(?:a \\(new\\) [)(]?)) asks ${long}, ${long}$`,
      '^((?:the S1SP)|(?:a \\(new\\) [)(]?)) asks ',
    ],
    ['is not cut inside a parameter', `^((?:the (S1SP))${' '.repeat(500)}) asks ${long}$`, undefined],
    ['is none of an expression that begins with the long one', `^${long} asks (.*)$`, undefined],
    ['is none of a short expression', '^the S1SP asks (.*)$', undefined],
  ])('%s', (_name, source, beginning) => {
    expect(beginningOf(source)?.source).toBe(beginning);
  });

  it('tells apart what cannot fit, without the whole', () => {
    const whole = new RegExp(`^the S1SP asks ${long}$`);
    const fits = fitOf('{word} {phrase}', whole);
    expect(['the S1SP asks phrase 7', 'the DCO asks phrase 7', 'the S1SP asks'].map(fits)).toEqual([
      true,
      false,
      false,
    ]);
  });
});
