import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { readTable, type SeenRow } from './table';

/** The Commissioning Outcome Files that concern the supplier. */
export class OutcomesPage {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/portal/outcomes');
  }

  /** `File`, `Received` and the supplier's own installations in each, newest first. */
  async rows(): Promise<SeenRow[]> {
    return readTable(this.page);
  }

  /** Downloads the newest file as the browser would save it. */
  async downloadNewest(): Promise<{ readonly name: string; readonly bytes: Buffer }> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page
        .getByRole('link', { name: /^Download / })
        .first()
        .click(),
    ]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }
}
