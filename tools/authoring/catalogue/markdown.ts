import type { Catalogue, CatalogueStep, CatalogueType } from './model';

/** The catalogue as it stands in the project. */
export const CATALOGUE_FILE = 'docs/steps.md';

/** The catalogue as a document: steps by noun and keyword, then what can stand in their braces. */
export function catalogueText({ steps, types }: Catalogue): string {
  const nouns = Map.groupBy(steps, ({ noun }) => noun);
  return [
    '# Steps',
    '',
    'Everything that a scenario can say. `npm run steps -- whitelist` finds steps and phrases by their words, with real examples;',
    '`npm run steps -- --page` writes a page to search in. In steps and phrases, what stands in braces is one of the',
    '[values](#values) below, what stands in brackets can be left out, and of `its/their` either is said. Made by',
    '`npm run steps -- --write`.',
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

function stepText({ keyword, pattern, meaning, parameters, columns, needs }: CatalogueStep): string[] {
  const names = [...new Set([...parameters, ...Object.values(columns ?? {}).flatMap((name) => name ?? [])])];
  const links = names.map((name) => `[${name}](#${name.toLowerCase()})`).join(', ');
  const table = columns === undefined ? '' : `Table with the columns ${Object.keys(columns).join(', ')}.`;
  const needed = needs.length === 0 ? '' : `Needs: ${needs.join(', ')}.`;
  const said = [meaning, table, links === '' ? '' : `Values: ${links}.`, needed].filter(
    (text) => text !== undefined && text !== '',
  );
  return [`- **${keyword}** \`${pattern}\``, ...said.map((text) => `  <br>${text ?? ''}`)];
}

function typeText({ name, meaning, phrases, joined, open, example }: CatalogueType): string[] {
  const how = joined === undefined ? '' : `; ${joined} can be joined by "and"`;
  const values = phrases.map(({ text }) => (open ? `- ${text}` : `- \`${text.trim() || ' '}\``));
  const shown = open ? [`- ${phrases[0]?.text ?? ''}, such as \`${example}\``] : values;
  return [`### ${name}`, '', `${meaning.charAt(0).toUpperCase()}${meaning.slice(1)}${how}.`, '', ...shown, ''];
}
