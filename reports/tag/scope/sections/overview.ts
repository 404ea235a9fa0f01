/** Page one of Depth and Breadth: what would be tested, in numbers. */
import { markup, type Markup } from '../../html';
import { counted, countScenarios } from '../../../text';
import { table, type Section } from '../../parts';
import { plannedEvidence } from '../strength';
import { countsIn, inPlan, type ScopedScenario, type ScopeOfTesting } from '../scope-model';

/** Writes the overview. */
export function overview(scope: ScopeOfTesting): Section {
  const planned = inPlan(scope);
  const runs = planned.flatMap((one) => one.runs);
  const cited = runs.reduce((sum, run) => sum + run.citedBy.length, 0);
  const cells = scope.cells.filter((cell) => cell.withoutPhase === undefined);
  const running = planned.filter((one) => one.runs.length > 0);
  const faults = countScenarios(running.filter((one) => one.negative.length > 0));
  const requirements = scope.requirements.filter((one) => one.reason === undefined);
  const tile = (label: string, count: number): Markup => markup`<div><dt>${label}</dt><dd>${count}</dd></div>`;
  const covered = requirements.filter((one) => gapsOf(one, planned).length === 0).length;
  return {
    id: 'overview',
    title: 'Overview',
    body: markup`<p>${scope.plan.claim}</p>
<dl class="counts">${tile('Combinations', scope.combinations.length)}${tile('Test Phases', cells.length)}${tile('Tests', countScenarios(running))}${tile('Executions', runs.length)}${tile('Requirements', requirements.length)}</dl>
<p>Where a <strong>test</strong> has several rows of data, each row has an id of its own, and there are ${running.length} ids in all. An <strong>execution</strong>
is one test, or one row of its data, carried out for one Device Model Combination in one Test Phase and stage. ${counted(faults, 'test')} of
${countScenarios(running)} make a fault on purpose, or look for something that must not happen. ${cited === 0 ? '' : `What does not vary between Test Phases runs once, and its result is reused: ${counted(cited, 'time')} besides the ${counted(runs.length, 'execution')}. `}${covered} of the ${counted(requirements.length, 'requirement')} of the plan have a test in every way in which the plan wants them shown.</p>
${gapList(scope, planned)}
<p>${weakestSentence(scope)}</p>
<h3 id="stages">Stages</h3>
${stages(scope, planned)}`,
  };
}

/** Writes how much each cell has. */
export function scopedCells(scope: ScopeOfTesting): Section {
  return {
    id: 'cells',
    title: 'Combinations and Test Phases',
    body: markup`<p>The table gives the number of executions that are evidence of each Test Phase: its own, and in brackets those whose result it reuses.</p>
${cellTable(scope, inPlan(scope))}`,
  };
}

/** The ways in which a requirement is to be shown and has no scenario. */
function gapsOf(
  { id, ways }: ScopeOfTesting['requirements'][number],
  planned: readonly ScopedScenario[],
): readonly ('positive' | 'negative')[] {
  return ways.filter((way) => !planned.some((one) => one.runs.length > 0 && one[way].includes(id)));
}

/** Requirements that the sentence names. */
const WEAKEST = 6;

function weakestSentence(scope: ScopeOfTesting): string {
  const [first, ...others] = plannedEvidence(scope);
  if (first === undefined) return 'The plan sets out to show no requirement.';
  if (first.strength === 'both directions')
    return 'If everything passes, each requirement is shown in both directions: by what must happen and by what must be refused.';
  const alike = [first, ...others.filter(({ strength }) => strength === first.strength)];
  const more = alike.length > WEAKEST ? ` and ${alike.length - WEAKEST} more` : '';
  const named = alike.slice(0, WEAKEST).map(({ requirement }) => requirement.id);
  return `Weakest evidence, if everything passes: ${first.strength}, for ${named.join(', ')}${more}.`;
}

