/** The subset of service requests and alerts: what was sent by which role, and what came. */
import { codesOf, complaintOf, type ServiceRequestSeen } from '../../../support/evidence/service-requests';
import { markup, type Markup } from '../../tag/html';
import { heat, outcomeBadges, table, type Section } from '../../tag/parts';
import { groupScenarios, scenarioAnchor } from '../../tag/scenario-group';
import { rolesInWords } from '../../tag/user-roles';
import { counted, titleOf } from '../../text';
import type { DmctReport } from '../report-model';
import { exchangesOf, refusalsOf, tracesTo } from '../exchange';

/** Writes the matrix of service requests and roles. */
export function requests({ run, scope }: DmctReport): Section {
  const { seen, wrong } = exchangesOf(run.executions);
  const { sent, refused } = refusalsOf(run.executions);
  const variants = [...Map.groupBy(seen, ({ variant }) => variant)].sort(([one], [other]) =>
    one.localeCompare(other, 'en', { numeric: true }),
  );
  const why = (variant: string): string | undefined =>
    scope?.subset.find(({ kind, reference }) => kind === 'request' && reference === variant)?.why;
  const senders = [...new Set(seen.map(senderOf))];
  const rows = variants.map(([variant, own]) => row(variant, own, senders, why(variant)));
  const columns = [
    { title: 'Variant', style: 'narrow' },
    { title: 'Service request, devices, and why it is in the subset' },
    ...senders.map((title) => ({ title, style: 'number' })),
  ];
  return {
    id: 'requests',
    title: 'Subset of service requests',
    body: markup`<p>Each number is that of devices that answered as expected and in time, of those that the sender has sent it to. ${wrong.length === 0 ? 'All' : `${seen.length - wrong.length} of ${seen.length}`} came as expected.
${counted(sent, 'service request')} outside the role of its sender ${refused === sent ? (sent === 1 ? 'was' : 'were all') : `of which ${refused} were`} refused. Roles: ${rolesInWords()}; roles that one user has together are joined with a plus.</p>
${rows.length === 0 ? markup`<p>No service request was sent.</p>` : table('Service requests of the subset by sender', columns, markup`<tbody>${rows}</tbody>`, 'heatmap told')}
${wrong.length === 0 ? undefined : markup`<ul>${wrong.map((one) => markup`<li>${one.variant} ${one.name} of the ${one.device} by ${senderOf(one)} ${complaintOf(one) ?? ''}.</li>`)}</ul>`}`,
  };
}

/** Roles of a sender: `IS+GS` of a supplier of both fuels. */
function senderOf({ roles }: ServiceRequestSeen): string {
  return roles.join('+');
}

function row(
  variant: string,
  own: readonly ServiceRequestSeen[],
  senders: readonly string[],
  why: string | undefined,
): Markup {
  const [first] = own;
  const devices = [...new Set(own.map(({ device }) => device))].join(', ');
  const expected = [...new Set(own.map((one) => codesOf(one.expected)))].join(' or ');
  const fields = senders.map((sender) => {
    const sent = own.filter((one) => senderOf(one) === sender);
    if (sent.length === 0) return markup`<td class="heat">–</td>`;
    const right = sent.filter((one) => complaintOf(one) === undefined).length;
    const isRight = right === sent.length;
    return heat(isRight ? 'passed' : 'failed', isRight ? 'as expected' : 'otherwise', `${right}/${sent.length}`);
  });
  return markup`<tr><th scope="row" class="id">${variant}</th><td>${first?.name ?? ''}<span class="source">${devices}: ${expected}. ${why}</span></td>${fields}</tr>`;
}

/** Writes the alerts of the subset, and every scenario of the exchange. */
export function alerts({ run, scope }: DmctReport): Section {
  const types = new Set(run.cells.flatMap(({ dmc }) => dmc.devices.map(({ type }) => type)));
  const due = (scope?.subset ?? []).filter(
    ({ kind, devices }) => kind === 'alert' && devices.some((device) => types.has(device)),
  );
  const rows = due.map(
    ({ reference, devices, roles, why }) =>
      markup`<tr><th scope="row" class="code id">${reference}</th><td>${devices.join(', ')}</td><td>${roles.join(', ')}</td><td>${why}</td></tr>`,
  );
  const columns = [
    { title: 'Alert', style: 'narrow' },
    { title: 'Device', style: 'narrow' },
    { title: 'Recipient', style: 'narrow' },
    { title: 'Why it is in the subset' },
  ];
  return {
    id: 'exchange',
    title: 'Alerts, and the tests of the exchange',
    body: markup`${rows.length === 0 ? undefined : table('Alerts of the subset', columns, markup`<tbody>${rows}</tbody>`, 'lines')}
<p>Each of these alerts is counted at every user: one at its recipient, none elsewhere.</p>
${scenarioTable(
  'Tests that show the exchange',
  run.executions.filter((one) => tracesTo(one, 'DT-1') && !tracesTo(one, 'DT-2')),
)}`,
  };
}

/** Scenarios with their outcomes. */
export function scenarioTable(caption: string, executions: Parameters<typeof groupScenarios>[0]): Markup {
  const rows = groupScenarios(executions.filter(({ outcome }) => outcome !== 'does-not-apply')).map(
    (group) =>
      markup`<tr id="${scenarioAnchor(group.first)}"><th scope="row" class="id">${group.first.id}</th><td>${titleOf(group.first)}</td><td>${outcomeBadges(group)}</td></tr>`,
  );
  if (rows.length === 0) return markup`<p>None was carried out.</p>`;
  const columns = [
    { title: 'Test', style: 'narrow' },
    { title: 'What it shows' },
    { title: 'Outcome', style: 'narrow' },
  ];
  return table(caption, columns, markup`<tbody>${rows}</tbody>`, 'lines');
}
