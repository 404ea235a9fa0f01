import { area } from '../../../kernel/rules';
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

type ClassCounts = Record<PortfolioClass, number>;

/** How the portfolio is counted. */
export const PORTFOLIO = area('mcc-portfolio', {
  /** The newest authorised installation of each MPAN, of those in the order of their authorisation. */
  newest: (installations: readonly Installation[]): Installation[] => [
    ...new Map(installations.map((installation) => [installation.importMPAN, installation])).values(),
  ],
  /** How many installations are in each class. */
  countClasses: (installations: readonly Installation[]): ClassCounts => {
    const counts = { scheduled: 0, inFlight: 0, migrated: 0, failed: 0, excluded: 0 };
    for (const { state } of installations) counts[CLASSES[state]] += 1;
    return counts;
  },
  /** Whether an attempt has begun, under this authorisation or an earlier one. */
  isAttempted: ({ attempt, history }: Installation): boolean =>
    attempt > 1 || history.some(({ state }) => state === 'InProgress'),
});

/**
 * State of the portfolio: one row for each supplier, SMSO, group and kind. An installation (one import MPAN) counts once, by
 * its newest authorisation, however often it was authorised or attempted.
 */
export function portfolioRows(sources: ReportSources, audience: Audience): ReportRow[] {
  const rules = sources.work.rules(PORTFOLIO);
  const newest = rules.newest(sources.installations.filter((installation) => sources.isFor(installation, audience)));
  const groups = groupBy(newest, (one) =>
    [audience ?? one.electricitySupplier, one.smsoTag, one.groupId, one.kind].join(' '),
  );
  return groups.map((group) => {
    const [{ electricitySupplier, smsoTag, groupId, kind }] = group;
    const counts = rules.countClasses(group);
    const { scheduled, inFlight, migrated, failed, excluded } = counts;
    return rowOf({
      supplier: audience ?? electricitySupplier,
      smsoTag,
      groupId,
      kind,
      authorised: scheduled + inFlight + migrated + failed + excluded,
      scheduled,
      inFlight,
      attempted: group.filter(rules.isAttempted).length,
      migrated,
      failed,
      excluded,
    });
  });
}
