/** What happened in each execution that did not pass, with its evidence and the command that repeats it. */
import { anchor, markup, type Content, type Markup } from '../html';
import { failureSentence } from '../../../support/evidence/failure';
import { failingStep, failureFacts } from '../../failure-words';
import type { Evidence, ExecutionResult, StepResult } from '../../record/result-model';
import { OUTCOME_WORDS, titleOf } from '../../text';
import { problemAnchor, type CompletionReport } from '../document-model';
import { cellsInWords, scenarioAnchor } from '../scenario-group';
import { evidencePath } from './faults';
import { commandLine, factList, outcomeBadge, requirementLinks, verbatim, type Section } from '../parts';
import { severityLevel, severityName } from '../severity';

/** Writes the failures in detail. */
export function failures(report: CompletionReport): Section {
  return {
    id: 'failures',
    title: 'Failures in full',
    part: 'annex',
    body:
      report.problems.length === 0
        ? markup`<p>No test failed, was blocked or was left incomplete, and no known issue occurred.</p>`
        : markup`<p>In order of the run; the causes are described under <a href="#faults">Faults</a>; what failed at the same step in several Test Phases is shown together, the first in full. Evidence is named by its
file in the run folder.</p>${similar(report.problems).map(problem)}`,
  };
}

function causeAnchor(id: string): string {
  return anchor('cause', id);
}

/** Problems of one scenario with one outcome at the same step. */
function similar(problems: readonly ExecutionResult[]): (readonly ExecutionResult[])[] {
  const key = (one: ExecutionResult): string => [scenarioAnchor(one), one.outcome, failingStep(one)?.text].join('\n');
  return [...Map.groupBy(problems, key).values()];
}

function problem([execution, ...others]: readonly ExecutionResult[]): Markup | undefined {
  if (execution === undefined) {
    return undefined;
  }
  const failing = failingStep(execution);
  const { failure } = execution;
  const facts: readonly (readonly [string, Content])[] = [
    ['Where', `${execution.dmc}, ${execution.phase} phase, ${execution.stage}; ${execution.area}`],
    ...(execution.rule === undefined ? [] : [['Rule', execution.rule] as const]),
    ['Requirement', requirementLinks(execution)],
    ['Severity', severityName(severityLevel(execution.severity))],
    ...(execution.citedBy.length === 0 ? [] : [['Stands also for', cellsInWords(execution.citedBy)] as const]),
    ...(failing === undefined
      ? []
      : [
          [
            failing.kind === 'hook' ? 'Stopped in' : 'At the step',
            markup`<span class="step">${failing.text}</span>`,
          ] as const,
        ]),
    ...whatCameOf(execution, failing),
    ...(failure === undefined ? [] : failureFacts(failure)),
    ...(execution.fingerprint === undefined ? [] : [['Fingerprint', execution.fingerprint] as const]),
    ...(failure?.cause === undefined
      ? []
      : [['Cause', markup`<a href="#${causeAnchor(failure.cause)}">${failure.cause}</a>`] as const]),
    ['Before that', before(execution, failing)],
    ['Evidence', evidence([...execution.steps.flatMap((step) => step.evidence), ...execution.evidence])],
    ['Repeat it', commandLine(execution.reproduce)],
    ...(others.length === 0 ? [] : [['The same in', markup`<ul class="plain">${others.map(other)}</ul>`] as const]),
  ];
  return markup`<article class="problem" aria-labelledby="${problemAnchor(execution)}">
<h3 id="${problemAnchor(execution)}"><a href="#${scenarioAnchor(execution)}">${execution.id}</a> ${titleOf(execution)}</h3>
<p>${outcomeBadge(execution.outcome)} <span class="quiet">${OUTCOME_WORDS[execution.outcome].meaning}</span></p>
${factList(facts)}
</article>`;
}

/** Another cell in which the same step failed: what came there may differ in its identifiers. */
function other(execution: ExecutionResult): Markup {
  const came = whatCame(execution, failingStep(execution)).split('\n')[0];
  return markup`<li id="${problemAnchor(execution)}">${execution.dmc} ${execution.phase}: ${came}</li>`;
}

/** What was expected and what was observed, as values; of what did not fail so, why. */
function whatCameOf(
  execution: ExecutionResult,
  failing: StepResult | undefined,
): readonly (readonly [string, Content])[] {
  const { failure } = execution;
  if (failure === undefined) return [['What came', verbatim(whatCame(execution, failing))]];
  const { expected, observed, said } = failure;
  const more = said === undefined || said === '' || observed.includes(said) ? '' : ` (${said})`;
  return [
    ['Expected', verbatim(expected)],
    ['Observed', verbatim(`${observed}${more}`)],
  ];
}

/** The sentence of the failure; of what did not fail the reason, which says more than the step. */
function whatCame({ failure, reason }: ExecutionResult, failing: StepResult | undefined): string {
  if (failure !== undefined) return failureSentence(failure);
  return reason ?? failing?.message ?? `The step is ${failing?.status ?? 'not recorded'}; no message was recorded.`;
}

function before(execution: ExecutionResult, failing: StepResult | undefined): Content {
  const done = execution.steps.filter((step) => step !== failing && step.status === 'passed' && step.kind === 'step');
  return done.length === 0
    ? 'No step of the test was carried out.'
    : markup`<ol class="plain">${done.map((step) => markup`<li class="step">${step.text}</li>`)}</ol>`;
}

function evidence(files: readonly Evidence[]): Content {
  return files.length === 0
    ? 'None was kept.'
    : markup`<ul class="plain">${files.map(
        (file) =>
          markup`<li><a href="${evidencePath(file)}">${file.title}</a> <span class="path">${file.path}</span></li>`,
      )}</ul>`;
}
