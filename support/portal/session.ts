import type { BrowserContext, Page } from 'playwright';

/** What a browser shows to be recognised again. */
export type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/** What the portal answered to a call that no page of it offers. */
export interface PortalAnswer {
  /** HTTP status. */
  readonly status: number;
  readonly text: string;
}

/** Name of the hidden field that every form of a session carries. */
const FORM_TOKEN = 'form-token';

/** A browser's session at the portal, and what somebody can do with it beside the pages. */
export class PortalSession {
  constructor(
    private readonly context: BrowserContext,
    private readonly page: Page,
  ) {}

  /** Signs out by the button of the page that is shown. */
  async signOut(): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), this.page.getByRole('button', { name: 'Sign out' }).click()]);
  }

  /** Goes back to the page before, by the browser's button. */
  async goBack(): Promise<void> {
    await this.page.goBack();
  }

  /** What the page that is shown is called. */
  async heading(): Promise<string> {
    return this.page.getByRole('heading', { level: 1 }).innerText();
  }

  async cookies(): Promise<Cookies> {
    return this.context.cookies();
  }

  /** Takes up a session by its cookies. */
  async takeUp(cookies: Cookies): Promise<void> {
    await this.context.addCookies(cookies);
  }

  /** The token of the forms of this session, as the page that is shown has it. */
  async formToken(): Promise<string> {
    return (await this.formTokens().first().getAttribute('value')) ?? '';
  }

  /** Gives the forms of the page that is shown another token. */
  async changeFormToken(token: string): Promise<void> {
    for (const field of await this.formTokens().all()) {
      await field.evaluate((element, value) => element.setAttribute('value', value), token);
    }
  }

  /** Asks for an address with the session; redirections are not followed. */
  async ask(address: string): Promise<PortalAnswer> {
    const answer = await this.context.request.get(address, { maxRedirects: 0 });
    return { status: answer.status(), text: await answer.text() };
  }

  /**
   * Sends a form with the session.
   * @param origin site that the browser says it comes from; absent where it says nothing
   */
  async send(address: string, fields: Readonly<Record<string, string>>, origin?: string): Promise<PortalAnswer> {
    const answer = await this.context.request.post(address, {
      maxRedirects: 0,
      form: { ...fields },
      headers: origin === undefined ? {} : { origin },
    });
    return { status: answer.status(), text: await answer.text() };
  }

  private formTokens(): ReturnType<Page['locator']> {
    return this.page.locator(`input[name="${FORM_TOKEN}"]`);
  }
}
