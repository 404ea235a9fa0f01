import { createHash } from 'node:crypto';
import { minutesLater } from '../../../domain/durations';
import { parseAuthorisationName } from '../../../domain/maf';
import { MAXIMUM_PASSWORD_BYTES } from '../../../domain/maf-archive';
import { Refusal } from '../../../kernel/refusal';
import type { Work } from '../../../kernel/work';
import { reportToday } from '../reports/produce';
import { refuseUnstorable } from '../upload-names';
import { ARCHIVES, PASSWORDS, SUBMISSIONS, type Submission } from '../mcc-records';

/** How long an archive waits for its password file (MODEL). */
const PASSWORD_HOURS = 24;

/** Names the timers of a submission; the body is the key of the submission. */
export const VALIDATE = 'validate-authorisation';
export const PASSWORD_MISSING = 'password-missing';

/** Key of a submission in the store. */
export function submissionKey({ supplier, stem, number }: Pick<Submission, 'supplier' | 'stem' | 'number'>): string {
  return `${supplier}/${stem}/${String(number).padStart(4, '0')}`;
}

/** The newest submission of a stem by a supplier. */
export function newestSubmission(work: Work, supplier: string, stem: string): Submission | undefined {
  return work.list(SUBMISSIONS, `${supplier}/${stem}/`).at(-1)?.value;
}

/**
 * Stores an authorisation file or a password file as it was delivered; its validation follows in a tick.
 * @param supplier EUI of the organisation that delivers it
 * @returns the stem under which its result will be found
 * @throws Refusal 400 for a name that cannot be stored, 409 while the same authorisation is being validated
 */
export function receiveUpload(work: Work, supplier: string, fileName: string, content: Buffer): string {
  refuseUnstorable(fileName);
  reportToday(work);
  const name = parseAuthorisationName(fileName);
  const stem = name?.stem ?? fileName.replace(/\.[^.]*$/, '');
  if (name?.kind === 'password') receivePassword(work, supplier, stem, content);
  else receiveArchive(work, supplier, stem, fileName, content);
  return stem;
}

function receivePassword(work: Work, supplier: string, stem: string, content: Buffer): void {
  // One byte more than it may have tells that it is too long.
  const kept = content.subarray(0, MAXIMUM_PASSWORD_BYTES + 1);
  work.put(PASSWORDS, `${supplier}/${stem}`, { base64: kept.toString('base64') });
  work.audit('authorisation-password-received', undefined, stem);
  const newest = newestSubmission(work, supplier, stem);
  if (!newest) {
    store(work, { ...arrival(work, supplier, stem), status: 'waiting-for-archive' });
  } else if (newest.status === 'waiting-for-password') {
    work.cancel(`${PASSWORD_MISSING}-${submissionKey(newest)}`);
    beginValidation(work, newest);
  }
}

function receiveArchive(work: Work, supplier: string, stem: string, archiveName: string, content: Buffer): void {
  const archiveDigest = createHash('sha256').update(content).digest('hex');
  const newest = newestSubmission(work, supplier, stem);
  if (newest && isOpen(newest) && newest.archiveDigest === archiveDigest) return;
  if (newest?.status === 'received') {
    throw new Refusal(409, `The authorisation ${stem} is being validated: wait for its result.`);
  }
  const submission: Submission = {
    ...(newest && isOpen(newest) ? newest : arrival(work, supplier, stem, newest)),
    status: 'waiting-for-password',
    archiveName,
    archiveDigest,
  };
  work.put(ARCHIVES, submissionKey(submission), { base64: content.toString('base64') });
  work.audit('authorisation-received', undefined, `${archiveName} (${content.length} bytes)`);
  // A name outside the grammar has no password file: it is judged at once.
  if (!parseAuthorisationName(archiveName) || work.get(PASSWORDS, `${supplier}/${stem}`)) {
    beginValidation(work, submission);
    return;
  }
  store(work, submission);
  const due = minutesLater(work.now, PASSWORD_HOURS * 60);
  const key = submissionKey(submission);
  work.later(due, PASSWORD_MISSING, { key }, `${PASSWORD_MISSING}-${key}`);
}

/** What is known of a submission when its first file arrives. */
function arrival(
  work: Work,
  supplier: string,
  stem: string,
  earlier?: Submission,
): Omit<Submission, 'status' | 'archiveName' | 'archiveDigest'> {
  return {
    stem,
    number: (earlier?.number ?? 0) + 1,
    supplier,
    arrival: work.nextNumber('arrival'),
    receivedAt: work.now.toISOString(),
  };
}

function beginValidation(work: Work, submission: Submission): void {
  store(work, { ...submission, status: 'received' });
  work.later(work.now, VALIDATE, { key: submissionKey(submission) }, `${VALIDATE}-${submissionKey(submission)}`);
}

function store(work: Work, submission: Submission): void {
  work.put(SUBMISSIONS, submissionKey(submission), submission);
}

/** Whether a submission is not yet judged. */
function isOpen({ status }: Submission): boolean {
  return status === 'waiting-for-password' || status === 'waiting-for-archive' || status === 'received';
}
