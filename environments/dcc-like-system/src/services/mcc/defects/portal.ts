import { defect, omitWrite, rule } from '../../../kernel/defect';
import { INSTALLATIONS, OUTCOME_FILES, SUBMISSIONS } from '../mcc-records';
import { PORTAL } from '../portal/portal-rules';
import { VISITORS } from '../../../portal/guards';
import { PORTAL_SESSIONS } from '../../../portal/sessions';
import { SIGN_INS } from '../../../portal/sign-in';
import { requireAuthorisation } from '../supplier-routes';
import { installationView } from '../supplier-views';
import { SUPPLIERS } from '../suppliers';

/** Installations for which a page has room. */
const PAGE = 5;
/** Milliseconds for which outcomes are shown. */
const WEEK = 7 * 24 * 3_600_000;

/** An authorisation of whoever submitted it, for everybody. */
const anyAuthorisation: typeof requireAuthorisation = (service, supplier, stem, number) => {
  const owner = service.read((work) => work.list(SUBMISSIONS).find(({ value }) => value.stem === stem));
  return requireAuthorisation(service, owner?.value.supplier ?? supplier, stem, number);
};

/** Seeded defects of the portal. */
export const PORTAL_DEFECTS = [
  // Those of every supplier.
  defect(
    'mcc-portal-shows-every-installation',
    rule(PORTAL, 'installations', () => (work) => work.list(INSTALLATIONS).map(({ value }) => installationView(value))),
  ),
  defect(
    'mcc-portal-hides-interventions',
    rule(
      PORTAL,
      'installations',
      (right) => (work, supplier) => right(work, supplier).filter(({ state }) => state !== 'Intervention'),
    ),
  ),
  defect(
    'mcc-portal-hides-what-has-ended',
    rule(
      PORTAL,
      'installations',
      (right) => (work, supplier) =>
        right(work, supplier).filter(({ state }) => state !== 'Failed' && state !== 'Excluded'),
    ),
  ),
  defect(
    'mcc-portal-shows-five-installations',
    rule(PORTAL, 'installationsPage', (right) => (installations) => right(installations.slice(0, PAGE))),
  ),
  defect(
    'mcc-portal-hides-old-outcomes',
    rule(
      PORTAL,
      'outcomes',
      (right) => (work, supplier) =>
        right(work, supplier).filter(({ receivedAt }) => work.now.getTime() - Date.parse(receivedAt) < WEEK),
    ),
  ),
  defect(
    'mcc-portal-never-slows-down',
    rule(SIGN_INS, 'waitAfter', () => () => 0),
  ),
  defect(
    'mcc-portal-hides-failures',
    rule(PORTAL, 'reportRows', (right) => (report) => right(report).filter(({ result }) => result !== 'NotMigrated')),
  ),
  defect(
    'mcc-portal-lets-anybody-in',
    rule(SUPPLIERS, 'maySignIn', () => () => true),
  ),

  // Whoever knows an address is shown what is there.
  defect(
    'mcc-portal-shows-any-authorisation',
    rule(PORTAL, 'authorisation', () => anyAuthorisation),
  ),
  defect(
    'mcc-portal-gives-any-result',
    rule(PORTAL, 'result', () => anyAuthorisation),
  ),
  defect(
    'mcc-portal-shows-any-installation',
    rule(PORTAL, 'installation', (right) => (work, supplier, id) => {
      const found = work.get(INSTALLATIONS, id);
      return found ? installationView(found) : right(work, supplier, id);
    }),
  ),
  defect(
    'mcc-portal-gives-any-outcome',
    rule(PORTAL, 'outcomeFile', (right) => (service, supplier, name) => {
      const file = service.read((work) => work.get(OUTCOME_FILES, name));
      return file ? Buffer.from(file.base64, 'base64') : right(service, supplier, name);
    }),
  ),

  // The cookie goes and the session stays.
  defect('mcc-portal-keeps-signed-out-sessions', omitWrite(PORTAL_SESSIONS, 'forget')),
  defect(
    'mcc-portal-sessions-never-end',
    rule(PORTAL_SESSIONS, 'hasEnded', () => () => false),
  ),
  defect(
    'mcc-portal-keeps-every-session',
    rule(PORTAL_SESSIONS, 'mostSessions', () => Infinity),
  ),
  defect(
    'mcc-portal-takes-any-form-token',
    rule(PORTAL_SESSIONS, 'isOwnForm', () => () => true),
  ),
  defect(
    'mcc-portal-takes-forms-from-elsewhere',
    rule(VISITORS, 'isFromPortal', () => () => true),
  ),
  defect(
    'mcc-portal-lets-browsers-keep-pages',
    rule(PORTAL, 'cacheControl', () => 'private, max-age=86400'),
  ),
];
