import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright';
import { launchBrowser } from '../browser/browser';
import { SignInPage } from './pages/sign-in-page';
import { PortalSession } from './session';

/** How long a page may take; a portal itself answers at once. */
const TIMEOUT_MS = 10_000;

/** One browser for all visits of a run. */
let browser: Promise<Browser> | undefined;

/** Closes the browser of all visits; the next visit would start another. */
export async function closeBrowser(): Promise<void> {
  const open = browser;
  browser = undefined;
  await (await open)?.close();
}

/**
 * Opens a browser context of its own.
 * @param baseURL address of the service whose portal it is
 * @throws BrowserMissingError when there is no browser
 */
export async function openContext(baseURL: string): Promise<BrowserContext> {
  browser ??= launchBrowser();
  const context = await (await browser).newContext({ baseURL, acceptDownloads: true, locale: 'en-GB' });
  context.setDefaultTimeout(TIMEOUT_MS);
  return context;
}

/** One person's visit to a portal, in a browser context of its own: what every portal has. */
export abstract class Visit {
  private recording = false;
  readonly session: PortalSession;
  readonly signIn: SignInPage;

  protected constructor(
    private readonly context: BrowserContext,
    protected readonly page: Page,
  ) {
    this.session = new PortalSession(context, page);
    this.signIn = new SignInPage(page);
  }

  /** Starts recording a trace. Called after signing in, so that no password is in it. */
  async record(): Promise<void> {
    await this.context.tracing.start({ screenshots: true, snapshots: true });
    this.recording = true;
  }

  /**
   * A picture of the whole page that is shown, PNG; undefined where the browser gives none, as on a machine that is overloaded.
   * A picture shows what was seen: whether that is right is asked of the page.
   */
  async picture(): Promise<Buffer | undefined> {
    return this.page.screenshot({ fullPage: true }).catch(() => undefined);
  }

  /** What is to have words on the page that is shown and has none, by its element. */
  async blanks(): Promise<string[]> {
    return this.page
      .locator('h1, h2, p, caption, th, dt, label, button, a, option')
      .evaluateAll((all) => all.filter((one) => one.textContent.trim() === '').map((one) => one.localName));
  }

  /** What the page that is shown says. */
  async text(): Promise<string> {
    return this.page.locator('body').innerText();
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
