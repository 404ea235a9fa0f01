import { html, type Html } from './html';
import { errorMessage } from './parts';

/** The page on which people sign in. */
export function signInPage(fault?: string): Html {
  return html`<section class="card">
    ${errorMessage(fault)}
    <form method="post" action="/portal/sign-in">
      <label for="user">User name</label>
      <input id="user" name="user" type="text" autocomplete="username" required />
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required />
      <div><button type="submit">Sign in</button></div>
    </form>
  </section>`;
}
