import { decodeText } from '../dcc-like-system/src/domain/csv-file';
import { parseAuthorisationName, readAuthorisation } from '../dcc-like-system/src/domain/maf';
import { openArchive, passwordOf } from '../dcc-like-system/src/domain/maf-archive';
import { Refusal } from '../dcc-like-system/src/kernel/refusal';
import { area } from '../dcc-like-system/src/kernel/rules';
import type { Work } from '../dcc-like-system/src/kernel/work';
import type { Participant } from './config';
import type { MigrationDust } from './dust';
import { requireEligible } from './eligibility';
import { EXCEPTIONS, packArchive, type Parts } from './exceptions';
import { ownInstallations } from './pool';
import { FILES, SUBMISSIONS, type RegistrationRow, type Submission, type TestInstallation } from './records';
import { refusal } from './refusals';
import { readRegistrationData, REGISTRATION_DATA } from './registration-file';

/** Longest file name: what the Migration Control Centre takes. */
const LONGEST_NAME = 100;
const STEM = /^[A-Za-z0-9][A-Za-z0-9_-]{0,80}$/;

/** An authorisation whose files are all here. */
interface Complete {
  readonly submission: Submission & {
    readonly archiveName: string;
    readonly registrations: readonly RegistrationRow[];
  };
  readonly archive: Buffer;
  readonly passwordFile: Buffer;
}

/** What is read of a Migration Authorisation File here: whether it is right is for the Migration Control Centre to say. */
interface Content {
  readonly csv: string;
  readonly password: string;
  readonly importMPANs: readonly string[];
  /** MPANs and MPRNs of the rows. */
  readonly meterPoints: readonly string[];
}

/** How authorisations are taken and handed on. */
export const SUBMISSION = area('dust-submissions', {
  /** Whether an authorisation waits for its registration data. */
  waitsForRegistration: ({ registrations }: Submission): boolean => registrations === undefined,
  /** MPANs of the rows that belong to none of the participant's test installations. */
  foreignMpans: ({ importMPANs }: Content, own: readonly TestInstallation[]): readonly string[] =>
    importMPANs.filter((mpan) => own.every(({ importMPAN }) => importMPAN !== mpan)),
  /** Meter points of the rows of which the registration data say nothing. */
  unregistered: ({ meterPoints }: Content, registrations: readonly RegistrationRow[]): readonly string[] =>
    meterPoints.filter((mpxn) => registrations.every((row) => row.mpxn !== mpxn)),
  disconnected: ({ importMPANs }: Content, own: readonly TestInstallation[]): readonly string[] =>
    importMPANs.filter((mpan) => own.some(({ importMPAN, connected }) => importMPAN === mpan && !connected)),
  /** The registration data with which the test environment is configured. */
  configured: (registrations: readonly RegistrationRow[]): readonly RegistrationRow[] => registrations,
  /** Whether a participant sees an authorisation. */
  isOwn: ({ participant }: Submission, { key }: Participant): boolean => participant === key,
});

/**
 * Takes registration data.
 * @throws Refusal SIM-DST-01, -02, -10 to -12, -15
 */
export async function takeRegistrationData(
  dust: MigrationDust,
  participant: Participant,
  stem: string,
  content: Buffer,
): Promise<Submission> {
  const rows = readRegistrationData(content);
  await dust.transact((work) => {
    requireEligible(work, participant);
    const own = ownInstallations(work, participant);
    const { isOwn, isLent } = work.rules(REGISTRATION_DATA);
    for (const row of rows) {
      if (!isOwn(row.mpxn, own)) {
        throw refusal('SIM-DST-11', `The meter point ${row.mpxn} belongs to none of your test installations.`);
      }
      if (!isLent(row, participant)) {
        const lent = participant.suppliers[row.fuel];
        throw refusal('SIM-DST-12', `The ${row.fuel} supplier of ${row.mpxn} must be ${lent}, as which you authorise.`);
      }
    }
    work.put(SUBMISSIONS, stem, { ...openSubmission(work, participant, stem), registrations: rows });
  });
  return handOn(dust, participant, stem);
}

