import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import type { CurrentKind, Report } from '../../roles';
import { readTable } from './table';

/** What the portal calls the reports on how things stand. */
const TITLES: Readonly<Record<CurrentKind, string>> = {
  schedule: 'Schedule',
  'in-flight': 'In flight',
  portfolio: 'Portfolio',
  errors: 'Errors by code',
};

/** The reports of the supplier: their list, and the page of one. */
export class ReportsPage {
  constructor(private readonly page: Page) {}

  /** Follows the link of a report: of a kept one by its id, of how things stand by its title. */
  async follow({ kind, reportId }: Pick<Report, 'kind' | 'reportId'>): Promise<void> {
    await this.page.goto('/portal/reports');
    const name = reportId ?? TITLES[kind as CurrentKind];
    await this.page.getByRole('main').getByRole('link', { name, exact: true }).click();
    await this.page.getByRole('link', { name: 'Download as csv' }).waitFor();
  }

  /** The cells of the report whose page is shown, row by row; empty where it says that there is nothing to report. */
  async rows(): Promise<string[][]> {
    return (await readTable(this.page)).map((row) => Object.values(row));
  }

  /** Downloads the report whose page is shown, as the browser would save it. */
  async download(): Promise<Buffer> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.getByRole('link', { name: 'Download as csv' }).click(),
    ]);
    return readFile(await download.path());
  }
}
