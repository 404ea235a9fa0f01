import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../support/browser/browser';
import { largeRun } from '../fixtures/large';
import { releaseRun } from '../fixtures/release';
import { ALL_OUTCOMES, sampleRun, wholePhaseRun } from '../fixtures/sample';
import { releaseScope, SAMPLE_SCOPE } from '../fixtures/scope';
import type { RunResult } from '../record/result-model';
import { completionReportHtml } from './document';
import { documentsOf } from './documents';
import { completionReport } from './document-model';
import { pagesOfAnchors, printPdfs } from './pdf';
import { scopeDocuments } from './scope/documents';

/** Width of the text of an A4 page between its margins, in CSS pixels. */
const PRINTED_WIDTH = Math.floor(((210 - 2 * 16) / 25.4) * 96);

/** Has no place to break, as a digest has none. */
const LONG = `smets1-migration-testing/dcc-like-system:9c22c70bc8701a99@sha256:${'0123456789abcdef'.repeat(4)}`;

/** Texts of a record that may hold anything; the others are ids and words of ours. */
const FREE_TEXTS = ['note', 'measured', 'threshold', 'reason', 'message', 'text', 'title', 'why', 'what', 'source'];

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: PRINTED_WIDTH, height: 1000 } });
  await page.emulateMedia({ media: 'print' });
});
afterAll(() => browser.close());

async function show(run: RunResult): Promise<void> {
  await page.setContent(
    completionReportHtml(completionReport(run, { allure: true, signedWith: undefined }, SAMPLE_SCOPE)),
  );
}

/** How wide the page is, how wide it has to be, and which of its tables are wider than it. */
function widths(): Promise<unknown> {
  return page.evaluate(() => ({
    page: document.documentElement.clientWidth,
    needed: document.documentElement.scrollWidth,
    wide: [...document.querySelectorAll('.scroll')]
      .filter((one) => one.scrollWidth > one.clientWidth)
      .map((one) => one.getAttribute('aria-label')),
  }));
}

/** A run in whose every free text stands a word that nothing breaks. */
function withLongWords(run: RunResult): RunResult {
  const text = JSON.stringify({ ...run, run: { ...run.run, versions: { ...run.run.versions, image: LONG } } });
  return JSON.parse(text, (key, value: unknown) =>
    typeof value === 'string' && FREE_TEXTS.includes(key) ? `${value} ${LONG}` : value,
  ) as RunResult;
}

/** A run with as many criteria as a whole release has, and a verdict that names what is open. */
function manyCriteria(run: RunResult): RunResult {
  const more = [...run.criteria, ...run.criteria.slice(0, 7).map((one) => ({ ...one, id: `${one.id}1` }))];
  const criteria = more.map((one, index) => (index % 4 === 1 ? { ...one, verdict: 'not met' as const } : one));
  const sentence = `It does not meet its criteria: ${'EX-4 is not met (Open: ST-A1-04, ST-A1-05, ST-A1-06); '.repeat(8)}and more.`;
  return { ...run, criteria, verdict: { result: 'not met', sentence, exitCode: 1 } };
}

/** Columns of words that have no room for twelve characters, by table and width. */
function narrowColumns(): Promise<string[]> {
  return page.evaluate(() => {
    const ruler = document.createElement('span');
    ruler.textContent = '0'.repeat(12);
    ruler.style.whiteSpace = 'nowrap';
    const rulers = new Map<string, number>();
    /** To measure lays the page out anew: once for each font is enough. */
    const measured = (cell: Element, { font }: CSSStyleDeclaration): number => {
      const known = rulers.get(font);
      if (known !== undefined) return known;
      cell.append(ruler);
      const { width } = ruler.getBoundingClientRect();
      ruler.remove();
      rulers.set(font, width);
      return width;
    };
    const found = [...document.querySelectorAll('td, tbody th')].flatMap((cell) => {
      const text = cell.textContent.trim();
      if (text.length <= 12 || cell.matches('.heat, [colspan]') || cell.closest('details:not([open])') !== null)
        return [];
      const style = getComputedStyle(cell);
      const needed = measured(cell, style);
      // What does not break is as wide as its words.
      if (style.whiteSpace === 'nowrap') return [];
      const room = cell.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
      return room + 1 < needed ? [`${cell.closest('table')?.caption?.textContent ?? ''}: ${text.slice(0, 20)}`] : [];
    });
    return [...new Set(found)];
  });
}

