import { minutesLater } from '../../../domain/durations';
import { PeerUnavailable } from '../../../kernel/look-up';
import type { Work } from '../../../kernel/work';
import {
  ARCHIVES,
  FILE_IDS,
  PASSWORDS,
  ROW_RESULTS,
  SUBMISSIONS,
  type RowResult,
  type Submission,
} from '../mcc-records';
import { AUTHORISATION_FILES, checkFile, fileIdKey, type FileVerdict } from './file-checks';
import { submissionKey, VALIDATE } from './receive';
import { authoriseRows } from './rows';

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
  // The archive goes when there is a result: what has none is judged already.
  if (!submission || !archive) return;
  const { supplier, stem } = submission;
  const password = work.get(PASSWORDS, `${supplier}/${stem}`);
  const verdict = await checkFile(work, {
    submission,
    archive: Buffer.from(archive.base64, 'base64'),
    ...(password && { passwordFile: Buffer.from(password.base64, 'base64') }),
  });
  if ('exception' in verdict) {
    conclude(work, { ...submission, status: 'rejected', exception: verdict.exception }, verdict, []);
    return;
  }
  try {
    const results = await authoriseRows(work, submission, verdict);
    conclude(work, { ...submission, status: statusOf(results) }, verdict, results);
  } catch (error) {
    if (!(error instanceof PeerUnavailable)) throw error;
    work.later(minutesLater(work.now, RETRY_MINUTES), VALIDATE, { key }, `${VALIDATE}-${key}`);
  }
}

/** Keeps the result of a submission, and remembers its file id where the file has used it up. */
function conclude(work: Work, submission: Submission, verdict: FileVerdict, rows: readonly RowResult[]): void {
  const key = submissionKey(submission);
  const { fileId } = verdict;
  if (fileId !== undefined && work.rules(AUTHORISATION_FILES).usesUpFileId(verdict)) {
    work.put(FILE_IDS, fileIdKey(submission, fileId), { stem: submission.stem });
  }
  const judged = { ...submission, ...(fileId === undefined ? {} : { fileId }), judgedAt: work.now.toISOString() };
  work.put(SUBMISSIONS, key, judged);
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
