import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../support/browser/browser';
import { sampleRun } from '../fixtures/sample';
import { SAMPLE_SCOPE } from '../fixtures/scope';
import { completionReportHtml } from './document';
import { completionReport } from './document-model';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.emulateMedia({ media: 'print' });
  const report = completionReport(sampleRun(), { allure: true, signedWith: undefined }, SAMPLE_SCOPE);
  await page.setContent(completionReportHtml(report));
});
afterAll(() => browser.close());

describe('the printed report', () => {
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
