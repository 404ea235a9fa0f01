import { defect, entry, rule } from '../../dcc-like-system/src/kernel/defect';
import { ACCESS } from '../access';
import { ALERTS } from '../alerts';
import { COUNTED_REPORTS } from '../counted-reports';
import { ELIGIBILITY } from '../eligibility';
import { OUTCOMES } from '../outcomes';
import { POOL } from '../pool';
import { REPORTS } from '../reports';
import { SUBMISSION } from '../submissions';
import { SUMMARY } from '../summary';

/** Seeded defects of who may use Migration DUST, and what each is shown. */
export const ACCESS_DEFECTS = [
  defect(
    'dust-opens-anywhere',
    rule(ELIGIBILITY, 'isOpen', () => () => true),
  ),
  defect('dust-opens-without-deployment', entry(ELIGIBILITY, 'checks', 'open').skip()),
  defect('dust-ignores-prerequisites', entry(ELIGIBILITY, 'checks', 'prerequisites').skip()),
  defect(
    'dust-takes-anybody-for-an-operator',
    rule(ACCESS, 'isOperator', () => () => true),
  ),
  defect(
    'dust-shows-any-authorisation',
    rule(SUBMISSION, 'isOwn', () => () => true),
  ),
  defect(
    'dust-gives-any-outcome',
    rule(OUTCOMES, 'isOwn', () => () => true),
  ),
  defect(
    'dust-gives-any-alert',
    rule(ALERTS, 'concernsOwn', () => () => true),
  ),
  defect(
    'dust-reports-everything',
    rule(REPORTS, 'isOwnRow', () => () => true),
  ),
  defect(
    'dust-counts-everything',
    rule(COUNTED_REPORTS, 'isCounted', () => () => true),
  ),
  // Everybody holds everything that is held.
  defect(
    'dust-shares-test-installations',
    rule(
      POOL,
      'isOwn',
      () =>
        ({ booking }) =>
          booking !== undefined,
    ),
  ),
  defect(
    'dust-is-a-test-phase',
    rule(SUMMARY, 'isTestPhase', () => () => true),
  ),
  defect(
    'dust-has-criteria',
    rule(SUMMARY, 'statement', () => 'Migration DUST: entry criteria met, exit criteria met.'),
  ),
];
