/** One page of HTML that needs no script and nothing from outside: what every document for TAG is made of. */
import { resolve } from 'node:path';
import { readTextFile } from '../../support/scope/text-file';
import { expandFirstUses } from './first-use';
import { cssString, Markup, markup } from './html';
import { markDefinitions, type Section } from './parts';

const STYLE = resolve(__dirname, '../templates/documents.css');

/** What the colour of a banner says: that all is met, met with something open, not met, or nothing of that kind. */
type BannerTone = 'met' | 'open' | 'not-met' | 'plain';

/** Colours of text and line in the margin of printed pages; those of the page stand in the style sheet. */
const MARGIN_COLOURS: Readonly<Record<BannerTone, string>> = {
  met: '#0b6b3a',
  open: '#7a4b00',
  'not-met': '#a4161a',
  plain: '#7a3e00',
};

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
  /** Colour of the banner: that of the verdict. */
  readonly tone?: BannerTone;
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
  const { title, subject, about, foot, banner, notices, sections, isShort, tone = 'plain' } = parts;
  const marks = marksOf(sections);
  const [first, ...rest] = sections.map((section, index) => sectionMarkup(section, marks[index]));
  const main = markup`<main>
<div class="title">
<p class="kicker">SMETS1 Migration Testing</p>
<h1>${title}</h1>
<p class="subtitle">${subject}</p>
<p class="quiet">${about}</p>
</div>
${first}
${isShort === true ? undefined : contents(sections, marks, pages)}
${rest}
<p class="end">End of document</p>
</main>`;
  const page = markup`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${foot}: ${subject}</title>
<style>${new Markup(readTextFile(STYLE, 'a style sheet'))}${pageMargins(parts)}</style>
</head>
<body>
${markDefinitions()}
<a class="skip" href="#${sections[0]?.id ?? ''}">Go to the summary</a>
<header class="banner banner-${tone}"><p>${banner}</p>${notices.map((notice) => markup`<p class="notice">${notice}</p>`)}</header>
${new Markup(withCellsHeld(expandFirstUses(main.source)))}
<footer><p>${foot}.</p></footer>
</body>
</html>
`;
  return page.source;
}

/** Empty cells hold a space: Chromium leaves a cell that holds nothing out of the tags of a PDF, and the cells after it move into the column before. */
function withCellsHeld(source: string): string {
  return source.replaceAll(/(<t[dh]\b[^>]*>)(?=<\/t[dh]>)/g, '$1&nbsp;');
}

/** What stands before each title: nothing on page one, a number in the body, a letter before an annex. */
function marksOf(sections: readonly Section[]): readonly (string | undefined)[] {
  let [numbers, letters] = [0, 0];
  return sections.map(({ part }) => {
    if (part === 'page-one') return undefined;
    return part === 'annex' ? String.fromCharCode(65 + letters++) : String(++numbers);
  });
}

function sectionMarkup(section: Section, mark: string | undefined): Markup {
  const number = mark === undefined ? undefined : markup`<span class="number">${mark}</span> `;
  return markup`<section class="chapter ${section.part ?? ''}" id="${section.id}" aria-labelledby="${section.id}-title">
<h2 id="${section.id}-title">${number}${section.title}</h2>
${section.body}
</section>
`;
}

function contents(
  sections: readonly Section[],
  marks: readonly (string | undefined)[],
  pages: ReadonlyMap<string, number>,
): Markup {
  const lines = sections.map((section, index) => {
    const page = pages.get(section.id);
    const number = page === undefined ? undefined : markup`<span class="page">${page}</span>`;
    return markup`<li><a href="#${section.id}"><span class="number">${marks[index] ?? ''}</span> <span class="name">${section.title}</span>${number}</a></li>`;
  });
  return markup`<nav class="contents" aria-labelledby="contents-title"><h2 id="contents-title">Contents</h2><ol>${lines}</ol></nav>`;
}

/** Characters that fit into one line at the head of a page, which needs less margin than two. */
const ONE_LINE = 125;

/** In print, what the evidence is stands at the head of every page, and at its foot what document it is. */
function pageMargins({ notices, banner, foot, tone = 'plain' }: DocumentParts): Markup {
  const colour = MARGIN_COLOURS[tone];
  const evidence = [...notices, banner].join(' ');
  return markup`
@page {
  ${evidence.length > ONE_LINE ? '' : 'margin-top: 20mm;'}
  @top-left { content: ${cssString(evidence)}; color: ${colour}; border-bottom: 0.6pt solid ${colour}; }
  @bottom-left { content: ${cssString(`${foot}.`)}; }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); }
}`;
}
