import type { Catalogue } from './model';

/** Where the page is written, from which the features of the project are two folders up. */
export const CATALOGUE_PAGE = 'reports/steps.html';

/** The catalogue as one page that needs nothing else: it opens by a double click, and is searched as one types. */
export function cataloguePage(catalogue: Catalogue): string {
  const data = JSON.stringify(catalogue).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Steps</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>What a scenario can say</h1>
<p><label>About <input id="words" type="search" autofocus placeholder="whitelist"></label>
<label><input type="checkbox" value="Given" checked> Given</label>
<label><input type="checkbox" value="When" checked> When</label>
<label><input type="checkbox" value="Then" checked> Then</label>
<span id="count" role="status"></span></p>
<div id="found"></div>
</main>
<script type="application/json" id="catalogue">${data}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1b1f24; background: #fff; }
input[type=search] { font: inherit; width: min(20rem, 70vw); padding: .3rem .5rem; }
label { white-space: nowrap; margin-right: .6rem; } #count { color: #57606a; }
h3, p, li, summary { overflow-wrap: anywhere; }
article { border-top: 1px solid #d0d7de; padding: .6rem 0; }
h2 { margin: 2rem 0 0; } h3 { margin: 0; font: 600 1rem/1.5 ui-monospace, monospace; }
p { margin: .2rem 0; } code { font: .92em ui-monospace, monospace; }
ul { margin: .2rem 0; padding-left: 1.2rem; } .quiet { color: #57606a; } details { margin: .2rem 0; }
`;

/** Everything is put in as text: nothing that stands in a feature becomes part of the page. */
const SCRIPT = `
const { steps, types, otherWords } = JSON.parse(document.getElementById('catalogue').textContent);
const byName = new Map(types.map((type) => [type.name, type]));
const found = document.getElementById('found');
const field = document.getElementById('words');
const boxes = [...document.querySelectorAll('input[type=checkbox]')];
const wordsOf = (text) => text.toLowerCase().match(/[a-z0-9]+/g) || [];
const inOwnWords = (text) => Object.keys(otherWords).sort((a, b) => b.length - a.length)
  .reduce((said, other) => (' ' + said + ' ').replace(' ' + other.toLowerCase() + ' ', ' ' + otherWords[other] + ' ').trim(), text.toLowerCase());
const fits = (sought, texts) => {
  const known = texts.flatMap(wordsOf);
  return sought.every((word) => known.some((one) => one.startsWith(word)));
};
const element = (name, text, parent, kind) => {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (kind) made.className = kind;
  parent.append(made);
  return made;
};
const whereSaid = (use, parent) => {
  element('br', '', parent);
  const made = element('a', use.scenario, parent);
  made.href = '../' + use.place.replace(/:\\d+$/, '');
  made.title = use.place;
};
const valuesOf = (name, parent, meant) => {
  const type = byName.get(name);
  if (!type) return;
  const shown = meant || type.phrases;
  const some = shown.length < type.phrases.length ? ', ' + shown.length + ' of ' + type.phrases.length : '';
  const details = element('details', '', parent);
  details.open = some !== '';
  element('summary', '{' + name + '} ' + type.meaning + (type.joined ? ' (' + type.joined + ' can be joined by "and")' : '') + some, details);
  const list = element('ul', '', details);
  for (const phrase of shown) element('code', phrase.text.trim() || 'nothing', element('li', '', list));
};
const showStep = (step, meant) => {
  const article = element('article', '', found);
  for (const wording of step.wordings) element('h3', step.keyword + ' ' + wording, article);
  if (step.meaning) element('p', step.meaning, article);
  const names = [...step.parameters, ...Object.values(step.columns || {}).filter(Boolean)];
  for (const name of new Set(names)) valuesOf(name, article, meant.get(name));
  for (const use of step.uses) whereSaid(use, element('p', use.text, article, 'quiet'));
  element('p', 'Said ' + step.count + ' times.', article, 'quiet');
};
const showType = (type, phrases) => {
  const article = element('article', '', found);
  element('h3', '{' + type.name + '} ' + type.meaning, article);
  const list = element('ul', '', article);
  for (const phrase of phrases) {
    const item = element('li', '', list);
    element('code', phrase.text.trim() || 'nothing', item);
    if (phrase.use) whereSaid(phrase.use, item);
  }
  for (const pattern of type.standsIn.slice(0, 6)) element('p', 'in: ' + pattern, article, 'quiet');
};
const show = () => {
  found.replaceChildren();
  const sought = wordsOf(inOwnWords(field.value));
  if (sought.join(' ') !== wordsOf(field.value).join(' ')) element('p', 'In features: ' + sought.join(' '), found);
  const keywords = boxes.filter((box) => box.checked).map((box) => box.value);
  const meant = new Map(types.map((type) => [type.name,
    fits(sought, [type.name]) || fits(sought, [type.meaning]) ? type.phrases
      : type.open ? [] : type.phrases.filter((phrase) => fits(sought, [phrase.text]))]).filter(([, phrases]) => phrases.length > 0));
  const takes = (step) => [...step.parameters, ...Object.values(step.columns || {})].some((name) => meant.has(name));
  const own = steps.filter((step) => keywords.includes(step.keyword)
    && (fits(sought, [...step.wordings, step.meaning || '', step.noun]) || takes(step) || step.uses.some((use) => fits(sought, [use.text]))));
  let noun = '';
  for (const step of own) {
    if (step.noun !== noun) element('h2', (noun = step.noun), found);
    showStep(step, meant);
  }
  let phraseCount = 0;
  if (sought.length > 0) {
    element('h2', 'Phrases', found);
    for (const [name, phrases] of meant) {
      phraseCount += phrases.length;
      showType(byName.get(name), phrases);
    }
  }
  document.getElementById('count').textContent = own.length + ' steps' + (sought.length > 0 ? ', ' + phraseCount + ' phrases' : '');
};
field.addEventListener('input', show);
for (const box of boxes) box.addEventListener('change', show);
show();
`;