/** Page on which each section of the printed report begins. */
async function printedPages(run: RunResult): Promise<ReadonlyMap<string, number>> {
  const printed = await printPdfs(documentsOf(run, { allure: true, signedWith: undefined }, undefined), new Date());
  return pagesOfAnchors('pdfs' in printed ? (printed.pdfs[0] ?? Buffer.of()) : Buffer.of());
}

/** Failing executions of each of the many faults. */
const OF_EACH = 5;

/** The run with as many faults as page one has no room for, each of many words, several tests and evidence of its own. */
function manyFaults(run: RunResult): RunResult {
  const sentence = `The SMSO did not pass "${'A device that loses its configuration is reported as failed. '.repeat(4)}".`;
  const failing = run.executions.slice(0, 7 * OF_EACH);
  const diagram = { title: 'Sequence', mediaType: 'image/svg+xml' };
  const executions = run.executions.map((one, index) => {
    if (!failing.includes(one)) return one;
    const failure = {
      subject: 'the outcome of the device',
      expected: `the report of the SMSO to list the device as failed with code "SIM-CFG-22" in each of its rows (${index})`,
      observed: 'the device as configured, with 1 of its 14 items read back otherwise than it was set, and no code',
      on: { file: 'SCF_SMSO1_20260323_000001.xml', route: 'SMSO to DCC' },
      code: { due: 'SIM-CFG-22' },
      party: 'smso',
      firstDifference: 'Line 14: outcome "configured" in place of "failed".',
      cause: `C-${Math.floor(index / OF_EACH) + 1}`,
    };
    const evidence = [...one.evidence, { ...diagram, path: `evidence/${one.id}/8-sequence.svg` }];
    const fingerprint = `2-${String(index).padStart(12, '0')}`;
    return { ...one, outcome: 'failed' as const, reason: failure.observed, failure, fingerprint, evidence };
  });
  const causes = Array.from({ length: 7 }, (_, index) => {
    const id = `C-${index + 1}`;
    const own = executions.filter(({ failure }) => failure?.cause === id);
    return {
      id,
      sentence,
      party: 'smso',
      count: own.length,
      executions: own.map(({ id: test, stage, dmc, phase }) => ({ id: test, stage, dmc, phase })),
    };
  });
  return { ...run, causes, executions };
}

