import type { AuthorisationStatus, InstallationState, RowResult } from '../mcc-records';
import type { AuthorisationSummary, AuthorisationView, InstallationView, OutcomeView } from '../supplier-views';
import { html, type Html } from '../../../portal/html';
import { badge, details, errorMessage, formToken, tableOf, time, type Tone } from '../../../portal/parts';
import type { NoticeView } from '../notices/notice-views';
import type { NotificationKind } from '../notifications/notification';
import type { NotificationSummary } from '../notifications/notification-views';
import type { Session } from '../../../portal/sessions';

/** What a status is called on a page, and how it looks. */
const AUTHORISATION_STATUS: Readonly<Record<AuthorisationStatus, readonly [name: string, tone: Tone]>> = {
  'waiting-for-password': ['Waiting for the password file', 'open'],
  'waiting-for-archive': ['Waiting for the authorisation file', 'open'],
  received: ['Received, being validated', 'open'],
  accepted: ['Accepted', 'good'],
  'partly-accepted': ['Partly accepted', 'open'],
  rejected: ['Rejected', 'bad'],
};

const INSTALLATION_STATE: Readonly<Record<InstallationState, readonly [name: string, tone: Tone]>> = {
  Scheduled: ['Scheduled', 'open'],
  InProgress: ['In progress', 'open'],
  Intervention: ['Intervention', 'bad'],
  Commissioned: ['Commissioned', 'good'],
  Failed: ['Failed', 'bad'],
  Excluded: ['Excluded', 'bad'],
};

const NOTIFICATION_KIND: Readonly<Record<NotificationKind, string>> = {
  migration: 'Migration',
  'firmware-upgrade': 'Firmware upgrade',
  configuration: 'Configuration',
};

const ROW_STATUS: Readonly<Record<RowResult['status'], readonly [name: string, tone: Tone]>> = {
  scheduled: ['Scheduled', 'good'],
  rejected: ['Rejected', 'bad'],
};

export function authorisationsPage(session: Session, list: readonly AuthorisationSummary[], fault?: string): Html {
  return html`<section class="card" aria-labelledby="upload">
      <h2 id="upload">Upload an authorisation</h2>
      ${errorMessage(fault)}
      <form method="post" action="/portal/authorisations" enctype="multipart/form-data">
        ${formToken(session)}
        <label for="authorisation-file">Authorisation file</label>
        <p class="hint" id="authorisation-hint">Encrypted archive, MA_&hellip;.zip, at most 10 MB</p>
        <input id="authorisation-file" name="authorisation-file" type="file" aria-describedby="authorisation-hint" />
        <label for="password-file">Password file</label>
        <p class="hint" id="password-hint">MAPASSWORD_&hellip;.txt; it may follow within 24 hours</p>
        <input id="password-file" name="password-file" type="file" aria-describedby="password-hint" />
        <div><button type="submit">Upload</button></div>
      </form>
    </section>
    <h2>Your authorisations</h2>
    ${tableOf(
      'Authorisations, newest first',
      ['Authorisation', 'Received', 'Status'],
      list
        .toReversed()
        .map(({ stem, submission, receivedAt, status }) => [
          html`<a class="code" href="${authorisationPath(stem, submission)}">${stem}</a>`,
          time(receivedAt),
          badge(AUTHORISATION_STATUS[status]),
        ]),
      'You have not uploaded any authorisation yet.',
    )}`;
}

function authorisationPath(stem: string, submission: number): string {
  return `/portal/authorisations/${encodeURIComponent(stem)}?submission=${submission}`;
}

export function authorisationPage(view: AuthorisationView): Html {
  const { stem, submission, exception, rows } = view;
  return html`<section class="card">
      ${details([
        ['Status', badge(AUTHORISATION_STATUS[view.status])],
        ['Received', time(view.receivedAt)],
        ['File id', view.fileId],
        ['Exception', exception && html`<span class="code">${exception.code}</span>`],
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
        badge(ROW_STATUS[row.status]),
        row.code && html`<span class="code">${row.code}</span>`,
        row.reason,
        row.installationId && installationLink(row.installationId),
        row.scheduledFor,
      ]),
      'No rows have been judged.',
    )}
    <p>
      <a href="/portal/authorisations/${encodeURIComponent(stem)}/result.csv?submission=${submission}"
        >Download the result as csv</a
      >
    </p>`;
}

