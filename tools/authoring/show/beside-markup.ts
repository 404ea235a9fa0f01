import { diffWordsWithSpace } from 'diff';
import { markup, type Markup } from '../../../reports/tag/html';
import { details } from './markup-parts';
import { headingOf, type BesideRow, type SideBySide } from './side-by-side';

/** How many differences a page shows, and how many characters of a message. */
const MOST_ROWS = 30;
const MOST_CHARACTERS = 6_000;

/** What differs from the last run in which the scenario passed: that run on the left, this one on the right. */
export function besideMarkup(beside: SideBySide | undefined): Markup | undefined {
  if (beside === undefined) return undefined;
  const { run, same, rows } = beside;
  if (rows.length === 0) {
    return markup`<h2>Beside the last good run</h2><p>Every message is as in the last run in which it passed (${run}).</p>`;
  }
  const more = rows.length - MOST_ROWS;
  return markup`<h2>Beside the last good run</h2>
<p>${same} messages are as in the last run in which it passed (${run}); ${rows.length} are not. Identifiers, times and whatever is
signed stand as names (&lt;eui&gt;), since they differ from run to run.</p>
${rows.slice(0, MOST_ROWS).map(rowMarkup)}
${more > 0 ? markup`<p>There are ${more} more.</p>` : undefined}`;
}

function rowMarkup({ good, now }: BesideRow): Markup {
  if (good === undefined) return details(`New: ${headingOf(now ?? '')}`, cut(now ?? ''));
  if (now === undefined) return details(`Lacking: ${headingOf(good)}`, cut(good));
  const parts = diffWordsWithSpace(cut(good), cut(now));
  return markup`<details open><summary>Changed: ${headingOf(now)}</summary>
<table class="beside"><tr><th scope="col">When it passed</th><th scope="col">Now</th></tr>
<tr><td><pre>${parts.filter(({ added }) => !added).map(({ removed, value }) => (removed ? markup`<del>${value}</del>` : value))}</pre></td>
<td><pre>${parts.filter(({ removed }) => !removed).map(({ added, value }) => (added ? markup`<ins>${value}</ins>` : value))}</pre></td></tr></table></details>`;
}

function cut(message: string): string {
  return message.length <= MOST_CHARACTERS ? message : `${message.slice(0, MOST_CHARACTERS)} ...`;
}
