/** What the run did not show: not executed, not in the plan, out of scope. */
import { anchor, markup, type Markup } from '../html';
import type { RunResult } from '../../record/result-model';
import { counted, OUTCOME_WORDS, titleOf } from '../../text';
import type { CompletionReport } from '../document-model';
import { outcomeBadges, table, type Section } from '../parts';
import { groupScenarios, scenarioAnchor, type ScenarioGroup } from '../scenario-group';

/** Writes what was planned and not run, each with its reason. */
export function notRun(report: CompletionReport): Section {
  const unproven = report.problems.filter((one) => one.outcome === 'blocked' || one.outcome === 'incomplete');
  // What does not apply does so in whatever stage: it is said once.
  const groups = groupScenarios([...report.notExecuted, ...unproven], ({ id }) => id);
  return {
    id: 'not-run',
    title: 'What was not run, and why',
    body: markup`<p>${report.run.plannedSet.statement}</p>${notSelected(report.run)}${unaccounted(report.run)}${groups.length === 0 ? undefined : list(groups)}`,
  };
}

/** Scenarios of which the run holds no result at all; a run that did not start has none. */
function unaccounted({ counts, executions }: RunResult): Markup | undefined {
  if (executions.length === 0) {
    return markup`<p class="callout">Nothing was executed; what stopped the run stands under <a href="#criteria">Entry and exit criteria</a>.</p>`;
  }
  const missing = counts.planned - executions.length;
  if (missing > 0) {
    return markup`<p class="callout">The run holds no result of ${counted(missing, 'planned execution')}.</p>`;
  }
  const shown = executions.every((one) => ['passed', 'failed', 'known-issue'].includes(one.outcome));
  return shown ? markup`<p>Every planned execution was carried out.</p>` : undefined;
}

/** Scenarios that no stage of the plan selects, although they lie in its folders. */
function notSelected({ plannedSet }: RunResult): Markup | undefined {
  const ids = plannedSet.notSelected;
  return ids.length === 0
    ? undefined
    : markup`<p>${counted(ids.length, 'scenario or row', 'scenarios and rows')} of the folders of this plan ${ids.length === 1 ? 'is' : 'are'} selected by none of its stages: ${ids.join(', ')}.</p>`;
}

function list(groups: readonly ScenarioGroup[]): Markup {
  return markup`<p>${counted(groups.length, 'scenario or row', 'scenarios and rows of outlines')} ${groups.length === 1 ? 'shows' : 'show'} nothing in some Test Phase of this run.</p>
${table(
  'Scenarios that show nothing in some Test Phase',
  [
    { title: 'Scenario', style: 'narrow' },
    { title: 'What was to be shown' },
    { title: 'Outcome', style: 'narrow' },
    { title: 'Why' },
  ],
  markup`<tbody>${groups.map(row)}</tbody>`,
)}`;
}

/** Reasons that are spelt out for one scenario. */
const SPELT_OUT = 4;

function row(group: ScenarioGroup): Markup {
  const { first, executions } = group;
  const reasons = [...new Set(executions.map((one) => one.reason ?? OUTCOME_WORDS[one.outcome].meaning))];
  const more =
    reasons.length > SPELT_OUT ? ` And so in ${counted(reasons.length - SPELT_OUT, 'more Test Phase')}.` : '';
  return markup`<tr><th scope="row" class="id"><a href="#${scenarioAnchor(first)}">${first.id}</a></th><td>${titleOf(first)}</td>
<td>${outcomeBadges(group)}</td><td>${reasons.slice(0, SPELT_OUT).join(' ')}${more}</td></tr>`;
}

/** Writes what this plan leaves to others. */
export function notInPlan({ run, notInPlan: testing }: CompletionReport): Section {
  const outside = run.requirements.filter((one) => !one.inPlan);
  const stages = testing.map((one) => markup`<tr><th scope="row">${one.what}</th><td>${one.why}</td></tr>`);
  const requirements = outside.map(
    (one) =>
      markup`<tr id="${anchor(one.id)}"><th scope="row" class="id">${one.id}</th><td>${one.text}</td><td>${one.reason ?? 'No reason was recorded.'}</td></tr>`,
  );
  return {
    id: 'not-in-plan',
    title: 'Not in this plan',
    body: markup`<p>A verdict on this plan says nothing about what stands here.</p>
${stages.length === 0 ? undefined : markup`<h3 id="not-in-plan-testing">Testing</h3>${table('Testing that is not in this plan', [{ title: 'What' }, { title: 'Why' }], markup`<tbody>${stages}</tbody>`)}`}
${
  requirements.length === 0
    ? undefined
    : markup`<h3 id="not-in-plan-requirements">Requirements</h3>${table(
        'Requirements that this plan does not set out to show',
        [{ title: 'Id', style: 'narrow' }, { title: 'Requirement, in our words' }, { title: 'Why', style: 'third' }],
        markup`<tbody>${requirements}</tbody>`,
      )}`
}`,
  };
}

/** Writes what Migration Testing as a whole leaves out. */
export function outOfScope({ run }: CompletionReport): Section {
  return {
    id: 'out-of-scope',
    title: 'Out of scope of Migration Testing',
    body: markup`<p>Migration Testing leaves out the following, whatever the plan (requirement PH-8):</p>
<ul>${run.outOfScope.map((one) => markup`<li>${one}</li>`)}</ul>`,
  };
}
