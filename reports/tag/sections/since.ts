/** What is otherwise than in the run of the same plan before it: a value of the record, with the digest of that run's pack. */
import { markup, type Markup } from '../html';
import { placeKey, sinceSentences, testsInWords } from '../../since-words';
import type { RunResult, SincePreviousRun, TestChange } from '../../record/result-model';
import { titleOf } from '../../text';
import type { CompletionReport } from '../document-model';
import { outcomeBadge, table, type Section } from '../parts';
import { versionDifferences } from '../version-differences';

/** Tests that are named; the record has them all. */
const NAMED = 25;

/** Writes what changed, or that no earlier run is known. */
export function since({ run }: CompletionReport): Section {
  const said = sinceSentences(run);
  if (run.since === undefined || said === undefined) {
    return {
      id: 'since',
      title: 'Since the previous run',
      body: markup`<p>First run: no earlier run of this plan and scope was known when it ended, so that nothing is compared.</p>`,
    };
  }
  const { against, worse, better, silentlyChanged } = said;
  return {
    id: 'since',
    title: 'Since the previous run',
    body: markup`<p>${against.replace(/:$/, '.')}</p>
<ul><li>${worse}</li><li>${better}</li><li>${silentlyChanged}</li>${testsInWords(run.since).map((words) => markup`<li>Tests: ${words}.</li>`)}</ul>
<p class="quiet">${packInWords(run.since)} The comparison was made when this run ended, and has no part in its verdict.</p>
${versionDifferences(run.since, run.run.id)}
${changes(run, run.since)}`,
  };
}

function packInWords({ run, pack }: SincePreviousRun): Markup {
  return pack === undefined
    ? markup`No evidence pack of ${run} was known.`
    : markup`The evidence pack of ${run} has the SHA-256 <code>${pack}</code>.`;
}

function changes({ executions }: RunResult, { changes: all }: SincePreviousRun): Markup | undefined {
  const own = all.filter(({ before, now }) => before !== undefined && now !== undefined && before !== now);
  if (own.length === 0) return undefined;
  const known = new Map(executions.map((execution) => [placeKey(execution), execution]));
  const rows = own.slice(0, NAMED).map((change) => {
    const execution = known.get(placeKey(change));
    const { id, dmc, phase, stage } = change;
    return markup`<tr><th scope="row" class="id">${id}</th><td>${execution === undefined ? '' : titleOf(execution)}<span class="source">${dmc} ${phase}, ${stage}</span></td><td>${badgeOf(change.before)}</td><td>${badgeOf(change.now)}</td></tr>`;
  });
  const caption =
    own.length > NAMED
      ? `Tests with another outcome: the first ${NAMED} of ${own.length}`
      : 'Tests with another outcome';
  return table(
    caption,
    [
      { title: 'Test', style: 'narrow' },
      { title: 'What it shows' },
      { title: 'Before', style: 'fifth' },
      { title: 'Now', style: 'fifth' },
    ],
    markup`<tbody>${rows}</tbody>`,
  );
}

function badgeOf(outcome: TestChange['before']): Markup | undefined {
  return outcome === undefined ? undefined : outcomeBadge(outcome);
}
