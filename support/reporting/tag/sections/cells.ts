/** Combinations against Test Phases, and requirements against combinations: what the run shows of each cell. */
import { groupBy } from '../../group';
import { anchor, markup, type Markup } from '../../html';
import type { CellResult, RequirementResult, RunResult } from '../../result-model';
import { counted } from '../../text';
import type { CompletionReport } from '../model';
import { badge, table, verdictBadge, type Section } from '../parts';

/** Writes the cells; a run of one cell has no such section. */
export function cells({ run }: CompletionReport): Section | undefined {
  if (run.cells.length < 2) {
    return undefined;
  }
  const shared = run.executions.filter((one) => one.citedBy.length > 0);
  const cited = shared.reduce((sum, one) => sum + one.citedBy.length, 0);
  const sharing =
    shared.length === 0
      ? undefined
      : markup`<p>What does not vary between cells ran once: ${counted(shared.length, 'execution')}, which other cells cite ${counted(cited, 'time')} in all.
A cited result counts in the cell that cites it as if it had run there.</p>`;
  return {
    id: 'cells',
    title: 'Combinations and Test Phases',
    body: markup`<p>A cell is one Device Model Combination in one Test Phase. It is judged by its own executions and by those that it cites.</p>
${sharing}
${phaseTable(run)}
${reasons(run)}
${requirementTable(run)}`,
  };
}

function phaseTable({ cells: all }: RunResult): Markup {
  const phases = [...new Set(all.map((one) => one.phase))];
  const rows = [...groupBy(all, (one) => one.dmc.id)].map(([dmc, own]) => {
    const columns = phases.map((phase) => markup`<td>${standing(own.find((one) => one.phase === phase))}</td>`);
    return markup`<tr><th scope="row" class="id">${dmc}</th><td>${own[0]?.dmc.release ?? ''}</td>${columns}</tr>`;
  });
  const heads = [
    { title: 'Combination', style: 'narrow' },
    { title: 'Release', style: 'narrow' },
  ];
  return table(
    'Verdict on each cell',
    [...heads, ...phases.map((title) => ({ title }))],
    markup`<tbody>${rows}</tbody>`,
    'cells',
  );
}

function standing(cell: CellResult | undefined): Markup {
  if (cell === undefined) {
    return markup`<span class="quiet">not in this run</span>`;
  }
  const { counts, verdict, dmc, phase } = cell;
  const mark =
    cell.reason === undefined
      ? verdictBadge(verdict)
      : markup`<a href="#${anchor('cell', dmc.id, phase)}">${verdictBadge(verdict)}</a>`;
  const entered = verdict !== 'refused' && verdict !== 'does not apply';
  const numbers = markup`<span class="source">${counts.passed} of ${counts.planned} passed, ${counts.cited} of these cited</span>`;
  return markup`${mark}${entered ? numbers : undefined}`;
}

function reasons({ cells: all }: RunResult): Markup | undefined {
  const open = all.filter((one) => one.reason !== undefined);
  if (open.length === 0) {
    return undefined;
  }
  const rows = open.map(
    (one) =>
      markup`<tr id="${anchor('cell', one.dmc.id, one.phase)}"><th scope="row" class="id">${one.dmc.id} ${one.phase}</th><td>${verdictBadge(one.verdict)}</td><td>${one.reason}</td></tr>`,
  );
  return markup`<h3 id="cells-reasons">Cells that are not met, were refused or do not apply</h3>
${table('Cells that are not met, were refused or do not apply', [{ title: 'Cell', style: 'narrow' }, { title: 'Verdict', style: 'narrow' }, { title: 'Why' }], markup`<tbody>${rows}</tbody>`)}`;
}

/** A requirement in one combination: the worst of its phases. */
const WORST: readonly RequirementResult['verdict'][] = ['failed', 'gap', 'shown', 'does not apply'];

function requirementTable({ cells: all, requirements }: RunResult): Markup | undefined {
  const entered = all.filter((one) => one.requirements.length > 0);
  const dmcs = [...groupBy(entered, (one) => one.dmc.id)];
  const rows = requirements
    .filter((one) => one.inPlan)
    .map((one) => {
      const columns = dmcs.map(([, own]) => {
        const verdicts = own.flatMap((cell) => cell.requirements.filter(({ id }) => id === one.id));
        const worst = WORST.find((verdict) => verdicts.some((entry) => entry.verdict === verdict));
        return markup`<td>${worst === undefined ? '–' : shortVerdict(worst)}</td>`;
      });
      return markup`<tr><th scope="row" class="id"><a href="#${anchor(one.id)}">${one.id}</a></th>${columns}</tr>`;
    });
  if (rows.length === 0 || dmcs.length === 0) {
    return undefined;
  }
  return markup`<h3 id="cells-requirements">Requirements by combination</h3>
<p>The worst of the Test Phases of each combination. Where a requirement does not apply in a phase, that phase is left out.</p>
${table('Requirements by combination', [{ title: 'Id', style: 'narrow' }, ...dmcs.map(([title]) => ({ title }))], markup`<tbody>${rows}</tbody>`, 'matrix')}`;
}

function shortVerdict(verdict: RequirementResult['verdict']): Markup {
  return verdict === 'does not apply' ? badge('neutral', 'n/a') : verdictBadge(verdict);
}
