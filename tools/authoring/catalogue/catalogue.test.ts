import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { languageProblems } from './language-gate';
import { catalogueText } from './markdown';
import type { Catalogue, CatalogueStep, CatalogueType } from './model';
import { cataloguePage } from './page';
import { search } from './search';
import { foundLines } from './terminal';

const step = (pattern: string, more: Partial<CatalogueStep> = {}): CatalogueStep => ({
  keyword: 'Then',
  pattern,
  noun: 'Migration',
  place: 'steps/migration.ts:1',
  parameters: [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
  needs: [],
  count: 1,
  uses: [],
  ...more,
});
const type = (name: string, phrases: readonly string[], more: Partial<CatalogueType> = {}): CatalogueType => ({
  name,
  meaning: `a ${name}`,
  example: phrases[0] ?? '',
  phrases: phrases.map((text) => ({ text, count: 1 })),
  open: false,
  complete: false,
  standsIn: ['it stops at {place}'],
  ...more,
});
const USE = {
  text: 'it stops at the whitelist',
  place: 'features/a.feature:3',
  scenario: 'ST-B4-01: A hub that is not on the whitelist is refused',
};
const catalogue: Catalogue = {
  steps: [
    step('it stops at {place}', { uses: [USE] }),
    step('{user} tops up {device}', { keyword: 'When' }),
    step('nothing is known', { meaning: 'Looks into every <register>.' }),
  ],
  types: [
    type('place', ['the whitelist', 'the key rotation']),
    type('user', ['the supplier']),
    type('device', ['the hub']),
  ],
  otherWords: { 'comms box': 'hub', vend: 'top up' },
};

describe('a search in the catalogue', () => {
  it('finds steps by what they were used for, and phrases', () => {
    const { steps, types } = search(catalogue, ['whitelist']);
    expect(steps.map(({ pattern }) => pattern)).toEqual(['it stops at {place}']);
    expect(types.map((found) => found.phrases.map(({ text }) => text))).toEqual([['the whitelist']]);
  });

  it.each(['top up', 'topped', 'TOPS', 'what can I say about a top up?'])(
    'knows a word in another form: %s',
    (words) => {
      expect(search(catalogue, words.split(' ')).steps).toHaveLength(1);
    },
  );

  it('finds by meaning, and by the name of a value', () => {
    expect(search(catalogue, ['registers']).steps).toHaveLength(1);
    const { steps, types } = search(catalogue, ['place']);
    expect(types.map(({ type: { name }, phrases }) => [name, phrases.length])).toEqual([['place', 2]]);
    expect(steps.map(({ pattern }) => pattern)).toEqual(['it stops at {place}']);
  });

  it('finds what speaks of the most of the words where nothing speaks of all, and says so', () => {
    const found = search(catalogue, ['gas', 'whitelist']);
    expect(found).toMatchObject({ steps: [{ pattern: 'it stops at {place}' }], leftOut: ['gas'] });
    expect(foundLines(found, catalogue, 'gas whitelist', false)[0]).toBe(
      'Nothing speaks of all of "gas whitelist"; this does without "gas":',
    );
    expect(search(catalogue, ['whitelist']).leftOut).toEqual([]);
  });

  it('finds a phrase by its words and those of what it is about, and first the steps that say some themselves', () => {
    const files = {
      ...catalogue,
      steps: [
        step('{user} sends {order}', { count: 9 }),
        step('the file reaches {user} {delivery}'),
        step('nothing is known'),
      ],
      types: [
        type('user', ['the supplier']),
        type('fault', ['altered on its way', 'late'], { meaning: 'a fault of a file' }),
        type('delivery', ['{fault}', 'twice']),
        type('order', ['an altered file']),
      ],
    };
    const { steps, types, leftOut } = search(files, ['file', 'altered']);
    expect(steps.map(({ pattern }) => pattern)).toEqual(['the file reaches {user} {delivery}', '{user} sends {order}']);
    expect(types.map(({ type: { name }, phrases }) => [name, phrases.length])).toEqual([
      ['fault', 1],
      ['order', 1],
    ]);
    expect(leftOut).toEqual([]);
  });

  it('knows other words for it, and says so', () => {
    const found = search(catalogue, ['comms', 'boxs']);
    expect(found).toMatchObject({ types: [{ phrases: [{ text: 'the hub' }] }], leftOut: [] });
    expect(foundLines(found, catalogue, 'comms box', false)[0]).toBe('"comms box" is "hub" in features.');
    expect(search(catalogue, ['vend']).steps).toHaveLength(1);
    // What features say themselves is looked for as it is.
    expect(search(catalogue, ['whitelist']).instead).toEqual([]);
  });

  it('shows the columns of the table of a step', () => {
    const found = search(catalogue, ['whitelist']);
    const steps = found.steps.map((step) => ({ ...step, columns: { fault: 'place', code: null } }));
    expect(foundLines({ ...found, steps }, catalogue, 'whitelist', false)).toContain(
      '    below it a table: | fault {place} | code |',
    );
  });

  it('offers words that there are where it finds nothing', () => {
    const found = search(catalogue, ['whitelits']);
    expect(found.nearest).toContain('whitelist');
    expect(foundLines(found, catalogue, 'whitelits', false).join('')).toContain(
      'Nothing can be said about "whitelits" yet',
    );
  });
});

describe('the gate of the language', () => {
  const fitting = (text: string): string[] =>
    catalogue.steps.filter(({ uses }) => uses.some((use) => use.text === text)).map(({ pattern }) => pattern);

  it('finds nothing wrong with a sound one', () => {
    expect(languageProblems(catalogue, fitting)).toEqual([]);
  });

  it('finds what nothing uses', () => {
    const unused = {
      steps: [step('it never ends here', { count: 0 })],
      types: [{ ...type('place', []), phrases: [{ text: 'the moon', count: 0 }] }],
      otherWords: {},
    };
    expect(languageProblems(unused, () => [])).toEqual([
      'No scenario says "it never ends here" (steps/migration.ts:1).',
      'No scenario says the phrase "the moon" of {place}.',
    ]);
  });

  it('finds what more than one step fits', () => {
    const both = (): string[] => ['it stops at {place}', 'it stops at the whitelist'];
    expect(languageProblems({ ...catalogue, steps: catalogue.steps.slice(0, 1), otherWords: {} }, both)).toEqual([
      '"it stops at the whitelist" fits more than one step: it stops at {place} and it stops at the whitelist.',
    ]);
  });

  it('finds other words that stand for nothing', () => {
    expect(languageProblems({ ...catalogue, otherWords: { orb: 'the moon' } }, fitting)).toEqual([
      'No step or phrase speaks of "the moon", for which "orb" stands in docs/glossary.md.',
    ]);
  });

  it('finds steps that are nearly the same', () => {
    const steps = [step('the file is refused with {code}'), step('the files is refused with {code}')];
    expect(languageProblems({ steps, types: [], otherWords: {} }, () => [])).toEqual([
      '"the file is refused with {code}" and "the files is refused with {code}" are nearly the same: say both with one of them.',
    ]);
  });
});

describe('the catalogue of the project', () => {
  it('has nothing unused, ambiguous or nearly the same, and stands in the documents as it is', () => {
    const said = execFileSync('npm', ['run', '--silent', 'steps', '--', '--check'], { encoding: 'utf8' });
    expect(said).toContain('nothing is wrong');
  }, 120_000);

  it('says what can be said about the whitelist', () => {
    const said = execFileSync('npm', ['run', '--silent', 'steps', '--', 'whitelist'], { encoding: 'utf8' });
    expect(said).toContain('{migration} stops at {migrationStep} with {code}');
    expect(said).toMatch(
      /- whose whitelist is empty\n +ST-B4-11: An installation whose whitelist is empty is not migrated \(features/,
    );
  }, 120_000);

  it('is a document and a page', () => {
    expect(catalogueText(catalogue)).toContain('- **When** `{user} tops up {device}`');
    expect(cataloguePage(catalogue)).toContain('Looks into every \\u003cregister>.');
  });
});