function gapList({ requirements, scenarios }: ScopeOfTesting, planned: readonly ScopedScenario[]): Markup | undefined {
  const gaps = requirements.flatMap((one) =>
    gapsOf(one, planned).map((way) => ({
      what: `${one.id} (${way === 'positive' ? 'what must happen' : 'what must be refused'})`,
      // Scenarios that the combinations of the plan have no use for are no lack of scenarios.
      aside: scenarios.some((scenario) => scenario.asides.length > 0 && scenario[way].includes(one.id)),
    })),
  );
  const named = (aside: boolean): string =>
    gaps
      .filter((gap) => gap.aside === aside)
      .map(({ what }) => what)
      .join(', ');
  const [lacking, idle] = [named(false), named(true)];
  if (gaps.length === 0) return undefined;
  return markup`<p class="callout">${lacking === '' ? undefined : `No test yet for: ${lacking}. `}${idle === '' ? undefined : `Has tests, none of which applies to a Test Phase of this plan: ${idle}.`}</p>`;
}

function stages({ stages: all }: ScopeOfTesting, planned: readonly ScopedScenario[]): Markup {
  const rows = all.map((stage) => {
    const own = planned.filter(({ runs }) => runs.some((run) => run.stage === stage.name));
    const executions = own.flatMap(({ runs }) => runs.filter((run) => run.stage === stage.name)).length;
    return markup`<tr><th scope="row">${stage.name}</th><td class="number">${countScenarios(own)}</td><td class="number">${executions}</td><td>${selection(stage, planned)}</td></tr>`;
  });
  const columns = [
    { title: 'Stage' },
    { title: 'Tests', style: 'narrow number' },
    { title: 'Executions', style: 'narrow number' },
    { title: 'What it selects' },
  ];
  return table('Stages of the plan', columns, markup`<tbody>${rows}</tbody>`);
}

/** The kind of testing, or the area of it, whose tests lie in a folder: `Migration ST` for `features/migration-st`. */
function areaIn(folder: string, scenarios: readonly ScopedScenario[]): string {
  const names = scenarios.find(({ featurePath }) => featurePath.startsWith(`${folder}/`))?.area.split(' / ');
  const depth = folder.split('/').length - 1;
  return names?.slice(0, depth).join(' / ') ?? folder;
}

function selection(
  { folders, tags, phases }: ScopeOfTesting['stages'][number],
  all: readonly ScopedScenario[],
): string {
  const places = folders.map((folder) => areaIn(folder, all)).join(', ');
  const when = phases.length === 0 ? '' : `; in the phases ${phases.join(', ')}`;
  if (tags === '') return `all tests of ${places}${when}`;
  const except = /^not (@\w+)$/.exec(tags)?.[1];
  return except === undefined
    ? `the tests of ${places} that are tagged ${tags}${when}`
    : `all tests of ${places} except ${except === '@volume' ? 'volume tests' : `those tagged ${except}`}${when}`;
}

function cellTable(scope: ScopeOfTesting, planned: readonly ScopedScenario[]): Markup {
  const phases = [...new Set(scope.cells.map((cell) => cell.phase))];
  const runs = planned.flatMap((one) => one.runs);
  const rows = [...Map.groupBy(scope.cells, (cell) => cell.dmc)].map(([dmc, own]) => {
    const columns = phases.map((phase) => {
      const cell = own.find((one) => one.phase === phase);
      if (cell === undefined) return markup`<td><span class="quiet">not in this plan</span></td>`;
      if (cell.withoutPhase !== undefined) return markup`<td><span class="quiet">does not apply</span></td>`;
      const standing = runs.filter((run) => countsIn(run, dmc, phase));
      const cited = standing.filter((run) => run.dmc !== dmc || run.phase !== phase).length;
      return markup`<td class="number">${standing.length - cited}${cited === 0 ? '' : ` (+ ${cited})`}</td>`;
    });
    const release = scope.combinations.find((one) => one.dmc.id === dmc)?.dmc.release ?? '';
    return markup`<tr><th scope="row" class="id">${dmc}</th><td>${release}</td>${columns}</tr>`;
  });
  const heads = [
    { title: 'Combination', style: 'narrow' },
    { title: 'Release', style: 'narrow' },
    ...phases.map((title) => ({ title, style: 'number' })),
  ];
  return table('Executions by combination and Test Phase', heads, markup`<tbody>${rows}</tbody>`);
}
