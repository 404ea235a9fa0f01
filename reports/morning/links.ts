import { markup } from '../tag/html';
import type { Section } from '../tag/parts';
import type { MorningPage } from './morning-page';

/** Where everything else is, and the commands that repeat. */
export function links({ run, reports }: MorningPage): Section {
  const { id, command } = run.run;
  const failed = run.counts.failed + run.counts['known-issue'] > 0;
  return {
    id: 'links',
    title: 'Reports and commands',
    body: markup`<ul class="plain">${reports.map(({ name, path }) => markup`<li><a href="${path}">${name}</a></li>`)}</ul>
<dl class="facts"><div><dt>The run again</dt><dd><code>${command}</code></dd></div>
${failed ? markup`<div><dt>What failed again</dt><dd><code>npm run cycle -- --rerun-failed ${id}</code></dd></div>` : undefined}
<div><dt>Reports again</dt><dd><code>npm run report -- ${id}</code></dd></div></dl>`,
  };
}
