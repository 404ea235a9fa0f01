import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import type { ChosenFile } from './authorisations-page';
import { readDetails, readTable, type SeenRow } from './table';

/** The supplier's demand: upload, the result of a file, and what it was allocated. */
export class DemandPage {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/portal/demand');
  }

  /** Uploads a demand file; the portal then shows the page of that file. */
  async upload({ name, bytes }: ChosenFile): Promise<void> {
    const chosen = { name, mimeType: 'text/csv', buffer: bytes };
    await this.page.getByLabel('Demand file', { exact: true }).setInputFiles(chosen);
    await this.page.getByRole('button', { name: 'Upload' }).click();
    await this.page.getByRole('heading', { level: 1, name: /^Demand file / }).waitFor();
  }

  /** What the page of a file says of the whole: `Status`, `Exception`, `Reason`. */
  async result(): Promise<SeenRow> {
    return readDetails(this.page);
  }

  /** `Day`, `SMSO`, `Demand`, `Allocated` and `Planned` of each share. */
  async allocation(): Promise<SeenRow[]> {
    return readTable(this.page.getByRole('table', { name: 'What you were allocated, by day' }));
  }

  /** The commitment file that is listed first, as it is saved. */
  async downloadNewest(): Promise<ChosenFile> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page
        .getByRole('link', { name: /^Download DC-/ })
        .first()
        .click(),
    ]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }
}