/**
 * Takes an archive or a password file.
 * @param exception code of the exception that is to be provoked
 * @throws Refusal SIM-DST-01, -02, -09, -13 to -16, 400 for a name that cannot be stored
 */
export async function takeFile(
  dust: MigrationDust,
  participant: Participant,
  file: { readonly name: string; readonly content: Buffer },
  exception?: string,
): Promise<Submission> {
  const { name, content } = file;
  const parsed = parseAuthorisationName(name);
  const stem = parsed?.stem ?? name.replace(/\.[^.]*$/, '');
  if (!STEM.test(stem) || name.length > LONGEST_NAME) {
    throw new Refusal(
      400,
      `A file name has letters, digits, hyphens and underscores, at most ${LONGEST_NAME} in all: choose another.`,
    );
  }
  await dust.transact((work) => {
    requireEligible(work, participant);
    if (exception !== undefined && !work.rules(EXCEPTIONS).isOffered(exception)) {
      throw refusal('SIM-DST-16', `There is no exception "${exception}" on the menu.`);
    }
    const submission = openSubmission(work, participant, stem);
    const isPassword = parsed?.kind === 'password';
    work.put(FILES, isPassword ? passwordKey(stem) : name, { base64: content.toString('base64') });
    work.put(SUBMISSIONS, stem, {
      ...submission,
      ...(isPassword ? {} : { archiveName: name }),
      ...(exception === undefined ? {} : { exception }),
    });
  });
  return handOn(dust, participant, stem);
}

/**
 * The authorisation of a stem that is not handed on yet.
 * @throws Refusal SIM-DST-15 where the stem is taken
 */
function openSubmission(work: Work, participant: Participant, stem: string): Submission {
  const known = work.get(SUBMISSIONS, stem);
  if (known && (known.submittedAt !== undefined || known.participant !== participant.key)) {
    throw refusal('SIM-DST-15', `The name ${stem} is in use: give the authorisation another one.`);
  }
  const receivedAt = work.now.toISOString();
  return known ?? { participant: participant.key, stem, arrival: work.nextNumber('submission'), receivedAt };
}

/** Hands an authorisation on once all of it is here. */
async function handOn(dust: MigrationDust, participant: Participant, stem: string): Promise<Submission> {
  return dust.transact(async (work) => {
    const complete = completeOf(work, stem);
    const submission = requireSubmission(work, participant, stem);
    if (!complete) return submission;
    const content = await contentOf(complete, stem);
    if (content) requireOwnContent(work, participant, complete.submission.registrations, content);
    await configure(dust, work, participant, complete.submission.registrations);
    const account = dust.accountOf(participant);
    const { archive, passwordFile } = await withException(work, complete, content);
    await account.upload(complete.submission.archiveName, archive);
    if (parseAuthorisationName(complete.submission.archiveName)) {
      await account.upload(`MAPASSWORD_${stem}.txt`, passwordFile);
    }
    const handedOn = { ...submission, submittedAt: work.now.toISOString(), importMPANs: content?.importMPANs ?? [] };
    work.put(SUBMISSIONS, stem, handedOn);
    work.audit('authorisation-handed-on', undefined, `${stem} of ${participant.key}`);
    return handedOn;
  });
}

function completeOf(work: Work, stem: string): Complete | undefined {
  const submission = work.get(SUBMISSIONS, stem);
  if (!submission || work.rules(SUBMISSION).waitsForRegistration(submission)) return undefined;
  const { archiveName, registrations = [] } = submission;
  const archive = archiveName === undefined ? undefined : work.get(FILES, archiveName);
  const passwordFile = work.get(FILES, passwordKey(stem));
  if (archiveName === undefined || !archive) return undefined;
  // A name outside the grammar has no password file: the Migration Control Centre judges it at once.
  if (!passwordFile && parseAuthorisationName(archiveName)) return undefined;
  return {
    submission: { ...submission, archiveName, registrations },
    archive: Buffer.from(archive.base64, 'base64'),
    passwordFile: Buffer.from(passwordFile?.base64 ?? '', 'base64'),
  };
}

