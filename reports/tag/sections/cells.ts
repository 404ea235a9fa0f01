/** Combinations against Test Phases, and requirements against combinations: what the run shows of each cell. */
import { anchor, markup, type Markup } from '../html';
import type { CellResult, Outcome, RequirementResult, RunResult } from '../../record/result-model';
import { capitalised, counted, OUTCOME_WORDS } from '../../text';
import { heatmap, type Square } from '../chart';
import { heat, idList, table, toneOf, verdictBadge } from '../parts';
import { allCellsInWords } from '../scenario-group';

/** Writes the cells, as parts of a section; a run of one cell has none. */
export function cells(run: RunResult): Markup | undefined {
  if (run.cells.length < 2) {
    return undefined;
  }
  const shared = run.executions.filter((one) => one.citedBy.length > 0);
  const cited = shared.reduce((sum, one) => sum + one.citedBy.length, 0);
  const sharing =
    shared.length === 0
      ? undefined
      : markup`<p>What does not vary between Test Phases ran once: ${counted(shared.length, 'execution')}, which other Test Phases reuse ${counted(cited, 'time')} in all.
A reused result counts in the Test Phase that reuses it as if it had run there; the record says which reuses which.</p>`;
  return markup`<h3 id="cells">Combinations and Test Phases</h3>
<p>A Test Phase is that of one Device Model Combination. It is judged by its own executions and by results that it reuses. The numbers are
executions that passed, of those that were planned.</p>
${sharing}
${phaseMap(run)}
${reasons(run)}
${areaMap(run)}
${requirementMap(run)}`;
}

function phaseMap({ cells: all }: RunResult): Markup {
  const dmcs = [...new Set(all.map(({ dmc }) => dmc.id))];
  const phases = [...new Set(all.map((one) => one.phase))];
  return heatmap('cells-map', 'Verdict on each Test Phase', dmcs, phases, (dmc, phase) =>
    squareOf(all.find((one) => one.dmc.id === dmc && one.phase === phase)),
  );
}

function squareOf(cell: CellResult | undefined): Square | undefined {
  if (cell === undefined) return undefined;
  const { counts, verdict } = cell;
  const entered = verdict !== 'refused' && verdict !== 'does not apply';
  const numbers = `${counts.passed} of ${counts.planned} passed, ${counts.cited} of these reused`;
  return {
    tone: toneOf(verdict),
    text: entered ? `${counts.passed}/${counts.planned}` : verdict,
    words: entered ? `${verdict}, ${numbers}` : verdict,
  };
}

function reasons({ cells: all }: RunResult): Markup | undefined {
  // What keeps a Test Phase from a recommendation is told there.
  const several = all.length > new Set(all.map(({ dmc }) => dmc.id)).size;
  const open = all.filter(
    ({ reason, recommendation: { verdict } }) =>
      reason !== undefined && !(several && verdict !== 'no statement' && verdict !== 'would be recommended'),
  );
  if (open.length === 0) return undefined;
  const alike = Map.groupBy(open, (one) => `${one.verdict} ${generalReason(one)}`);
  const rows = [...alike.values()].map((same) => {
    const [one] = same;
    if (one === undefined) return undefined;
    const names = allCellsInWords(same.map(({ dmc, phase }) => ({ dmc: dmc.id, phase })));
    return markup`<tr><th scope="row">${names}</th><td>${verdictBadge(one.verdict)}</td><td>${same.length === 1 ? one.reason : generalReason(one)}</td></tr>`;
  });
  const title = several
    ? 'Test Phases that were refused, do not apply, or of which nothing is stated'
    : 'Test Phases that leave something open, were refused or do not apply';
  return markup`<h4 id="cells-reasons">${title}</h4>
${table(title, [{ title: 'Test Phases', style: 'third' }, { title: 'Verdict', style: 'narrow' }, { title: 'Why' }], markup`<tbody>${rows}</tbody>`)}`;
}

/** The reason without the name of its combination: the same is true of several. */
function generalReason({ reason = '', dmc }: CellResult): string {
  return capitalised(reason.replaceAll(dmc.id, 'the combination'));
}

interface AreaTally {
  readonly outcomes: Set<Outcome>;
  planned: number;
  passed: number;
}

/** Outcomes of which one speaks for an area, the worst first. */
const WORST_OUTCOMES = ['failed', 'incomplete', 'blocked', 'known-issue', 'not-run-here', 'passed'] as const;

