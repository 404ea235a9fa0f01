/** What service requests were answered with, for every variant and device, and how soon. */
import { codesOf, complaintOf, type ServiceRequestSeen } from '../../../support/evidence/service-requests';
import { markup, type Markup } from '../html';
import { counted } from '../../text';
import type { CompletionReport } from '../document-model';
import { badge, table, type Section } from '../parts';
import { rolesInWords } from '../user-roles';

/** A service request, and in which execution it was seen. */
interface Seen extends ServiceRequestSeen {
  readonly dmc: string;
  readonly scenario: string;
}

/** Failures that are named for one service request; the record has them all. */
const NAMED = 5;

/** Writes the matrix of service requests; nothing where no scenario sent them one after the other. */
export function serviceRequests({ run }: CompletionReport): Section | undefined {
  const seen = run.executions.flatMap(({ dmc, id, serviceRequests: requests = [] }) =>
    requests.map((one): Seen => ({ ...one, dmc, scenario: id })),
  );
  if (seen.length === 0) return undefined;
  const dmcs = new Set(seen.map(({ dmc }) => dmc)).size;
  const wrong = seen.filter((one) => complaintOf(one) !== undefined);
  const groups = [...Map.groupBy(seen, ({ variant, device }) => `${variant} ${device}`).values()].sort(byVariant);
  return {
    id: 'service-requests',
    title: 'Service requests',
    part: 'annex',
    body: markup`<p>Every service request of the representative set was sent to every type of device that has it, by every role: by those who may send it, to be
answered; by the others, to be refused. ${counted(seen.length, 'request')} to devices of ${counted(dmcs, 'combination', 'combinations')}; ${wrong.length === 0 ? 'all' : seen.length - wrong.length} came as expected and in time.
Times are virtual. A request to the DCC itself is listed under the device that it is about. What a combination lacks is refused with the code that its models declare, and with E11 what needs a function that few models have. Roles: ${rolesInWords()}; roles that one user
has together are joined with a plus. A role stands twice where a user of it that is not registered for the meter, or whose credentials are not on the device yet, has to be refused.</p>
${table('Service requests, by variant and device', COLUMNS, markup`<tbody>${groups.map(row)}</tbody>`)}`,
  };
}

const COLUMNS = [
  { title: 'Variant', style: 'narrow' },
  { title: 'Service request' },
  { title: 'Device', style: 'narrow' },
  { title: 'Expected, and for whom', style: 'third' },
  { title: 'Slowest, and target', style: 'eighth' },
  { title: 'Came', style: 'fifth' },
];

function row(requests: readonly Seen[]): Markup {
  const [{ variant, name, device } = { variant: '', name: '', device: '' }] = requests;
  return markup`<tr><th scope="row" class="id">${variant}</th><td>${name}</td><td class="narrow">${device}</td><td>${expectations(requests)}</td>
<td>${times(requests)}</td><td>${verdict(requests)}</td></tr>`;
}

/** Each expectation with the roles and the combinations of which it holds. */
function expectations(requests: readonly Seen[]): Markup {
  const all = new Set(requests.map(({ dmc }) => dmc)).size;
  const lines = [...Map.groupBy(requests, ({ expected }) => codesOf(expected))].map(([expected, own]) => {
    const roles = unique(
      own.map(({ roles: of }) => (of.length === 0 ? 'a former user, without a role' : of.join('+'))),
    );
    const dmcs = unique(own.map(({ dmc }) => dmc));
    const where = dmcs.length === all ? '' : `; ${dmcs.join(', ')}`;
    return markup`<li><strong>${expected}</strong> ${roles.join(', ')}${where}</li>`;
  });
  return markup`<ul class="plain">${lines}</ul>`;
}

/** Of what was answered: what is refused is refused at once. */
function times(requests: readonly Seen[]): string {
  const answered = requests.filter(({ came }) => came.response !== '');
  if (answered.length === 0) return 'at once';
  const slowest = answered.reduce((found, one) => (one.seconds > found.seconds ? one : found));
  return `${spoken(slowest.seconds)} of ${spoken(slowest.target)}`;
}

function verdict(requests: readonly Seen[]): Markup {
  const wrong = requests.flatMap((one) => {
    const complaint = complaintOf(one);
    return complaint === undefined ? [] : [`${one.dmc}, ${one.scenario}: ${complaint}`];
  });
  if (wrong.length === 0) return badge('passed', `As expected, ${counted(requests.length, 'time', 'times')}`);
  const more = wrong.length > NAMED ? [`and ${wrong.length - NAMED} more`] : [];
  const lines = [...wrong.slice(0, NAMED), ...more].map((line) => markup`<li>${line}</li>`);
  return markup`${badge('failed', `${wrong.length} of ${requests.length} otherwise`)}<ul class="plain">${lines}</ul>`;
}

function spoken(seconds: number): string {
  if (seconds >= 3600) return `${Math.round(seconds / 360) / 10} h`;
  return seconds >= 60 ? `${Math.round(seconds / 6) / 10} min` : `${seconds} s`;
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)].sort();
}

/** 4.2 before 4.10. */
function byVariant([one]: readonly Seen[], [other]: readonly Seen[]): number {
  const order = (one?.variant ?? '').localeCompare(other?.variant ?? '', 'en', { numeric: true });
  return order === 0 ? (one?.device ?? '').localeCompare(other?.device ?? '') : order;
}
