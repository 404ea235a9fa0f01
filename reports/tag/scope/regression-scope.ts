/** Regression Scope (PH-6): the functional end-of-cycle regression and the full system regression, before anything has run. */
import { anchor, markup, type Markup } from '../html';
import { capitalised, counted, countScenarios } from '../../text';
import { documentHtml } from '../page';
import { table, withWholeIds, type Section } from '../parts';
import { severityLevel } from '../severity';
import { SCOPE_BANNER, scopeNotices } from './depth-and-breadth';
import { isFullSystem, type ScopedScenario, type ScopeOfTesting } from './scope-model';
import { comments } from './sections/comments';
import { control } from './sections/control';
import { traces } from './sections/depth';
import { notice } from './sections/notice';
import { operators } from './sections/operators';
import { readingScope } from './sections/reading';
import { versionSentence } from './version';

/** Writes the document. */
export function regressionScopeHtml(scope: ScopeOfTesting, pages?: ReadonlyMap<string, number>): string {
  return documentHtml(
    {
      title: 'Regression Scope',
      subject: scope.plan.title,
      about: `For the Testing Advisory Group (TAG). Drawn from the tests and the plan “${scope.plan.id}” themselves; suite: ${scope.suite}. ${versionSentence(scope, 'regression-scope')}`,
      foot: `Regression Scope, plan ${scope.plan.id}`,
      banner: SCOPE_BANNER,
      notices: scopeNotices(scope),
      sections: [
        overview(scope),
        notice(scope),
        operators(scope, ['Regression']),
        subset(scope),
        fullSystem(scope),
        omitted(scope),
        comments(scope, 'regression-scope'),
        readingScope(),
        control(scope, 'regression-scope'),
      ],
    },
    pages,
  );
}

/** Scenarios of Migration ST, DMRT and whatever else is not the full system regression, in the order of the plan's stages. */
function ofStages({ scenarios, stages }: ScopeOfTesting): readonly ScopedScenario[] {
  const place = (one: ScopedScenario): number => {
    const index = stages.findIndex(({ name }) => name === stageOf(one));
    return index === -1 ? stages.length : index;
  };
  return scenarios.filter((one) => !isFullSystem(one)).toSorted((a, b) => place(a) - place(b));
}

function overview(scope: ScopeOfTesting): Section {
  const chosen = ofStages(scope).filter(({ regression }) => regression);
  const full = scope.scenarios.filter(isFullSystem);
  const rows = [...Map.groupBy(ofStages(scope), stageOf)].map(([stage, members]) => {
    const own = members.filter(({ regression }) => regression);
    const faults = countScenarios(own.filter(({ negative }) => negative.length > 0));
    return markup`<tr><th scope="row">${stage}</th><td class="number">${countScenarios(members)}</td><td class="number">${countScenarios(own)}</td><td class="number">${countScenarios(own) - faults}</td><td class="number">${faults}</td></tr>`;
  });
  const columns = [
    { title: 'Testing' },
    { title: 'Tests in all', style: 'number' },
    { title: 'In the subset', style: 'number' },
    { title: 'Main flows', style: 'number' },
    { title: 'Negative tests', style: 'number' },
  ];
  return {
    id: 'overview',
    title: 'Overview',
    body: markup`<p>${counted(countScenarios(chosen), 'test')} make the functional end-of-cycle regression; ${counted(countScenarios(full), 'test')} make the full system regression.</p>
<ul>
<li><strong>Functional end-of-cycle regression</strong>: a declared subset of the tests of Migration ST and of Migration DMRT, each area’s main flow and
its most damaging failures. It runs twice at the end of each, on the final build. The second set has the same selection and the same build; it
runs on a fresh system, with another seed and in another order, and is compared with the first outcome by outcome and message by message.</li>
<li><strong>Full system regression</strong>: the whole system, also what migration does not touch: what worked before must still work. It runs once, at the end of a Test Phase.</li>
</ul>
<h3 id="subset-size">Size of the subset</h3>
${table('Tests of each kind of testing and those of the subset', columns, markup`<tbody>${rows}</tbody>`)}
<h3 id="in-this-plan">In this plan</h3>
<ul>${scope.stages.map((stage) => markup`<li>${planned(scope, stage.name)}</li>`)}</ul>
${missing(scope)}`,
  };
}

function planned({ scenarios }: ScopeOfTesting, stage: string): string {
  const own = scenarios.filter(({ runs }) => runs.some((run) => run.stage === stage));
  const executions = own.reduce((sum, { runs }) => sum + runs.filter((run) => run.stage === stage).length, 0);
  return `${stage}: ${counted(countScenarios(own), 'test')}, ${counted(executions, 'execution')}.`;
}

/** What the plan leaves out of regression, in its own words. */
function missing({ notInPlan }: ScopeOfTesting): Markup | undefined {
  const about = notInPlan.filter(({ what }) => /regression/i.test(what));
  return about.length === 0
    ? undefined
    : markup`<p>Not in this plan:</p><ul>${about.map(({ what, why }) => markup`<li>${what}. ${why}</li>`)}</ul>`;
}

/** The first part of the area: `Migration ST`. */
function stageOf({ area }: ScopedScenario): string {
  return area.split(' / ')[0] ?? area;
}

