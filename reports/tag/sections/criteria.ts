/** Entry and exit criteria: what was asked, what was measured, and the verdict. */
import { anchor, markup, type Markup } from '../html';
import type { CriterionResult, RunResult, Waiver } from '../../record/result-model';
import { date as dateInWords } from '../../text';
import type { CompletionReport } from '../document-model';
import { table, verdictBadge, withWholeIds, type Section } from '../parts';
import { allCellsInWords } from '../scenario-group';

/** Writes the criteria. */
export function criteria({ run }: CompletionReport): Section {
  const isTold = ({ id, verdict }: CriterionResult): boolean =>
    run.cells.length > 1 &&
    verdict !== 'met' &&
    run.cells.some((cell) => cell.criteria.some((one) => one.id === id && isOpen(one)));
  return {
    id: 'criteria',
    title: 'Criteria',
    body: markup`<p>Every verdict is computed from the results of this run or from a recorded fact; none is entered by hand. “Not demonstrated”
means that this run holds no evidence either way, and counts as not met.</p>
${group(
  'entry-criteria',
  'Entry criteria',
  run.criteria.filter((one) => one.kind === 'entry'),
  isTold,
)}
${group(
  'exit-criteria',
  'Exit criteria',
  run.criteria.filter((one) => one.kind === 'exit'),
  isTold,
)}
${openCells(run)}`,
  };
}

/** @param isTold whether what is open of a criterion is told by Test Phase, below */
function group(
  id: string,
  title: string,
  members: readonly CriterionResult[],
  isTold: (one: CriterionResult) => boolean,
): Markup {
  if (members.length === 0) {
    return markup`<h3 id="${id}">${title}</h3><p>The plan declares none.</p>`;
  }
  const rows = members.map(
    (one) => markup`<tr id="${anchor('criterion', one.id)}"><th scope="row" class="id">${one.id}</th>
<td>${one.text}${one.stage === undefined ? undefined : markup`<span class="source">Before ${one.stage}</span>`}</td><td>${one.threshold}</td>
<td>${one.measured}<span class="source">${isTold(one) ? markup`<a href="#open-criteria">In which Test Phases</a>` : withWholeIds(one.note)}</span>${waived(one.waivers)}</td><td>${verdictBadge(one.verdict)}</td></tr>`,
  );
  const columns = [
    { title: 'Id', style: 'narrow' },
    { title: 'Criterion' },
    { title: 'Asked for' },
    { title: 'Measured, and on what evidence' },
    { title: 'Verdict' },
  ];
  return markup`<h3 id="${id}">${title}</h3>${table(title, columns, markup`<tbody>${rows}</tbody>`, 'criteria')}${sources(members)}`;
}

/** Where the criteria come from, once for those that come from one place. */
function sources(members: readonly CriterionResult[]): Markup {
  const alike = [...Map.groupBy(members, ({ source }) => source)];
  const lines = alike.map(([source, own]) => markup`<li>${own.map(({ id }) => id).join(', ')}: ${source}</li>`);
  return markup`<ul class="tight quiet">${lines}</ul>`;
}

function isOpen({ verdict }: Pick<CriterionResult, 'verdict'>): boolean {
  return verdict === 'not met' || verdict === 'not demonstrated';
}

/** Who accepted that it is not met. */
function waived(waivers: readonly Waiver[]): Markup[] {
  return waivers.map(
    ({ approver, date, reason }) =>
      markup`<span class="source"><strong>Waived</strong> by ${approver}, ${dateInWords(date)}: ${reason}</span>`,
  );
}

/** Where a criterion of many cells is open, in which of them; those of which the same is said stand together. */
function openCells({ cells }: RunResult): Markup | undefined {
  const open = cells.flatMap(({ dmc, phase, criteria: judged }) =>
    judged.filter(isOpen).map((one) => ({ one, cell: { dmc: dmc.id, phase } })),
  );
  if (cells.length < 2 || open.length === 0) return undefined;
  const alike = Map.groupBy(open, ({ one }) =>
    JSON.stringify([one.id, one.measured, one.verdict, one.note, one.waivers]),
  );
  const rows = [...alike.values()]
    .flatMap((same) => {
      const [first] = same;
      const names = allCellsInWords(same.map(({ cell }) => cell));
      return first === undefined ? [] : [{ one: first.one, names }];
    })
    .toSorted((one, other) => order(one.one, cells) - order(other.one, cells))
    .map(
      ({ one, names }) =>
        markup`<tr><th scope="row" class="id">${one.id}</th><td>${names}</td><td>${one.measured}</td><td>${verdictBadge(one.verdict)}</td><td>${withWholeIds(one.note)}${waived(one.waivers)}</td></tr>`,
    );
  const columns = [
    { title: 'Id', style: 'narrow' },
    { title: 'Test Phases', style: 'quarter' },
    { title: 'Measured', style: 'eighth' },
    { title: 'Verdict', style: 'narrow' },
    { title: 'Note' },
  ];
  const title = 'Test Phases in which a criterion is not met';
  return markup`<h3 id="open-criteria">${title}</h3>${table(title, columns, markup`<tbody>${rows}</tbody>`)}`;
}

/** Rows stand in the order of the criteria. */
function order({ id }: Pick<CriterionResult, 'id'>, cells: RunResult['cells']): number {
  const ids = [...new Set(cells.flatMap(({ criteria: judged }) => judged.map((one) => one.id)))];
  return ids.indexOf(id);
}
