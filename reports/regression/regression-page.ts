/** Both sets of the end-of-cycle regression side by side: what ran, what differs and how long it took, to be shown in a meeting. */
import type {
  CellResult,
  ExecutionResult,
  RegressionComparison,
  RegressionDifference,
  RunResult,
} from '../record/result-model';
import { bannerOf, noticesOf, subjectOf, toneOfRun } from '../tag/document-model';
import { anchor, markup, type Content, type Markup } from '../tag/html';
import { documentHtml } from '../tag/page';
import { badge, folded, outcomeBadge, table, type Section } from '../tag/parts';
import { capitalised, counted, duration, instant, titleOf } from '../text';

/** Where it lies in the folder of a run. */
export const REGRESSION_PAGE = 'regression.html';

/** One comparison with the executions of the Test Phase in which it ran. */
interface Comparison {
  readonly cell: CellResult;
  readonly comparison: RegressionComparison;
  readonly pairs: readonly Pair[];
}

/** One test in both sets. */
interface Pair {
  readonly id: string;
  readonly sets: readonly [ExecutionResult | undefined, ExecutionResult | undefined];
  readonly differences: readonly RegressionDifference[];
}

/** Writes the page; undefined where the run compares no sets. */
export function regressionPage(run: RunResult): string | undefined {
  const all = comparisonsOf(run);
  if (all.length === 0) return undefined;
  return documentHtml({
    title: 'End-of-cycle regression: set 1 and set 2',
    subject: subjectOf(run),
    about: `Run ${run.run.id}, ${instant(run.run.startedAt)}.`,
    foot: `End-of-cycle regression, run ${run.run.id}`,
    banner: bannerOf(run),
    notices: noticesOf(run),
    tone: toneOfRun(run),
    sections: [overview(all), differences(all), sideBySide(all)],
    isShort: true,
  });
}

function comparisonsOf({ cells, executions }: RunResult): readonly Comparison[] {
  const places = Map.groupBy(executions, ({ dmc, phase, stage }) => [dmc, phase, stage].join('\n'));
  return cells.flatMap((cell) =>
    cell.regressions.map((comparison) => {
      const ran = comparison.sets.map((stage) => places.get([cell.dmc.id, cell.phase, stage].join('\n')) ?? []);
      const [first, second] = ran.map((own) => new Map(own.map((one) => [one.id, one])));
      const ids = [...new Set(ran.flat().map(({ id }) => id))].sort();
      const pairs = ids.map((id): Pair => ({
        id,
        sets: [first?.get(id), second?.get(id)],
        differences: comparison.differences.filter((one) => one.id === id),
      }));
      return { cell, comparison, pairs: pairs.toSorted((one, other) => weight(other) - weight(one)) };
    }),
  );
}

/** What nothing explains stands first, what is explained next. */
function weight({ differences: own }: Pair): number {
  if (own.length === 0) return 0;
  return own.some(({ verdict }) => verdict === 'unexplained') ? 2 : 1;
}

const TONES = { same: 'passed', explained: 'passed', unexplained: 'failed', 'not compared': 'not-run-here' } as const;

function overview(all: readonly Comparison[]): Section {
  const rows = all.map(({ cell, comparison: one, pairs }) => {
    const [first, second] = tookOf(pairs);
    const title = `${cell.dmc.id} ${cell.phase}, ${one.closes}`;
    const verdict = capitalised(one.verdict);
    return markup`<tr><th scope="row"><a href="#${anchorOf(cell, one)}">${title}</a><span class="source">${one.sameBuild ? 'one build' : 'two builds'}; seeds ${one.seeds.join(' and ')}</span></th><td class="number">${one.compared}</td><td class="number">${one.sameOutcome}</td><td class="number">${one.sameTranscript}</td><td class="number">${first}</td><td class="number">${second}</td><td>${badge(TONES[one.verdict], verdict)}${one.reason === undefined ? undefined : markup`<span class="source">${one.reason}</span>`}</td></tr>`;
  });
  const compared = all.reduce((sum, { comparison }) => sum + comparison.compared, 0);
  const found = all.flatMap(({ comparison }) => comparison.differences);
  const open = found.filter(({ verdict }) => verdict === 'unexplained').length;
  return {
    id: 'summary',
    title: 'In short',
    part: 'page-one',
    body: markup`<p>${counted(compared, 'execution')} of set 1 ${compared === 1 ? 'was' : 'were'} compared with set 2, outcome by outcome and message by message, results that Test Phases reuse among them.
${found.length === 0 ? 'There is no difference.' : `${counted(found.length, 'difference')}, of these ${open} unexplained.`} Set 2 has the selection and the build of set 1; it ran on a fresh system, with
another seed and in another order. Durations are those of the executions that ran in the Test Phase itself, added up.</p>
${table(
  'The regressions of this run',
  [
    { title: 'Test Phase and stage' },
    { title: 'Compared', style: 'number' },
    { title: 'Same outcome', style: 'number' },
    { title: 'Same messages', style: 'number' },
    { title: 'Set 1 took', style: 'number' },
    { title: 'Set 2 took', style: 'number' },
    { title: 'Verdict', style: 'fifth' },
  ],
  markup`<tbody>${rows}</tbody>`,
)}`,
  };
}

