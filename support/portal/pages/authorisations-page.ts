import type { Page } from 'playwright';
import { readDetails, readTable, type SeenRow } from './table';

/** A file that a person chooses in the form. */
export interface ChosenFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The supplier's authorisations: upload, and the result of one. */
export class AuthorisationsPage {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/portal/authorisations');
  }

  /** Uploads an authorisation with its password file; the portal then shows the page of that authorisation. */
  async upload(archive: ChosenFile, password: ChosenFile): Promise<void> {
    await this.send(archive, password);
    await this.page.getByRole('heading', { level: 1, name: /^Authorisation / }).waitFor();
  }

  /** Sends the form, whatever is then shown. */
  async send(archive: ChosenFile, password: ChosenFile): Promise<void> {
    await this.page
      .getByLabel('Authorisation file')
      .setInputFiles({ name: archive.name, mimeType: 'application/zip', buffer: archive.bytes });
    await this.page
      .getByLabel('Password file')
      .setInputFiles({ name: password.name, mimeType: 'text/plain', buffer: password.bytes });
    await Promise.all([this.page.waitForEvent('load'), this.page.getByRole('button', { name: 'Upload' }).click()]);
  }

  /** Loads the page again that is shown: the result of a validation appears on it. */
  async refresh(): Promise<void> {
    await this.page.reload();
  }

  /** What the page of an authorisation says of the whole: `Status`, `Exception`, `Reason`. */
  async result(): Promise<SeenRow> {
    return readDetails(this.page);
  }

  /** Its rows: `Row`, `MPAN`, `Status`, `Code`, `Reason`. */
  async rows(): Promise<SeenRow[]> {
    return readTable(this.page);
  }
}
