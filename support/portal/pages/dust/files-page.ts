import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import type { ChosenFile } from '../authorisations-page';

/** A page that lists files: outcome files, alerts, reports or example files. */
export class FilesPage {
  constructor(private readonly page: Page) {}

  /** Downloads every file of the page that is shown, from top to bottom. */
  async downloadAll(): Promise<ChosenFile[]> {
    const files: ChosenFile[] = [];
    for (const link of await this.page.getByRole('table').getByRole('link').all()) {
      const [download] = await Promise.all([this.page.waitForEvent('download'), link.click()]);
      files.push({ name: download.suggestedFilename(), bytes: await readFile(await download.path()) });
    }
    return files;
  }
}
