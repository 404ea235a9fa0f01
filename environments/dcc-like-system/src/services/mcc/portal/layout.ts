import { html, type Content, type Html } from './html';
import type { Session } from './sessions';

/** The parts of the portal, in the order of the navigation. */
const PARTS = [
  { path: '/portal/authorisations', name: 'Authorisations' },
  { path: '/portal/installations', name: 'Installations' },
  { path: '/portal/outcomes', name: 'Outcomes' },
  { path: '/portal/notices', name: 'Notices' },
  { path: '/portal/demand', name: 'Demand' },
  { path: '/portal/reports', name: 'Reports' },
] as const;

type Part = (typeof PARTS)[number]['name'];

/** A page of the portal. */
export interface Page {
  readonly title: string;
  readonly content: Html;
  /** Absent on pages for those who are not signed in. */
  readonly session?: Session;
  readonly part?: Part;
  /** Virtual time at which the page was made. */
  readonly now: Date;
}

/** The whole document of a page. */
export function layout({ title, content, session, part, now }: Page): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} - Migration Control Centre</title>
        <link rel="stylesheet" href="/portal/style.css" />
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <p class="notice">Simulated system: fictitious suppliers, installations and devices.</p>
        <header>
          <p>Migration Control Centre</p>
          ${session ? navigation(session, part) : undefined}
        </header>
        <main id="content">
          <h1>${title}</h1>
          ${content}
        </main>
        <footer>As of ${time(now.toISOString())}.</footer>
      </body>
    </html>`.markup;
}

function navigation(session: Session, part: Part | undefined): Html {
  const current = html` aria-current="page"`;
  return html`<nav aria-label="Main">
      <ul>
        ${PARTS.map(({ path, name }) => html`<li><a href="${path}" ${name === part ? current : undefined}>${name}</a></li>`)}
      </ul>
    </nav>
    <form method="post" action="/portal/sign-out">
      ${formToken(session)}
      <span>${session.supplier.name}</span>
      <button type="submit">Sign out</button>
    </form>`;
}

/** The hidden field that every form of a session carries. */
export function formToken(session: Session): Html {
  return html`<input type="hidden" name="form-token" value="${session.formToken}" />`;
}

/** A table with a caption; `empty` is shown instead where there are no rows. */
export function tableOf(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly Content[])[],
  empty: string,
): Html {
  if (rows.length === 0) return html`<p>${empty}</p>`;
  return html`<div class="table">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Terms with their descriptions; those without a value are left out. */
export function details(entries: readonly (readonly [term: string, value: Content])[]): Html {
  const present = entries.filter(([, value]) => value !== undefined);
  return html`<dl>
    ${present.map(
      ([term, value]) =>
        html`<dt>${term}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

/** An instant for people, UTC. */
export function time(iso: string): Html {
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC</time>`;
}

/** A message about what went wrong. */
export function errorMessage(sentence: string | undefined): Html | undefined {
  return sentence === undefined ? undefined : html`<p class="error" role="alert">${sentence}</p>`;
}

/** How a status looks. */
export type Tone = 'good' | 'bad' | 'open';

/** A status by its name, with its look. */
export function badge([name, tone]: readonly [string, Tone]): Html {
  return html`<span class="state ${tone}">${name}</span>`;
}
