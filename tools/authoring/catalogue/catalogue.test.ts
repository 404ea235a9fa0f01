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
  wordings: [pattern],
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
  step: 'it stops at {place}',
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
  codes: [{ code: 'SIM-WHL-01', meaning: 'The whitelist cannot be read' }],
};
const sentencesFor = (...words: readonly string[]): string[] =>
  search(catalogue, words).answers.map(({ sentence }) => sentence);

describe('a search in the catalogue', () => {
  it('finds phrases in the steps that take them, what was said first', () => {
    const said = type('place', ['the key rotation'], {
      phrases: [{ text: 'the whitelist', count: 1, use: { ...USE, text: 'it stops at the whitelist' } }],
    });
    const found = search({ ...catalogue, types: [said] }, ['whitelist']);
    expect(found.answers.map(({ sentence }) => sentence)).toEqual(['Then it stops at the whitelist']);
    expect(sentencesFor('whitelist')).toEqual(['Then it stops at the whitelist']);
    expect(found.types.map(({ phrases }) => phrases.map(({ text }) => text))).toEqual([['the whitelist']]);
  });

  it('shows a phrase of a table below its step', () => {
    const rows = step('these come', { columns: { fault: 'fault' }, parameters: [] });
    const fault = type('fault', ['a twin'], { standsIn: ['these come'] });
    const { answers } = search({ ...catalogue, steps: [rows], types: [fault] }, ['twin']);
    expect(answers.map(({ sentence }) => sentence)).toEqual(['Then these come | a twin |']);
  });

  it.each(['top up', 'topped', 'TOPS', 'what can I say about a top up?'])(
    'knows a word in another form: %s',
    (words) => {
      expect(sentencesFor(...words.split(' '))).toHaveLength(1);
    },
  );

  it.each([
    ['read', 'ready'],
    ['no', 'notice'],
    ['pass', 'past'],
  ])('takes no other word for a form of one: %s', (asked, other) => {
    const steps = [step(`it is ${other}`)];
    expect(search({ ...catalogue, steps, types: [] }, [asked]).answers).toEqual([]);
  });

  it('finds by meaning, and by the name of a value', () => {
    expect(sentencesFor('registers')).toHaveLength(1);
    const { types } = search(catalogue, ['place']);
    expect(types.map(({ type: { name }, phrases }) => [name, phrases.length])).toEqual([['place', 2]]);
    expect(sentencesFor('place')).toEqual(['Then it stops at {place}']);
  });

  it('finds what speaks of the most telling words where nothing speaks of all, and says so', () => {
    const found = search(catalogue, ['gas', 'whitelist']);
    expect(found).toMatchObject({ answers: [{ sentence: 'Then it stops at the whitelist' }], leftOut: ['gas'] });
    expect(foundLines(found, catalogue, 'gas whitelist', false)[0]).toBe(
      'Nothing speaks of all of "gas whitelist"; this does without "gas":',
    );
    expect(search(catalogue, ['whitelist']).leftOut).toEqual([]);
  });

  it('finds a phrase by its words and those of what it is about, and the step whose braces it stands in', () => {
    const files = {
      ...catalogue,
      steps: [
        step('{user} sends {order}', { count: 9 }),
        step('the file reaches {user} {fault}'),
        step('nothing is known'),
      ],
      types: [
        type('user', ['the supplier']),
        type('fault', ['altered on its way', 'late'], {
          meaning: 'a fault of a file',
          standsIn: ['the file reaches {user} {fault}'],
        }),
        type('order', ['an altered letter'], { standsIn: ['{user} sends {order}'] }),
      ],
    };
    const { answers, leftOut } = search(files, ['file', 'altered']);
    expect(answers.map(({ sentence }) => sentence)[0]).toBe('Then the file reaches {user} altered on its way');
    expect(leftOut).toEqual([]);
  });

  it('knows what codes mean', () => {
    const found = search(catalogue, ['whitelist', 'read']);
    expect(found.leftOut).toEqual(['read']);
    expect(foundLines(found, catalogue, 'whitelist', false)).toContain('    "SIM-WHL-01" The whitelist cannot be read');
    const coded = {
      ...catalogue,
      steps: [step('it ends with {code}', { uses: [{ ...USE, text: 'it ends with "SIM-WHL-01"' }] })],
    };
    expect(search({ ...coded, types: [] }, ['whitelist', 'read']).leftOut).toEqual([]);
  });

  it('knows other words for it, and says so', () => {
    const found = search(catalogue, ['comms', 'boxs']);
    expect(found).toMatchObject({ types: [{ phrases: [{ text: 'the hub' }] }], leftOut: [] });
    expect(foundLines(found, catalogue, 'comms box', false)[0]).toBe('"comms box" is "hub" in features.');
    expect(search(catalogue, ['vend']).answers).toHaveLength(1);
    // What features say themselves is looked for as it is.
    expect(search(catalogue, ['whitelist']).instead).toEqual([]);
  });

  it('shows the columns of the table of a step', () => {
    const rows = step('these come', { columns: { fault: 'place', code: null } });
    const found = search({ ...catalogue, steps: [rows] }, ['come']);
    expect(foundLines(found, catalogue, 'come', false)).toContain('    below it a table: | fault {place} | code |');
  });

  it('takes a mistyped word for the one that is meant, and says so', () => {
    const found = search(catalogue, ['whitelits']);
    expect(found.answers.map(({ sentence }) => sentence)).toEqual(['Then it stops at the whitelist']);
    expect(foundLines(found, catalogue, 'whitelits', false)[0]).toBe('"whitelits" is taken for "whitelist".');
  });

  it('finds what speaks of the words that the best answers leave out, among the first', () => {
    const steps = [1, 2, 3, 4, 5].map((number) => step(`alert number ${number} has come`));
    const { answers, leftOut } = search({ ...catalogue, steps: [...steps, step('the meter is read')], types: [] }, [
      ...['meter', 'alert', 'come'],
    ]);
    expect(leftOut).toEqual(['alert', 'come']);
    const first = answers.slice(0, 3).map(({ sentence }) => sentence);
    expect(first).toEqual(['Then the meter is read', 'Then alert number 1 has come', 'Then alert number 2 has come']);
  });

  it('finds a code by what it means, in a scenario that says it', () => {
    const use = { ...USE, text: 'it stops at the whitelist', step: 'it stops at {place}' };
    const codes = [{ code: 'SIM-WHL-09', meaning: 'The list is unreadable', use }];
    const found = search({ ...catalogue, codes }, ['unreadable']);
    expect(foundLines(found, catalogue, 'unreadable', false)).toEqual(
      expect.arrayContaining(['Then it stops at the whitelist', '    "SIM-WHL-09" The list is unreadable']),
    );
  });

  it('offers words that there are where it finds nothing', () => {
    const found = search(catalogue, ['blacklists']);
    expect(found.nearest).toContain('whitelist');
    expect(foundLines(found, catalogue, 'blacklists', false).join('')).toContain(
      'Nothing can be said about "blacklists" yet',
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
      codes: [],
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
    expect(languageProblems({ steps, types: [], otherWords: {}, codes: [] }, () => [])).toEqual([
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
