import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFeatures } from './features/feature-set';
import { selectByWords } from './selection';

const scenarios = readFeatures(path.join(__dirname, '../fixtures/project'), ['ST-A1']);

async function ids(...words: string[]): Promise<string[]> {
  return (await selectByWords(await scenarios, words)).map(({ id }) => id);
}

describe('selectByWords', () => {
  it.each<[string, string[], string[]]>([
    ['an id', ['st-a1-02'], ['ST-A1-02']],
    ['a part of a title', ['step is UNDEFINED'], ['ST-A1-03']],
    ['several words', ['ST-A1-03', 'A step fails'], ['ST-A1-02', 'ST-A1-03']],
    ['a tag expression', ['@ST-A1 and @id:ST-A1-13'], ['ST-A1-13']],
    ['a tag that all rows share', ['@negative:ST-A1'], ['ST-A1-10', 'ST-A1-11']],
    ['the line of a row', ['outcomes.feature:67'], ['ST-A1-11']],
    ['a line inside an outline', ['outcomes.feature:59'], ['ST-A1-10', 'ST-A1-11']],
    ['a line inside a scenario', ['./features/migration-st/outcomes/outcomes.feature:9'], ['ST-A1-01']],
  ])('understands %s', async (_name, words, expected) => {
    expect(await ids(...words)).toEqual(expected);
  });

  it('takes the beginning of an id, and a whole file', async () => {
    expect(await ids('ST-A1-0')).toHaveLength(9);
    expect(await ids('ST-A1')).toHaveLength(15);
    expect(await ids('outcomes/outcomes.feature')).toHaveLength(15);
  });

  it('offers the nearest when nothing fits', async () => {
    await expect(ids('ST-A1-2')).rejects.toThrow('No scenario fits "ST-A1-2": the nearest are ST-A1-02,');
    await expect(ids('A stap fails')).rejects.toThrow('the nearest are "A step fails"');
    await expect(ids('other.feature:3')).rejects.toThrow('No scenario fits "other.feature:3"');
    await expect(ids('outcomes.feature:2')).rejects.toThrow('No scenario fits "outcomes.feature:2"');
  });

  it.each([
    ['@ST-A1 and', 'a tag is missing'],
    ['@ST-A1 @ST-A2', '"and" or "or" is missing between two tags'],
    ['(@ST-A1', 'a bracket has no counterpart'],
    ['@ST-A1)', 'a bracket has no counterpart'],
    ['@ST\\A1', 'a backslash stands where none can'],
  ])('says in a sentence of its own what is wrong with %s', async (expression, reason) => {
    await expect(ids(expression)).rejects.toThrow(
      `The tag expression "${expression}" cannot be read, since ${reason}: write it as in "@ST-B2 and not @volume".`,
    );
  });
});
