import type { BrowserContext, Page } from 'playwright';
import { AuthorisationsPage } from './pages/authorisations-page';
import { DemandPage } from './pages/demand-page';
import { InstallationsPage } from './pages/installations-page';
import { ListsPage } from './pages/lists-page';
import { NoticesPage } from './pages/notices-page';
import { OutcomesPage } from './pages/outcomes-page';
import { ReportsPage } from './pages/reports-page';
import { openContext, Visit } from './visit';

/** One person's visit to the portal of the Migration Control Centre. */
export class PortalVisit extends Visit {
  readonly authorisations: AuthorisationsPage;
  readonly installations: InstallationsPage;
  readonly outcomes: OutcomesPage;
  readonly reports: ReportsPage;
  readonly notices: NoticesPage;
  readonly demand: DemandPage;
  readonly lists: ListsPage;

  private constructor(context: BrowserContext, page: Page) {
    super(context, page);
    this.authorisations = new AuthorisationsPage(page);
    this.installations = new InstallationsPage(page);
    this.outcomes = new OutcomesPage(page);
    this.reports = new ReportsPage(page);
    this.notices = new NoticesPage(page);
    this.demand = new DemandPage(page);
    this.lists = new ListsPage(page);
  }

  /**
   * Begins a visit.
   * @param baseURL address of the Migration Control Centre
   * @throws BrowserMissingError when there is no browser
   */
  static async begin(baseURL: string): Promise<PortalVisit> {
    const context = await openContext(baseURL);
    return new PortalVisit(context, await context.newPage());
  }
}
