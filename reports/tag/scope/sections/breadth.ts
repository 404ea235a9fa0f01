/** Requirement by Test Phase by combination: how many scenarios show what must happen, and what must be refused. */
import { capitalised } from '../../../text';
import { anchor, markup, type Markup } from '../../html';
import { table, type Section } from '../../parts';
import { PLANNED_STRENGTHS, plannedEvidence, type PlannedEvidence } from '../strength';
import {
  countsIn,
  isRegression,
  type ScopedRequirement,
  type ScopedScenario,
  type ScopeOfTesting,
} from '../scope-model';

/** Writes the matrix, one table for each Test Phase. */
export function breadth(scope: ScopeOfTesting): Section {
  const phases = [...new Set(scope.cells.map((cell) => cell.phase))];
  const evidence = plannedEvidence(scope);
  const byScenarios = evidence.filter(({ requirement }) => requirement.ways.length > 0);
  return {
    id: 'breadth',
    title: 'Breadth: requirements by Test Phase and combination',
    body:
      evidence.length === 0
        ? markup`<p>The plan sets out to show no requirement.</p>`
        : markup`<p>Each field has two numbers: the tests, each row of their data by itself, that show <strong>what must happen</strong>, and after the stroke those that show
<strong>what must be refused</strong> or must not happen. A test that does not vary between Test Phases counts in each that reuses its result.
The weakest evidence stands first: ${PLANNED_STRENGTHS.join('; ')}. “Regression” counts the tests among them that both sets or the full system regression run again.
A zero is printed bold. “n/a”: the requirement does not apply in that phase; the reason stands below the table.</p>
<h3 id="requirements">The requirements, in our words</h3>
${wording(evidence.map(({ requirement }) => requirement))}
${phases.map((phase) => phaseTable(scope, phase, byScenarios))}`,
  };
}

function phaseTable(scope: ScopeOfTesting, phase: string, evidence: readonly PlannedEvidence[]): Markup {
  const cells = scope.cells.filter((cell) => cell.phase === phase && cell.withoutPhase === undefined);
  const rows = evidence.map(({ requirement: one, strength, positive, negative }) => {
    const without = one.notIn.some((entry) => entry.phase === phase);
    const tracing = [...new Set([...positive, ...negative])];
    const again = tracing.filter(({ runs }) => runs.some((run) => isRegression(scope, run))).length;
    const fields = cells.map(({ dmc }) =>
      without ? markup`<td class="number quiet">n/a</td>` : field(one, tracing, dmc, phase),
    );
    const row = markup`<tr><th scope="row" class="id"><a href="#${anchor(one.id)}">${one.id}</a></th><td class="number">${again}</td>${fields}</tr>`;
    return { strength, row };
  });
  const groups = [...Map.groupBy(rows, ({ strength }) => strength)].map(
    ([strength, same]) =>
      markup`<tbody><tr class="rule"><th scope="rowgroup" colspan="${cells.length + 2}">${capitalised(strength)}</th></tr>${same.map(({ row }) => row)}</tbody>`,
  );
  const limits = evidence.flatMap(({ requirement: { id, notIn } }) =>
    notIn.filter((entry) => entry.phase === phase).map(({ why }) => ({ id, why })),
  );
  const reasons = [...Map.groupBy(limits, ({ why }) => why)].map(
    ([why, same]) => markup`<li>${same.map(({ id }) => id).join(', ')}: ${why}</li>`,
  );
  const title = `${phase} phase: tests for each requirement`;
  const heads = [
    { title: 'Id', style: 'narrow' },
    { title: 'Regression', style: 'number' },
    ...cells.map(({ dmc }) => ({ title: dmc, style: 'number' })),
  ];
  return markup`<h3 id="${anchor('breadth', phase)}">${phase} phase</h3>
${table(title, heads, markup`${groups}`, 'matrix')}
${reasons.length === 0 ? undefined : markup`<ul class="quiet">${reasons}</ul>`}`;
}

function field(
  { id, ways }: ScopedRequirement,
  tracing: readonly ScopedScenario[],
  dmc: string,
  phase: string,
): Markup {
  const here = tracing.filter(({ runs }) => runs.some((run) => countsIn(run, dmc, phase)));
  const count = (way: 'positive' | 'negative'): Markup => {
    const number = here.filter((one) => one[way].includes(id)).length;
    return number === 0 && ways.includes(way) ? markup`<strong>0</strong>` : markup`${number}`;
  };
  return markup`<td class="number">${count('positive')} / ${count('negative')}</td>`;
}

function wording(requirements: readonly ScopedRequirement[]): Markup {
  const rows = requirements.map((one) => {
    const { id, text, source } = one;
    return markup`<tr id="${anchor(id)}"><th scope="row" class="id">${id}</th><td>${text}<span class="source">${source}${otherEvidence(one)}</span></td></tr>`;
  });
  return table(
    'Requirements of this plan',
    [{ title: 'Id', style: 'narrow' }, { title: 'Requirement, in our words' }],
    markup`<tbody>${rows}</tbody>`,
  );
}

/** What shows a requirement beside scenarios. */
function otherEvidence({ stages, documents }: ScopedRequirement): string {
  const byStages = stages.length === 0 ? '' : `; shown by passing the stages: ${stages.join('; ')}`;
  return documents.length === 0 ? byStages : `${byStages}; shown by the document: ${documents.join('; ')}`;
}
