/** Page one: what this is, the verdict, the criteria at a glance, the counts, and what the evidence is. */
import { anchor, markup, type Content, type Markup } from '../html';
import { OUTCOMES, type RunResult } from '../../record/result-model';
import { counted, countScenarios, duration } from '../../text';
import type { CompletionReport } from '../document-model';
import { outcomeBadge, verdictBadge, type Section } from '../parts';
import { recommendationSentence } from './recommendation';

const HEADLINES: Readonly<Record<RunResult['verdict']['result'], string>> = {
  met: 'Every criterion that this plan claims is met',
  'met with work-off plan': 'Every criterion that this plan claims is met, with issues that stay open for a time',
  'not met': 'The criteria of this plan are not met',
  incomplete: 'The run is incomplete',
};

/** Writes the summary. */
export function summary({ run, notInPlan }: CompletionReport): Section {
  return {
    id: 'summary',
    title: 'Summary',
    body: markup`
<div class="verdict verdict-${run.verdict.result.replaceAll(' ', '-')}">
<p class="headline">${HEADLINES[run.verdict.result]}</p>
<p>${run.verdict.sentence}</p>
<p><strong>EPCL:</strong> ${recommendationSentence(run)}</p>
<p class="claim">${run.run.planClaim}</p>
</div>
${counts(run)}
${open(run)}
<h3 id="evidence">What the evidence is</h3>
<p>${evidence(run)} ${recommendation(run, notInPlan.length > 0)} ${run.run.schemaCheck}</p>
<h3 id="criteria-at-a-glance">Criteria at a glance</h3>
${glance(run)}`,
  };
}

/** What is left open, in a line, with where it is told. */
function open({ openIssues, knownIssues, waivers, cells }: RunResult): Markup {
  const unknown = openIssues.reduce((sum, one) => sum + one.unknown, 0);
  const planned = knownIssues.filter((one) => one.inWorkOffPlan).length;
  const compared = cells.flatMap((cell) => cell.regressions);
  const unexplained = compared.flatMap((one) => one.differences).filter((one) => one.verdict === 'unexplained').length;
  const sets =
    compared.length === 0
      ? markup`no regression sets in this plan`
      : markup`<a href="#regression">regression sets</a> compared in ${compared.filter((one) => one.verdict !== 'not compared').length} of ${compared.length} cases, ${counted(unexplained, 'difference')} unexplained`;
  return markup`<p class="quiet">Open: ${counted(unknown, 'scenario')} failed and not known, ${counted(planned, 'issue')} in the <a href="#work-off-plan">Work-Off Plan</a>,
${counted(waivers.length, 'waiver')}; ${sets}.</p>`;
}

function evidence(run: RunResult): Markup {
  return run.run.simulated
    ? markup`It was gathered on a <strong>simulated DCC system</strong> with simulated devices. The Device Model Combinations are fictitious; the
contents of the migration files and every code that begins with <code>SIM-</code> are modelled for this suite and are not the DCC’s. This
document therefore recommends no entry in the EPCL.`
    : markup`It was gathered on the environment “${run.run.environment}”, which declares itself a real system.`;
}

/** What the same results would mean on a real system; never more than the plan claims. */
function recommendation(run: RunResult, more: boolean): Markup {
  if (!run.run.formal) {
    return markup`An informal run supports no recommendation, whatever its results.`;
  }
  const verb =
    run.verdict.exitCode === 0
      ? 'would support the claim of this plan and nothing beyond it'
      : 'would not support the claim of this plan';
  const rest = more
    ? markup`; completing the Test Phase would also need what stands under <a href="#not-in-plan">Not in this plan</a>`
    : undefined;
  return markup`On a real system these results ${verb}${rest}.`;
}

/** Criteria that have room on page one, each with its words. */
const TOLD = 13;

/** Of more criteria, those that are met are named alone: page one is one page. */
function glance({ criteria }: RunResult): Markup {
  const link = (id: string): Markup => markup`<a href="#${anchor('criterion', id)}">${id}</a>`;
  const met = criteria.length > TOLD ? criteria.filter(({ verdict }) => verdict === 'met') : [];
  const rows = criteria
    .filter((one) => !met.includes(one))
    .map(
      (one) =>
        markup`<li>${link(one.id)} <span>${verdictBadge(one.verdict)} <span class="what">${one.text}</span></span></li>`,
    );
  const others =
    met.length === 0
      ? undefined
      : markup`<p>${verdictBadge('met')} ${met.map(({ id }, index) => markup`${index === 0 ? '' : ', '}${link(id)}`)}</p>`;
  return markup`${others}${rows.length === 0 ? undefined : markup`<ul class="glance">${rows}</ul>`}`;
}

/** All but the first are executions, as "How to read this document" defines them. */
function counts(run: RunResult): Markup {
  const tile = (label: Content, count: number): Markup => markup`<div><dt>${label}</dt><dd>${count}</dd></div>`;
  const outcomes = OUTCOMES.filter(
    (outcome) => outcome === 'passed' || outcome === 'failed' || run.counts[outcome] > 0,
  ).map((outcome) => tile(outcomeBadge(outcome), run.counts[outcome]));
  return markup`<dl class="counts">${tile('Scenarios', scenariosOf(run))}${tile('Executions planned', run.counts.planned)}${tile('Executed', run.counts.executed)}${outcomes}</dl>
<p class="quiet">Executions of ${counted(new Set(run.cells.map(({ dmc }) => dmc.id)).size, 'combination')} in ${phases(run)}.${shared(run)} Run <span class="id">${run.run.id}</span>, ${duration(run.run.durationMs)}.</p>`;
}

function scenariosOf({ executions }: RunResult): number {
  return countScenarios(executions.filter((one) => one.outcome !== 'does-not-apply'));
}

function phases(run: RunResult): string {
  const names = [...new Set(run.cells.map((cell) => cell.phase))];
  return names.length === 1 ? `the ${names[0] ?? ''} phase` : `the phases ${names.join(', ')}`;
}

/** Where results are cited, the numbers above count executions, and each counts in more than one cell. */
function shared(run: RunResult): Markup | undefined {
  const citations = run.executions.reduce((sum, one) => sum + one.citedBy.length, 0);
  return citations === 0
    ? undefined
    : markup` Executions that do not vary between Test Phases ran once and are cited ${counted(citations, 'time')}: see <a href="#cells">Combinations and Test Phases</a>.`;
}
