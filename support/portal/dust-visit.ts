import type { BrowserContext, Page } from 'playwright';
import { FilesPage } from './pages/dust/files-page';
import { SubmissionsPage } from './pages/dust/submissions-page';
import { TestInstallationsPage } from './pages/dust/test-installations-page';
import { ListsPage } from './pages/lists-page';
import { readTable, type SeenRow } from './pages/table';
import { openContext, Visit } from './visit';

/** One person's visit to the portal of Migration DUST. */
export class DustVisit extends Visit {
  readonly testInstallations: TestInstallationsPage;
  readonly submissions: SubmissionsPage;
  readonly files: FilesPage;
  readonly lists: ListsPage;

  private constructor(context: BrowserContext, page: Page) {
    super(context, page);
    this.testInstallations = new TestInstallationsPage(page);
    this.submissions = new SubmissionsPage(page);
    this.files = new FilesPage(page);
    this.lists = new ListsPage(page);
  }

  /**
   * Begins a visit.
   * @param baseURL address of Migration DUST
   * @throws BrowserMissingError when there is no browser
   */
  static async begin(baseURL: string): Promise<DustVisit> {
    const context = await openContext(baseURL);
    return new DustVisit(context, await context.newPage());
  }

  /** Opens a part of the portal. @param part as the navigation names it, e.g. `test installations` */
  async open(part: string): Promise<void> {
    await this.page.goto(`/portal/${part.replaceAll(' ', '-')}`);
  }

  /** Everything that the page that is shown says in its content. */
  async content(): Promise<string> {
    return this.page.getByRole('main').innerText();
  }

  /** `Prerequisite`, `Recorded` and `Reference` of each, on the summary. */
  async prerequisites(): Promise<SeenRow[]> {
    return readTable(this.page.getByRole('table', { name: 'What is recorded of you' }));
  }

  /** The token of the forms of the session. */
  async formToken(): Promise<string> {
    await this.open('summary');
    return this.session.formToken();
  }
}
