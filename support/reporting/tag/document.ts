/** The Test Completion Report as one page of HTML that needs no script and nothing from outside. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { cssString, Markup, markup } from '../html';
import { instant } from '../text';
import type { CompletionReport } from './model';
import { markDefinitions, type Section } from './parts';
import { cells } from './sections/cells';
import { reading, reproduce, signOff } from './sections/closing';
import { coverage } from './sections/coverage';
import { criteria } from './sections/criteria';
import { failures } from './sections/failures';
import { identity } from './sections/identity';
import { notInPlan, notRun, outOfScope } from './sections/not-run';
import { refusals } from './sections/refusals';
import { rejectionCodes } from './sections/rejection-codes';
import { results } from './sections/results';
import { summary } from './sections/summary';

const STYLE = resolve(__dirname, '../../../reports/templates/test-completion-report.css');

/** In their order; one that has nothing to say of a run writes nothing. */
const SECTIONS: readonly ((report: CompletionReport) => Section | undefined)[] = [
  summary,
  identity,
  cells,
  criteria,
  results,
  refusals,
  rejectionCodes,
  coverage,
  notRun,
  notInPlan,
  outOfScope,
  failures,
  reproduce,
  reading,
  signOff,
];

/**
 * Writes the document.
 *
 * @param pages page on which each section begins in print; the contents then name it
 */
export function completionReportHtml(report: CompletionReport, pages: ReadonlyMap<string, number> = new Map()): string {
  const { run } = report.run;
  const sections = sectionsOf(report);
  const [first, ...rest] = sections.map((section, index) => sectionMarkup(section, index + 1));
  const page = markup`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Test Completion Report: ${run.planTitle} (${run.id})</title>
<style>${new Markup(readFileSync(STYLE, 'utf8'))}${pageMargins(report)}</style>
</head>
<body>
${markDefinitions()}
<a class="skip" href="#summary">Go to the summary</a>
<header class="banner"><p>${report.banner}</p>${report.notices.map((notice) => markup`<p class="notice">${notice}</p>`)}</header>
<main>
<div class="title">
<p class="kicker">SMETS1 Migration Testing</p>
<h1>Test Completion Report</h1>
<p class="subtitle">${run.planTitle}</p>
<p class="quiet">For the Testing Advisory Group (TAG). Run ${run.id}, ${instant(run.startedAt)}.</p>
</div>
${first}
${contents(sections, pages)}
${rest}
</main>
<footer><p>${report.banner}</p>${report.notices.map((notice) => markup`<p class="notice">${notice}</p>`)}<p>Test Completion Report, run ${run.id}.</p></footer>
</body>
</html>
`;
  return page.source;
}

/** Ids of the sections, in order: what the contents point at. */
export function sectionIds(report: CompletionReport): readonly string[] {
  return sectionsOf(report).map(({ id }) => id);
}

function sectionsOf(report: CompletionReport): Section[] {
  return SECTIONS.flatMap((write) => write(report) ?? []);
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
function pageMargins(report: CompletionReport): Markup {
  const { run } = report.run;
  const standing = report.notices.join(' ');
  const tone = standing === '' ? '#7a3e00' : '#a4161a';
  const head = standing === '' ? report.banner : `${standing} ${report.banner}`;
  return markup`
@page {
  @top-left { content: ${cssString(head)}; color: ${tone}; border-bottom: 0.6pt solid ${tone}; }
  @bottom-left { content: ${cssString(`Test Completion Report, run ${run.id}. ${report.banner}`)}; }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); }
}`;
}
