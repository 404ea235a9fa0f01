/** Entry and exit criteria: what was asked, what was measured, and the verdict. */
import { anchor, markup, type Markup } from '../html';
import type { CriterionResult, RunResult, Waiver } from '../../record/result-model';
import { date as dateInWords } from '../../text';
import type { CompletionReport } from '../document-model';
import { table, verdictBadge, type Section } from '../parts';

/** Writes the criteria. */
export function criteria({ run }: CompletionReport): Section {
  return {
    id: 'criteria',
    title: 'Criteria',
    body: markup`<p>Every verdict is computed from the results of this run or from a recorded fact; none is typed in. “Not demonstrated”
means that this run holds no evidence either way, and counts as not met.</p>
${group(
  'entry-criteria',
  'Entry criteria',
  run.criteria.filter((one) => one.kind === 'entry'),
)}
${group(
  'exit-criteria',
  'Exit criteria',
  run.criteria.filter((one) => one.kind === 'exit'),
)}
${openCells(run)}`,
  };
}

function group(id: string, title: string, members: readonly CriterionResult[]): Markup {
  if (members.length === 0) {
    return markup`<h3 id="${id}">${title}</h3><p>The plan declares none.</p>`;
  }
  const rows = members.map(
    (one) => markup`<tr id="${anchor('criterion', one.id)}"><th scope="row" class="id">${one.id}</th>
<td>${one.text}<span class="source">${one.stage === undefined ? '' : `Before ${one.stage}. `}${one.source}</span></td><td>${one.threshold}</td><td>${one.measured}</td>
<td>${verdictBadge(one.verdict)}</td><td>${one.note}${waived(one.waivers)}</td></tr>`,
  );
  const columns = [
    { title: 'Id' },
    { title: 'Criterion and its source' },
    { title: 'Asked for' },
    { title: 'Measured' },
    { title: 'Verdict' },
    { title: 'Note' },
  ];
  return markup`<h3 id="${id}">${title}</h3>${table(title, columns, markup`<tbody>${rows}</tbody>`, 'criteria')}`;
}

/** Who accepted that it is not met. */
function waived(waivers: readonly Waiver[]): Markup[] {
  return waivers.map(
    ({ approver, date, reason }) =>
      markup`<span class="source"><strong>Waived</strong> by ${approver}, ${dateInWords(date)}: ${reason}</span>`,
  );
}

/** Where a criterion of many cells is open, in which of them. */
function openCells({ cells }: RunResult): Markup | undefined {
  const rows = cells.flatMap(({ dmc, phase, criteria: judged }) =>
    judged
      .filter(({ verdict }) => verdict === 'not met' || verdict === 'not demonstrated')
      .map(
        (one) =>
          markup`<tr><th scope="row" class="id">${dmc.id} ${phase}</th><td class="id">${one.id}</td><td>${one.measured}</td><td>${verdictBadge(one.verdict)}</td><td>${one.note}${waived(one.waivers)}</td></tr>`,
      ),
  );
  if (cells.length < 2 || rows.length === 0) {
    return undefined;
  }
  const columns = [
    { title: 'Test Phase', style: 'narrow' },
    { title: 'Id', style: 'narrow' },
    { title: 'Measured' },
    { title: 'Verdict', style: 'narrow' },
    { title: 'Note', style: 'third' },
  ];
  const title = 'Test Phases in which a criterion is not met';
  return markup`<h3 id="open-criteria">${title}</h3>${table(title, columns, markup`<tbody>${rows}</tbody>`)}`;
}