const TEST = { title: 'Test', style: 'narrow' };
const SHOWN = { title: 'What is to be shown' };
const WHY = { title: 'Why it is in', style: 'fifth' };
const REQUIREMENT = { title: 'Requirement', style: 'narrow' };

function subset(scope: ScopeOfTesting): Section {
  const chosen = ofStages(scope).filter(({ regression }) => regression);
  return {
    id: 'subset',
    title: 'Functional end-of-cycle regression',
    body:
      chosen.length === 0
        ? markup`<p class="callout">No test is tagged for the functional end-of-cycle regression.</p>`
        : markup`<p>Both sets have these tests, under the rules of the regulation that they show. Each is chosen in the feature itself, with the tag <code>@regression</code>.</p>
${[...Map.groupBy(chosen, ({ area }) => area)].map(([name, members]) => areaTable(name, members, true))}`,
  };
}

function fullSystem(scope: ScopeOfTesting): Section {
  const full = scope.scenarios.filter(isFullSystem);
  return {
    id: 'full-system',
    title: 'Full system regression',
    body:
      full.length === 0
        ? markup`<p class="callout">There is no test of the full system regression.</p>`
        : markup`<p>Installations of every cohort that were migrated before the cycle began, users of every role, and traffic that has nothing to do with migration.
Every test is in for the same reason: what worked before must still work.</p>
${[...Map.groupBy(full, ({ feature }) => feature)].map(([name, members]) => areaTable(name, members, false))}`,
  };
}

/** @param isChosen whether each test says why it was chosen */
function areaTable(name: string, members: readonly ScopedScenario[], isChosen: boolean): Markup {
  const columns = isChosen ? [TEST, SHOWN, WHY, REQUIREMENT] : [TEST, SHOWN, REQUIREMENT];
  const [first, ...others] = new Set(members.map(standing));
  const isAlike = others.length === 0;
  const rules = [...Map.groupBy(members, ({ feature, rule }) => `${feature}\n${rule ?? ''}`).values()].map((same) => {
    const [one] = same;
    const head = markup`<span class="feature">${isChosen ? one?.feature : undefined}</span>${one?.rule}`;
    return markup`<tbody><tr class="rule"><th scope="rowgroup" colspan="${columns.length}">${head}</th></tr>
${same.map((one) => areaRow(one, isChosen, isAlike))}</tbody>`;
  });
  return markup`<h3 id="${anchor('regression', name)}">${name}</h3>
<p class="quiet">${counted(countScenarios(members), 'test')}.${isAlike && first !== undefined ? ` ${first}` : ''}</p>
${table(`${name}: regression tests`, columns, rules, 'scenarios')}`;
}

function areaRow(one: ScopedScenario, isChosen: boolean, isAlike: boolean): Markup {
  const words = isAlike ? undefined : standing(one);
  const aside = words === undefined ? undefined : markup`<span class="source">${words}</span>`;
  const reason = isChosen ? markup`<td>${withWholeIds(why(one))}</td>` : undefined;
  return markup`<tr><th scope="row" class="id">${one.id}</th><td>${capitalised(one.title)}${aside}</td>${reason}<td>${traces(one)}</td></tr>`;
}

/** Where a scenario has no execution in the plan, that it has none. */
function standing({ runs, asides }: ScopedScenario): string | undefined {
  if (runs.length > 0) return undefined;
  return asides.length > 0 ? 'Does not apply to any Test Phase of this plan.' : 'Not in this plan.';
}

/** What a scenario adds to the subset, from what it traces to and its severity. */
function why({ negative, positive, severity }: ScopedScenario): string {
  const [id = ''] = negative.length > 0 ? negative : positive;
  return negative.length > 0 ? `Damaging failure of ${id}, severity ${severityLevel(severity)}` : `Main flow of ${id}`;
}

function omitted(scope: ScopeOfTesting): Section {
  const areas = [...Map.groupBy(ofStages(scope), ({ area }) => area)];
  const chosen = new Set(ofStages(scope).flatMap((one) => (one.regression ? [...one.positive, ...one.negative] : [])));
  const without = scope.requirements.filter(
    ({ id, reason }) =>
      reason === undefined &&
      !chosen.has(id) &&
      ofStages(scope).some(({ positive, negative }) => [...positive, ...negative].includes(id)),
  );
  const rows = areas.map(([area, members]) => {
    const own = members.filter(({ regression }) => regression);
    return markup`<tr><th scope="row">${area}</th><td class="number">${countScenarios(own)}</td><td class="number">${countScenarios(members)}</td></tr>`;
  });
  return {
    id: 'omitted',
    title: 'What the subset leaves to the full run',
    body: markup`<p>Everything else of Migration ST and Migration DMRT runs once in its stage, before the subset is run. ${
      without.length === 0
        ? 'Every requirement of the plan that has tests has one in the subset.'
        : `These requirements of the plan have tests and none of them in the subset: ${without.map(({ id }) => id).join(', ')}.`
    }</p>
${table(
  'Tests in the subset by area',
  [{ title: 'Area' }, { title: 'In the subset', style: 'number' }, { title: 'Tests', style: 'number' }],
  markup`<tbody>${rows}</tbody>`,
)}`,
  };
}
