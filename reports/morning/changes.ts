import type { ChangeKind, ExecutionResult, TestChange } from '../record/result-model';
import { placeKey } from '../since-words';
import { markup, type Markup } from '../tag/html';
import { outcomeBadge, table, type Section } from '../tag/parts';
import { counted, titleOf } from '../text';
import type { MorningPage } from './morning-page';

/** Tests that are named of one kind; the record has them all. */
const NAMED = 60;

const HEADINGS: Readonly<Record<ChangeKind, string>> = {
  'new failure': 'New failures',
  'other failure': 'Failures that are others than before',
  'no longer known': 'Failures as before that are no longer accepted as known issues',
  'not executed': 'No result any more',
  mended: 'Mended',
  'executed again': 'A result again',
  'silently changed':
    'Silently changed: they pass, and what the services said to each other or to whoever asked differs',
  'new test': 'New tests',
  'removed test': 'Tests that are no longer there',
  'changed test': 'Tests that are worded otherwise',
};

/** Every test that came out otherwise, kind by kind. */
export function changes({ run }: MorningPage): Section | undefined {
  const { since, executions } = run;
  if (since === undefined || since.changes.length === 0) return undefined;
  const titles = new Map(executions.map((execution) => [placeKey(execution), execution]));
  const kinds = [...Map.groupBy(since.changes, ({ kind }) => kind)];
  return {
    id: 'changes',
    title: 'Tests that came out otherwise',
    body: markup`${kinds.map(([kind, own]) => kindTable(kind, own, titles))}`,
  };
}

function kindTable(
  kind: ChangeKind,
  changed: readonly TestChange[],
  titles: ReadonlyMap<string, ExecutionResult>,
): Markup {
  const rows = changed.slice(0, NAMED).map((change) => {
    const { id, dmc, phase, stage, before, now, inconsistent } = change;
    const execution = titles.get(placeKey(change));
    const rate =
      inconsistent === undefined
        ? undefined
        : markup`<span class="source">inconsistent: failed in ${inconsistent.failed} of ${inconsistent.runs} runs on this build</span>`;
    return markup`<tr><th scope="row" class="id">${id}</th><td>${execution === undefined ? '' : titleOf(execution)}${rate}<span class="source">${dmc} ${phase}, ${stage}</span></td><td>${before === undefined ? 'none' : outcomeBadge(before)}</td><td>${now === undefined ? 'none' : outcomeBadge(now)}</td></tr>`;
  });
  const more = changed.length - NAMED;
  const heading = `${HEADINGS[kind]} (${changed.length})`;
  return markup`<h3>${heading}</h3>${table(
    heading,
    [
      { title: 'Test', style: 'narrow' },
      { title: 'What it shows' },
      { title: 'Before', style: 'fifth' },
      { title: 'Now', style: 'fifth' },
    ],
    markup`<tbody>${rows}</tbody>`,
  )}${more > 0 ? markup`<p class="quiet">${counted(more, 'further test')}: see “since” in result.json.</p>` : undefined}`;
}