function installationLink(installationId: string): Html {
  return html`<a class="code" href="/portal/installations/${encodeURIComponent(installationId)}">${installationId}</a>`;
}

export function installationsPage(list: readonly InstallationView[]): Html {
  return tableOf(
    'Your authorised installations',
    ['Installation', 'MPAN', 'MPRN', 'State', 'Attempt', 'Scheduled for', 'Code'],
    list.map((installation) => [
      installationLink(installation.installationId),
      installation.importMPAN,
      installation.mprn,
      badge(INSTALLATION_STATE[installation.state]),
      installation.attempt,
      installation.scheduledFor,
      installation.code && html`<span class="code">${installation.code}</span>`,
    ]),
    'None of your installations has been authorised yet.',
  );
}

export function installationPage(installation: InstallationView): Html {
  return html`<section class="card">
      ${details([
        ['State', badge(INSTALLATION_STATE[installation.state])],
        ['MPAN', installation.importMPAN],
        ['MPRN', installation.mprn],
        ['Attempt', installation.attempt],
        ['Slot', time(installation.slotStart)],
        ['Phase reached', installation.phase],
        ['Code', installation.code && html`<span class="code">${installation.code}</span>`],
        ['Reason', installation.reason],
      ])}
    </section>
    <h2>History</h2>
    ${tableOf(
      'What happened to the installation, oldest first',
      ['When', 'State', 'Note'],
      installation.history.map(({ at, state, note }) => [time(at), badge(INSTALLATION_STATE[state]), note]),
      'Nothing has happened yet.',
    )}`;
}

export function outcomesPage(list: readonly OutcomeView[]): Html {
  return tableOf(
    'Commissioning Outcome Files, newest first',
    ['File', 'Received', 'Your installations', 'Download'],
    list
      .toReversed()
      .map(({ name, receivedAt, installationIds }) => [
        html`<span class="code">${name}</span>`,
        time(receivedAt),
        installationIds.map((id, index) => [index === 0 ? undefined : ', ', installationLink(id)]),
        html`<a href="/portal/outcomes/${encodeURIComponent(name)}" aria-label="Download ${name}">Download</a>`,
      ]),
    'No outcome has been reported yet.',
  );
}

export function noticesPage(list: readonly NoticeView[], notifications: readonly NotificationSummary[]): Html {
  return html`${tableOf(
      'Notices of the migration of your Dormant Meters, newest first',
      ['Notice', 'Given', 'Meter', 'MPxN', 'Planned from', 'Planned to', 'Migration day'],
      list
        .toReversed()
        .flatMap((notice) =>
          notice.meters.map(({ deviceType, mpxn }) => [
            html`<span class="code">${notice.noticeId}</span>`,
            time(notice.sentAt),
            deviceType === 'ESME' ? 'Electricity' : 'Gas',
            mpxn,
            notice.plannedFrom,
            notice.plannedTo,
            notice.scheduledFor,
          ]),
        ),
      'No migration of a Dormant Meter of yours has been planned.',
    )}
    <p><a href="/portal/notices.csv">Download the notices as csv</a></p>
    <h2>Schedule notifications</h2>
    ${tableOf(
      'Files of the plans for your Dormant Meters, newest first',
      ['File', 'About', 'Issued', 'Meters', 'Download'],
      notifications
        .toReversed()
        .map(({ name, kind, issuedAt, rowCount }) => [
          html`<span class="code">${name}</span>`,
          NOTIFICATION_KIND[kind],
          time(issuedAt),
          rowCount,
          html`<a href="/portal/notifications/${encodeURIComponent(name)}" aria-label="Download ${name}">Download</a>`,
        ]),
      'No schedule notification has been issued to you yet.',
    )}`;
}