/** The content of an authorisation; undefined where it cannot be read, which the Migration Control Centre will say. */
async function contentOf({ archive, passwordFile }: Complete, stem: string): Promise<Content | undefined> {
  const password = passwordOf(passwordFile);
  if (typeof password !== 'string') return undefined;
  const content = await openArchive({ archive, password, stem });
  if ('fault' in content) return undefined;
  const csv = decodeText(content);
  if (typeof csv !== 'string') return undefined;
  const read = readAuthorisation(csv);
  if ('fault' in read) return undefined;
  const rows = read.rows.map(({ values }) => values);
  const importMPANs = rows.map(({ ImportMPAN }) => ImportMPAN);
  const mprns = rows.map(({ MPRN }) => MPRN).filter((mprn) => mprn !== '');
  return { csv, password, importMPANs, meterPoints: [...importMPANs, ...mprns] };
}

/** @throws Refusal SIM-DST-14, -09 or -13 */
function requireOwnContent(
  work: Work,
  participant: Participant,
  registrations: readonly RegistrationRow[],
  content: Content,
): void {
  const rules = work.rules(SUBMISSION);
  const own = ownInstallations(work, participant);
  const [foreign] = rules.foreignMpans(content, own);
  if (foreign !== undefined) {
    throw refusal('SIM-DST-14', `The MPAN ${foreign} of the authorisation belongs to none of your test installations.`);
  }
  const [disconnected] = rules.disconnected(content, own);
  if (disconnected !== undefined) {
    throw refusal('SIM-DST-09', `The remote laboratory has disconnected the installation with MPAN ${disconnected}.`);
  }
  const [unregistered] = rules.unregistered(content, registrations);
  if (unregistered !== undefined) {
    throw refusal('SIM-DST-13', `The registration data lack the meter point ${unregistered} of the authorisation.`);
  }
}

/** Registers the meter points, and has documents for everybody concerned delivered here. */
async function configure(
  dust: MigrationDust,
  work: Work,
  { eui }: Participant,
  registrations: readonly RegistrationRow[],
): Promise<void> {
  const configured = work.rules(SUBMISSION).configured(registrations);
  await dust.configure('POST', '/registration-data', { registrations: configured });
  const concerned = configured.flatMap(({ supplier, networkOperator }) => [supplier, networkOperator]);
  for (const user of new Set([eui, ...concerned])) {
    await dust.configure('PUT', `/receivers/${user}`, { address: dust.address });
  }
}

/** The files as they are handed on: as they came, or with the exception that was chosen. */
async function withException(
  work: Work,
  { submission: { exception, stem }, archive, passwordFile }: Complete,
  content: Content | undefined,
): Promise<Pick<Complete, 'archive' | 'passwordFile'>> {
  const entry = exception === undefined ? undefined : work.rules(EXCEPTIONS).menu[exception];
  if (!entry || !content) return { archive, passwordFile };
  const parts: Parts = entry.bring({ stem, csv: content.csv, password: content.password });
  const password = parts.passwordFile === undefined ? passwordFile : Buffer.from(parts.passwordFile, 'utf8');
  return { archive: await packArchive(parts), passwordFile: password };
}

/** What a participant has submitted, in the order of arrival. */
export function submissionsOf(work: Work, participant: Participant): Submission[] {
  const { isOwn } = work.rules(SUBMISSION);
  return work
    .list(SUBMISSIONS)
    .map(({ value }) => value)
    .filter((submission) => isOwn(submission, participant))
    .sort((one, other) => one.arrival - other.arrival);
}

/** @throws Refusal 404 where the participant has submitted nothing under this stem */
export function requireSubmission(work: Work, participant: Participant, stem: string): Submission {
  const found = work.get(SUBMISSIONS, stem);
  if (found && work.rules(SUBMISSION).isOwn(found, participant)) return found;
  throw new Refusal(404, `You have no authorisation ${stem}.`);
}

function passwordKey(stem: string): string {
  return `password of ${stem}`;
}
