/** The stages that each cell went through, in their order, and what closed a gate. */
import { capitalised } from '../../text';
import { markup, type Content, type Markup } from '../html';
import type { CellResult, RunResult, StageResult } from '../../record/result-model';
import { badge, heat, table, type Tone } from '../parts';
import { allCellsInWords } from '../scenario-group';

const TONES: Readonly<Record<StageResult['outcome'], Tone>> = {
  passed: 'passed',
  'passed with known issues': 'known-issue',
  failed: 'failed',
  incomplete: 'incomplete',
  'not entered': 'blocked',
  'does not apply': 'neutral',
};

/** The outcome of a stage as a badge. */
export function stageBadge(outcome: StageResult['outcome']): Markup {
  return badge(TONES[outcome], capitalised(outcome));
}

/** Writes the stages, as parts of a section. */
export function stages(run: RunResult): Markup {
  const cells = run.cells.filter((cell) => cell.stages.length > 0);
  return markup`<h3 id="stages">Stages</h3>
${
  cells.length === 0
    ? markup`<p>No Test Phase was entered.</p>`
    : markup`<p>A Test Phase goes through its stages in this order; a stage is entered once its entry criteria and the stages before it allow it. The number is that of executions
that passed, of those that were planned. The last stage judges the exit criteria of the Test Phase alone; those of the whole plan are listed under
<a href="#criteria">Criteria</a>.</p>
${cells.length === 1 ? oneCell(cells[0]) : manyCells(cells)}
${reasons(cells)}`
}`;
}

function oneCell(cell: CellResult | undefined): Markup {
  const rows = (cell?.stages ?? []).map(
    (stage) =>
      markup`<tr><th scope="row">${stage.name}</th><td>${stageBadge(stage.outcome)}</td><td class="number">${numbers(stage)}</td><td>${stage.environments.join(', ')}</td><td>${stage.seed ?? ''}</td></tr>`,
  );
  return table(
    'Stages of the Test Phase',
    [
      { title: 'Stage' },
      { title: 'Outcome', style: 'quarter' },
      { title: 'Passed', style: 'number' },
      { title: 'Evidence from' },
      { title: 'Seed' },
    ],
    markup`<tbody>${rows}</tbody>`,
  );
}

/** Cells down, stages across; a stage that a Test Phase does not have is left empty. */
function manyCells(cells: readonly CellResult[]): Markup {
  const names = stageOrder(cells);
  const rows = cells.map((cell) => {
    const fields = names.map((name) => field(cell.stages.find((stage) => stage.name === name)));
    return markup`<tr><th scope="row" class="id">${cell.dmc.id} ${cell.phase}</th>${fields}</tr>`;
  });
  const heads = names.map((_name, index) => ({ title: String(index + 1), style: 'number' }));
  return markup`<ol class="columns">${names.map((name) => markup`<li>${name}</li>`)}</ol>
${table('Stages of every Test Phase, by their number in the list above', [{ title: 'Test Phase', style: 'narrow' }, ...heads], markup`<tbody>${rows}</tbody>`, 'heatmap')}`;
}

/** Every stage once, each after what comes before it in some cell. */
function stageOrder(cells: readonly CellResult[]): readonly string[] {
  const order: string[] = [];
  for (const cell of cells) {
    let at = 0;
    for (const { name } of cell.stages) {
      const known = order.indexOf(name);
      if (known === -1) order.splice(at, 0, name);
      at = (known === -1 ? at : known) + 1;
    }
  }
  return order;
}

function field(stage: StageResult | undefined): Markup {
  return stage === undefined
    ? markup`<td class="heat"><span class="quiet">–</span></td>`
    : heat(TONES[stage.outcome], stage.outcome, numbers(stage));
}

function numbers({ counts, outcome }: StageResult): string {
  return counts.planned === 0 || outcome === 'not entered' ? '' : `${counts.passed}/${counts.planned}`;
}

/** Test Phases of which the same is said of a stage stand together. */
function reasons(cells: readonly CellResult[]): Content {
  // What the exit criteria leave open of many Test Phases is told with the criteria.
  const isTold = ({ kind, outcome }: StageResult): boolean =>
    cells.length > 1 && kind === 'exit' && outcome === 'failed';
  const open = cells.flatMap(({ dmc, phase, stages: own }) =>
    own
      .filter((stage) => stage.reason !== undefined && !isTold(stage))
      .map((stage) => ({ stage, cell: { dmc: dmc.id, phase } })),
  );
  const alike = Map.groupBy(open, ({ stage }) => [stage.name, stage.outcome, stage.reason].join('\n'));
  const rows = [...alike.values()].map((same) => {
    const names = allCellsInWords(same.map(({ cell }) => cell));
    const stage = same[0]?.stage;
    return stage === undefined
      ? undefined
      : markup`<tr><th scope="row">${names}</th><td>${stage.name}</td><td>${stageBadge(stage.outcome)}</td><td>${stage.reason}</td></tr>`;
  });
  if (rows.length === 0) return undefined;
  return markup`<h4 id="stages-reasons">Stages that were not passed, and why</h4>
${table(
  'Stages that were not passed',
  [
    { title: 'Test Phases', style: 'quarter' },
    { title: 'Stage', style: 'fifth' },
    { title: 'Outcome', style: 'narrow' },
    { title: 'Why' },
  ],
  markup`<tbody>${rows}</tbody>`,
)}${cells.length > 1 ? markup`<p class="quiet">Where exit criteria are not met is listed under <a href="#criteria">Criteria</a>.</p>` : undefined}`;
}
