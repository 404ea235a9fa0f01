/** Every scenario of the run, by combination, area and rule. */
import { groupBy } from '../../group';
import { anchor, markup, type Markup } from '../../html';
import type { ExecutionResult } from '../../result-model';
import { counted, OUTCOME_WORDS, titleOf } from '../../text';
import { outcomeBars } from '../chart';
import {
  countOutcomes,
  executionAnchor,
  problemAnchor,
  type AreaGroup,
  type CellGroup,
  type CompletionReport,
} from '../model';
import { outcomeBadge, requirementLinks, table, type Section } from '../parts';

const COLUMNS = [
  { title: 'Scenario', style: 'narrow' },
  { title: 'What was to be shown' },
  { title: 'Outcome', style: 'narrow' },
  { title: 'Requirement', style: 'narrow' },
];

/** Writes the results by area. */
export function results(report: CompletionReport): Section {
  return {
    id: 'results',
    title: 'Results by area',
    body: markup`<p>Scenarios stand under the rule of the regulation that they show. “Refusal” beside a requirement means that the scenario
makes a fault on purpose and shows that it is refused.</p>
${chart(report)}
${report.cells.map(cell)}`,
  };
}

/** One bar for each area, over all combinations. */
function chart({ cells }: CompletionReport): Markup | undefined {
  const areas = [
    ...groupBy(
      cells.flatMap((one) => one.areas),
      (area) => area.name,
    ),
  ].map(([label, members]) => ({
    label,
    counts: countOutcomes(members.flatMap((area) => area.rules.flatMap((rule) => rule.executions))),
  }));
  return areas.length === 0 ? undefined : outcomeBars('outcomes-by-area', 'Scenarios by area and outcome', areas);
}

function cell(group: CellGroup): Markup {
  return markup`<h3 id="${anchor('cell', group.dmc, group.phase, group.stage)}">${group.dmc}, ${group.phase} phase: ${group.stage}</h3>
${group.areas.map((area) => areaTable(group, area))}`;
}

function areaTable(group: CellGroup, area: AreaGroup): Markup {
  const all = area.rules.flatMap((rule) => rule.executions);
  const bodies = area.rules.map(
    (
      rule,
    ) => markup`<tbody><tr class="rule"><th scope="rowgroup" colspan="4"><span class="feature">${rule.feature}</span>${rule.rule}</th></tr>
${rule.executions.map(row)}</tbody>`,
  );
  return markup`<h4 id="${anchor('area', group.dmc, group.phase, group.stage, area.name)}">${area.name}</h4>
<p class="quiet">${counted(all.length, 'scenario')}, ${area.counts.passed} passed.</p>
${table(`${area.name}: scenarios and outcomes (${group.dmc}, ${group.phase} phase, ${group.stage})`, COLUMNS, bodies, 'scenarios')}`;
}

function row(execution: ExecutionResult): Markup {
  return markup`<tr id="${executionAnchor(execution)}"><th scope="row" class="id">${execution.id}</th>
<td>${titleOf(execution)}${explanation(execution)}</td><td>${outcomeBadge(execution.outcome)}</td><td>${requirementLinks(execution)}</td></tr>`;
}

function explanation(execution: ExecutionResult): Markup | undefined {
  switch (execution.outcome) {
    case 'passed':
      return undefined;
    case 'does-not-apply':
    case 'not-run-here':
      return markup`<span class="source">${execution.reason ?? OUTCOME_WORDS[execution.outcome].meaning}</span>`;
    case 'failed':
    case 'known-issue':
    case 'blocked':
    case 'incomplete':
      return markup`<span class="source"><a href="#${problemAnchor(execution)}">What happened in ${execution.id}</a></span>`;
  }
}
