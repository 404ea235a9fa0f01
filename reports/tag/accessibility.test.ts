/** What WCAG 2.1 AA asks of the documents, as a browser shows them. */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../support/browser/browser';
import { releaseRun } from '../fixtures/release';
import { ALL_OUTCOMES, sampleRun } from '../fixtures/sample';
import { SAMPLE_SCOPE } from '../fixtures/scope';
import { sampleSince } from '../fixtures/since';
import { morningPage } from '../morning/document';
import type { RunResult } from '../record/result-model';
import { documentsOf } from './documents';
import { printPdfs } from './pdf';
import { bodyOf, pdfObjects, type PdfObjects } from './pdf-objects';

const context = { allure: true, signedWith: undefined };
const html = (run: RunResult, index: number): string => documentsOf(run, context, SAMPLE_SCOPE)[index]?.html() ?? '';
const release = releaseRun(300);
const every = { ...sampleRun(ALL_OUTCOMES), since: sampleSince(sampleRun(ALL_OUTCOMES)) };
const DOCUMENTS: readonly [string, string][] = [
  ['Test Completion Report of a release', html(release, 0)],
  ['Test Completion Report with every outcome', html(every, 0)],
  ['Depth and Breadth', html(release, 1)],
  ['Regression Scope', html(release, 2)],
  ['Morning page', morningPage(every, { reports: [], evidence: () => undefined }).html()],
];

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
});
afterAll(() => browser.close());

/** Types of tags of ISO 32000-1 that a reader of the screen goes by, and one that stands for none. */
const KNOWN_TAGS = 'Art Caption Code Document Figure H1 H2 H3 H4 L LBody LI Lbl Link NonStruct P Span TD TH TR Table';

it('tags headings, tables and lists of the printed report, and no words with what readers do not know', async () => {
  const text = (await printed()).toString('latin1');
  const tags = new Set([...text.matchAll(/\/S \/(\w+)/g)].map(([, tag = '']) => tag));
  const roles = [...(/\/RoleMap <<([^>]*)>>/.exec(text)?.[1]?.matchAll(/\/(\w+) \/(\w+)/g) ?? [])];
  const known = [...KNOWN_TAGS.split(' '), ...roles.map(([, tag = '']) => tag)];
  expect([...tags]).toEqual(expect.arrayContaining(['H1', 'H2', 'H3', 'L', 'Table', 'Caption', 'TH', 'TD', 'Figure']));
  expect([...tags].filter((tag) => !known.includes(tag))).toEqual([]);
}, 60_000);

it('has in its printed form what PDF/UA asks of lists, tables and links', async () => {
  const pdf = pdfObjects(await printed());
  const tagged = (tag: string): readonly number[] =>
    [...pdf.bodies]
      .filter(([, body]) => body.startsWith(`<</Type /StructElem\n/S /${tag}\n`))
      .map(([number]) => number);
  const parts = tagged('LI').flatMap((item) => kidsOf(pdf, item).map((kid) => tagOf(pdf, kid)));
  expect(new Set(parts)).toEqual(new Set(['Lbl', 'LBody']));
  const ragged = tagged('Table').filter((one) => new Set(rowWidths(pdf, one)).size !== 1);
  expect(ragged).toEqual([]);
  const links = [...pdf.bodies.values()].filter((body) => body.startsWith('<</Type /Annot\n/Subtype /Link\n'));
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter((body) => !/\/Contents <FEFF[\dA-F]{4,}>/.test(body))).toEqual([]);
}, 60_000);

/** The PDF of the report with every outcome. */
async function printed(): Promise<Buffer> {
  const made = await printPdfs(documentsOf(every, context, undefined).slice(0, 1), new Date(0));
  if (!('pdfs' in made)) throw new Error('No browser printed the report.');
  return made.pdfs[0] ?? Buffer.of();
}

