import type { Page } from 'playwright';
import { readDetails, readTable, type SeenRow } from './table';

/** What a page of the portal shows of one list. */
export interface ShownList {
  readonly details: SeenRow;
  readonly rows: readonly SeenRow[];
}

/** Any page of the portal that shows a list. */
export class ListsPage {
  constructor(private readonly page: Page) {}

  /** Opens a page by its address and reads the table of a name. */
  async read(path: string, table: string): Promise<ShownList> {
    const { pathname, search } = new URL(this.page.url());
    if (`${pathname}${search}` !== path) await this.page.goto(path);
    const details = await readDetails(this.page);
    return { details, rows: await readTable(this.page.getByRole('table', { name: table, exact: true })) };
  }
}