describe('on a screen', () => {
  it.each([390, 820, 1280])(
    'leaves every column of words twelve characters, at %i pixels',
    async (width) => {
      const screen = page;
      await screen.emulateMedia({ media: 'screen' });
      await screen.setViewportSize({ width, height: 900 });
      for (const { html } of documentsOf(wholePhaseRun(), { allure: true, signedWith: undefined }, SAMPLE_SCOPE)) {
        await screen.setContent(html());
        await screen.evaluate(() =>
          document.querySelectorAll('details').forEach((one) => one.setAttribute('open', '')),
        );
        expect(await narrowColumns()).toEqual([]);
        expect(await screen.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
      await screen.setViewportSize({ width: PRINTED_WIDTH, height: 1000 });
      await screen.emulateMedia({ media: 'print' });
    },
    60_000,
  );
});

describe('the printed page', () => {
  it('sets no text under 8 points', async () => {
    for (const { html } of documentsOf(wholePhaseRun(), { allure: true, signedWith: undefined }, SAMPLE_SCOPE)) {
      await page.setContent(html());
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('main *')]
          .filter((one) => one.closest('svg') === null && one.textContent.trim() !== '')
          .filter((one) => Number.parseFloat(getComputedStyle(one).fontSize) * 0.75 < 7.99)
          .map((one) => `${one.tagName} ${one.textContent.slice(0, 30)}`),
      );
      expect(small).toEqual([]);
    }
  });

  it.each<[string, RunResult]>([
    ['a run that met its criteria', sampleRun()],
    ['a run with every outcome, and words without an end', withLongWords(sampleRun(ALL_OUTCOMES))],
    ['a run of many cells', largeRun(900, 30)],
    ['a run of a whole release plan', releaseRun()],
    ['a run of a whole release plan, and words without an end', withLongWords(releaseRun(300))],
  ])(
    'is not wider than the paper: %s',
    async (_name, run) => {
      await show(run);
      expect(await widths()).toEqual({ page: PRINTED_WIDTH, needed: PRINTED_WIDTH, wide: [] });
    },
    60_000,
  );

  it.each([
    ['of a sample', SAMPLE_SCOPE],
    ['of a whole release', releaseScope()],
  ])(
    'is not wider than the paper, and has no column of single letters: the documents about scope %s',
    async (_name, scope) => {
      for (const { html } of scopeDocuments(scope)) {
        await page.setContent(html());
        expect(await widths()).toEqual({ page: PRINTED_WIDTH, needed: PRINTED_WIDTH, wide: [] });
        expect(await narrowColumns()).toEqual([]);
      }
    },
  );

  it.each<[string, RunResult]>([
    ['a run that met its criteria', sampleRun()],
    ['a run of a whole Test Phase', wholePhaseRun()],
    ['a run of a whole release plan', releaseRun(300)],
    ['a run of many criteria, of which some are not met', manyCriteria(wholePhaseRun())],
    ['a run of a whole release plan with many faults', manyFaults(manyCriteria(releaseRun(300)))],
  ])(
    'holds the whole summary on the first of them, and the contents on the second: %s',
    async (_name, run) => {
      const pages = await printedPages(run);
      expect([pages.get('summary'), pages.get('recommendation')]).toEqual([1, 2]);
    },
    60_000,
  );

  it.each<[string, RunResult]>([
    ['a run of a whole release plan', releaseRun()],
    ['one with many faults', manyFaults(manyCriteria(releaseRun()))],
  ])(
    'has a body of fewer than twenty pages: %s',
    async (_name, run) => {
      expect((await printedPages(run)).get('failures')).toBeLessThanOrEqual(20);
    },
    60_000,
  );

  it('leaves what must be refused room to be read, however many codes are expected', async () => {
    const run = sampleRun();
    const [one] = run.executions.filter(({ negative }) => negative.length > 0);
    if (one === undefined) throw new Error('The sample makes no fault on purpose.');
    const rows = Array.from({ length: 12 }, (_, index) => ({
      ...one,
      id: `${one.id}${String(index)}`,
      steps: one.steps.map((step) => ({ ...step, text: `Then it is rejected with "SIM-AUT-${String(index + 10)}"` })),
    }));
    await show({ ...run, executions: [...run.executions, ...rows] });
    const narrowest = await page.evaluate(() =>
      Math.min(...[...document.querySelectorAll('.refusals tbody td:nth-child(2)')].map((cell) => cell.clientWidth)),
    );
    expect(narrowest).toBeGreaterThan(PRINTED_WIDTH / 3);
  });

  it('keeps every verdict within its own column', async () => {
    const verdicts = ['met', 'met with work-off plan', 'not met', 'not demonstrated', 'not in this plan'] as const;
    const run = sampleRun(ALL_OUTCOMES);
    const criteria = verdicts.flatMap((verdict) => run.criteria.slice(0, 1).map((one) => ({ ...one, verdict })));
    await show({ ...run, criteria });
    const beyond = await page.evaluate(() =>
      [...document.querySelectorAll('td .badge')]
        .filter((one) => one.getBoundingClientRect().right > (one.closest('td')?.getBoundingClientRect().right ?? 0))
        .map((one) => one.textContent),
    );
    expect(beyond).toEqual([]);
  });

  it('tells in two lines that a requirement does not apply', async () => {
    const run = sampleRun();
    const verdicts = run.requirements.map((one) => ({ ...one, verdict: 'does not apply' as const }));
    await show({ ...run, requirements: verdicts });
    const lines = await page.evaluate(() =>
      [...document.querySelectorAll('.coverage td .badge')].map(
        (one) => one.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(one).lineHeight),
      ),
    );
    expect(lines.length).toBeGreaterThan(3);
    expect(Math.max(...lines)).toBeLessThanOrEqual(2.1);
  });

  it('leaves the criteria room to be read, whatever stands in their notes', async () => {
    await show(withLongWords(sampleRun()));
    const narrowest = await page.evaluate(() =>
      Math.min(...[...document.querySelectorAll('.criteria td:nth-child(2)')].map((one) => one.clientWidth)),
    );
    expect(narrowest).toBeGreaterThan(PRINTED_WIDTH / 5);
  });
});