function kidsOf(pdf: PdfObjects, tag: number): readonly number[] {
  const kids = /\/K (?:\[([^\]]*)\]|(\d+ 0 R))/.exec(bodyOf(pdf, tag));
  return [...(kids?.[1] ?? kids?.[2] ?? '').matchAll(/(\d+) 0 R/g)].map(([, number]) => Number(number));
}

function tagOf(pdf: PdfObjects, tag: number): string {
  return /\/S \/(\w+)/.exec(bodyOf(pdf, tag))?.[1] ?? '';
}

/** How many columns each row of a table has, with what earlier rows reach into it. */
function rowWidths(pdf: PdfObjects, table: number): readonly number[] {
  const rows = kidsOf(pdf, table).flatMap((kid) => (tagOf(pdf, kid) === 'TR' ? [kid] : rowsUnder(pdf, kid)));
  const widths = rows.map(() => 0);
  for (const [index, row] of rows.entries()) {
    for (const cell of kidsOf(pdf, row)) {
      const [columns, lines] = ['Col', 'Row'].map((span) =>
        Number(new RegExp(`/${span}Span (\\d+)`).exec(bodyOf(pdf, cell))?.[1] ?? 1),
      );
      for (let line = index; line < index + (lines ?? 1); line += 1)
        widths[line] = (widths[line] ?? 0) + (columns ?? 1);
    }
  }
  return widths;
}

function rowsUnder(pdf: PdfObjects, tag: number): readonly number[] {
  return kidsOf(pdf, tag).filter((kid) => tagOf(pdf, kid) === 'TR');
}

describe.each(DOCUMENTS)('%s', (_name, content) => {
  beforeAll(() => page.setContent(content));

  it('has a language, a title and each landmark once, with a name of its own where there are several', async () => {
    const found = await page.evaluate(() => ({
      lang: document.documentElement.lang,
      title: document.title,
      marks: ['main', 'body > header', 'body > footer', 'nav'].map((mark) => document.querySelectorAll(mark).length),
      outside: [...document.body.children].filter(
        (one) => !['HEADER', 'MAIN', 'FOOTER', 'A'].includes(one.tagName) && one.getAttribute('aria-hidden') !== 'true',
      ).length,
      labels: [...document.querySelectorAll('[role="region"]')].map((one) => one.getAttribute('aria-label') ?? ''),
    }));
    expect(found).toMatchObject({ lang: 'en-GB', marks: [1, 1, 1, 1], outside: 0 });
    expect(found.title).not.toBe('');
    expect(found.labels.filter((label, index) => label === '' || found.labels.indexOf(label) !== index)).toEqual([]);
  });

  it('gives every table a caption, and every row and column a head', async () => {
    expect(await tablesWithoutHeads()).toEqual([]);
  });

  it('names every picture, and hides from readers of the screen what is decoration', async () => {
    expect(await namelessPictures()).toEqual([]);
  });

  it('sets every text off from its ground', async () => {
    expect(await weakTexts()).toEqual([]);
  });

  it('can be used with the keyboard alone: a way past the head first, then what scrolls, with a visible focus', async () => {
    await page.keyboard.press('Tab');
    const first = await page.evaluate(() => document.activeElement?.textContent);
    expect(first).toBe('Go to the summary');
    await page.keyboard.press('Tab');
    const state = await page.evaluate(() => {
      const scrollers = [...document.querySelectorAll('.scroll')];
      return {
        outline: document.activeElement === null ? '' : getComputedStyle(document.activeElement).outlineStyle,
        unreachable: scrollers.filter((one) => (one as HTMLElement).tabIndex !== 0).length,
        nameless: [...document.querySelectorAll('a')].filter((one) => one.textContent.trim() === '').length,
        positive: document.querySelectorAll('[tabindex]:not([tabindex="0"])').length,
      };
    });
    expect(state).toEqual({ outline: 'solid', unreachable: 0, nameless: 0, positive: 0 });
  });

  it('marks links within sentences by more than their colour', async () => {
    const plain = await page.evaluate(
      () =>
        [...document.querySelectorAll('main p a')].filter(
          (one) => !getComputedStyle(one).textDecorationLine.includes('underline'),
        ).length,
    );
    expect(plain).toBe(0);
  });

  it('needs no scrolling in two directions on a narrow screen, but for its tables', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    await page.setViewportSize({ width: 1200, height: 900 });
    expect(wide).toBeLessThanOrEqual(320);
  });
});

