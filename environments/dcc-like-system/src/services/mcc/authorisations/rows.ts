import type { AuthorisationRow } from '../../../domain/maf';
import { area, firstFault } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { authorise } from '../migration/authorise';
import { isHeldToShares } from '../migration/capacity';
import { dayOf } from '../migration/days';
import { installationsOf } from '../migration/installations';
import { isLive, SMSO_TAGS, type Exception, type RowResult, type Submission } from '../mcc-records';
import { noticeInForce, useNotice } from '../notices/notice';
import { gatherFacts, type Facts } from './facts';
import { commonWindow, OUTSIDE_CHECKS, OWN_CHECKS, type Estate, type RowContext } from './row-checks';

/** How the rows of an authorisation are checked and scheduled. */
export const AUTHORISATION_ROWS = area('mcc-authorisation-rows', {
  ownChecks: OWN_CHECKS,
  outsideChecks: OUTSIDE_CHECKS,
  /** Whether a row counts where a later one repeats it: also one that is rejected. */
  counts: (_exception: Exception | undefined): boolean => true,
  /** What every row of a file has against it, by its place in the file. */
  checkEach: (
    rows: readonly AuthorisationRow[],
    check: (row: AuthorisationRow, place: number) => Exception | undefined,
  ): (Exception | undefined)[] => rows.map(check),
  /** Rows of a lower number get their days first; those without a priority come last. */
  priority: ({ Priority }: AuthorisationRow['values']): number => (Priority === '' ? 10 : Number(Priority)),
  /** The gas supply point of an installation: as the row names it, or else as the SMSO does. */
  mprnOf: ({ MPRN }: AuthorisationRow['values'], { mprn }: Estate): string | undefined => (MPRN === '' ? mprn : MPRN),
});

/**
 * Checks the rows of a file that is sound as a whole, and schedules what they authorise.
 * @returns the results in the order of the file
 * @throws PeerUnavailable when one of the peers cannot say now
 */
export async function authoriseRows(
  work: Work,
  submission: Submission,
  { smsoTag, rows }: { readonly smsoTag: string; readonly rows: readonly AuthorisationRow[] },
): Promise<RowResult[]> {
  const rules = work.rules(AUTHORISATION_ROWS);
  const base = { now: work.now, supplier: submission.supplier, smsoTag, groupIds: groupsOf(work, smsoTag) };
  const earlierRowIds = new Set<string>();
  const earlierMpans = new Set<string>();
  const own = rows.map((row) => {
    const context: RowContext = { ...base, earlierRowIds, earlierMpans, ...lookups(work, NO_FACTS) };
    const exception = firstFault(rules.ownChecks, { ...context, ...row });
    if (rules.counts(exception)) {
      earlierRowIds.add(row.values.RowId);
      earlierMpans.add(row.values.ImportMPAN);
    }
    return exception;
  });
  const facts = await gatherFacts(
    work,
    rows
      .filter((_row, place) => own[place] === undefined)
      .map(({ values }) => ({ importMPAN: values.ImportMPAN, mprn: values.MPRN })),
  );
  const context: RowContext = { ...base, earlierRowIds, earlierMpans, ...lookups(work, facts) };
  const outside = rules.checkEach(rows, (row, place) =>
    own[place] ? undefined : firstFault(rules.outsideChecks, { ...context, ...row }),
  );
  const verdicts = rows.map((row, place) => ({ row, exception: own[place] ?? outside[place] }));

  const results = new Map<AuthorisationRow, RowResult>();
  const rank = ({ values }: AuthorisationRow): number => rules.priority(values);
  // The sort keeps the order of the file among rows of one priority.
  for (const { row, exception } of verdicts.toSorted((a, b) => rank(a.row) - rank(b.row))) {
    results.set(row, exception ? rejection(row, exception) : schedule(work, submission, row, facts));
  }
  return rows.flatMap((row) => results.get(row) ?? []);
}

function groupsOf(work: Work, smsoTag: string): readonly string[] {
  return work.get(SMSO_TAGS, smsoTag)?.groupIds ?? [];
}

const NO_FACTS: Facts = { registrations: new Map(), estates: new Map(), commissioned: new Set() };

function lookups(
  work: Work,
  facts: Facts,
): Pick<RowContext, 'registration' | 'estate' | 'newest' | 'live' | 'commissioned' | 'notice'> {
  const newest: RowContext['newest'] = (mpan) => installationsOf(work, mpan).at(-1);
  return {
    registration: (mpxn) => facts.registrations.get(mpxn),
    estate: (mpan) => facts.estates.get(mpan),
    newest,
    live: (mpan) => installationsOf(work, mpan).some(isLive),
    commissioned: (mpan) => facts.commissioned.has(mpan) || newest(mpan)?.state === 'Commissioned',
    notice: (mpan) => noticeInForce(work, mpan, dayOf(work.now)),
  };
}

function rejection({ values }: AuthorisationRow, { code, reason }: Exception): RowResult {
  return { rowId: values.RowId, importMPAN: values.ImportMPAN, status: 'rejected', code, reason };
}

function schedule(work: Work, submission: Submission, row: AuthorisationRow, facts: Facts): RowResult {
  const { values } = row;
  const estate = facts.estates.get(values.ImportMPAN);
  if (!estate) throw new Error(`MPAN ${values.ImportMPAN} passed its checks without an SMSO.`);
  const mprn = work.rules(AUTHORISATION_ROWS).mprnOf(values, estate);
  const gasSupplier = mprn === undefined ? undefined : facts.registrations.get(mprn)?.supplier;
  const notice = estate.kind === 'Mixed' ? noticeInForce(work, values.ImportMPAN, dayOf(work.now)) : undefined;
  const window = commonWindow(values, notice);
  const installation = authorise(work, {
    importMPAN: values.ImportMPAN,
    ...(mprn === undefined ? {} : { mprn }),
    electricitySupplier: submission.supplier,
    ...(gasSupplier === undefined ? {} : { gasSupplier }),
    smsoTag: estate.smsoTag,
    groupId: estate.groupId,
    kind: estate.kind,
    authorisation: submission.stem,
    rowId: values.RowId,
    authorisedFrom: window.from,
    authorisedTo: window.to,
  });
  if (!installation) return rejection(row, noDay(work, window));
  const { installationId, scheduledFor } = installation;
  if (notice) useNotice(work, notice, installationId);
  return { rowId: values.RowId, importMPAN: values.ImportMPAN, status: 'scheduled', installationId, scheduledFor };
}

/** Why no day of a window could be had. */
function noDay(work: Work, window: { readonly from: string; readonly to: string }): Exception {
  return isHeldToShares(work, window)
    ? { code: 'SIM-AUT-29', reason: 'The allocation of the supplier is used up on every day of the date window.' }
    : { code: 'SIM-AUT-21', reason: 'No migration capacity is left in the date window.' };
}
