/** Which service requests are tested, for which devices and roles. */
import { markup, type Markup } from '../../html';
import { table, type Section } from '../../parts';
import { USER_ROLE_NAMES } from '../../user-roles';
import type { ScopeOfTesting } from '../scope-model';

/** Writes the service requests. */
export function serviceRequests({ serviceRequests: requests, combinations }: ScopeOfTesting): Section {
  const roles = Object.keys(USER_ROLE_NAMES).filter((role) => requests.some((one) => one.roles.includes(role)));
  const rows = requests
    .toSorted(byVariant)
    .map(
      (one) =>
        markup`<tr><th scope="row" class="id">${one.variant}</th><td>${one.name}</td><td>${one.devices.join(', ')}</td>${roles.map((role) => may(one.roles.includes(role)))}</tr>`,
    );
  const lacking = combinations.flatMap(({ dmc, lacks }) =>
    lacks.map(
      ({ variant, deviceType, refusedWith }) =>
        markup`<tr><th scope="row" class="id">${dmc.id}</th><td>${variant}</td><td>${deviceType}</td><td>${refusedWith}</td></tr>`,
    ),
  );
  const functions = functionsOf(requests);
  return {
    id: 'service-requests',
    title: 'Service requests, by device and role',
    body: markup`<p>The service requests that the tests are checked against. “yes”: the role may send it, and it is to be answered; “no”: the role may
not, and it is to be refused. ${roles.map((role) => `${role}: ${USER_ROLE_NAMES[role] ?? ''}`).join('; ')}.</p>
${table(
  'Service requests by device and role',
  [
    { title: 'Variant', style: 'narrow' },
    { title: 'Service request' },
    { title: 'Devices', style: 'quarter' },
    ...roles.map((title) => ({ title, style: 'narrow' })),
  ],
  markup`<tbody>${rows}</tbody>`,
  'requests',
)}
${functions}
<h3 id="requests-lacking">Requests that a combination does not have</h3>
${
  lacking.length === 0
    ? markup`<p>Each combination of this plan has every other request of the table for the devices that it has.</p>`
    : table(
        'Requests that a combination does not have',
        [
          { title: 'Combination', style: 'narrow' },
          { title: 'Variant' },
          { title: 'Device' },
          { title: 'Refused with' },
        ],
        markup`<tbody>${lacking}</tbody>`,
      )
}`,
  };
}

/** Requests that models have by a function of theirs; nothing where the scope has none. */
function functionsOf(requests: ScopeOfTesting['serviceRequests']): Markup {
  const rows = requests
    .toSorted(byVariant)
    .flatMap(({ variant, functions }) =>
      functions.map(
        ({ deviceType, what, dmcs }) =>
          markup`<tr><th scope="row" class="id">${variant}</th><td>${deviceType}</td><td>${what}</td><td>${dmcs.length === 0 ? 'none' : dmcs.join(', ')}</td></tr>`,
      ),
    );
  if (rows.length === 0) return markup``;
  return markup`<h3 id="requests-functions">Requests that need a function of the device model</h3>
<p>It is doubtful that SMETS1 has these requests (RECOLLECTION: known from practice, not seen in a text). Where the catalogue declares that a model has the function they are to be carried out; every
other model refuses them with E11.</p>
${table(
  'Requests that need a function of the device model',
  [
    { title: 'Variant', style: 'narrow' },
    { title: 'Device', style: 'narrow' },
    { title: 'It needs' },
    { title: 'Combinations that have it' },
  ],
  markup`<tbody>${rows}</tbody>`,
)}`;
}

/** 4.2 before 4.10. */
function byVariant(one: { readonly variant: string }, other: { readonly variant: string }): number {
  return one.variant.localeCompare(other.variant, 'en', { numeric: true });
}

function may(yes: boolean): Markup {
  return yes ? markup`<td class="narrow">yes</td>` : markup`<td class="narrow quiet">no</td>`;
}
