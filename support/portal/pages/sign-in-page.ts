import type { Page } from 'playwright';

/** The page on which a person of a supplier signs in. */
export class SignInPage {
  constructor(private readonly page: Page) {}

  /** Opens it, signed out. */
  async open(): Promise<void> {
    await this.page.goto('/portal/');
  }

  /** Fills in the form, sends it and waits for the page that answers: what is read then is what it says. */
  async signIn(user: string, password: string): Promise<void> {
    await this.page.getByLabel('User name').fill(user);
    await this.page.getByLabel('Password').fill(password);
    const button = this.page.getByRole('button', { name: 'Sign in' });
    await Promise.all([this.page.waitForEvent('load'), button.click()]);
  }

  /** The sentence with which a sign-in was refused; undefined where none is shown. */
  async refusal(): Promise<string | undefined> {
    const alert = this.page.getByRole('alert');
    return (await alert.count()) === 0 ? undefined : (await alert.innerText()).trim();
  }
}
