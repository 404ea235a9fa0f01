import { defect, omitWrite, rule } from '../../dcc-like-system/src/kernel/defect';
import { VISITORS } from '../../dcc-like-system/src/portal/guards';
import { PORTAL_SESSIONS } from '../../dcc-like-system/src/portal/sessions';
import { alertsFor } from '../alerts';
import type { Participant } from '../config';
import type { MigrationDust } from '../dust';
import { DUST_PORTAL } from '../portal/portal-rules';
import { DOCUMENTS, INSTALLATIONS, SUBMISSIONS } from '../records';

/** The participant of this key; without one, whoever asks. */
function holder({ config }: MigrationDust, key: string | undefined, asking: Participant): Participant {
  return config.participants.find((one) => one.key === key) ?? asking;
}

/** Who has submitted something under a stem. */
function submitter(dust: MigrationDust, stem: string, asking: Participant): Participant {
  return holder(
    dust,
    dust.read((work) => work.get(SUBMISSIONS, stem)?.participant),
    asking,
  );
}

/** Seeded defects of what the portal shows and does. */
export const PORTAL_DEFECTS = [
  // The user name is enough.
  defect(
    'dust-portal-takes-any-password',
    rule(
      DUST_PORTAL,
      'account',
      () =>
        ({ config }, user) =>
          config.organisations.find(({ portal }) => portal.user === user),
    ),
  ),
  defect(
    'dust-portal-hides-refusals',
    rule(DUST_PORTAL, 'said', () => () => undefined),
  ),
  defect(
    'dust-portal-books-in-one-laboratory',
    rule(DUST_PORTAL, 'laboratory', () => () => 'dcc-lab'),
  ),
  defect(
    'dust-portal-ignores-chosen-exceptions',
    rule(DUST_PORTAL, 'exception', () => () => undefined),
  ),
  defect(
    'dust-portal-hides-what-is-missing',
    rule(DUST_PORTAL, 'missing', () => () => undefined),
  ),
  defect(
    'dust-portal-hides-missing-prerequisites',
    rule(DUST_PORTAL, 'recordedAt', () => () => '2019-01-01T00:00:00.000Z'),
  ),
  // As somebody would who reads a file as text and writes it again.
  defect(
    'dust-portal-changes-files',
    rule(DUST_PORTAL, 'saved', () => (file) => `${file.toString('utf8').trimEnd()}\n\n`),
  ),
  defect(
    'dust-portal-returns-any-test-installation',
    rule(
      DUST_PORTAL,
      'giveBack',
      (right) => (dust, asking, importMPAN) =>
        right(
          dust,
          holder(
            dust,
            dust.read((work) => work.get(INSTALLATIONS, importMPAN)?.booking?.participant),
            asking,
          ),
          importMPAN,
        ),
    ),
  ),
  defect(
    'dust-portal-lists-any-outcome',
    rule(DUST_PORTAL, 'outcomes', (right) => async (dust) => {
      const all = await Promise.all(dust.config.participants.map((one) => right(dust, one)));
      return all.flat();
    }),
  ),
  defect(
    'dust-portal-lists-any-alert',
    rule(DUST_PORTAL, 'alerts', () => (work, asking) => {
      const everybody = work.list(INSTALLATIONS).flatMap(({ value }) => value.booking?.participant ?? []);
      return [...new Set(everybody)].flatMap((key) => alertsFor(work, { ...asking, key }));
    }),
  ),

  // Whoever knows an address is shown what is there.
  defect(
    'dust-portal-shows-any-authorisation',
    rule(
      DUST_PORTAL,
      'authorisation',
      (right) => (dust, asking, stem) => right(dust, submitter(dust, stem, asking), stem),
    ),
  ),
  defect(
    'dust-portal-gives-any-exception-file',
    rule(
      DUST_PORTAL,
      'exceptionFile',
      (right) => (dust, asking, stem) => right(dust, submitter(dust, stem, asking), stem),
    ),
  ),
  // What the account holds in whose name it authorises, which is lent to others too.
  defect(
    'dust-portal-gives-any-outcome',
    rule(DUST_PORTAL, 'outcomeFile', (right) => async (dust, asking, name) => {
      const file = await dust.accountOf(asking).find(`/outcomes/${encodeURIComponent(name)}`);
      return file ?? right(dust, asking, name);
    }),
  ),
  defect(
    'dust-portal-gives-any-alert',
    rule(DUST_PORTAL, 'alert', (right) => (work, asking, number) => {
      const document = work.get(DOCUMENTS, String(number).padStart(9, '0'));
      return document?.body ?? right(work, asking, number);
    }),
  ),
  defect(
    'dust-portal-gives-whole-reports',
    rule(DUST_PORTAL, 'report', (right) => async (dust, asking, path) => {
      const file = await dust.accountOf(asking).find(`/reports/${path}/report.csv`);
      return file?.toString('utf8') ?? right(dust, asking, path);
    }),
  ),

  // The cookie goes and the session stays.
  defect('dust-portal-keeps-signed-out-sessions', omitWrite(PORTAL_SESSIONS, 'forget')),
  defect(
    'dust-portal-sessions-never-end',
    rule(PORTAL_SESSIONS, 'hasEnded', () => () => false),
  ),
  defect(
    'dust-portal-takes-any-form-token',
    rule(PORTAL_SESSIONS, 'isOwnForm', () => () => true),
  ),
  defect(
    'dust-portal-takes-forms-from-elsewhere',
    rule(VISITORS, 'isFromPortal', () => () => true),
  ),
  defect(
    'dust-portal-lets-browsers-keep-pages',
    rule(DUST_PORTAL, 'cacheControl', () => 'private, max-age=86400'),
  ),
];
