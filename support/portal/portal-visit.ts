import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright';
import { launchBrowser } from '../browser/browser';
import { AuthorisationsPage } from './pages/authorisations-page';
import { DemandPage } from './pages/demand-page';
import { InstallationsPage } from './pages/installations-page';
import { NoticesPage } from './pages/notices-page';
import { OutcomesPage } from './pages/outcomes-page';
import { ReportsPage } from './pages/reports-page';
import { SignInPage } from './pages/sign-in-page';
import { PortalSession } from './session';

/** How long a page may take; the portal itself answers at once. */
const TIMEOUT_MS = 10_000;

/** One browser for all visits of a run. */
let browser: Promise<Browser> | undefined;

/** Closes the browser of all visits; the next visit would start another. */
export async function closeBrowser(): Promise<void> {
  const open = browser;
  browser = undefined;
  await (await open)?.close();
}

/** One person's visit to the portal, in a browser context of its own. */
export class PortalVisit {
  private recording = false;
  readonly session: PortalSession;
  readonly signIn: SignInPage;
  readonly authorisations: AuthorisationsPage;
  readonly installations: InstallationsPage;
  readonly outcomes: OutcomesPage;
  readonly reports: ReportsPage;
  readonly notices: NoticesPage;
  readonly demand: DemandPage;

  private constructor(
    private readonly context: BrowserContext,
    private readonly page: Page,
  ) {
    this.session = new PortalSession(context, page);
    this.signIn = new SignInPage(page);
    this.authorisations = new AuthorisationsPage(page);
    this.installations = new InstallationsPage(page);
    this.outcomes = new OutcomesPage(page);
    this.reports = new ReportsPage(page);
    this.notices = new NoticesPage(page);
    this.demand = new DemandPage(page);
  }

  /**
   * Begins a visit.
   * @param baseURL address of the Migration Control Centre
   * @throws BrowserMissingError when there is no browser
   */
  static async begin(baseURL: string): Promise<PortalVisit> {
    browser ??= launchBrowser();
    const context = await (await browser).newContext({ baseURL, acceptDownloads: true, locale: 'en-GB' });
    context.setDefaultTimeout(TIMEOUT_MS);
    return new PortalVisit(context, await context.newPage());
  }

  /** Starts recording a trace. Called after signing in, so that no password is in it. */
  async record(): Promise<void> {
    await this.context.tracing.start({ screenshots: true, snapshots: true });
    this.recording = true;
  }

  /** A picture of the whole page that is shown, PNG. */
  async picture(): Promise<Buffer> {
    return this.page.screenshot({ fullPage: true });
  }

  /** The trace recorded so far as a zip for Playwright's trace viewer; undefined where nothing was recorded. */
  async trace(): Promise<Buffer | undefined> {
    if (!this.recording) return undefined;
    const folder = await mkdtemp(join(tmpdir(), 'portal-trace-'));
    try {
      const path = join(folder, 'trace.zip');
      await this.context.tracing.stop({ path });
      return await readFile(path);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Ends the visit. */
  async end(): Promise<void> {
    await this.context.close();
  }
}
