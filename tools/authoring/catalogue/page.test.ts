import 'ts-node/register';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../support/browser/browser';
import { buildCatalogue } from './build';
import type { Catalogue } from './model';
import { cataloguePage } from './page';
import { search } from './search';
import { foundLines } from './terminal';

/** In the words of features, in others, mistyped, of a code, by the name of a value, of what cannot be said. */
const QUESTIONS = [
  'whitelist',
  'whitelits',
  'what can I say about the whitelist?',
  'no signal at the premises',
  'CoS',
  'SIM-WHL-02',
  'variation',
  'swap the SIM',
  'cancel the authorisation',
  'a top-up that comes twice',
];

describe('the page of the catalogue', () => {
  let catalogue: Catalogue;
  let folder = '';
  let browser: Browser | undefined;
  let page: Page;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'steps-'));
    const file = path.join(folder, 'steps.html');
    catalogue = await buildCatalogue('.');
    writeFileSync(file, cataloguePage(catalogue));
    browser = await launchBrowser();
    page = await browser.newPage();
    await page.goto(pathToFileURL(file).href);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  const firstOnTerminal = (words: string): string | undefined =>
    foundLines(search(catalogue, words.split(' ')), catalogue, words, false).find((line) =>
      /^(?:Given|When|Then) /.test(line),
    );

  it.each(QUESTIONS)('answers as the terminal does: %s', async (words) => {
    await page.fill('#words', words);
    const first = await page.locator('article h3').first().textContent();
    expect(first).toMatch(/^(?:Given|When|Then) ./);
    expect(first).toBe(firstOnTerminal(words));
  });

  it('says which words it takes for others, and what it does without', async () => {
    await page.fill('#words', 'cancel no signal');
    expect(await page.locator('.said').allTextContents()).toEqual([
      '"no signal" is "without WAN" in features.',
      'Nothing speaks of all of "cancel no signal"; this does without "cancel":',
    ]);
  });

  it('shows what is wanted of Given, When and Then, and everything where nothing is asked for', async () => {
    await page.fill('#words', 'whitelist');
    await page.uncheck('[value=Given]');
    expect(await page.locator('article h3').first().textContent()).toMatch(/^(?:When|Then) /);
    await page.check('[value=Given]');
    await page.fill('#words', '');
    expect(await page.locator('#count').textContent()).toMatch(/^\d{3} steps$/);
  });
});
