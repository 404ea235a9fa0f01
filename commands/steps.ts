import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runCommand, say, type Command } from '../runner/terminal/command-line';
import { foldedLine } from '../runner/terminal/table';
import type { Catalogue } from '../tools/authoring/catalogue/model';
import { readCatalogue } from '../tools/authoring/catalogue/kept';
import { CATALOGUE_FILE, catalogueText } from '../tools/authoring/catalogue/markdown';
import { CATALOGUE_PAGE, cataloguePage } from '../tools/authoring/catalogue/page';
import { isIdAsked, linesOfId, noSuchId } from '../tools/authoring/catalogue/requirement-lines';
import { search } from '../tools/authoring/catalogue/search';
import { foundLines, overviewLines } from '../tools/authoring/catalogue/terminal';
import type * as Build from '../tools/authoring/catalogue/build';
import type * as EditorSettings from '../tools/authoring/editor-settings';

/** Steps and phrases are loaded where they have changed, which takes seconds. */
const load = createRequire(__filename);

const steps: Command = {
  name: 'steps',
  summary: 'Finds the steps and phrases that scenarios can be made of.',
  words: '[WORDS...]',
  options: {
    all: { help: 'show every step and phrase that is found' },
    page: { help: `write a page to search in: ${CATALOGUE_PAGE}` },
    check: {
      help: 'check that no step or phrase is unused, ambiguous or nearly the same as another, and what --write writes',
    },
    json: { help: 'the whole catalogue as JSON' },
    write: { help: `write ${CATALOGUE_FILE} anew, and the settings from which editors know the language` },
  },
  notes: [
    'WORDS: what a scenario is to speak of, such as whitelist, or the name of a value, such as variation; none: what there is.',
    'An id in their place, or its beginning: what a requirement says and which scenarios show it (ST-B2), or the steps of a scenario (ST-B2-03).',
    'Exit code: 0 something was found, nothing is wrong; 1 nothing was found, something is wrong; 2 the steps could not be read.',
  ],
  async run(line) {
    const [asked = ''] = line.words;
    if (isIdAsked(line.words)) {
      const lines = await linesOfId('.', asked);
      for (const text of lines.flatMap((one) => foldedLine(one))) say(text);
      if (lines.length > 0) return 0;
      say(noSuchId(asked));
      return 1;
    }
    const catalogue = await readCatalogue('.', () => {
      const { buildCatalogue } = load('../tools/authoring/catalogue/build') as typeof Build;
      return buildCatalogue('.');
    });
    if (line.isOn('json')) say(JSON.stringify(catalogue, null, 2));
    else if (line.isOn('write')) write(catalogueText(catalogue));
    else if (line.isOn('check')) return check(catalogue);
    else if (line.isOn('page')) {
      writeFileSync(CATALOGUE_PAGE, cataloguePage(catalogue));
      say(`${CATALOGUE_PAGE} is written: it opens by a double click.`);
    } else if (!/[a-z0-9]/i.test(line.words.join(''))) for (const text of overviewLines(catalogue)) say(text);
    else {
      const found = search(catalogue, line.words);
      const lines = foundLines(found, catalogue, line.words.join(' '), line.isOn('all'));
      for (const text of lines.flatMap((one) => foldedLine(one))) say(text);
      return found.answers.length + found.types.length > 0 ? 0 : 1;
    }
    return 0;
  },
};

async function check(catalogue: Catalogue): Promise<number> {
  const { checkLanguage } = load('../tools/authoring/catalogue/build') as typeof Build;
  const { EDITOR_SETTINGS, withParameterTypes } = load('../tools/authoring/editor-settings') as typeof EditorSettings;
  const settings = readFileSync(EDITOR_SETTINGS, 'utf8');
  const old = [
    ...(readFileSync(CATALOGUE_FILE, 'utf8') === catalogueText(catalogue) ? [] : [CATALOGUE_FILE]),
    ...(settings === withParameterTypes(settings) ? [] : [EDITOR_SETTINGS]),
  ];
  const problems = [
    ...(await checkLanguage('.', catalogue)),
    ...old.map((file) => `${file} is not that of today's steps: "npm run steps -- --write" writes it anew.`),
  ];
  for (const text of problems) say(text);
  if (problems.length === 0) say(`${catalogue.steps.length} steps and their phrases: nothing is wrong.`);
  return problems.length === 0 ? 0 : 1;
}

function write(text: string): void {
  const { EDITOR_SETTINGS, withParameterTypes } = load('../tools/authoring/editor-settings') as typeof EditorSettings;
  writeFileSync(CATALOGUE_FILE, text);
  writeFileSync(EDITOR_SETTINGS, withParameterTypes(readFileSync(EDITOR_SETTINGS, 'utf8')));
  say(`${CATALOGUE_FILE} and ${EDITOR_SETTINGS} are written.`);
}

void runCommand(steps);