function tookOf(pairs: readonly Pair[]): readonly [string, string] {
  const took = (set: 0 | 1): string => duration(pairs.reduce((sum, { sets }) => sum + (sets[set]?.durationMs ?? 0), 0));
  return [took(0), took(1)];
}

function anchorOf({ dmc, phase }: CellResult, { closes }: RegressionComparison): string {
  return anchor('sets', dmc.id, phase, closes);
}

function differences(all: readonly Comparison[]): Section {
  const found = all
    .flatMap(({ cell, comparison }) => comparison.differences.map((one) => ({ cell, one })))
    .toSorted((a, b) => Number(b.one.verdict === 'unexplained') - Number(a.one.verdict === 'unexplained'));
  const rows = found.map(
    ({ cell, one }) =>
      markup`<tr><th scope="row" class="id">${one.id}<span class="source">${cell.dmc.id} ${cell.phase}</span></th><td>${one.title}<span class="source">${one.note}</span></td><td>${one.set1}</td><td>${one.set2}</td><td>${one.verdict === 'unexplained' ? badge('failed', 'Unexplained') : badge('passed', 'Explained')}</td></tr>`,
  );
  return {
    id: 'differences',
    title: 'What differs',
    body:
      rows.length === 0
        ? markup`<p>There is no difference between the sets.</p>`
        : table(
            'Differences between the sets, the unexplained first',
            [
              { title: 'Test', style: 'narrow' },
              { title: 'What differs' },
              { title: 'Set 1', style: 'fifth' },
              { title: 'Set 2', style: 'fifth' },
              { title: 'Standing', style: 'eighth' },
            ],
            markup`<tbody>${rows}</tbody>`,
          ),
  };
}

function sideBySide(all: readonly Comparison[]): Section {
  const parts = all.map(({ cell, comparison, pairs }) => {
    const title = `${cell.dmc.id} ${cell.phase}, ${comparison.closes}`;
    const body = pairTable(title, pairs);
    return markup`<h3 id="${anchorOf(cell, comparison)}">${title}</h3>
${all.length === 1 ? body : folded(`${counted(pairs.length, 'test')} side by side`, body)}`;
  });
  return { id: 'side-by-side', title: 'What ran, side by side', body: markup`${parts}` };
}

function pairTable(title: string, pairs: readonly Pair[]): Markup {
  if (pairs.length === 0) return markup`<p>Nothing ran in this Test Phase itself: it reuses the results of others.</p>`;
  const [first, second] = tookOf(pairs);
  const rows = pairs.map(({ id, sets, differences: own }) => {
    const [one, other] = sets;
    const any = one ?? other;
    return markup`<tr><th scope="row" class="id">${id}</th><td>${any === undefined ? '' : titleOf(any)}</td><td>${came(one)}</td><td class="number">${took(one)}</td><td>${came(other)}</td><td class="number">${took(other)}</td><td>${standing(own)}</td></tr>`;
  });
  const total = markup`<tr class="total"><th scope="row">All</th><td>${counted(pairs.length, 'test')}</td><td></td><td class="number">${first}</td><td></td><td class="number">${second}</td><td></td></tr>`;
  return table(
    `Both sets of ${title}`,
    [
      { title: 'Test', style: 'narrow' },
      { title: 'What is shown' },
      { title: 'Set 1', style: 'eighth' },
      { title: 'Took', style: 'number' },
      { title: 'Set 2', style: 'eighth' },
      { title: 'Took', style: 'number' },
      { title: 'Compared', style: 'eighth' },
    ],
    markup`<tbody>${rows}${total}</tbody>`,
  );
}

function came(one: ExecutionResult | undefined): Content {
  return one === undefined ? 'did not run' : outcomeBadge(one.outcome);
}

function took(one: ExecutionResult | undefined): string {
  return one === undefined ? '–' : duration(one.durationMs);
}

function standing(own: readonly RegressionDifference[]): Content {
  if (own.length === 0) return 'the same';
  return own
    .map(({ verdict, class: name }) => (verdict === 'explained' ? (name ?? 'explained') : 'unexplained'))
    .join(', ');
}
