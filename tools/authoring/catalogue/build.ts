import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkScenarios, loadKnowledge } from '../../../runner/planning/checks/check-scenarios';
import { isOf } from '../../../runner/planning/checks/scenario-checks';
import { lintFeatures } from '../../../runner/planning/features/feature-set';
import type { ScenarioSource } from '../../../runner/planning/features/read-feature';
import { loadSteps } from '../../../runner/planning/steps/load-steps';
import type { StepKnowledge } from '../../../runner/planning/steps/explain-step';
import { StepLanguage, type StepWord } from '../../../runner/planning/steps/step-language';
import { smets2Requests } from '../../../support/scope/published-requests';
import { loadScope } from '../../../support/scope/scope';
import { typesIn } from '../../../steps/phrases/phrases-type';
import { phrasesAskingFor } from '../../../steps/phrases/service-orders';
import { VOCABULARY } from '../../../steps/phrases/vocabulary';
import { BUILT_IN_TYPES } from './built-in-types';
import { languageProblems } from './language-gate';
import { wordingsOf } from './wording';
import { isSaidIn } from './words';
import type { Catalogue, CatalogueStep, CatalogueType, Use } from './model';
import { readOtherWords } from '../../../support/scope/read-other-words';

/** How many uses of a step are kept. */
const MOST_USES = 3;

/** What the scenarios say, counted. */
class Counter {
  readonly #counts = new Map<string, number>();
  readonly #uses = new Map<string, Use[]>();

  add(key: string, use: Use): void {
    this.#counts.set(key, this.countOf(key) + 1);
    const uses = this.usesOf(key);
    if (!uses.some(({ text }) => text === use.text)) this.#uses.set(key, [...uses, use]);
  }

