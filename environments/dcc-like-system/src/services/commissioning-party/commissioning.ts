import type { CommonInstallation } from '../../formats/common-file';
import type { CommissioningFile, CommissioningLine } from '../../formats/commissioning-file';
import type { Outcome } from '../../formats/outcome-file';
import { table } from '../../kernel/store';
import type { Service } from '../../kernel/service';
import type { Work } from '../../kernel/work';
import { latestAttempt, saveAttempt, type Attempt } from './attempts';
import { commission, registrationDifference } from './inventory';
import { issueOutcomes, migrated, notMigrated } from './outcomes';

/** An attempt without an outcome, and the installation as it passed. */
interface OpenAttempt {
  readonly attempt: Attempt;
  readonly installation: CommonInstallation;
}

/** By file id. */
export const COMMISSIONING_FILES = table<CommissioningFile>('commissioning-files');

/**
 * Acts on every line of an accepted S1SP Commissioning File: commissions what is ready, and reports what is final.
 * @throws PeerUnavailable before anything is written
 */
export async function commissionFrom(fileId: string, work: Work, service: Service): Promise<void> {
  const file = work.get(COMMISSIONING_FILES, fileId);
  if (!file) throw new Error(`The S1SP Commissioning File ${fileId} is not in the store.`);
  const results = new Map<string, [Attempt, CommissioningLine, Outcome | undefined]>();
  const ignored: string[] = [];
  for (const line of file.installations) {
    const open = openAttempt(file, line, work);
    if (!open || results.has(line.installationId)) ignored.push(line.installationId);
    else results.set(line.installationId, [open.attempt, line, await outcomeOf(open, line, work, service)]);
  }

  const outcomes: Outcome[] = [];
  for (const [attempt, line, outcome] of results.values()) {
    if (outcome) outcomes.push(outcome);
    else intervene(attempt, line, work);
  }
  for (const installationId of ignored) {
    work.audit('commissioning-line-ignored', installationId, `no attempt of ${fileId} waits for a result`);
  }
  issueOutcomes(work, service, file.header.groupId, outcomes);
}

/** The attempt that a line speaks of: it passed with the file that this one refers to, and has no outcome yet. */
function openAttempt(file: CommissioningFile, line: CommissioningLine, work: Work): OpenAttempt | undefined {
  const attempt = latestAttempt(work, line.installationId);
  const { passed } = attempt ?? {};
  if (attempt?.outcome !== undefined || passed?.commonFileId !== file.commonFile.fileId) return undefined;
  return attempt && { attempt, installation: passed.installation };
}

/** What a line makes of an attempt; undefined where it is not final. Changes nothing here. */
async function outcomeOf(
  { attempt, installation }: OpenAttempt,
  line: CommissioningLine,
  work: Work,
  service: Service,
): Promise<Outcome | undefined> {
  if (line.result === 'Intervention') return undefined;
  const now = work.now.toISOString();
  if (line.result === 'Failed') {
    // Seeded defect: the outcome file says what everybody hopes for.
    if (service.defect('cp-reports-failed-as-migrated')) return migrated(attempt, installation, now);
    const { phase = 'Commissioning', code = '', reason = '' } = line;
    return notMigrated(work, attempt, phase === 'Authorisation' ? 'CommonValidation' : phase, { code, reason });
  }
  const difference = await registrationDifference(installation, service);
  if (difference !== undefined) {
    return notMigrated(work, attempt, 'Commissioning', { code: 'SIM-CMS-01', reason: difference });
  }
  if (await commission(installation, now, service)) return migrated(attempt, installation, now);
  const reason = 'A device of the installation is already commissioned elsewhere.';
  return notMigrated(work, attempt, 'Commissioning', { code: 'SIM-CPV-14', reason });
}

/** The Migration Control Centre is told, and the attempt stays open. */
function intervene(attempt: Attempt, line: CommissioningLine, work: Work): void {
  const { installationId } = attempt;
  const { code = 'SIM-KEY-12', reason = 'The S1SP stopped.' } = line;
  saveAttempt(work, { ...attempt, intervention: true });
  work.audit('intervention', installationId, `${code}: ${reason}`);
  work.send({ to: 'mcc', kind: 'intervention-notice', body: { installationId, code, reason } });
}
