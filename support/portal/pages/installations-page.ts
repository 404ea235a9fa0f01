import type { Page } from 'playwright';
import { readDetails, readTable, type SeenRow } from './table';

/** The supplier's installations, and the page of one with its history. */
export class InstallationsPage {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/portal/installations');
  }

  /** `Installation`, `MPAN`, `State`, `Attempt` of each. */
  async rows(): Promise<SeenRow[]> {
    return readTable(this.page);
  }

  /**
   * Follows the link of an installation.
   * @param mpan whose installation
   * @returns what its page says: `State`, `Attempt`, `Phase reached`
   */
  async follow(mpan: string): Promise<SeenRow> {
    await this.page.getByRole('row').filter({ hasText: mpan }).getByRole('link').click();
    await this.page.getByRole('heading', { level: 2, name: 'History' }).waitFor();
    return readDetails(this.page);
  }

  /** The states in the history of the installation whose page is shown, oldest first. */
  async history(): Promise<string[]> {
    return (await readTable(this.page)).map((row) => row.State ?? '');
  }
}
