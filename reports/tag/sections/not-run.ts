/** What the run did not show: not executed, not in the plan, out of scope. */
import { anchor, markup, type Content, type Markup } from '../html';
import type { RequirementResult, RunResult } from '../../record/result-model';
import { counted, inWords, OUTCOME_WORDS, requirementName } from '../../text';
import type { CompletionReport } from '../document-model';
import { idList, outcomeBadge, table, type Section } from '../parts';
import { groupScenarios, scenarioAnchor, type ScenarioGroup } from '../scenario-group';

/** Writes what was not run or is not in the plan, each with its reason, and what Migration Testing leaves out. */
export function notRun(report: CompletionReport): Section {
  const unproven = report.problems.filter((one) => one.outcome === 'blocked' || one.outcome === 'incomplete');
  // What does not apply does so in whatever stage: it is said once.
  const groups = groupScenarios([...report.notExecuted, ...unproven], ({ id }) => id);
  return {
    id: 'not-run',
    title: 'What was not run, and why',
    body: markup`<p>${report.run.plannedSet.statement}</p>${unaccounted(report.run)}${notSelected(report.run)}
${groups.length === 0 ? undefined : list(groups)}
<h3 id="omissions">What releases do not use, and what was therefore not tested</h3>
${omissions(report.run)}
${notInPlan(report)}
<h3 id="out-of-scope">Out of scope of Migration Testing</h3>
<p>Migration Testing leaves out the following, whatever the plan (requirement PH-8):</p>
<ul class="tight short-list">${report.run.outOfScope.map((one) => markup`<li>${one}</li>`)}</ul>`,
  };
}

/** Scenarios of which the run holds no result at all; a run that did not start has none. */
function unaccounted({ counts, executions }: RunResult): Markup | undefined {
  if (executions.length === 0) {
    return markup`<p class="callout">Nothing was executed; what stopped the run is described under <a href="#criteria">Entry and exit criteria</a>.</p>`;
  }
  const missing = counts.planned - executions.length;
  if (missing > 0) {
    return markup`<p class="callout">The run holds no result of ${counted(missing, 'planned execution')}.</p>`;
  }
  const shown = executions.every((one) => ['passed', 'failed', 'known-issue'].includes(one.outcome));
  return shown ? markup`<p>Every planned execution was carried out.</p>` : undefined;
}

/** Scenarios that no stage selects and that are named. */
const NAMED_NOT_SELECTED = 24;

/** Scenarios that no stage of the plan selects, although they lie in its folders. */
function notSelected({ plannedSet }: RunResult): Markup | undefined {
  const ids = plannedSet.notSelected;
  const named = ids.slice(0, NAMED_NOT_SELECTED).join(', ');
  const more =
    ids.length > NAMED_NOT_SELECTED ? ` and ${ids.length - NAMED_NOT_SELECTED} more, which the record names` : '';
  return ids.length === 0
    ? undefined
    : markup`<p>${counted(ids.length, 'test')} in the folders of this plan ${ids.length === 1 ? 'is' : 'are'} left out by the selection of its stages: ${named}${more}.</p>`;
}

/** Tests with the same outcome and reason stand in one row. */
function list(groups: readonly ScenarioGroup[]): Markup {
  const alike = [...Map.groupBy(groups, reasonOf)].toSorted(([, one], [, other]) => other.length - one.length);
  const shown = alike.slice(0, ROWS);
  const rows = shown.map(([reason, own]) => {
    const links = own.slice(0, NAMED).map(({ first }) => markup`<a href="#${scenarioAnchor(first)}">${first.id}</a>`);
    const [one] = own;
    return markup`<tr><th scope="row">${idList(links, own.length - NAMED)}</th><td>${one === undefined ? undefined : outcomeLabels(one)}${reason}</td></tr>`;
  });
  const rest = alike.length - ROWS;
  return markup`<p>${counted(groups.length, 'test')} ${groups.length === 1 ? 'does' : 'do'} not apply, or came to no result, in some Test Phase of this run${rest > 0 ? `; the ${ROWS} most frequent of ${alike.length} reasons are listed here, and each test with its own in the annex` : ''}.</p>
${table(
  'Tests that do not apply or came to no result',
  [{ title: 'Tests', style: 'third' }, { title: 'Why they do not apply, unless another outcome is named' }],
  markup`<tbody>${rows}</tbody>`,
)}`;
}

/** Reasons that have a row: with more the body of a release would be no short one. */
const ROWS = 20;

function reasonOf({ executions }: ScenarioGroup): string {
  const alike = Map.groupBy(
    executions.flatMap((one) => generalReasons(one).map((reason) => ({ reason, dmc: one.dmc }))),
    ({ reason }) => reason,
  );
  const reasons = [...alike].map(([reason, own]) => {
    const dmcs = [...new Set(own.map(({ dmc }) => dmc))];
    return reason.startsWith(COMBINATION) ? ofCombinations(reason.slice(COMBINATION.length), dmcs) : reason;
  });
  const more =
    reasons.length > SPELT_OUT
      ? ` And ${counted(reasons.length - SPELT_OUT, 'more reason')} in other Test Phases.`
      : '';
  return `${reasons.slice(0, SPELT_OUT).join(' ')}${more}`;
}

