import { failureSentence } from '../../support/evidence/failure';
import { partyName } from '../../support/evidence/party-names';
import { scenariosOf } from '../failure-words';
import type { Cause, ExecutionResult, RunResult } from '../record/result-model';
import { placeKey } from '../since-words';
import { anchor, Markup, markup } from '../tag/html';
import type { Section } from '../tag/parts';
import { counted, titleOf } from '../text';
import type { MorningPage } from './morning-page';

/** Causes that are told with a picture; the rest stand in the Test Completion Report. */
const TOLD = 12;

/** Scenarios that are named beside the representative. */
const NAMED = 20;

/** Each cause with one failure that stands for it. */
export function causes(page: MorningPage): Section | undefined {
  const { run } = page;
  if (run.causes.length === 0) return undefined;
  const more = run.causes.length - TOLD;
  return {
    id: 'causes',
    title: `${counted(run.causes.length, 'cause')} of ${counted(
      run.causes.reduce((sum, { count }) => sum + count, 0),
      'failure',
    )}`,
    body: markup`${run.causes.slice(0, TOLD).map((cause) => told(cause, page))}
${more > 0 ? markup`<p>${counted(more, 'further cause')}: see the Test Completion Report.</p>` : undefined}`,
  };
}

function told(cause: Cause, { run, evidence }: MorningPage): Markup {
  const members = run.executions.filter(({ failure }) => failure?.cause === cause.id);
  // The shortest says most in a picture.
  const [representative] = members.toSorted((one, other) => one.steps.length - other.steps.length);
  return markup`<article class="problem" aria-labelledby="${anchor('cause', cause.id)}">
<h3 id="${anchor('cause', cause.id)}">${cause.id} ${cause.sentence}</h3>
<p>${counted(cause.count, 'failure')}${newInWords(run, members)}; party: ${cause.party === undefined ? 'not known' : partyName(cause.party)}${cause.code === undefined ? '' : `; code ${cause.code}`}.</p>
${representative === undefined ? undefined : standing(representative, evidence)}
<p class="quiet">Seen in: ${scenariosOf(cause, NAMED)}.</p>
</article>`;
}

/** How many of them are new. */
function newInWords({ since }: RunResult, members: readonly ExecutionResult[]): string {
  if (since === undefined) return '';
  const fresh = new Set(since.changes.filter(({ kind }) => kind === 'new failure').map(placeKey));
  const count = members.filter((member) => fresh.has(placeKey(member))).length;
  if (count === 0) return ', none of them new';
  return count === members.length ? ', all new' : `, ${count} of them new`;
}

/** The failure that stands for a cause: what was expected, the sequence of its messages, its evidence and its command. */
function standing(execution: ExecutionResult, evidence: MorningPage['evidence']): Markup {
  const { failure, reproduce } = execution;
  const files = [...execution.steps.flatMap((step) => step.evidence), ...execution.evidence];
  const picture = files.find(({ mediaType }) => mediaType === 'image/svg+xml');
  const drawn = picture === undefined ? undefined : evidence(picture.path);
  return markup`<p><strong class="id">${execution.id}</strong> ${titleOf(execution)} (${execution.dmc} ${execution.phase}, ${execution.stage})</p>
<p>${failure === undefined ? execution.reason : failureSentence(failure)}</p>
<p>Repeat it: <code>${reproduce}</code></p>
${drawn === undefined ? undefined : markup`<details><summary>Sequence of its messages</summary>${new Markup(withOwnIds(drawn, execution.id))}</details>`}
<details><summary>Evidence (${files.length})</summary><ul class="plain">${files.map(
    ({ title, path }) => markup`<li><a href="${path.split('/').map(encodeURIComponent).join('/')}">${title}</a></li>`,
  )}</ul></details>`;
}

/** The pictures of a page stand in one document: their ids are told apart. */
function withOwnIds(svg: string, id: string): string {
  return svg.replaceAll('sequence-title', `title-${id}`).replaceAll('sequence-description', `description-${id}`);
}
