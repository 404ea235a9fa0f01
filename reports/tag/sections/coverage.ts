/** Requirements of the plan, what traces to each, and the gaps. */
import { anchor, markup, type Content, type Markup } from '../html';
import type { ExecutionResult, RequirementResult } from '../../record/result-model';
import type { CompletionReport } from '../document-model';
import { table, verdictBadge, type Section } from '../parts';
import { scenarioAnchor } from '../scenario-group';

/** Writes the coverage of requirements. */
export function coverage({ run }: CompletionReport): Section {
  const inPlan = run.requirements.filter((one) => one.inPlan);
  const shown = inPlan.filter((one) => one.verdict === 'shown').length;
  const aside = inPlan.filter((one) => one.verdict === 'does not apply').length;
  const rest =
    aside === 0 ? '' : ` ${aside === 1 ? '1 does' : `${aside} do`} not apply to the Test Phases of this run.`;
  const gaps = inPlan.filter((one) => one.verdict === 'gap');
  const byId = Map.groupBy(run.executions, (one) => one.id);
  const rows = inPlan.map((one) => row(one, byId));
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
    body: markup`<p>${shown} of ${inPlan.length} requirements of this plan are shown.${rest} A requirement is a gap when nothing passed that shows what must
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

type ById = ReadonlyMap<string, readonly ExecutionResult[]>;

function row(one: RequirementResult, byId: ById): Markup {
  return markup`<tr id="${anchor(one.id)}"><th scope="row" class="id">${one.id}</th><td>${one.text}<span class="source">${one.source}</span>${otherEvidence(one)}${limits(one)}</td>
<td>${traces(one.positive, byId)}</td><td>${traces(one.negative, byId)}</td><td>${verdictBadge(one.verdict)}</td></tr>`;
}

function traces(ids: readonly string[], byId: ById): Content {
  const unique = [...new Set(ids)];
  if (unique.length === 0) {
    return markup`<span class="quiet">none</span>`;
  }
  const links = unique.map((id) => {
    const same = byId.get(id) ?? [];
    const due = same.filter((one) => one.outcome !== 'does-not-apply');
    const first = same[0];
    const passed = same.filter((one) => one.outcome === 'passed').length;
    const standing =
      first !== undefined && due.length === 0
        ? markup` <span class="quiet">(does not apply)</span>`
        : passed === due.length
          ? undefined
          : markup` <strong>(${passed} of ${due.length} passed)</strong>`;
    return first === undefined
      ? markup`<li>${id} <strong>(not executed)</strong></li>`
      : markup`<li><a href="#${scenarioAnchor(first)}">${id}</a>${standing}</li>`;
  });
  return markup`<ul class="inline">${links}</ul>`;
}

/** Most requirements are shown by scenarios; only another kind of evidence is worth a word. */
function otherEvidence({ stages, documents }: RequirementResult): Markup[] {
  const kinds = [
    ['Shown by passing the stages', stages],
    ['Shown by the documents', documents],
  ] as const;
  return kinds
    .filter(([, names]) => names.length > 0)
    .map(([words, names]) => markup`<span class="source">${words}: ${names.join('; ')}</span>`);
}

/** Test Phases of the run in which the requirement does not apply. */
function limits({ notIn }: RequirementResult): Markup[] {
  return notIn.map(({ phase, why }) => markup`<span class="source">Not in the ${phase} phase: ${why}</span>`);
}
