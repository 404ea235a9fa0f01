import type { Page } from 'playwright';
import { readTable, type SeenRow } from './table';

/** The notices of the migration of the supplier's Dormant Meters. */
export class NoticesPage {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/portal/notices');
  }

  /** `Notice`, `Meter`, `MPxN` and the planned days of each dormant meter, newest first. */
  async rows(): Promise<SeenRow[]> {
    return readTable(this.page);
  }
}
