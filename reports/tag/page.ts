/** One page of HTML that needs no script and nothing from outside: what every document for TAG is made of. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { cssString, Markup, markup } from './html';
import { markDefinitions, type Section } from './parts';

const STYLE = resolve(__dirname, '../templates/documents.css');

/** A document before it is written. */
export interface DocumentParts {
  readonly title: string;
  /** What it is about: the title of the plan. */
  readonly subject: string;
  /** For whom and from what it was made, in a sentence or two. */
  readonly about: string;
  /** The same in a few words, for the foot of every page: `Test Completion Report, run first-1-0001`. */
  readonly foot: string;
  /** What the evidence is; on every page. */
  readonly banner: string;
  /** What keeps it from being evidence for a decision; on every page when there is something. */
  readonly notices: readonly string[];
  /** The first stands before the contents. */
  readonly sections: readonly Section[];
  /** Of a few pages: it has no contents, and its sections follow each other on the page. */
  readonly isShort?: true;
}

/**
 * Writes a document.
 *
 * @param pages page on which each section begins in print; the contents then name it
 */
export function documentHtml(parts: DocumentParts, pages: ReadonlyMap<string, number> = new Map()): string {
  const { title, subject, about, foot, banner, notices, sections, isShort } = parts;
  const [first, ...rest] = sections.map((section, index) => sectionMarkup(section, index + 1));
  const page = markup`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${foot}: ${subject}</title>
<style>${new Markup(readFileSync(STYLE, 'utf8'))}${pageMargins(parts)}</style>
</head>
<body>
${markDefinitions()}
<a class="skip" href="#${sections[0]?.id ?? ''}">Go to the summary</a>
<header class="banner"><p>${banner}</p>${notices.map((notice) => markup`<p class="notice">${notice}</p>`)}</header>
<main>
<div class="title">
<p class="kicker">SMETS1 Migration Testing</p>
<h1>${title}</h1>
<p class="subtitle">${subject}</p>
<p class="quiet">${about}</p>
</div>
${first}
${isShort === true ? undefined : contents(sections, pages)}
${rest}
</main>
<footer><p>${banner}</p>${notices.map((notice) => markup`<p class="notice">${notice}</p>`)}<p>${foot}.</p></footer>
</body>
</html>
`;
  return page.source;
}

function sectionMarkup(section: Section, number: number): Markup {
  return markup`<section class="chapter" id="${section.id}" aria-labelledby="${section.id}-title">
<h2 id="${section.id}-title"><span class="number">${number}</span> ${section.title}</h2>
${section.body}
</section>
`;
}

function contents(sections: readonly Section[], pages: ReadonlyMap<string, number>): Markup {
  const lines = sections.map((section, index) => {
    const page = pages.get(section.id);
    const number = page === undefined ? undefined : markup`<span class="page">${page}</span>`;
    return markup`<li><a href="#${section.id}"><span class="number">${index + 1}</span> <span class="name">${section.title}</span>${number}</a></li>`;
  });
  return markup`<nav class="contents" aria-labelledby="contents-title"><h2 id="contents-title">Contents</h2><ol>${lines}</ol></nav>`;
}

/** In print, what the evidence is stands at the head and the foot of every page. */
function pageMargins({ notices, banner, foot }: DocumentParts): Markup {
  const standing = notices.join(' ');
  const tone = standing === '' ? '#7a3e00' : '#a4161a';
  const head = standing === '' ? banner : `${standing} ${banner}`;
  return markup`
@page {
  @top-left { content: ${cssString(head)}; color: ${tone}; border-bottom: 0.6pt solid ${tone}; }
  @bottom-left { content: ${cssString(`${foot}. ${banner}`)}; }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); }
}`;
}
