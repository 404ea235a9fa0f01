import type { Answer } from './answers';
import type { Catalogue, CatalogueCode, CataloguePhrase, CatalogueStep, Use } from './model';
import { columnsInWords, phraseText, saidTimes, withoutWords } from './sayings';
import type { Found, FoundType } from './search';

type KnownTypes = ReadonlyMap<string, Catalogue['types'][number]>;

/** Of so many types at most, in the phrases of another, all values are shown. */
const MOST_INNER = 3;
/** How many phrases of a type, and steps, are shown in full. */
const MOST_SHOWN = 12;

/** What the catalogue has about some words, as lines of a terminal. */
export function foundLines(found: Found, catalogue: Catalogue, sought: string, all: boolean): string[] {
  const { answers, types, codes, leftOut, nearest, instead } = found;
  if (answers.length + types.length === 0) {
    return [`Nothing can be said about "${sought}" yet. Words that are known: ${nearest.join(', ')}.`];
  }
  const most = all ? Infinity : MOST_SHOWN;
  const shown = answers.slice(0, most);
  const known = new Map(catalogue.types.map((type) => [type.name, type]));
  const first = leftOut.length === 0 ? [] : [withoutWords(sought, leftOut), ''];
  const lines = shown.flatMap((answer) => answerLines(answer, known, types));
  if (answers.length > shown.length) {
    lines.push(`... and ${answers.length - shown.length} more: --all shows them.`, '');
  }
  const said = instead.length === 0 ? [] : [...instead, ''];
  const meant = codes.slice(0, most).map(({ code, meaning }) => `    "${code}" ${meaning}`);
  const listed = meant.length === 0 ? [] : ['Codes that mean it:', ...meant, ''];
  return [...said, ...first, ...lines, ...listed, ...types.flatMap((type) => typeLines(type, most, known))];
}

function answerLines(answer: Answer, known: KnownTypes, types: readonly FoundType[]): string[] {
  const { step, sentence, type, phrase, code, use } = answer;
  if (code !== undefined) return codeLines(sentence, code);
  if (type === undefined || phrase === undefined) return [...stepLines(step), ...valueLines(step, known, types)];
  return [
    sentence,
    `    step: ${step.wordings[0] ?? ''}`,
    `    {${type.name}}: ${phraseText(phrase)}`,
    ...(step.meaning === undefined ? [] : [`    ${step.meaning}`]),
    ...useLines(use),
    '',
  ];
}

function codeLines(sentence: string, { code, meaning, use }: CatalogueCode): string[] {
  return [sentence, `    "${code}" ${meaning}`, ...useLines(use), ''];
}

/** Where something is said, and of a Then what brings it about there. */
function useLines(use: Use | undefined): string[] {
  if (use === undefined) return [];
  return [...(use.after === undefined ? [] : [`    after: ${use.after}`]), `    ${whereSaid(use)}`];
}

/** What there is to speak of: nouns, with how many steps. */
export function overviewLines({ steps, types }: Catalogue): string[] {
  const nouns = Map.groupBy(steps, ({ noun }) => noun);
  const phrases = types.reduce((sum, type) => sum + (type.open ? 0 : type.phrases.length), 0);
  return [
    `${steps.length} steps and ${phrases} phrases. What can be said about something: npm run steps -- whitelist`,
    '',
    ...[...nouns].map(([noun, own]) => `${noun.padEnd(24)}${countsOf(own)}`),
  ];
}

function countsOf(steps: readonly CatalogueStep[]): string {
  const counts = (['Given', 'When', 'Then'] as const).map((keyword) => {
    const number = steps.filter((step) => step.keyword === keyword).length;
    return number === 0 ? '' : `${keyword} ${number}`;
  });
  return counts.filter(Boolean).join(', ');
}

function stepLines(step: CatalogueStep): string[] {
  const { keyword, wordings, meaning, columns, needs, uses } = step;
  const [first] = uses;
  return [
    ...wordings.map((wording) => `${keyword} ${wording}`),
    ...(meaning === undefined ? [] : [`    ${meaning}`]),
    ...(columns === undefined ? [] : [`    below it a table: ${columnsInWords(columns)}`]),
    ...(needs.length === 0 ? [] : [`    needs: ${needs.join(', ')}`]),
    ...(first === undefined ? [] : [`    e.g. ${keyword} ${first.text}`, `         ${whereSaid(first)}`]),
    `    ${saidTimes(step)}`,
  ];
}

/** The legal values of a step's parameters, those that are sought before others. */
function valueLines({ parameters, columns }: CatalogueStep, known: KnownTypes, found: readonly FoundType[]): string[] {
  const names = new Set([...parameters, ...Object.values(columns ?? {}).flatMap((name) => name ?? [])]);
  const lines = [...names].flatMap((name) => {
    const type = known.get(name);
    if (type === undefined) return [];
    const sought = found.find((one) => one.type === type)?.phrases ?? [];
    const values = [...new Set([...sought, ...type.phrases])].slice(0, 4).map(({ text }) => text.trim() || 'nothing');
    const more = type.phrases.length - values.length;
    const rest = more > 0 ? `, and ${more} more: npm run steps -- ${name}` : '';
    return [`    {${name}} ${type.meaning}: ${values.join(' | ')}${rest}`];
  });
  return [...lines, ''];
}

function typeLines({ type, phrases }: FoundType, most: number, known: KnownTypes): string[] {
  const where = type.standsIn.slice(0, 4).map((pattern) => `    in: ${pattern}`);
  const shown = phrases
    .toSorted((a, b) => b.count - a.count)
    .slice(0, Math.max(most, phrases.length > 40 ? 40 : phrases.length));
  const joined = type.joined === undefined ? '' : `; ${type.joined} can be joined by "and"`;
  const more = phrases.length - shown.length;
  return [
    `{${type.name}} ${type.meaning}${joined}`,
    ...where,
    ...shown.flatMap(phraseLines),
    ...(more > 0 ? [`    ... and ${more} more: --all shows them.`] : []),
    ...innerLines(shown, known),
    '',
  ];
}

/** The values of what stands in the braces of few phrases. */
function innerLines(phrases: readonly CataloguePhrase[], known: KnownTypes): string[] {
  const names = new Set(phrases.flatMap(({ text }) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)));
  if (names.size > MOST_INNER) return [];
  return [...names].flatMap((name) => {
    const type = known.get(name);
    if (type === undefined) return [];
    return [`    {${name}} ${type.meaning}: ${type.phrases.map(({ text }) => text.trim() || 'nothing').join(' | ')}`];
  });
}

/** A phrase, and what it comes to in a scenario that says it. */
function phraseLines(phrase: CataloguePhrase): string[] {
  const { use } = phrase;
  return [`    - ${phraseText(phrase)}`, ...(use === undefined ? [] : [`      ${whereSaid(use)}`])];
}

function whereSaid({ scenario, place }: Use): string {
  return `${scenario} (${place})`;
}
