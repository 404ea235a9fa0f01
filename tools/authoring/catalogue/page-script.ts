/** What the page of the catalogue does in a browser. Everything is put in as text: nothing of a feature becomes part of the page. */
import type { Answer } from './answers';
import type { Catalogue, CatalogueCode, CataloguePhrase, CatalogueStep, CatalogueType, Use } from './model';
import { search, type Found, type FoundType } from './search';
import { columnsInWords, saidTimes, withoutWords } from './sayings';

/** So many answers are shown at once. */
const MOST_SHOWN = 40;

const catalogue = JSON.parse(document.getElementById('catalogue')?.textContent ?? '') as Catalogue;
const byName = new Map(catalogue.types.map((type) => [type.name, type]));
const place = document.getElementById('found') as HTMLDivElement;
const count = document.getElementById('count') as HTMLParagraphElement;
const field = document.getElementById('words') as HTMLInputElement;
const boxes = [...document.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];

function element(name: string, text: string, parent: Element, kind = ''): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = kind;
  parent.append(made);
  return made;
}

function whereSaid({ after, scenario, place: where }: Use, parent: Element): void {
  if (after !== undefined) element('p', `after: ${after}`, parent, 'quiet');
  const link = element('a', scenario, element('p', '', parent)) as HTMLAnchorElement;
  link.href = `../${where.replace(/:\d+$/, '')}`;
  link.title = where;
}

function headOf({ name, meaning, joined }: CatalogueType): string {
  return `{${name}} ${meaning}${joined === undefined ? '' : ` (${joined} can be joined by "and")`}`;
}

/** The values of a parameter, those that are meant before others and in sight. */
function values(name: string, parent: Element, meant: readonly FoundType[]): void {
  const type = byName.get(name);
  if (type === undefined) return;
  const phrases = meant.find((one) => one.type === type)?.phrases ?? type.phrases;
  const isPart = phrases.length < type.phrases.length;
  const details = element('details', '', parent) as HTMLDetailsElement;
  details.open = isPart;
  element('summary', headOf(type) + (isPart ? `, ${phrases.length} of ${type.phrases.length}` : ''), details);
  const list = element('ul', '', details);
  for (const { text } of phrases) element('code', text.trim() || 'nothing', element('li', '', list));
}

function showStep(step: CatalogueStep, meant: readonly FoundType[]): void {
  const article = element('article', '', place);
  for (const wording of step.wordings) element('h3', `${step.keyword} ${wording}`, article);
  if (step.meaning !== undefined) element('p', step.meaning, article);
  if (step.columns !== undefined) element('p', `below it a table: ${columnsInWords(step.columns)}`, article);
  if (step.needs.length > 0) element('p', `needs: ${step.needs.join(', ')}`, article, 'quiet');
  const names = [...step.parameters, ...Object.values(step.columns ?? {}).flatMap((name) => name ?? [])];
  for (const name of new Set(names)) values(name, article, meant);
  for (const use of step.uses) {
    element('p', `${step.keyword} ${use.text}`, article, 'quiet');
    whereSaid(use, article);
  }
  element('p', saidTimes(step), article, 'quiet');
}

function showAnswer({ step, sentence, type, phrase, code, use }: Answer, meant: readonly FoundType[]): void {
  if (code === undefined && (type === undefined || phrase === undefined)) {
    showStep(step, meant);
    return;
  }
  const article = element('article', '', place);
  element('h3', sentence, article);
  if (code !== undefined) element('p', `"${code.code}" ${code.meaning}`, article);
  else element('p', `in: ${step.wordings[0] ?? ''}`, article, 'quiet');
  if (phrase?.note !== undefined) element('p', phrase.note, article);
  if (code === undefined && step.meaning !== undefined) element('p', step.meaning, article);
  if (use !== undefined) whereSaid(use, article);
}

function showCodes(codes: readonly CatalogueCode[]): void {
  if (codes.length === 0) return;
  element('h2', 'Codes that mean it', place);
  const list = element('ul', '', place);
  for (const { code, meaning } of codes) element('li', `"${code}" ${meaning}`, list);
}

function showPhrase({ text, use, note }: CataloguePhrase, list: Element): void {
  const item = element('li', '', list);
  element('code', text.trim() || 'nothing', item);
  if (note !== undefined) element('span', ` ${note}`, item, 'quiet');
  if (use !== undefined) whereSaid(use, item);
}

function showType({ type, phrases }: FoundType): void {
  const article = element('article', '', place);
  element('h3', headOf(type), article);
  const list = element('ul', '', article);
  for (const phrase of phrases) showPhrase(phrase, list);
  for (const pattern of type.standsIn.slice(0, 6)) element('p', `in: ${pattern}`, article, 'quiet');
}

function showFound(found: Found, isWanted: (step: CatalogueStep) => boolean): void {
  const { answers, types, codes, leftOut, nearest, instead } = found;
  for (const text of instead) element('p', text, place, 'said');
  if (answers.length + types.length === 0) {
    element('p', `Nothing can be said about it yet. Words that are known: ${nearest.join(', ')}.`, place, 'said');
  } else if (leftOut.length > 0) element('p', withoutWords(field.value, leftOut), place, 'said');
  const wanted = answers.filter(({ step }) => isWanted(step));
  for (const answer of wanted.slice(0, MOST_SHOWN)) showAnswer(answer, types);
  showCodes(codes);
  if (types.length > 0) element('h2', 'What can stand in braces', place);
  for (const type of types) showType(type);
  const shown = Math.min(wanted.length, MOST_SHOWN);
  count.textContent = shown < wanted.length ? `the ${shown} likeliest of ${wanted.length}` : `${shown} found`;
}

function showAll(steps: readonly CatalogueStep[]): void {
  for (const [noun, own] of Map.groupBy(steps, (step) => step.noun)) {
    element('h2', noun, place);
    for (const step of own) showStep(step, []);
  }
  count.textContent = `${steps.length} steps`;
}

function show(): void {
  const keywords = boxes.filter(({ checked }) => checked).map(({ value }) => value);
  const isWanted = ({ keyword }: CatalogueStep): boolean => keywords.includes(keyword);
  place.replaceChildren();
  if (!/[a-z0-9]/i.test(field.value)) showAll(catalogue.steps.filter(isWanted));
  else showFound(search(catalogue, field.value.trim().split(/\s+/)), isWanted);
}

for (const input of [field, ...boxes]) input.addEventListener('input', show);
document.querySelector('form')?.addEventListener('submit', (event) => {
  event.preventDefault();
});
show();
