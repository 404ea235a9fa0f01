import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import type { ChosenFile } from './authorisations-page';
import { readTable, type SeenRow } from './table';

/** The notices of the migration of the supplier's Dormant Meters. */
export class NoticesPage {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/portal/notices');
  }

  /** `Notice`, `Meter`, `MPxN` and the planned days of each dormant meter, newest first. */
  async rows(): Promise<SeenRow[]> {
    return readTable(this.page.getByRole('table', { name: /^Notices of the migration/ }));
  }

  /** The schedule notification that is listed first, as it is saved. */
  async downloadNewest(): Promise<ChosenFile> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page
        .getByRole('link', { name: /^Download SMETS1_/ })
        .first()
        .click(),
    ]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }
}