/** Combinations against areas, over all Test Phases: planned and passed. */
function areaMap({ cells: all, executions }: RunResult): Markup | undefined {
  const dmcs = [...new Set(all.map(({ dmc }) => dmc.id))];
  const tallies = new Map<string, AreaTally>();
  for (const { area, dmc, citedBy, outcome } of executions) {
    if (outcome === 'does-not-apply') continue;
    for (const id of [dmc, ...citedBy.map((cell) => cell.dmc)]) {
      const tally = tallies.get(`${area}\n${id}`) ?? { outcomes: new Set<Outcome>(), planned: 0, passed: 0 };
      tally.outcomes.add(outcome);
      tally.planned += 1;
      if (outcome === 'passed') tally.passed += 1;
      tallies.set(`${area}\n${id}`, tally);
    }
  }
  const areas = [...new Set(executions.map(({ area }) => area))];
  const rows = dmcs.map((dmc) => {
    const fields = areas.map((area) => {
      const tally = tallies.get(`${area}\n${dmc}`);
      const worst = WORST_OUTCOMES.find((outcome) => tally?.outcomes.has(outcome));
      if (tally === undefined || worst === undefined) return markup`<td class="heat">–</td>`;
      return heat(worst, OUTCOME_WORDS[worst].label, `${tally.passed}/${tally.planned}`);
    });
    return markup`<tr><th scope="row" class="id">${dmc}</th>${fields}</tr>`;
  });
  if (areas.length === 0) return undefined;
  const heads = areas.map((_area, index) => ({ title: String(index + 1), style: 'number' }));
  const title = 'Areas by combination, by their number in the list above';
  return markup`<h4 id="cells-areas">Areas by combination</h4>
<p>Executions that passed of those that were planned, over all Test Phases and stages, reused ones among them. The mark is that of the worst outcome.</p>
<ol class="columns">${areas.map((area) => markup`<li>${area}</li>`)}</ol>
${table(title, [{ title: 'Combination', style: 'narrow' }, ...heads], markup`<tbody>${rows}</tbody>`, 'heatmap')}`;
}

/** A requirement in one combination: the worst of its phases. */
const WORST: readonly RequirementResult['verdict'][] = ['failed', 'gap', 'shown', 'does not apply'];

function requirementMap({ cells: all, requirements }: RunResult): Markup | undefined {
  const entered = all.filter((one) => one.requirements.length > 0);
  const dmcs = [...Map.groupBy(entered, (one) => one.dmc.id)];
  const inPlan = requirements
    .filter((one) => one.inPlan)
    .map(({ id }) => ({ id, worst: dmcs.map(([, own]) => worstOf(id, own)) }));
  if (inPlan.length === 0 || dmcs.length === 0) return undefined;
  const [everywhere, others] = [true, false].map((shown) =>
    inPlan.filter(({ worst }) => worst.every((verdict) => verdict === 'shown') === shown),
  );
  const rows = (others ?? []).map(
    ({ id, worst }) =>
      markup`<tr><th scope="row" class="id"><a href="#${anchor(id)}">${id}</a></th>${worst.map((verdict) => (verdict === undefined ? markup`<td class="heat">–</td>` : heat(toneOf(verdict), verdict)))}</tr>`,
  );
  return markup`<h4 id="cells-requirements">Requirements by combination</h4>
<p>The worst of the Test Phases of each combination: ${verdictBadge('shown')}, ${verdictBadge('gap')}, ${verdictBadge('failed')}, ${verdictBadge('does not apply')}. Where a
requirement does not apply in a phase, that phase is left out.${shownEverywhere(
    (everywhere ?? []).map(({ id }) => id),
    dmcs.length,
  )}</p>
${rows.length === 0 ? undefined : table('Requirements by combination', [{ title: 'Id', style: 'narrow' }, ...dmcs.map(([title]) => ({ title, style: 'number' }))], markup`<tbody>${rows}</tbody>`, 'heatmap')}`;
}

/** The worst verdict on a requirement in the Test Phases of a combination. */
function worstOf(requirement: string, own: readonly CellResult[]): RequirementResult['verdict'] | undefined {
  const verdicts = own.flatMap((cell) => cell.requirements.filter(({ id }) => id === requirement));
  return WORST.find((verdict) => verdicts.some((entry) => entry.verdict === verdict));
}

/** Requirements that need no row, since every field of it would say the same. */
function shownEverywhere(ids: readonly string[], combinations: number): Markup | undefined {
  if (ids.length === 0) return undefined;
  const links = ids.map((id) => markup`<a href="#${anchor(id)}">${id}</a>`);
  return markup` Shown in each of the ${counted(combinations, 'combination')}: ${idList(links)}.`;
}
