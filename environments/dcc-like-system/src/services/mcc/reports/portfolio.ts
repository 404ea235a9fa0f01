import type { Installation, InstallationState } from '../mcc-records';
import { rowOf, type Audience, type ReportRow } from './report';
import { groupBy, type ReportSources } from './tables';

/** The five classes of authorised installations; every one is in exactly one of them. */
type PortfolioClass = 'scheduled' | 'inFlight' | 'migrated' | 'failed' | 'excluded';

const CLASSES: Readonly<Record<InstallationState, PortfolioClass>> = {
  Scheduled: 'scheduled',
  InProgress: 'inFlight',
  Intervention: 'inFlight',
  Commissioned: 'migrated',
  Failed: 'failed',
  Excluded: 'excluded',
};

/**
 * How the portfolio stands: one row for each supplier, SMSO, group and kind. An installation (one import MPAN) counts once,
 * by its newest authorisation, however often it was authorised or attempted.
 */
export function portfolioRows(sources: ReportSources, audience: Audience): ReportRow[] {
  const { installations, service } = sources;
  const newest = new Map<string, Installation>();
  for (const installation of installations) {
    if (sources.isFor(installation, audience)) newest.set(installation.importMPAN, installation);
  }
  // Seeded defects: attempts are counted instead of installations; the excluded are passed over.
  const byAttempt = service.defect('mcc-counts-every-attempt');
  const excludedForgotten = service.defect('mcc-summary-omits-excluded');
  const counted = [...newest.values()].filter(({ state }) => !excludedForgotten || state !== 'Excluded');

  const groups = groupBy(counted, (one) =>
    [audience ?? one.electricitySupplier, one.smsoTag, one.groupId, one.kind].join(' '),
  );
  return groups.map((group) => {
    const [{ electricitySupplier, smsoTag, groupId, kind }] = group;
    const counts: Record<PortfolioClass, number> = { scheduled: 0, inFlight: 0, migrated: 0, failed: 0, excluded: 0 };
    for (const installation of group) {
      counts[CLASSES[installation.state]] += 1;
      if (byAttempt) counts.failed += installation.attempt - 1;
    }
    const { scheduled, inFlight, migrated, failed, excluded } = counts;
    return rowOf({
      supplier: audience ?? electricitySupplier,
      smsoTag,
      groupId,
      kind,
      authorised: scheduled + inFlight + migrated + failed + excluded,
      scheduled,
      inFlight,
      // Seeded defect: what is planned counts as attempted.
      attempted: service.defect('mcc-counts-planned-attempts') ? group.length : group.filter(isAttempted).length,
      migrated,
      failed,
      excluded,
    });
  });
}

/** Whether an attempt has begun, under this authorisation or an earlier one. */
function isAttempted({ attempt, history }: Installation): boolean {
  return attempt > 1 || history.some(({ state }) => state === 'InProgress');
}