  countOf(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  usesOf(key: string): readonly Use[] {
    return this.#uses.get(key) ?? [];
  }
}

/** What is wrong with the language of the scenarios, a sentence each. */
export async function checkLanguage(root: string, catalogue: Catalogue): Promise<string[]> {
  const language = StepLanguage.of((await loadSteps(root)).library);
  return languageProblems(catalogue, (text) => language.fitting(text).map(({ pattern }) => pattern));
}

/** Reads steps, phrases and features of the project. */
export async function buildCatalogue(root: string): Promise<Catalogue> {
  const language = StepLanguage.of((await loadSteps(root)).library);
  const { sources } = await lintFeatures(root, []);
  const scope = loadScope(root);
  const { published, explained } = scope.codes;
  const steps = new Counter();
  const phrases = new Counter();
  const codes = new Counter();
  // Short scenarios first: their titles say best what a step or a phrase in them comes to.
  const finished = finishedScenarios(sources, await loadKnowledge(root, scope, sources));
  const shortFirst = finished.toSorted((a, b) => a.pickle.steps.length - b.pickle.steps.length);
  for (const source of shortFirst) countUses(source, language, { steps, phrases, codes });
  const meaningOf = meaningsIn(root);
  return {
    steps: language.words
      .map((word) => stepOf(word, meaningOf(word.place), steps))
      .sort((a, b) => inOrder(a.noun, b.noun) || ORDER.indexOf(a.keyword) - ORDER.indexOf(b.keyword)),
    types: typesOf(language.words, phrases, phrasesAskingFor(new Set(smets2Requests(root).keys()))),
    otherWords: readOtherWords(root),
    codes: [...published, ...explained].map(({ code, meaning }) => {
      const [use] = codes.usesOf(code);
      return { code, meaning, ...(use === undefined ? {} : { use }) };
    }),
  };
}

/** Without those that are still being written, and those that would not be run: nobody should learn from them. */
export function finishedScenarios(sources: readonly ScenarioSource[], knowledge: StepKnowledge): ScenarioSource[] {
  return sources.filter((source) => checkScenarios([source], knowledge).length === 0);
}

const ORDER = ['Given', 'When', 'Then'];
const inOrder = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

function countUses(
  { pickle, scenario }: ScenarioSource,
  language: StepLanguage,
  { steps, phrases, codes }: Readonly<Record<'steps' | 'phrases' | 'codes', Counter>>,
): void {
  const { featurePath, line, id, title } = scenario;
  const before = pickle.steps.filter((step) => !isOf(step, 'Outcome')).map(({ text }) => text);
  for (const step of pickle.steps) {
    const { text, argument } = step;
    const [word] = language.fitting(text);
    if (word === undefined) continue;
    const use = {
      ...{ text, place: `${featurePath}:${line}`, scenario: `${id}: ${title}`, step: word.pattern },
      ...(isOf(step, 'Outcome') ? { after: before.join('; ') } : {}),
    };
    steps.add(word.place, use);
    for (const [, code = ''] of text.matchAll(/"([A-Z0-9-]+)"/g)) codes.add(code, use);
    const values = word.regexp.exec(text)?.slice(1) ?? [];
    for (const [index, type] of word.parameters.entries()) {
      // The expression of a {string} captures more than once: nothing is counted of what follows it.
      if (type === 'string') break;
      countPhrases(type, values[index] ?? '', use, phrases);
    }
    const [header, ...rows] = argument?.dataTable?.rows ?? [];
    for (const { cells } of rows) {
      for (const [index, { value }] of cells.entries()) {
        const type = word.traits.columns?.[header?.cells[index]?.value ?? ''];
        if (typeof type === 'string') countPhrases(type, value, use, phrases);
      }
    }
  }
}

const types = new Map(VOCABULARY.map((type) => [type.name, type]));

function countPhrases(name: string, value: string, use: Use, phrases: Counter): void {
  const type = types.get(name);
  if (type === undefined) return;
  for (const { phrase, words } of type.parse(value)) {
    phrases.add(keyOf(name, phrase), use);
    for (const [index, inner] of typesIn(phrase).entries()) {
      const word = words[index] ?? '';
      if (word !== '') countPhrases(inner, word, use, phrases);
    }
  }
}

const keyOf = (type: string, phrase: string): string => `${type}: ${phrase}`;

function stepOf(
  { keyword, pattern, place, parameters, traits }: StepWord,
  meaning: string,
  steps: Counter,
): CatalogueStep {
  return {
    keyword: keyword === 'Given' || keyword === 'When' ? keyword : 'Then',
    pattern,
    wordings: wordingsOf(pattern),
    noun: nounOf(place),
    place,
    ...(meaning === '' ? {} : { meaning }),
    parameters: parameters.map((name) => (name === '' ? 'anything' : name)),
    ...(traits.columns === undefined ? {} : { columns: traits.columns }),
    needs: traits.needs ?? [],
    count: steps.countOf(place),
    uses: steps.usesOf(place).slice(0, MOST_USES),
  };
}

/** `steps/service-requests.ts:12` speaks of `Service requests`. */
function nounOf(place: string): string {
  const name = path
    .basename(place)
    .replace(/\.ts:\d+$/, '')
    .replaceAll('-', ' ');
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** The comment that stands immediately above a definition. */
function meaningsIn(root: string): (place: string) => string {
  const files = new Map<string, readonly string[]>();
  return (place) => {
    const [file = '', line = ''] = place.split(':');
    const lines = files.get(file) ?? readFileSync(path.join(root, file), 'utf8').split('\n');
    files.set(file, lines);
    let first = Number(line) - 2;
    if (lines[first]?.trim().endsWith('*/') !== true) return '';
    const last = first;
    while (first > 0 && lines[first]?.trimStart().startsWith('/**') !== true) first -= 1;
    return lines
      .slice(first, last + 1)
      .map((text) => text.replaceAll(/^\s*\/?\*+\/?|\*\/$/g, '').trim())
      .join(' ')
      .trim();
  };
}

/** What is said of a phrase that asks for a service request of SMETS2+ devices too. */
const OF_SMETS2 = 'SMETS2+ meters take it too';

/** @param ofSmets2 phrases that SMETS2+ devices take, by their types */
function typesOf(
  words: readonly StepWord[],
  phrases: Counter,
  ofSmets2: ReadonlyMap<string, readonly string[]>,
): CatalogueType[] {
  const own = VOCABULARY.map((type) => ({
    name: type.name,
    meaning: type.meaning,
    example: type.example,
    open: type.open === true,
    complete: type.complete === true,
    ...(type.joined === undefined ? {} : { joined: type.joined }),
    phrases: type.phrases.map((text) => {
      const key = keyOf(type.name, text);
      const use = clearest(text, phrases.usesOf(key));
      const note = ofSmets2.get(type.name)?.includes(text) === true ? { note: OF_SMETS2 } : {};
      return { text, count: phrases.countOf(key), ...(use === undefined ? {} : { use }), ...note };
    }),
  }));
  return [...own, ...BUILT_IN_TYPES]
    .map((type) => ({ ...type, standsIn: stepsWith(type.name, words) }))
    .sort((a, b) => inOrder(a.name, b.name));
}

/** The use that says a phrase and little else: not in a table, of what every combination has, and short. */
function clearest(phrase: string, uses: readonly Use[]): Use | undefined {
  const rated = uses.map((use) => ({
    use,
    strange: (isSaidIn(phrase, use.text) ? 0 : 2) + (/\bgas\b/.test(use.text) ? 1 : 0),
  }));
  return rated.toSorted((a, b) => a.strange - b.strange || a.use.text.length - b.use.text.length)[0]?.use;
}

/** Patterns of the steps in which a type stands, itself or in a phrase. */
function stepsWith(name: string, words: readonly StepWord[]): string[] {
  const names = new Set([name]);
  // A set gives what is added while it is walked through.
  for (const inner of names) {
    for (const type of VOCABULARY) {
      if (type.phrases.some((phrase) => typesIn(phrase).includes(inner))) names.add(type.name);
    }
  }
  return words
    .filter(({ parameters, traits }) =>
      [...parameters, ...Object.values(traits.columns ?? {})].some((one) => one !== null && names.has(one)),
    )
    .map(({ pattern }) => pattern);
}
