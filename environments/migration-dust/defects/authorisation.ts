import { defect, omitWrite, rule } from '../../dcc-like-system/src/kernel/defect';
import { ALERTS } from '../alerts';
import { AUTHORISATION_RESULTS } from '../authorisations';
import { COUNTED_REPORTS } from '../counted-reports';
import { EXAMPLES } from '../examples';
import { EXCEPTIONS } from '../exceptions';
import { OUTCOMES } from '../outcomes';
import { REGISTRATION_DATA } from '../registration-file';
import { SUBMISSION } from '../submissions';

/** Seeded defects of authorisations, of what configures the environment, and of what comes back. */
export const AUTHORISATION_DEFECTS = [
  defect(
    'dust-waits-for-no-registration',
    rule(SUBMISSION, 'waitsForRegistration', () => () => false),
  ),
  defect(
    'dust-configures-nothing',
    rule(SUBMISSION, 'configured', () => () => []),
  ),
  // What is registered of the networks stays as it was.
  defect(
    'dust-keeps-network-operators',
    rule(
      SUBMISSION,
      'configured',
      (right) => (registrations) =>
        right(registrations).map((row) => ({ ...row, networkOperator: '90-B3-D5-1F-30-06-00-00' })),
    ),
  ),
  defect(
    'dust-registers-any-meter-point',
    rule(REGISTRATION_DATA, 'isOwn', () => () => true),
  ),
  defect(
    'dust-registers-any-supplier',
    rule(REGISTRATION_DATA, 'isLent', () => () => true),
  ),
  defect(
    'dust-misses-meter-points',
    rule(SUBMISSION, 'unregistered', () => () => []),
  ),
  defect(
    'dust-authorises-any-device',
    rule(SUBMISSION, 'foreignMpans', () => () => []),
  ),
  defect(
    'dust-provokes-nothing',
    rule(EXCEPTIONS, 'menu', (right) =>
      Object.fromEntries(Object.entries(right).map(([code, entry]) => [code, { ...entry, bring: (parts) => parts }])),
    ),
  ),
  defect(
    'dust-menu-lacks-an-exception',
    rule(EXCEPTIONS, 'menu', ({ 'SIM-AUT-09': _left, ...menu }) => menu),
  ),
  defect(
    'dust-takes-any-exception',
    rule(EXCEPTIONS, 'isOffered', () => () => true),
  ),
  defect(
    'dust-exceptions-without-codes',
    rule(
      AUTHORISATION_RESULTS,
      'exceptionFile',
      () => (file) => Buffer.from(file.toString('utf8').replaceAll(/SIM-AUT-\d\d/g, ''), 'utf8'),
    ),
  ),
  defect(
    'dust-changes-outcome-files',
    rule(
      OUTCOMES,
      'handedOut',
      () => (file) => Buffer.from(file.toString('utf8').replace('<Attempt>1<', '<Attempt>2<'), 'utf8'),
    ),
  ),
  defect('dust-loses-alerts', omitWrite(ALERTS, 'keep')),
  defect(
    'dust-schedules-what-is-over',
    rule(COUNTED_REPORTS, 'isScheduled', () => () => true),
  ),
  defect(
    'dust-counts-what-is-planned-as-attempted',
    rule(COUNTED_REPORTS, 'isAttempted', () => () => true),
  ),
  defect(
    'dust-counts-migrations-as-failures',
    rule(COUNTED_REPORTS, 'isFailure', () => () => true),
  ),
  // What is kept changes with what comes after.
  defect(
    'dust-errors-of-a-week-go-on',
    rule(COUNTED_REPORTS, 'isWithin', () => () => true),
  ),
  defect(
    'dust-kept-reports-go-on',
    rule(COUNTED_REPORTS, 'known', () => (history) => history),
  ),
  defect(
    'dust-gives-suppliers-alerts-alone',
    rule(
      ALERTS,
      'isAddressed',
      () =>
        ({ eui }, { suppliers }) =>
          [suppliers.electricity, suppliers.gas].includes(eui),
    ),
  ),
  defect(
    'dust-examples-without-mark',
    rule(EXAMPLES, 'handedOut', () => (file) => file.replace(/<!--[^>]*-->/, '')),
  ),
  defect(
    'dust-examples-not-valid',
    rule(EXAMPLES, 'handedOut', () => (file) => file.replace('<Attempt>1</Attempt>', '')),
  ),
  defect(
    'dust-example-missing',
    rule(EXAMPLES, 'isOffered', () => (code) => code !== 'SIM-KEY-11'),
  ),
];
