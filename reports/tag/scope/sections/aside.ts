/** What does not apply, where, and why. */
import { markup, type Markup } from '../../html';
import { capitalised, counted } from '../../../text';
import { table, type Section } from '../../parts';
import { cellsInWords } from '../../scenario-group';
import type { ScopedScenario, ScopeOfTesting } from '../scope-model';
import { scopedAnchor } from './depth';

interface Aside {
  readonly scenario: ScopedScenario;
  readonly dmc: string;
  readonly phase: string;
  readonly reason: string;
}

/** Cells that are named for one reason. */
const NAMED = 6;

/** Tests in one row, which no page may break. */
const IN_ROW = 60;

/** Writes what does not apply. */
export function aside({ scenarios, combinations }: ScopeOfTesting): Section {
  const asides = scenarios.flatMap((scenario) => scenario.asides.map((one) => ({ scenario, ...one })));
  const rows = [...Map.groupBy(asides, generalReason)].flatMap(([reason, same]) => rowsOf(reason, same));
  const unused = combinations.flatMap(({ dmc, notUsed }) => notUsed.map((one) => ({ release: dmc.release, ...one })));
  const omissions = [...Map.groupBy(unused, ({ release, what }) => `${release} ${what}`).values()].map(
    ([one]) =>
      markup`<tr><th scope="row" class="id">${one?.release ?? ''}</th><td>${one?.what ?? ''}</td><td>${one?.reason ?? ''}</td></tr>`,
  );
  return {
    id: 'aside',
    title: 'What does not apply, and why',
    body: markup`<h3 id="omissions">What releases do not use</h3>
${
  omissions.length === 0
    ? markup`<p>Every release of this plan uses every function that the suite knows.</p>`
    : table(
        'Functions that a release does not plan to use',
        [{ title: 'Release', style: 'narrow' }, { title: 'Does not use', style: 'third' }, { title: 'Why' }],
        markup`<tbody>${omissions}</tbody>`,
      )
}
<h3 id="aside-scenarios">Tests that do not apply in some Test Phase</h3>
${
  rows.length === 0
    ? markup`<p>Every test applies in every Test Phase.</p>`
    : table(
        'Tests that do not apply in some Test Phase',
        [{ title: 'Why', style: 'quarter' }, { title: 'Tests' }, { title: 'Test Phases', style: 'quarter' }],
        markup`<tbody>${rows}</tbody>`,
      )
}`,
  };
}

/** The reason without the name of its combination: the same is true of several. */
function generalReason({ reason, dmc }: Aside): string {
  return capitalised(reason.replaceAll(dmc, 'the combination'));
}

/** The rows of one reason: one, unless it keeps more tests than fit. */
function rowsOf(reason: string, same: readonly Aside[]): readonly Markup[] {
  const scenarios = [...Map.groupBy(same, ({ scenario }) => scenario.id).values()].flatMap(
    ([one]) => one?.scenario ?? [],
  );
  const links = scenarios.map((one) => markup`<li><a href="#${scopedAnchor(one)}">${one.id}</a></li>`);
  const cells = [...Map.groupBy(same, ({ dmc, phase }) => `${dmc} ${phase}`).values()].flatMap(([one]) => one ?? []);
  const count =
    scenarios.length > NAMED
      ? markup`<p class="quiet">${counted(scenarios.length, 'test or row of data', 'tests and rows of data')}</p>`
      : undefined;
  return Array.from({ length: Math.ceil(links.length / IN_ROW) }, (_, index) => {
    const part = markup`<ul class="inline">${links.slice(index * IN_ROW, (index + 1) * IN_ROW)}</ul>`;
    return index === 0
      ? markup`<tr><th scope="row">${reason}</th><td>${count}${part}</td><td>${cellsInWords(cells, NAMED)}</td></tr>`
      : markup`<tr><th scope="row">continued</th><td>${part}</td><td></td></tr>`;
  });
}
