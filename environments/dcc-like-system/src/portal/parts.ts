import { html, type Content, type Html } from './html';
import type { Session } from './sessions';

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
  // Where a window is narrow its content moves sideways: also by the keys.
  return html`<div class="table" role="region" aria-label="${caption}" tabindex="0">
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
