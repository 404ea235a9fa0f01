/** The negative paths: each fault that was made on purpose, and whether it was refused as it should be. */
import { anchor, markup, type Markup } from '../../html';
import type { ExecutionResult } from '../../result-model';
import { codesOf, counted, titleOf } from '../../text';
import { executionAnchor, type CompletionReport } from '../model';
import { outcomeBadge, table, type Section } from '../parts';

/** Writes the table of refusals. */
export function refusals({ run }: CompletionReport): Section {
  const faults = run.executions.filter((one) => one.negative.length > 0);
  const refused = faults.filter((one) => one.outcome === 'passed').length;
  const requirements = run.requirements
    .map((one) => one.id)
    .filter((id) => faults.some((one) => one.negative.includes(id)));
  const rows = requirements.flatMap((id) =>
    faults
      .filter((one) => one.negative.includes(id))
      .map((one, index, all) => row(id, one, index === 0 ? all.length : 0)),
  );
  const columns = [
    { title: 'Requirement', style: 'narrow' },
    { title: 'What must be refused or must not happen' },
    { title: 'Expected code', style: 'narrow' },
    { title: 'Outcome', style: 'narrow' },
    { title: 'Scenario', style: 'narrow' },
  ];
  return {
    id: 'refusals',
    title: 'Faults and refusals',
    body:
      faults.length === 0
        ? markup`<p>No scenario of this run makes a fault on purpose.</p>`
        : markup`<p>${counted(faults.length, 'scenario')} ${faults.length === 1 ? 'makes' : 'make'} a fault on purpose or look for something that must not happen; in
${refused} of them the system did what it should. Codes are explained in section <a href="#reading">How to read this document</a>; “–” means that
the scenario looks for something other than a code, such as an alert that must not be sent.</p>
${table('What must be refused or must not happen, and the outcome', columns, rows, 'refusals')}`,
  };
}

/** The first row of a requirement links to it; the others repeat its id, so that no page opens without it. */
function row(requirement: string, execution: ExecutionResult, span: number): Markup {
  const head =
    span === 0
      ? markup`<th scope="row" class="id again"><span class="quiet">${requirement}</span></th>`
      : markup`<th scope="row" class="id"><a href="#${anchor(requirement)}">${requirement}</a></th>`;
  return markup`<tr${span === 0 ? undefined : markup` class="first"`}>${head}<td>${titleOf(execution)}</td><td class="code id">${codesOf(execution).join(', ') || '–'}</td>
<td>${outcomeBadge(execution.outcome)}</td><td class="id"><a href="#${executionAnchor(execution)}">${execution.id}</a></td></tr>`;
}