describe('the checks themselves', () => {
  it('find what is wrong with a page', async () => {
    await page.setContent(
      '<p style="color:#999">weak</p><table><tr><td>1</td></tr></table><svg role="img"><rect/></svg><svg><path/></svg>',
    );
    expect(await weakTexts()).toEqual(['weak: 2.85']);
    expect(await tablesWithoutHeads()).toEqual(['a table without a caption']);
    expect(await namelessPictures()).toHaveLength(2);
  });
});

/** Tables without a caption, or with a row or column that has no head. */
function tablesWithoutHeads(): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('table')].flatMap((table) => {
      const heads = [...table.querySelectorAll('th')].filter((head) => !head.hasAttribute('scope'));
      const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
      const headless = rows.filter((row) => row.querySelector('th') === null);
      const fine = table.caption !== null && heads.length + headless.length === 0;
      return fine ? [] : [table.caption === null ? 'a table without a caption' : table.caption.textContent];
    }),
  );
}

/** Pictures without a name that are not hidden either. */
function namelessPictures(): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('svg')].flatMap((svg) => {
      const ids = svg.getAttribute('aria-labelledby')?.split(' ') ?? [];
      const labelled = ids.map((id) => document.getElementById(id)?.textContent ?? '').join('');
      const name = (svg.getAttribute('aria-label') ?? labelled).trim();
      const fine = svg.getAttribute('role') === 'img' ? name !== '' : svg.getAttribute('aria-hidden') === 'true';
      return fine ? [] : [svg.outerHTML.slice(0, 80)];
    }),
  );
}

/** Texts whose contrast is too low: 4.5 to 1, or 3 to 1 for large ones. */
function weakTexts(): Promise<string[]> {
  return page.evaluate(() => {
    const parse = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = ([red = 0, green = 0, blue = 0]: number[]): number => {
      const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) => {
        const share = value / 255;
        return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = (from: Element | null): number[] => {
      for (let one = from; one !== null; one = one.parentElement) {
        const colour = parse(getComputedStyle(one).backgroundColor);
        if ((colour[3] ?? 1) > 0 && colour.length > 0) return colour;
      }
      return [255, 255, 255];
    };
    /** Text of a drawing stands on the rectangle below it. */
    const drawn = (text: Element): number[] => {
      const box = text.getBoundingClientRect();
      const middle = [box.left + box.width / 2, box.top + box.height / 2] as const;
      const below = [...(text.closest('svg')?.querySelectorAll('rect') ?? [])].find((rect) => {
        const { left, right, top, bottom } = rect.getBoundingClientRect();
        return left <= middle[0] && middle[0] <= right && top <= middle[1] && middle[1] <= bottom;
      });
      return below === undefined ? ground(text) : parse(getComputedStyle(below).fill);
    };
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent === null || (node.textContent ?? '').trim() === '' || parent.closest('caption, title, desc') !== null)
        continue;
      const style = getComputedStyle(parent);
      const isDrawn = parent.closest('svg') !== null;
      const [a, b] = [parse(isDrawn ? style.fill : style.color), isDrawn ? drawn(parent) : ground(parent)].map(
        luminance,
      );
      const ratio = (Math.max(a ?? 0, b ?? 0) + 0.05) / (Math.min(a ?? 0, b ?? 0) + 0.05);
      const size = Number.parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      if (ratio < (large ? 3 : 4.5)) found.add(`${(node.textContent ?? '').trim().slice(0, 30)}: ${ratio.toFixed(2)}`);
    }
    return [...found].slice(0, 10);
  });
}
