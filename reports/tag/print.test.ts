import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../support/browser/browser';
import { sampleRun } from '../fixtures/sample';
import { SAMPLE_SCOPE } from '../fixtures/scope';
import type { RunResult } from '../record/result-model';
import { completionReportHtml } from './document';
import { completionReport } from './document-model';

const pixels = (millimetres: number): number => Math.floor((millimetres / 25.4) * 96);

/** The text of an A4 page within its margins. */
const HEIGHT = pixels(297 - 24 - 17);
const WIDTH = pixels(210 - 2 * 16);

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
  await page.emulateMedia({ media: 'print' });
  const report = completionReport(manyTraces(sampleRun()), { allure: true, signedWith: undefined }, SAMPLE_SCOPE);
  await page.setContent(completionReportHtml(report));
});
afterAll(() => browser.close());

/** A run in which three hundred tests trace to each requirement that one traces to. */
function manyTraces(run: RunResult): RunResult {
  const all = (ids: readonly string[]): string[] =>
    ids.slice(0, 1).flatMap((id) => Array.from({ length: 300 }, (_, index) => `${id}${index}`));
  const requirements = run.requirements.map((one) => ({
    ...one,
    positive: all(one.positive),
    negative: all(one.negative),
  }));
  return { ...run, requirements };
}

describe('the printed report', () => {
  it('breaks no row of a table at the end of a page, and has none that fills half of one', async () => {
    const rows = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('tbody tr')].map((one) => ({
        text: one.textContent.slice(0, 40),
        height: one.offsetHeight,
        breaks: getComputedStyle(one).breakInside,
      })),
    );
    expect(rows.filter(({ height, breaks }) => breaks !== 'avoid' || height > HEIGHT / 2)).toEqual([]);
  });

  it('has the sum of a table once, below all that it sums up', async () => {
    const feet = await page.evaluate(() =>
      [...document.querySelectorAll('tfoot')].map((foot) => getComputedStyle(foot).display),
    );
    expect(feet.length).toBeGreaterThan(0);
    expect(new Set(feet)).toEqual(new Set(['table-row-group']));
  });

  it('breaks no option of a command at the end of a line', async () => {
    const options = await page.evaluate(() =>
      [...document.querySelectorAll('code')]
        .flatMap((code) => [...(code.textContent.startsWith('npm run') ? code.querySelectorAll('.unbroken') : [])])
        .filter((word) => word.textContent.startsWith('--'))
        .map((word) => word.getClientRects().length),
    );
    expect(options.length).toBeGreaterThan(10);
    expect(new Set(options)).toEqual(new Set([1]));
  });
});
