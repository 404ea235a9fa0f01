import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import type { ChosenFile } from '../authorisations-page';
import { readDetails, readTable, type SeenRow } from '../table';

/** What somebody fills into the form of an authorisation. */
export interface FilledForm {
  readonly archive?: ChosenFile;
  readonly passwordFile?: ChosenFile;
  readonly registration?: ChosenFile;
  /** Code of the exception that is chosen from the menu. */
  readonly exception?: string;
}

/** The authorisations of a participant: the form for more, and the result of one. */
export class SubmissionsPage {
  constructor(private readonly page: Page) {}

  /** Fills in the form of the page that is shown and sends it. */
  async submit({ archive, passwordFile, registration, exception }: FilledForm): Promise<void> {
    await this.choose('Authorisation file', archive);
    await this.choose('Password file', passwordFile);
    await this.choose('Registration data', registration);
    if (exception !== undefined) await this.page.getByLabel('Exception to provoke').selectOption(exception);
    await Promise.all([this.page.waitForEvent('load'), this.page.getByRole('button', { name: 'Submit' }).click()]);
  }

  /** Opens the page of an authorisation. */
  async openResult(stem: string): Promise<void> {
    await this.page.goto(`/portal/authorisations/${encodeURIComponent(stem)}`);
  }

  /** What the page of an authorisation says of the whole: `Status`, `Missing`, `Exception`, `Reason`. */
  async result(): Promise<SeenRow> {
    return readDetails(this.page);
  }

  /** Its rows: `Row`, `MPAN`, `Status`, `Code`, `Reason`. */
  async rows(): Promise<SeenRow[]> {
    return readTable(this.page);
  }

  /** Codes of the exceptions that the form offers. */
  async offered(): Promise<string[]> {
    const options = await this.page.getByLabel('Exception to provoke').getByRole('option').all();
    const values = await Promise.all(options.map((option) => option.getAttribute('value')));
    return values.flatMap((value) => (value === null || value === '' ? [] : value));
  }

  /** The exception file of the authorisation whose page is shown, as it is saved. */
  async downloadExceptions(): Promise<Buffer> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.getByRole('link', { name: 'Download the exception file' }).click(),
    ]);
    return readFile(await download.path());
  }

  private async choose(label: string, file: ChosenFile | undefined): Promise<void> {
    if (file === undefined) return;
    const chosen = { name: file.name, mimeType: 'application/octet-stream', buffer: file.bytes };
    await this.page.getByLabel(label, { exact: true }).setInputFiles(chosen);
  }
}
