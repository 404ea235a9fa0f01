import type { Locator, Page } from 'playwright';

/** A row of a table as people see it: text by column heading. */
export type SeenRow = Readonly<Record<string, string>>;

/**
 * Reads the only table of a page, or of a part of it.
 * @returns its rows from top to bottom; none where there is no table
 */
export async function readTable(page: Page | Locator): Promise<SeenRow[]> {
  const headings = await page.getByRole('columnheader').allInnerTexts();
  const rows = await page.locator('tbody').getByRole('row').all();
  return Promise.all(
    rows.map(async (row) => {
      const cells = await row.getByRole('cell').allInnerTexts();
      return Object.fromEntries(headings.map((heading, index) => [heading, (cells[index] ?? '').trim()]));
    }),
  );
}

/** Reads the terms of a page with their descriptions, such as `Status` with `Accepted`. */
export async function readDetails(page: Page): Promise<SeenRow> {
  const terms = await page.getByRole('term').allInnerTexts();
  const descriptions = await page.getByRole('definition').allInnerTexts();
  return Object.fromEntries(terms.map((term, index) => [term.trim(), (descriptions[index] ?? '').trim()]));
}
