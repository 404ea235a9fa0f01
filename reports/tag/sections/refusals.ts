/** The negative paths: each fault that was made on purpose, and whether it was refused as it should be. */
import { anchor, markup, type Markup } from '../html';
import type { RunResult } from '../../record/result-model';
import { counted, refusalCodesOf, titleOf } from '../../text';
import type { CompletionReport } from '../document-model';
import { outcomeBadges, table, type Section } from '../parts';
import { groupScenarios, scenarioAnchor, type ScenarioGroup } from '../scenario-group';

/** Writes the table of refusals. */
export function refusals({ run }: CompletionReport): Section {
  // In whatever stage it is made, a fault is one line.
  const faults = groupScenarios(
    run.executions.filter((one) => one.negative.length > 0),
    ({ id }) => id,
  );
  const due = faults.filter(({ executions }) => executions.some(({ outcome }) => outcome !== 'does-not-apply'));
  const refused = due.filter(({ executions }) =>
    executions.every(({ outcome }) => outcome === 'passed' || outcome === 'does-not-apply'),
  ).length;
  const requirements = run.requirements
    .map((one) => one.id)
    .filter((id) => faults.some(({ first }) => first.negative.includes(id)));
  const bodies = requirements.map((id) => {
    const own = faults.filter(({ first }) => first.negative.includes(id));
    return markup`<tbody><tr class="rule"><th scope="rowgroup" colspan="4"><a href="#${anchor(id)}">${id}</a> ${subjectOf(run, id)}</th></tr>
${own.map(row)}</tbody>`;
  });
  const columns = [
    { title: 'Scenario' },
    { title: 'What must be refused or must not happen' },
    { title: 'Expected code', style: 'narrow' },
    { title: 'Outcome', style: 'narrow' },
  ];
  return {
    id: 'refusals',
    title: 'Faults and refusals',
    body:
      faults.length === 0
        ? markup`<p>No scenario of this run makes a fault on purpose.</p>`
        : markup`<p>${counted(faults.length, 'scenario or row', 'scenarios and rows of outlines')} ${faults.length === 1 ? 'makes' : 'make'} a fault on purpose or look for something that must not
happen; ${due.length} of them ${due.length === 1 ? 'applies' : 'apply'} to a Test Phase of this run, and in ${refused} of those the system did what it should. A line stands under each requirement
that it traces to. Codes are explained in section <a href="#codes">Rejection codes</a>; “–” means that
the scenario looks for something other than a code, such as an alert that must not be sent.</p>
${table('What must be refused or must not happen, and the outcome', columns, bodies, 'refusals')}`,
  };
}

/** What the requirement is about, where its text opens with it. */
function subjectOf({ requirements }: RunResult, id: string): string {
  const text = requirements.find((one) => one.id === id)?.text ?? '';
  return /^([^:.]{3,60}):/.exec(text)?.[1] ?? '';
}

function row(group: ScenarioGroup): Markup {
  const { first, executions } = group;
  const expected = [...new Set(executions.flatMap(refusalCodesOf))];
  return markup`<tr><th scope="row" class="id"><a href="#${scenarioAnchor(first)}">${first.id}</a></th><td>${titleOf(first)}</td><td class="code">${expected.join(', ') || '–'}</td>
<td>${outcomeBadges(group)}</td></tr>`;
}
