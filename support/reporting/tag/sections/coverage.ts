/** Requirements of the plan, what traces to each, and the gaps. */
import { anchor, markup, type Content, type Markup } from '../../html';
import type { ExecutionResult, RequirementResult } from '../../result-model';
import { executionAnchor, type CompletionReport } from '../model';
import { table, verdictBadge, type Section } from '../parts';

/** Writes the coverage of requirements. */
export function coverage({ run }: CompletionReport): Section {
  const inPlan = run.requirements.filter((one) => one.inPlan);
  const shown = inPlan.filter((one) => one.verdict === 'shown').length;
  const gaps = inPlan.filter((one) => one.verdict === 'gap');
  const rows = inPlan.map((one) => row(one, run.executions));
  const columns = [
    { title: 'Id', style: 'narrow' },
    { title: 'Requirement, in our words' },
    { title: 'What must happen', style: 'traces' },
    { title: 'What must be refused', style: 'traces' },
    { title: 'Verdict', style: 'narrow' },
  ];
  return {
    id: 'coverage',
    title: 'Coverage of the requirements',
    body: markup`<p>${shown} of ${inPlan.length} requirements of this plan are shown. A requirement is a gap when nothing passed that shows what must
happen, or what must be refused, although the plan asks for it. Under each heading stand the scenarios that trace to the
requirement; one that did not pass says so.</p>
${gapList(gaps)}
${inPlan.length === 0 ? markup`<p>The plan sets out to show no requirement.</p>` : table('Requirements of this plan and the scenarios that show them', columns, markup`<tbody>${rows}</tbody>`, 'coverage')}`,
  };
}

function gapList(gaps: readonly RequirementResult[]): Markup {
  return gaps.length === 0
    ? markup`<p>There is no gap.</p>`
    : markup`<p class="callout">Gaps: ${gaps.map((one, index) => markup`${index === 0 ? '' : ', '}<a href="#${anchor(one.id)}">${one.id}</a>`)}.</p>`;
}

function row(one: RequirementResult, executions: readonly ExecutionResult[]): Markup {
  return markup`<tr id="${anchor(one.id)}"><th scope="row" class="id">${one.id}</th><td>${one.text}<span class="source">${one.source}${otherEvidence(one)}</span></td>
<td>${traces(one.positive, executions)}</td><td>${traces(one.negative, executions)}</td><td>${verdictBadge(one.verdict)}</td></tr>`;
}

function traces(ids: readonly string[], executions: readonly ExecutionResult[]): Content {
  const unique = [...new Set(ids)];
  if (unique.length === 0) {
    return markup`<span class="quiet">none</span>`;
  }
  const links = unique.map((id) => {
    const same = executions.filter((one) => one.id === id);
    const first = same[0];
    const passed = same.filter((one) => one.outcome === 'passed').length;
    const standing =
      passed === same.length ? undefined : markup` <strong>(${passed} of ${same.length} passed)</strong>`;
    return first === undefined
      ? markup`<li>${id} <strong>(not executed)</strong></li>`
      : markup`<li><a href="#${executionAnchor(first)}">${id}</a>${standing}</li>`;
  });
  return markup`<ul class="inline">${links}</ul>`;
}

/** Most requirements are shown by scenarios; only another kind of evidence is worth a word. */
function otherEvidence(one: RequirementResult): string {
  return one.shownBy.every((kind) => kind === 'scenario') ? '' : `; shown by: ${one.shownBy.join(', ')}`;
}
