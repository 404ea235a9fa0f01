import { minutesLater } from '../../../domain/durations';
import type { AuthorisationHeader, AuthorisationRow } from '../../../domain/maf';
import { PeerUnavailable } from '../../../kernel/look-up';
import type { Work } from '../../../kernel/work';
import { authorise } from '../migration/authorise';
import { dayOf } from '../migration/days';
import { installationsOf } from '../migration/installations';
import {
  ARCHIVES,
  FILE_IDS,
  isLive,
  PASSWORDS,
  ROW_RESULTS,
  SMSO_TAGS,
  SUBMISSIONS,
  type Exception,
  type RowResult,
  type Submission,
} from '../mcc-records';
import { standingNotice, useNotice } from '../notices/notice';
import { gatherFacts, type Facts } from './facts';
import { checkFile } from './file-checks';
import { submissionKey, VALIDATE } from './receive';
import { checkRowAlone, checkRowOutside, commonWindow, type RowContext } from './row-checks';

/** Rows that make a file long, for a seeded defect. */
const LONG_FILE = 1000;

/** Minutes after which a validation is tried again when a peer could not say. */
const RETRY_MINUTES = 15;

/**
 * Validates an authorisation, schedules what it authorises and keeps the result: the timers `VALIDATE` and
 * `PASSWORD_MISSING`.
 */
export async function validateAuthorisation(body: unknown, work: Work): Promise<void> {
  const { key } = body as { key: string };
  const submission = work.get(SUBMISSIONS, key);
  const archive = work.get(ARCHIVES, key);
  // The archive goes when the result stands: what has none is judged already.
  if (!submission || !archive) return;
  const { supplier, stem } = submission;
  const verdict = await checkFile({
    submission,
    archive: Buffer.from(archive.base64, 'base64'),
    password: work.get(PASSWORDS, `${supplier}/${stem}`)?.password,
    // Seeded defect: file ids are not remembered.
    fileIdUsed: (fileId) =>
      !work.service.defect('mcc-accepts-used-file-id') && work.get(FILE_IDS, `${supplier}/${fileId}`) !== undefined,
    smsoTagKnown: (tag) => work.get(SMSO_TAGS, tag) !== undefined,
    passwordIgnored: work.service.defect('mcc-ignores-password'),
    fromBehind: work.service.defect('mcc-checks-headers-from-behind'),
    repetitionIgnored: work.service.defect('mcc-takes-an-authorisation-twice'),
  });
  if ('exception' in verdict) {
    const { exception, fileId } = verdict;
    // Seeded defect: a file that was refused has used its id.
    if (fileId !== undefined && work.service.defect('mcc-remembers-refused-file-ids')) {
      work.put(FILE_IDS, `${supplier}/${fileId}`, { stem });
    }
    conclude(work, { ...submission, status: 'rejected', exception, ...(fileId === undefined ? {} : { fileId }) }, []);
    return;
  }
  const { header, rows } = verdict;
  if (!header) {
    conclude(work, { ...submission, status: 'accepted' }, []);
    return;
  }
  try {
    const results = await judgeRows(work, submission, header, rows);
    work.put(FILE_IDS, `${supplier}/${header.fileId}`, { stem });
    conclude(work, { ...submission, fileId: header.fileId, status: statusOf(results) }, results);
  } catch (error) {
    if (!(error instanceof PeerUnavailable)) throw error;
    work.later(minutesLater(work.now, RETRY_MINUTES), VALIDATE, { key }, `${VALIDATE}-${key}`);
  }
}

function conclude(work: Work, submission: Submission, rows: readonly RowResult[]): void {
  const key = submissionKey(submission);
  work.put(SUBMISSIONS, key, { ...submission, judgedAt: work.now.toISOString() });
  work.put(ROW_RESULTS, key, { rows });
  work.remove(ARCHIVES, key);
  const rejected = rows.filter((row) => row.status === 'rejected').length;
  const detail = submission.exception
    ? `${submission.stem}: ${submission.exception.code} ${submission.exception.reason}`
    : `${submission.stem}: ${rows.length - rejected} scheduled, ${rejected} rejected`;
  work.audit(`authorisation-${submission.status}`, undefined, detail);
}

/** A file all of whose rows were refused authorises nothing. */
function statusOf(results: readonly RowResult[]): Submission['status'] {
  const rejected = results.filter((result) => result.status === 'rejected').length;
  if (rejected === 0) return 'accepted';
  return rejected === results.length ? 'rejected' : 'partly-accepted';
}

