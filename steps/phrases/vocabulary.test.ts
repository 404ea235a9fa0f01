import { describe, expect, it } from 'vitest';
import { typesIn } from './phrases-type';
import { VOCABULARY } from './vocabulary';

describe('parameter types', () => {
  const names = VOCABULARY.map(({ name }) => name);

  it('have names of their own', () => {
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it.each(VOCABULARY)('$name fits its example, and reads it', ({ source, example, read }) => {
    expect(example).toMatch(new RegExp(`^(?:${source})$`));
    expect(() => read(example)).not.toThrow();
  });

  it.each(VOCABULARY)('$name names types that there are', ({ phrases }) => {
    expect(phrases.flatMap(typesIn).filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(VOCABULARY)('$name captures nothing, and says each phrase once', ({ source, phrases }) => {
    expect(source).not.toMatch(/(?<!\\)\((?!\?)/);
    expect(phrases.filter((phrase, index) => phrases.indexOf(phrase) !== index)).toEqual([]);
  });
});
