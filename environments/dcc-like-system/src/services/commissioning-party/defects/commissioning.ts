import { defect, entry, rule } from '../../../kernel/defect';
import { COMMISSIONING } from '../commissioning';
import { EXCLUSIONS } from '../exclusions';
import { commission, INVENTORY } from '../inventory';
import { migrated } from '../outcomes';

/** Seeded defects of commissioning from S1SP Commissioning Files. */
export const COMMISSIONING_DEFECTS = [
  defect(
    'cp-takes-first-of-two-results',
    rule(COMMISSIONING, 'contradictedIn', () => () => new Set()),
  ),
  defect(
    'cp-takes-failures-without-code',
    rule(COMMISSIONING, 'saysWhy', () => () => true),
  ),
  defect(
    'cp-acts-on-repeated-line',
    rule(COMMISSIONING, 'hasEnded', () => () => false),
  ),
  defect(
    'cp-reports-failed-as-migrated',
    entry(COMMISSIONING, 'resultOf', 'Failed').replace(() => ({ attempt, installation, work }) => ({
      outcome: migrated(attempt, installation, work.now.toISOString()),
    })),
  ),
  defect(
    'cp-commissions-every-line',
    entry(COMMISSIONING, 'resultOf', 'Failed').replace((right) => async (reported) => {
      await commission(reported.installation, reported.work.now.toISOString(), reported.work);
      return right(reported);
    }),
  ),
  defect(
    'cp-commissions-excluded-gas-meter',
    rule(
      COMMISSIONING,
      'toCommission',
      () =>
        ({ installation }) =>
          installation,
    ),
  ),
  defect(
    'cp-reports-excluded-as-commissioned',
    rule(COMMISSIONING, 'leftBehindIn', () => () => []),
  ),
  // The suppliers that were right at the beginning are thought to be right still.
  defect(
    'cp-forgets-registration',
    rule(COMMISSIONING, 'registrationFault', () => () => undefined),
  ),
  // Whoever was called in for anything is thought to have looked at the suppliers.
  defect(
    'cp-takes-any-recovery-for-consent',
    rule(
      COMMISSIONING,
      'registrationFault',
      (right) => (attempt, installation, registrations, work) =>
        attempt.intervention === undefined ? right(attempt, installation, registrations, work) : undefined,
    ),
  ),
  // Every supplier that was authorised is thought to matter, whatever was left behind.
  defect(
    'cp-minds-gas-supplier-left-behind',
    rule(
      COMMISSIONING,
      'registrationFault',
      (right) => (attempt, installation, registrations, work) =>
        right(attempt, attempt.passed?.installation ?? installation, registrations, work),
    ),
  ),
  // Only the electricity supplier is looked at.
  defect(
    'cp-forgets-gas-registration',
    rule(COMMISSIONING, 'supplyPointsOf', () => ({ importMPAN }) => ({ importMPAN })),
  ),
  defect('cp-accepts-any-exclusion', entry(EXCLUSIONS, 'checks', 'foreseen').skip()),
  // The inventory is told of the devices, but not of their hub.
  defect(
    'cp-skips-associations',
    rule(INVENTORY, 'associationsOf', () => () => []),
  ),
];
