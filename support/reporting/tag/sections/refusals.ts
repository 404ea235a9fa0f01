/** The negative paths: each fault that was made on purpose, and whether it was refused as it should be. */
import { anchor, markup, type Markup } from '../../html';
import { counted, refusalCodesOf, titleOf } from '../../text';
import type { CompletionReport } from '../model';
import { outcomeBadges, table, type Section } from '../parts';
import { groupScenarios, scenarioAnchor, type ScenarioGroup } from '../scenario-group';

/** Writes the table of refusals. */
export function refusals({ run }: CompletionReport): Section {
  const faults = groupScenarios(run.executions.filter((one) => one.negative.length > 0));
  const refused = faults.filter(({ executions }) =>
    executions.every(({ outcome }) => outcome === 'passed' || outcome === 'does-not-apply'),
  ).length;
  const requirements = run.requirements
    .map((one) => one.id)
    .filter((id) => faults.some(({ first }) => first.negative.includes(id)));
  const rows = requirements.flatMap((id) =>
    faults
      .filter(({ first }) => first.negative.includes(id))
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
${refused} of them the system did what it should. Codes are explained in section <a href="#codes">Rejection codes</a>; “–” means that
the scenario looks for something other than a code, such as an alert that must not be sent.</p>
${table('What must be refused or must not happen, and the outcome', columns, rows, 'refusals')}`,
  };
}

/** The first row of a requirement links to it; the others repeat its id, so that no page opens without it. */
function row(requirement: string, group: ScenarioGroup, span: number): Markup {
  const { first, executions } = group;
  const expected = [...new Set(executions.flatMap(refusalCodesOf))];
  const head =
    span === 0
      ? markup`<th scope="row" class="id again"><span class="quiet">${requirement}</span></th>`
      : markup`<th scope="row" class="id"><a href="#${anchor(requirement)}">${requirement}</a></th>`;
  return markup`<tr${span === 0 ? undefined : markup` class="first"`}>${head}<td>${titleOf(first)}</td><td class="code">${expected.join(', ') || '–'}</td>
<td>${outcomeBadges(group)}</td><td class="id"><a href="#${scenarioAnchor(first)}">${first.id}</a></td></tr>`;
}
