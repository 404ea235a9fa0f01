import { html, type Html } from './html';
import { formToken, time } from './parts';
import type { Session } from './sessions';

/** A portal: what stands on every page of it. */
export interface Site {
  /** Whose portal it is. */
  readonly name: string;
  /** What visitors are told first. */
  readonly notice: string;
  /** The parts of the portal, in the order of the navigation. */
  readonly parts: readonly { readonly path: string; readonly name: string }[];
}

/** A page of a portal. */
export interface Page {
  readonly title: string;
  readonly content: Html;
  /** Absent on pages for those who are not signed in. */
  readonly session?: Session;
  /** Name of the part of the portal to which it belongs. */
  readonly part?: string;
  /** Virtual time at which the page was made. */
  readonly now: Date;
}

/** The whole document of a page. */
export function layout(site: Site, { title, content, session, part, now }: Page): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} - ${site.name}</title>
        <link rel="stylesheet" href="/portal/style.css" />
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <aside class="notice" aria-label="What this is">${site.notice}</aside>
        <header>
          <p>${site.name}</p>
          ${session ? navigation(site, session, part) : undefined}
        </header>
        <main id="content">
          <h1>${title}</h1>
          ${content}
        </main>
        <footer>As of ${time(now.toISOString())}.</footer>
      </body>
    </html>`.markup;
}

function navigation({ parts }: Site, session: Session, part: string | undefined): Html {
  const current = html` aria-current="page"`;
  return html`<nav aria-label="Main">
      <ul>
        ${parts.map(({ path, name }) => html`<li><a href="${path}" ${name === part ? current : undefined}>${name}</a></li>`)}
      </ul>
    </nav>
    <form method="post" action="/portal/sign-out">
      ${formToken(session)}
      <span>${session.organisation.name}</span>
      <button type="submit">Sign out</button>
    </form>`;
}