async function judgeRows(
  work: Work,
  submission: Submission,
  header: AuthorisationHeader,
  rows: readonly AuthorisationRow[],
): Promise<RowResult[]> {
  const base = contextOf(work, submission, header);
  const rowIds = new Set<string>();
  const mpans = new Set<string>();
  const exceptions = rows.map((row) => {
    const alone = { ...base, earlierRowIds: rowIds, earlierMpans: mpans };
    const exception = checkRowAlone(row, { ...alone, ...lookups(work, NO_FACTS) });
    rowIds.add(row.values.RowId);
    mpans.add(row.values.ImportMPAN);
    return exception;
  });
  const facts = await gatherFacts(
    work.service,
    rows
      .filter((_row, index) => exceptions[index] === undefined)
      .map(({ values }) => ({ importMPAN: values.ImportMPAN, mprn: values.MPRN })),
  );
  const context: RowContext = { ...base, earlierRowIds: rowIds, earlierMpans: mpans, ...lookups(work, facts) };
  // Seeded defect: the end of a long file is believed.
  const checked = work.service.defect('mcc-trusts-late-rows') ? LONG_FILE : rows.length;
  const verdicts = rows.map((row, index) => ({
    row,
    exception: exceptions[index] ?? (index < checked ? checkRowOutside(row, context) : undefined),
  }));

  const results = new Map<AuthorisationRow, RowResult>();
  // Seeded defect: rows get their days in the order of the file.
  const rank = work.service.defect('mcc-ignores-priority') ? (): number => 0 : priority;
  for (const { row, exception } of verdicts.toSorted((a, b) => rank(a.row) - rank(b.row))) {
    results.set(row, exception ? rejection(row, exception) : scheduled(work, submission, row, facts));
  }
  return rows.flatMap((row) => results.get(row) ?? []);
}

type Base = Omit<RowContext, 'earlierRowIds' | 'earlierMpans' | keyof ReturnType<typeof lookups>>;

function contextOf(work: Work, submission: Submission, header: AuthorisationHeader): Base {
  return {
    now: work.now,
    supplier: submission.supplier,
    smsoTag: header.smsoTag,
    groupIds: work.get(SMSO_TAGS, header.smsoTag)?.groupIds ?? [],
    checkDigitSkipped: work.service.defect('mcc-skips-mpan-check-digit'),
    gasSupplierWanted: work.service.defect('mcc-wants-the-gas-supplier-named'),
    fromBehind: work.service.defect('mcc-checks-rows-from-behind'),
    commissionedIgnored: work.service.defect('mcc-authorises-migrated-again'),
    smets2Ignored: work.service.defect('mcc-migrates-exchanged-meters'),
    raisedIgnored: work.service.defect('mcc-authorises-raised'),
    noticeSkipped: work.service.defect('mcc-schedules-mixed-without-notice'),
  };
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
    notice: (mpan) => standingNotice(work, mpan, dayOf(work.now)),
  };
}

/** Rows without a priority come last; the sort keeps the order of the file otherwise. */
function priority({ values }: AuthorisationRow): number {
  return values.Priority === '' ? 10 : Number(values.Priority);
}

function rejection({ values }: AuthorisationRow, { code, reason }: Exception): RowResult {
  return { rowId: values.RowId, importMPAN: values.ImportMPAN, status: 'rejected', code, reason };
}

function scheduled(work: Work, submission: Submission, row: AuthorisationRow, facts: Facts): RowResult {
  const { values } = row;
  const estate = facts.estates.get(values.ImportMPAN);
  if (!estate) throw new Error(`MPAN ${values.ImportMPAN} passed its checks without an SMSO.`);
  // Seeded defect: gas that the row does not name is not migrated for anybody.
  const known = work.service.defect('mcc-takes-gas-from-the-row-alone') ? undefined : estate.mprn;
  const mprn = values.MPRN === '' ? known : values.MPRN;
  const gasSupplier = mprn === undefined ? undefined : facts.registrations.get(mprn)?.supplier;
  const notice = estate.kind === 'Mixed' ? standingNotice(work, values.ImportMPAN, dayOf(work.now)) : undefined;
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
  if (!installation) {
    return rejection(row, { code: 'SIM-AUT-21', reason: 'No migration capacity is left in the date window.' });
  }
  const { installationId, scheduledFor } = installation;
  if (notice) useNotice(work, notice, installationId);
  return { rowId: values.RowId, importMPAN: values.ImportMPAN, status: 'scheduled', installationId, scheduledFor };
}