/** What is said of one combination, as it is said of these. */
function ofCombinations(said: string, dmcs: readonly string[]): string {
  const plural = said.replace(/^does not have /, 'do not have ').replace(/^has /, 'have ');
  return `${inWords(dmcs)} ${dmcs.length === 1 ? said : plural}`;
}

/** What stands for the combination where a reason begins with it. */
const COMBINATION = 'the combination ';

/** The sentences of the reason without the name of its combination: each is true of several, and of others than the next. */
function generalReasons({ reason, outcome, dmc }: ScenarioGroup['first']): readonly string[] {
  return (reason ?? OUTCOME_WORDS[outcome].meaning).replaceAll(dmc, COMBINATION.trim()).split(SENTENCE);
}

/** Between two sentences. */
const SENTENCE = new RegExp(`(?<=\\.) (?=[A-Z]|${COMBINATION})`);

/** Outcomes, but for the one that the head of the table names. */
function outcomeLabels({ outcomes }: ScenarioGroup): Markup | undefined {
  const others = outcomes.filter(({ outcome }) => outcome !== 'does-not-apply');
  return others.length === 0 ? undefined : markup`${others.map(({ outcome }) => outcomeBadge(outcome))} `;
}

/** Reasons that are spelt out for one test; it may have another in each combination. */
const SPELT_OUT = 3;

/** What this plan leaves to others: a verdict on it says nothing of these. */
function notInPlan({ run, notInPlan: testing }: CompletionReport): Markup {
  const outside = run.requirements.filter((one) => !one.inPlan);
  const dmcs = run.cells.map(({ dmc }) => dmc.id);
  const general = (why: string): string => dmcs.reduce((text, id) => text.replaceAll(id, 'The combination'), why);
  const stages = [...Map.groupBy(testing, ({ why }) => general(why))].map(
    ([why, own]) =>
      markup`<tr><th scope="row"><ul class="plain">${own.map(({ what }) => markup`<li>${what}</li>`)}</ul></th><td>${why}</td></tr>`,
  );
  const alike = [...Map.groupBy(outside, ({ reason }) => reason ?? 'No reason was recorded.')];
  const requirements = alike.map(([reason, own]) => {
    const ids = own.map(
      ({ id, text }) => markup`<li id="${anchor(id)}"><strong>${id}</strong> ${requirementName(text)}</li>`,
    );
    return markup`<tr><th scope="row" class="light"><ul class="plain">${ids}</ul></th><td>${reason}${standing(own)}</td></tr>`;
  });
  return markup`<h3 id="not-in-plan">Not in this plan</h3>
<p>A verdict on this plan says nothing about what is listed here.</p>
${stages.length === 0 ? undefined : table('Testing that is not in this plan', [{ title: 'What', style: 'third' }, { title: 'Why' }], markup`<tbody>${stages}</tbody>`)}
${
  requirements.length === 0
    ? undefined
    : table(
        'Requirements that this plan does not set out to show',
        [{ title: 'Requirements, in our words' }, { title: 'Why', style: 'third' }],
        markup`<tbody>${requirements}</tbody>`,
      )
}`;
}

/** Tests of this run can trace to a requirement that the plan does not claim: they ran, and it is not judged by them. */
function standing(requirements: readonly RequirementResult[]): Markup | undefined {
  const traced = requirements.filter(({ positive, negative }) => positive.length + negative.length > 0);
  return traced.length === 0
    ? undefined
    : markup`<span class="source">Some tests of this run trace to ${traced.map(({ id }) => id).join(', ')} too; the plan does not claim ${traced.length === 1 ? 'it' : 'them'} by these alone.</span>`;
}

/** Tests that are named for one reason; the annex has each. */
const NAMED = 9;

function omissions({ omissions: all }: RunResult): Content {
  if (all.length === 0) return markup`<p>Every release of this run uses every function that the suite knows.</p>`;
  const rows = all.map(({ release, function: what, reason, scenarios }) => {
    const named =
      scenarios.length === 0 ? 'none of this run' : idList(scenarios.slice(0, NAMED), scenarios.length - NAMED);
    return markup`<tr><th scope="row" class="id">${release}</th><td>${what}<span class="source">${reason}</span></td><td>${named}</td></tr>`;
  });
  return table(
    'What releases do not use',
    [
      { title: 'Release', style: 'narrow' },
      { title: 'Does not use' },
      { title: 'Tests that do not apply', style: 'third' },
    ],
    markup`<tbody>${rows}</tbody>`,
  );
}
