import { html, type Html } from '../../dcc-like-system/src/portal/html';
import {
  badge,
  details,
  errorMessage,
  formToken,
  tableOf,
  time,
  type Tone,
} from '../../dcc-like-system/src/portal/parts';
import type { Session } from '../../dcc-like-system/src/portal/sessions';
import type { AuthorisationView } from '../authorisations';
import type { TestInstallation } from '../records';
import type { Summary } from '../summary';

const STATUS: Readonly<Record<string, readonly [name: string, tone: Tone]>> = {
  waiting: ['Waiting for the other files', 'open'],
  received: ['Received, being validated', 'open'],
  accepted: ['Accepted', 'good'],
  'partly-accepted': ['Partly accepted', 'open'],
  rejected: ['Rejected', 'bad'],
  scheduled: ['Scheduled', 'good'],
};

const SOURCES: Readonly<Record<string, string>> = {
  'dcc-lab': "DCC's laboratory",
  'remote-lab': 'Remote laboratory',
  participant: 'Your own',
};

function status(name: string): Html {
  return badge(STATUS[name] ?? [name, 'open']);
}

function code(text: string | undefined): Html | undefined {
  return text === undefined ? undefined : html`<span class="code">${text}</span>`;
}

/** What the participant tried, and what came. */
export function summaryPage(
  summary: Summary,
  recorded: (prerequisite: Summary['prerequisites'][number]) => string | undefined,
): Html {
  const { deployment, prerequisites, installations, authorisations } = summary;
  return html`<section class="card">
      <p>${summary.statement}</p>
      ${details([
        ['Participant', `${summary.participant}, ${summary.kind}`],
        ['Acts for', summary.principal],
        ['Solution in UIT', deployment ? `${deployment.release} ${deployment.version}` : 'Not recorded as deployed'],
        ['Authorises electricity as', code(summary.authorisesAs.electricity)],
        ['Authorises gas as', code(summary.authorisesAs.gas)],
        ['Outcome files', summary.outcomeFiles.length],
        ['Device alerts', summary.alerts],
      ])}
    </section>
    <h2>Prerequisites</h2>
    ${tableOf(
      'What is recorded of you',
      ['Prerequisite', 'Recorded', 'Reference'],
      prerequisites.map((prerequisite) => {
        const { name, reference } = prerequisite;
        const recordedAt = recorded(prerequisite);
        return [name, recordedAt === undefined ? badge(['Not recorded', 'bad']) : time(recordedAt), reference];
      }),
      'There are none.',
    )}
    <h2>What was tried</h2>
    ${tableOf(
      'Your test installations',
      ['MPAN', 'Devices from', 'Migrated'],
      installations.map(({ importMPAN, source, migrated }) => [importMPAN, SOURCES[source], migrated ? 'Yes' : 'No']),
      'You have no test installation.',
    )}
    ${tableOf(
      'Your authorisations',
      ['Authorisation', 'Status', 'Codes'],
      authorisations.map(({ stem, status: name, codes }) => [code(stem), status(name), codes.join(', ')]),
      'You have submitted no authorisation.',
    )}`;
}

/** The pool, and what the participant has of it. */
export function poolPage(
  session: Session,
  free: Readonly<Record<'dcc-lab' | 'remote-lab', number>>,
  yours: readonly TestInstallation[],
  fault?: string,
): Html {
  return html`<section class="card" aria-labelledby="book">
      <h2 id="book">Book a test installation</h2>
      ${errorMessage(fault)}
      ${details([
        ["Free in the DCC's laboratory", free['dcc-lab']],
        ['Free in remote laboratories', free['remote-lab']],
      ])}
      ${bookForm(session, 'dcc-lab', "Book in the DCC's laboratory")}
      ${bookForm(session, 'remote-lab', 'Book in a remote laboratory')}
    </section>
    <h2>Your test installations</h2>
    ${tableOf(
      'Test installations that are yours now',
      ['MPAN', 'MPRN', 'Devices from', 'Devices', 'Until', 'Return'],
      yours.map(({ importMPAN, mprn, source, devices, booking }) => [
        importMPAN,
        mprn,
        SOURCES[source],
        devices.map(({ deviceType, deviceId }) => html`<div class="code">${deviceType} ${deviceId}</div>`),
        booking?.bookedUntil === undefined ? 'No end' : time(booking.bookedUntil),
        returnForm(session, importMPAN),
      ]),
      'You have no test installation.',
    )}`;
}

