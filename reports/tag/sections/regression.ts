/** Both sets of each regression with their differences, and the full system regression. */
import { markup, type Content, type Markup } from '../html';
import type { CellResult, RegressionComparison, RegressionDifference, RunResult } from '../../record/result-model';
import { capitalised, counted } from '../../text';
import { badge, table, type Tone } from '../parts';
import { stageBadge } from './stages';

const TONES: Readonly<Record<RegressionComparison['verdict'], Tone>> = {
  same: 'passed',
  explained: 'passed',
  unexplained: 'failed',
  'not compared': 'not-run-here',
};

interface Compared {
  readonly cell: CellResult;
  readonly comparison: RegressionComparison;
}

interface Found {
  readonly cell: CellResult;
  readonly difference: RegressionDifference;
}

/** Writes the regression, as parts of a section. */
export function regression(run: RunResult): Markup {
  const compared = run.cells.flatMap((cell) => cell.regressions.map((comparison) => ({ cell, comparison })));
  const full = run.cells.filter((cell) => cell.stages.some(({ kind }) => kind === 'full-regression'));
  return markup`<h3 id="regression">Functional end-of-cycle regression: set 1 and set 2</h3>
${compared.length === 0 ? markup`<p>This plan closes no stage with the two sets of regression.</p>` : sets(compared)}
<h3 id="regression-full">Full system regression</h3>
${full.length === 0 ? markup`<p>This plan does not run the full system regression.</p>` : fullTable(full)}`;
}

/** Comparisons that each have a row; of more, those that agree are counted. */
const EACH = 6;

function sets(all: readonly Compared[]): Markup {
  const agreed = all.filter(({ comparison: { verdict } }) => verdict === 'same' || verdict === 'explained');
  const shown = all.length > EACH ? all.filter((one) => !agreed.includes(one)) : all;
  const executions = agreed.reduce((sum, { comparison }) => sum + comparison.compared, 0);
  const counts =
    shown.length === all.length
      ? undefined
      : markup`<p>In ${agreed.length} of ${all.length} cases the sets agree, in ${counted(executions, 'execution')}${shown.length === 0 ? '' : '; below stand those in which they do not'}.</p>`;
  const rows = shown.map(
    ({ cell, comparison: one }) =>
      markup`<tr><th scope="row" class="id">${cell.dmc.id} ${cell.phase}<span class="source">${one.closes}</span></th><td>${one.sameBuild ? 'one build' : markup`<strong>two builds</strong>`}<span class="source">seeds ${one.seeds.join(' and ')}</span></td><td class="number">${one.sameOutcome} of ${one.compared}</td><td class="number">${one.sameTranscript} of ${one.compared}</td><td class="number">${one.messages}</td><td>${badge(TONES[one.verdict], capitalised(one.verdict))}${reason(one)}</td></tr>`,
  );
  return markup`<p>Set 2 has the selection and the build of set 1; it ran on a fresh system, with another seed and in another order. Executions are compared by
their outcome, and message by message after identifiers and times have been replaced by the order in which they appear.</p>
${counts}
${
  shown.length === 0
    ? undefined
    : table(
        'The two sets of regression compared',
        [
          { title: 'Test Phase and stage' },
          { title: 'Build' },
          { title: 'Same outcome', style: 'number' },
          { title: 'Same messages', style: 'number' },
          { title: 'Messages', style: 'number' },
          { title: 'Verdict', style: 'quarter' },
        ],
        markup`<tbody>${rows}</tbody>`,
      )
}
${differences(all.flatMap(({ cell, comparison }) => comparison.differences.map((difference) => ({ cell, difference }))))}`;
}

function reason({ reason: text }: RegressionComparison): Markup | undefined {
  return text === undefined ? undefined : markup`<span class="source">${text}</span>`;
}

/** What is explained is told once for each class; what is not, one by one. */
function differences(all: readonly Found[]): Content {
  if (all.length === 0) return markup`<p>There is no difference between the sets.</p>`;
  const open = all.filter(({ difference }) => difference.verdict === 'unexplained');
  const explained = all.filter(({ difference }) => difference.verdict === 'explained');
  return markup`<h4 id="regression-unexplained">Differences that nothing explains</h4>
${open.length === 0 ? markup`<p>There is none.</p>` : list(open)}
<h4 id="regression-explained">Differences that a declared class explains</h4>
${explained.length === 0 ? markup`<p>There is none.</p>` : classes(explained)}`;
}

function list(open: readonly Found[]): Markup {
  const rows = open.map(
    ({ cell, difference: one }) =>
      markup`<tr><th scope="row" class="id">${one.id}<span class="source">${cell.dmc.id} ${cell.phase}</span></th><td>${one.title}<span class="source">${one.note}</span></td><td>${one.set1}</td><td>${one.set2}</td></tr>`,
  );
  return table(
    'Differences that nothing explains',
    [
      { title: 'Test', style: 'narrow' },
      { title: 'What differs' },
      { title: 'Set 1', style: 'quarter' },
      { title: 'Set 2', style: 'quarter' },
    ],
    markup`<tbody>${rows}</tbody>`,
  );
}

function classes(explained: readonly Found[]): Markup {
  const rows = [...Map.groupBy(explained, ({ difference }) => difference.class ?? difference.kind)].map(
    ([name, same]) => {
      const ids = [...new Set(same.map(({ difference }) => difference.id))];
      const named = ids.slice(0, 8).join(', ');
      const more = ids.length > 8 ? ` and ${ids.length - 8} more` : '';
      return markup`<tr><th scope="row">${name}</th><td>${same[0]?.difference.note ?? ''}</td><td class="number">${same.length}</td><td>${named}${more}</td></tr>`;
    },
  );
  return table(
    'Differences that a declared class explains',
    [
      { title: 'Class', style: 'fifth' },
      { title: 'What it means' },
      { title: 'Executions', style: 'number' },
      { title: 'Tests', style: 'quarter' },
    ],
    markup`<tbody>${rows}</tbody>`,
  );
}

/** In a sentence where it passed everywhere; else with the cells in which it did not. */
function fullTable(cells: readonly CellResult[]): Markup {
  const all = cells.flatMap((cell) =>
    cell.stages.filter(({ kind }) => kind === 'full-regression').map((stage) => ({ cell, stage })),
  );
  const passed = all.filter(({ stage }) => stage.outcome === 'passed');
  const executions = all.reduce((sum, { stage }) => sum + stage.counts.executed, 0);
  const cited = all.reduce((sum, { stage }) => sum + stage.counts.cited, 0);
  const rows = all
    .filter(({ stage }) => stage.outcome !== 'passed')
    .map(
      ({ cell, stage }) =>
        markup`<tr><th scope="row" class="id">${cell.dmc.id} ${cell.phase}</th><td>${stageBadge(stage.outcome)}</td><td class="number">${stage.counts.passed} of ${stage.counts.planned}</td><td>${stage.reason ?? ''}</td></tr>`,
    );
  return markup`<p>It passed in ${passed.length} of ${counted(all.length, 'Test Phase')}, by ${counted(executions, 'execution')}, ${cited} of them reused.</p>
${
  rows.length === 0
    ? undefined
    : table(
        'Test Phases in which the full system regression did not pass',
        [
          { title: 'Test Phase', style: 'narrow' },
          { title: 'Outcome', style: 'quarter' },
          { title: 'Passed', style: 'number' },
          { title: 'Why' },
        ],
        markup`<tbody>${rows}</tbody>`,
      )
}`;
}
