/** Every scenario of the run, by combination, area and rule. */
import { posix } from 'node:path';
import { archiveOf } from '../../../support/evidence/packed-evidence';
import { anchor, markup, type Content, type Markup } from '../html';
import { OUTCOMES, type ExecutionResult, type Outcome, type RunResult } from '../../record/result-model';
import { counted, OUTCOME_WORDS, refusalCodesOf, titleOf } from '../../text';
import { outcomeBars } from '../chart';
import {
  countOutcomes,
  isProblem,
  problemAnchor,
  type AreaGroup,
  type CompletionReport,
  type StageGroup,
} from '../document-model';
import { folded, outcomeBadges, requirementLinks, table, type Section } from '../parts';
import { evidencePath } from './faults';
import { citationOf, scenarioAnchor, type ScenarioGroup } from '../scenario-group';

const COLUMNS = [
  { title: 'Test', style: 'narrow' },
  { title: 'What was to be shown' },
  { title: 'Outcome', style: 'narrow' },
  { title: 'Requirement', style: 'narrow' },
];

/** Writes the results by area. */
export function results(report: CompletionReport): Section {
  return {
    id: 'results',
    title: 'All tests',
    part: 'annex',
    body: markup`<p>Tests are listed under the rule of the regulation that they show. A <strong>negative test</strong> makes a fault on purpose and shows that it is refused, or looks for something
that must not happen.${negatives(report.run)} The id of a test leads to its evidence.</p>
${areas(report)}
${report.stages.map((one) => stage(one, report.run))}`,
  };
}

/** How many of the tests are negative ones, and in how many of them the system did what it should. */
function negatives({ executions }: RunResult): string {
  const due = executions.filter(({ negative, outcome }) => negative.length > 0 && outcome !== 'does-not-apply');
  const tests = [...Map.groupBy(due, ({ id }) => id).values()];
  const passed = tests.filter((same) => same.every(({ outcome }) => outcome === 'passed')).length;
  return ` ${counted(tests.length, 'test')} of this run ${tests.length === 1 ? 'is a negative one' : 'are negative ones'}; in ${passed} of them the system did what it should.`;
}

/** One bar and one row for each area, over all cells and stages. */
function areas({ run }: CompletionReport): Markup | undefined {
  const all = [...Map.groupBy(run.executions, ({ area }) => area)].map(([label, members]) => ({
    label,
    counts: countOutcomes(members),
  }));
  if (all.length === 0) return undefined;
  const total = { label: 'All areas', counts: sumOf(all.map(({ counts }) => counts)) };
  const rows = all.map((area) => numbers(area));
  return markup`${outcomeBars('outcomes-by-area', 'Executions by area and outcome', all)}
${table('Executions by area: planned, passed and the rest', NUMBERS, markup`<tbody>${rows}</tbody><tfoot>${numbers(total)}</tfoot>`, 'keep')}`;
}

const NUMBERS = ['Area', 'Planned', 'Passed', 'Failed', 'Known issue', 'Not run to the end', 'Does not apply'].map(
  (title, index) => ({ title, style: index === 0 ? '' : 'number' }),
);

function numbers({ label, counts }: { readonly label: string; readonly counts: AreaGroup['counts'] }): Markup {
  const { passed, failed, 'known-issue': known, 'does-not-apply': aside } = counts;
  const planned = OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], -aside);
  const fields = [planned, passed, failed, known, planned - passed - failed - known, aside];
  return markup`<tr><th scope="row">${label}</th>${fields.map((field) => markup`<td class="number">${field}</td>`)}</tr>`;
}

function sumOf(all: readonly AreaGroup['counts'][]): AreaGroup['counts'] {
  const entries = OUTCOMES.map((outcome) => [outcome, all.reduce((sum, counts) => sum + counts[outcome], 0)]);
  return Object.fromEntries(entries) as Record<Outcome, number>;
}

function stage(group: StageGroup, run: RunResult): Markup {
  return markup`<h3 id="${anchor('stage', group.stage)}">${group.stage}: ${where(run)}</h3>
${group.areas.map((area) => areaTable(group, area))}`;
}

function where({ cells }: RunResult): string {
  const [only, ...more] = cells;
  if (only === undefined) {
    return 'no Test Phase';
  }
  return more.length === 0 ? `${only.dmc.id}, ${only.phase} phase` : counted(cells.length, 'Test Phase');
}

/** Rows with one reason, from which on it is said once above the table of their area. */
const SAID_ONCE = 10;

/** Of each outcome without a result, the reason that most rows of an area have alone, where these are many. */
function commonReasons({ rules }: AreaGroup): ReadonlyMap<Outcome, string> {
  const alone = rules.flatMap(({ scenarios }) =>
    scenarios.flatMap((one) => {
      const [reason, ...more] = reasonsOf(one);
      const [first, ...others] = one.outcomes;
      if (first === undefined || reason === undefined || more.length + others.length > 0) return [];
      return [{ outcome: first.outcome, reason }];
    }),
  );
  const counts = [...Map.groupBy(alone, ({ outcome, reason }) => `${outcome} ${reason}`).values()]
    .filter(({ length }) => length >= SAID_ONCE)
    .toSorted((one, other) => one.length - other.length);
  return new Map(counts.flatMap(([first]) => (first === undefined ? [] : [[first.outcome, first.reason] as const])));
}

