import { Refusal } from '../dcc-like-system/src/kernel/refusal';
import { area } from '../dcc-like-system/src/kernel/rules';
import type { Participant } from './config';
import type { MigrationDust } from './dust';
import type { Submission } from './records';
import { requireSubmission, submissionsOf } from './submissions';

/** What the Migration Control Centre says of an authorisation, as it publishes it. */
interface MccResult {
  readonly status: string;
  readonly fileId?: string;
  readonly exception?: { readonly code: string; readonly reason: string };
  readonly rows: readonly {
    readonly rowId: string;
    readonly importMPAN: string;
    readonly status: string;
    readonly code?: string;
    readonly reason?: string;
    readonly installationId?: string;
    readonly scheduledFor?: string;
  }[];
}

/** An authorisation as its participant sees it. */
export interface AuthorisationView extends Partial<Omit<MccResult, 'status'>> {
  readonly stem: string;
  readonly receivedAt: string;
  readonly status: string;
  /** What has not arrived yet. */
  readonly missing?: readonly string[];
  readonly provoked?: string;
}

/** How results are handed out. */
export const AUTHORISATION_RESULTS = area('dust-authorisation-results', {
  /** The exception file: as the Migration Control Centre wrote it. */
  exceptionFile: (file: Buffer): Buffer => file,
});

/** An authorisation with what the Migration Control Centre says of it. */
export async function authorisationView(
  dust: MigrationDust,
  participant: Participant,
  stem: string,
): Promise<AuthorisationView> {
  const submission = dust.read((work) => requireSubmission(work, participant, stem));
  return viewOf(submission, await resultOf(dust, participant, submission));
}

/** The exception file: the result of an authorisation as comma-separated values. @throws Refusal 404 */
export async function exceptionFile(dust: MigrationDust, participant: Participant, stem: string): Promise<Buffer> {
  dust.read((work) => requireSubmission(work, participant, stem));
  const file = await dust.accountOf(participant).find(`/authorisations/${encodeURIComponent(stem)}/result.csv`);
  if (!file) throw new Refusal(404, `There is no result of the authorisation ${stem} yet.`);
  return dust.service.rules(AUTHORISATION_RESULTS).exceptionFile(file);
}

/** Everything that a participant has submitted. */
export async function authorisationViews(dust: MigrationDust, participant: Participant): Promise<AuthorisationView[]> {
  const views: AuthorisationView[] = [];
  for (const submission of dust.read((work) => submissionsOf(work, participant))) {
    views.push(viewOf(submission, await resultOf(dust, participant, submission)));
  }
  return views;
}

async function resultOf(
  dust: MigrationDust,
  participant: Participant,
  { stem, submittedAt }: Submission,
): Promise<MccResult | undefined> {
  if (submittedAt === undefined) return undefined;
  return dust.accountOf(participant).read<MccResult>(`/authorisations/${encodeURIComponent(stem)}`);
}

function viewOf(submission: Submission, result: MccResult | undefined): AuthorisationView {
  const { stem, receivedAt, exception, archiveName, registrations, submittedAt } = submission;
  const provoked = exception === undefined ? {} : { provoked: exception };
  if (submittedAt === undefined) {
    const missing = [
      ...(archiveName === undefined ? ['authorisation file'] : []),
      ...(registrations === undefined ? ['registration data'] : []),
    ];
    return {
      stem,
      receivedAt,
      status: 'waiting',
      missing: missing.length > 0 ? missing : ['password file'],
      ...provoked,
    };
  }
  if (!result) return { stem, receivedAt, status: 'received', ...provoked };
  const { status, fileId, exception: refused, rows } = result;
  return {
    stem,
    receivedAt,
    status,
    ...provoked,
    ...(fileId === undefined ? {} : { fileId }),
    ...(refused === undefined ? {} : { exception: refused }),
    rows,
  };
}

/** Ids under which the Migration Control Centre tracks the installations of a participant. */
export async function installationIds(dust: MigrationDust, participant: Participant): Promise<string[]> {
  const views = await authorisationViews(dust, participant);
  return views.flatMap(({ rows = [] }) => rows.flatMap(({ installationId }) => installationId ?? []));
}