function bookForm(session: Session, source: string, label: string): Html {
  return html`<form method="post" action="/portal/bookings">
    ${formToken(session)}
    <input type="hidden" name="source" value="${source}" />
    <div><button type="submit">${label}</button></div>
  </form>`;
}

function returnForm(session: Session, importMPAN: string): Html {
  return html`<form method="post" action="/portal/bookings/return">
    ${formToken(session)}
    <input type="hidden" name="importMPAN" value="${importMPAN}" />
    <button type="submit" aria-label="Return ${importMPAN}">Return</button>
  </form>`;
}

/** What the participant has submitted, and the form for more. */
export function authorisationsPage(
  session: Session,
  list: readonly AuthorisationView[],
  menu: readonly { readonly code: string; readonly fault: string }[],
  fault?: string,
): Html {
  return html`<section class="card" aria-labelledby="upload">
      <h2 id="upload">Submit an authorisation</h2>
      ${errorMessage(fault)}
      <form method="post" action="/portal/authorisations" enctype="multipart/form-data">
        ${formToken(session)}
        <label for="authorisation-file">Authorisation file</label>
        <p class="hint" id="authorisation-hint">Encrypted archive, MA_&hellip;.zip, at most 10 MB</p>
        <input id="authorisation-file" name="authorisation-file" type="file" aria-describedby="authorisation-hint" />
        <label for="password-file">Password file</label>
        <p class="hint" id="password-hint">MAPASSWORD_&hellip;.txt</p>
        <input id="password-file" name="password-file" type="file" aria-describedby="password-hint" />
        <label for="registration-data">Registration data</label>
        <p class="hint" id="registration-hint">RD_&hellip;.csv, a line for each meter point</p>
        <input id="registration-data" name="registration-data" type="file" aria-describedby="registration-hint" />
        <label for="exception">Exception to provoke</label>
        <select id="exception" name="exception">
          <option value="">None</option>
          ${menu.map((entry) => html`<option value="${entry.code}">${entry.code}: ${entry.fault}</option>`)}
        </select>
        <div><button type="submit">Submit</button></div>
      </form>
    </section>
    <h2>Your authorisations</h2>
    ${tableOf(
      'Authorisations, newest first',
      ['Authorisation', 'Received', 'Status'],
      list
        .toReversed()
        .map((view) => [
          html`<a class="code" href="/portal/authorisations/${encodeURIComponent(view.stem)}">${view.stem}</a>`,
          time(view.receivedAt),
          status(view.status),
        ]),
      'You have submitted no authorisation.',
    )}`;
}

/** One authorisation with its result. */
export function authorisationPage(view: AuthorisationView, missing: string | undefined): Html {
  const { stem, exception, rows = [] } = view;
  return html`<section class="card">
      ${details([
        ['Status', status(view.status)],
        ['Received', time(view.receivedAt)],
        ['Missing', missing],
        ['Exception provoked', code(view.provoked)],
        ['File id', view.fileId],
        ['Exception', code(exception?.code)],
        ['Reason', exception?.reason],
      ])}
    </section>
    <h2>Result by row</h2>
    ${tableOf(
      'Rows of the authorisation',
      ['Row', 'MPAN', 'Status', 'Code', 'Reason', 'Installation', 'Scheduled for'],
      rows.map((row) => [
        row.rowId,
        row.importMPAN,
        status(row.status),
        code(row.code),
        row.reason,
        row.installationId,
        row.scheduledFor,
      ]),
      'No rows have been judged.',
    )}
    <p><a href="/portal/authorisations/${encodeURIComponent(stem)}/exceptions.csv">Download the exception file</a></p>`;
}

/** A list of files to fetch. */
export function filesPage(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly [path: string, name: string, ...cells: (string | number | Html)[]])[],
  empty: string,
): Html {
  return tableOf(
    caption,
    columns,
    rows.map(([path, name, ...cells]) => [html`<a class="code" href="${path}">${name}</a>`, ...cells]),
    empty,
  );
}