function areaTable(group: StageGroup, area: AreaGroup): Markup {
  const common = commonReasons(area);
  const bodies = area.rules.map(
    (
      rule,
    ) => markup`<tbody><tr class="rule"><th scope="rowgroup" colspan="4"><span class="feature">${rule.feature}</span>${rule.rule}</th></tr>
${rule.scenarios.map((one) => row(one, common))}</tbody>`,
  );
  const saidOnce = [...common].map(
    ([outcome, reason]) =>
      markup`<p class="quiet"><strong>${OUTCOME_WORDS[outcome].label}</strong>, where a row gives no reason: ${reason}</p>`,
  );
  const tests = new Set(area.rules.flatMap((rule) => rule.scenarios.map(({ first }) => first.id))).size;
  const aside = area.counts['does-not-apply'];
  const executions = OUTCOMES.reduce((sum, outcome) => sum + area.counts[outcome], -aside);
  const besides = aside === 0 ? '' : ` Beside them ${aside === 1 ? '1 does' : `${aside} do`} not apply.`;
  return markup`<h4 id="${anchor('area', group.stage, area.name)}">${area.name}</h4>
${folded(
  markup`${counted(tests, 'test')}, ${counted(executions, 'execution')}, ${area.counts.passed} of them passed.${besides}`,
  markup`${saidOnce}${table(`${area.name}: tests and outcomes (${group.stage})`, COLUMNS, bodies, 'scenarios')}`,
)}`;
}

function row(group: ScenarioGroup, common: ReadonlyMap<Outcome, string>): Markup {
  const { first } = group;
  return markup`<tr id="${scenarioAnchor(first)}"><th scope="row" class="id">${idWithEvidence(group)}</th>
<td>${negative(first)}${titleOf(first)}${citation(group)}${explanations(group, common)}</td><td>${outcomeBadges(group)}</td><td>${requirementLinks(first)}</td></tr>`;
}

/** The id leads to the evidence: of a test that did not pass to the account that lists it, else to the archive of its first execution. */
function idWithEvidence({ first, executions }: ScenarioGroup): Content {
  const problem = executions.find(isProblem);
  if (problem !== undefined) return markup`<a href="#${problemAnchor(problem)}">${first.id}</a>`;
  const packed = executions.find(({ outcome }) => outcome === 'passed');
  const [file] = packed === undefined ? [] : [...packed.steps.flatMap(({ evidence }) => evidence), ...packed.evidence];
  return file === undefined
    ? first.id
    : markup`<a href="${evidencePath({ path: archiveOf(posix.dirname(file.path)) })}">${first.id}</a>`;
}

/** Marked in words; the codes that it expects stand with it. */
function negative(execution: ExecutionResult): Markup | undefined {
  if (execution.negative.length === 0) return undefined;
  const codes = refusalCodesOf(execution);
  return markup`<strong class="negative">Negative test</strong>${codes.length === 0 ? ': ' : ` (${codes.join(', ')}): `}`;
}

function citation(group: ScenarioGroup): Markup | undefined {
  const text = citationOf(group);
  return text === undefined ? undefined : markup`<span class="source">${text}</span>`;
}

/** Reasons that are spelt out for one scenario. */
const SPELT_OUT = 3;

/** Why executions have no result, each reason once. */
function reasonsOf({ executions }: ScenarioGroup): string[] {
  const aside = executions.filter(hasNoResult);
  return [...new Set(aside.map((one) => one.reason ?? OUTCOME_WORDS[one.outcome].meaning))];
}

function hasNoResult({ outcome }: ExecutionResult): boolean {
  return outcome === 'does-not-apply' || outcome === 'not-run-here';
}

function explanations(group: ScenarioGroup, common: ReadonlyMap<Outcome, string>): Markup[] {
  const { executions, outcomes } = group;
  const all = reasonsOf(group);
  const [only] = outcomes;
  const isSaid = only !== undefined && outcomes.length + all.length === 2 && common.get(only.outcome) === all[0];
  const reasons = isSaid ? [] : all;
  const more =
    reasons.length > SPELT_OUT ? [`And so in ${counted(reasons.length - SPELT_OUT, 'more Test Phase')}.`] : [];
  const open = executions.filter((one) => one.outcome !== 'passed' && !hasNoResult(one));
  const links = open.map((one) => {
    const cell = executions.length === 1 ? '' : `, ${one.dmc} ${one.phase}`;
    return markup`<span class="source"><a href="#${problemAnchor(one)}">What happened in ${one.id}${cell}</a></span>`;
  });
  return [
    ...[...reasons.slice(0, SPELT_OUT), ...more].map((reason) => markup`<span class="source">${reason}</span>`),
    ...links,
  ];
}
