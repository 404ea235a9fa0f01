import type { Page } from 'playwright';
import type { TestInstallation } from '../../../roles';
import { readTable, type SeenRow } from '../table';

const BUTTONS: Readonly<Record<Exclude<TestInstallation['source'], 'participant'>, string>> = {
  'dcc-lab': "Book in the DCC's laboratory",
  'remote-lab': 'Book in a remote laboratory',
};

/** The test installations of a participant: booking, returning, and which there are. */
export class TestInstallationsPage {
  constructor(private readonly page: Page) {}

  /** Books one in a laboratory by the button of the page that is shown. */
  async book(source: keyof typeof BUTTONS): Promise<void> {
    await this.press(BUTTONS[source]);
  }

  /** Returns one by the button of its row. */
  async giveBack(importMPAN: string): Promise<void> {
    await this.press(`Return ${importMPAN}`);
  }

  /** `MPAN`, `MPRN`, `Devices from` and `Until` of each. */
  async rows(): Promise<SeenRow[]> {
    return readTable(this.page);
  }

  private async press(name: string): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), this.page.getByRole('button', { name }).click()]);
  }
}
