import type { Catalogue, CatalogueStep, CatalogueType } from './model';

/** The catalogue as it stands in the project. */
export const CATALOGUE_FILE = 'docs/steps.md';

/** Phrases of a type stand in one line where they are no longer together. */
const LINE = 100;

/** The catalogue as a document: steps by noun and keyword, then what can stand in their braces. */
export function catalogueText({ steps, types }: Catalogue): string {
  const nouns = Map.groupBy(steps, ({ noun }) => noun);
  const links = [...nouns.keys(), 'Values'].map((noun) => `[${noun}](#${noun.toLowerCase().replaceAll(' ', '-')})`);
  return [
    '# Steps',
    '',
    'Everything that a scenario can say. `npm run steps -- emergency credit` finds it by its words, with real examples;',
    '`npm run steps -- --page` writes a page to search in. What stands in braces is one of the [values](#values) at the end, by',
    'its name; what stands in brackets can be left out; of `its/their` either is said. Made by `npm run steps -- --write`.',
    '',
    links.join(' · '),
    '',
    ...[...nouns].flatMap(([noun, own]) => [`## ${noun}`, '', ...own.flatMap(stepText), '']),
    '## Values',
    '',
    ...types.filter(({ standsIn }) => standsIn.length > 0).flatMap(typeText),
  ]
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trimEnd()
    .concat('\n');
}

function stepText({ keyword, wordings, meaning, columns, needs }: CatalogueStep): string[] {
  const said = [
    ...(meaning === undefined ? [] : [meaning]),
    ...(columns === undefined ? [] : [`Table with the columns ${columnsOf(columns)}.`]),
    ...(needs.length === 0 ? [] : [`Needs: ${needs.join(', ')}.`]),
  ];
  const lines = wordings.map((wording) => `- **${keyword}** \`${wording}\``);
  return said.length === 0 ? lines : [...lines, `  <br>${said.join(' ')}`];
}

function columnsOf(columns: NonNullable<CatalogueStep['columns']>): string {
  return Object.entries(columns)
    .map(([name, type]) => (type === null ? name : `${name} \`{${type}}\``))
    .join(', ');
}

/** @returns lines: the phrases in one where they are short, else in a list of their own */
function typeText({ name, meaning, phrases, joined, open, example }: CatalogueType): string[] {
  const how = joined === undefined ? '' : `; ${joined} can be joined by "and"`;
  const about = `- **{${name}}** ${meaning}${how}:`;
  if (open) return [`${about} ${phrases[0]?.text ?? ''}, such as \`${example}\``];
  const values = phrases.map(({ text, note }) => {
    const value = text.trim() === '' ? 'nothing' : `\`${text.trim()}\``;
    return note === undefined ? value : `${value} (${note})`;
  });
  const together = values.join(' · ');
  return together.length <= LINE ? [`${about} ${together}`] : [about, ...values.map((value) => `  - ${value}`)];
}
