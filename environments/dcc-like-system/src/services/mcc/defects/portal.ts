import { defect, rule } from '../../../kernel/defect';
import { INSTALLATIONS } from '../mcc-records';
import { PORTAL } from '../portal/portal-rules';
import { SIGN_INS } from '../portal/sign-in';
import { installationView } from '../supplier-views';

/** Installations for which a page has room. */
const PAGE = 5;
/** Milliseconds for which outcomes are shown. */
const WEEK = 7 * 24 * 3_600_000;

/** Seeded defects of the portal. */
export const PORTAL_DEFECTS = [
  // Those of every supplier.
  defect(
    'mcc-portal-shows-every-installation',
    rule(PORTAL, 'installations', () => (work) => work.list(INSTALLATIONS).map(({ value }) => installationView(value))),
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
];
