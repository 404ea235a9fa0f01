import { registrationsOf } from '../registrations';
import type { CommonFile, CommonInstallation } from '../../formats/common-file';
import type { Refused } from '../../formats/header';
import { issueFile } from '../../formats/issue';
import type { Outcome } from '../../formats/outcome-file';
import { writeValidationFile, type ValidationResult } from '../../formats/validation-file';
import { firstFault } from '../../kernel/rules';
import type { Work } from '../../kernel/work';
import { attemptOf, COMMON_FILES, isLive, latestAttempt, saveAttempt } from './attempts';
import { eligibleCombinations, inventoryOf } from './inventory';
import { issueOutcomes, notMigrated } from './outcomes';
import { RECORD_CHECKS, repeatedIdentifiers } from './record-checks';

const RECIPIENTS = ['requesting-party', 's1sp', 'dco'] as const;

/**
 * Judges every installation of an accepted Migration Common File, answers with the Migration Common Validation File, and
 * reports at once what has come to its end with it.
 * @param digest SHA-256 of the file's bytes, base64
 * @throws PeerUnavailable before anything is written
 */
export async function validate(fileId: string, digest: string, work: Work): Promise<void> {
  const file = work.get(COMMON_FILES, fileId);
  if (!file) throw new Error(`The Migration Common File ${fileId} is not in the store.`);
  const judged = await judge(file, work);

  const results: ValidationResult[] = [];
  for (const [installation, refused] of judged) {
    const { installationId } = installation;
    if (refused) {
      results.push({ installationId, verdict: 'Fail', ...refused });
      work.audit('validation-failed', installationId, `${refused.code}: ${refused.reason}`);
      continue;
    }
    results.push({ installationId, verdict: 'Pass' });
    work.audit('validation-passed', installationId, `with file ${fileId}`);
    const attempt = attemptOf(work, installationId, installation.attempt);
    if (attempt) saveAttempt(work, { ...attempt, passed: { commonFileId: fileId, installation } });
  }
  const { groupId } = file.header;
  issueFile(work, 'MCVF', groupId, RECIPIENTS, (header) =>
    writeValidationFile({ header, commonFile: { fileId, digest }, validUntil: windowEnd(file, work), results }),
  );
  issueOutcomes(work, groupId, [...omitted(file, work), ...failed(judged, groupId, work)]);
}

/** Each installation once, with the first fault found in it. */
async function judge(file: CommonFile, work: Work): Promise<[CommonInstallation, Refused | undefined][]> {
  const judged = new Map<string, [CommonInstallation, Refused | undefined]>();
  const context = {
    groupId: file.header.groupId,
    repeated: repeatedIdentifiers(file),
    now: work.now,
    epcl: await eligibleCombinations(work.service),
    registrations: await registrationsOf(file.installations, work.service),
    inventory: await inventoryOf(file.installations, work.service),
  };
  for (const installation of file.installations) {
    const { installationId } = installation;
    if (judged.has(installationId)) continue;
    const attempt = attemptOf(work, installationId, installation.attempt);
    const refused = firstFault(work.rules(RECORD_CHECKS).checks, { ...context, installation, attempt });
    judged.set(installationId, [installation, refused]);
  }
  return [...judged.values()];
}

/** End of the attempt window of the instruction that the file answers. */
function windowEnd(file: CommonFile, work: Work): string {
  const ends = file.installations.flatMap(
    ({ installationId, attempt }) => attemptOf(work, installationId, attempt)?.validUntil ?? [],
  );
  return ends.sort()[0] ?? work.now.toISOString();
}

/** What could not be extracted has its outcome already. */
function omitted(file: CommonFile, work: Work): Outcome[] {
  return file.omissions.flatMap(({ installationId, code, reason }) => {
    const attempt = latestAttempt(work, installationId);
    if (!isLive(attempt, file.header.groupId, work.now) || attempt.passed !== undefined) {
      work.audit('omission-ignored', installationId, 'no live authorisation waits for it');
      return [];
    }
    return [notMigrated(work, attempt, 'Extraction', { code, reason })];
  });
}

/** A failed validation ends the attempt, unless that attempt passed with an earlier file or was never authorised. */
function failed(judged: readonly [CommonInstallation, Refused | undefined][], groupId: string, work: Work): Outcome[] {
  return judged.flatMap(([installation, refused]) => {
    const attempt = attemptOf(work, installation.installationId, installation.attempt);
    if (!refused || !isLive(attempt, groupId, work.now) || attempt.passed !== undefined) return [];
    return [notMigrated(work, attempt, 'CommonValidation', refused)];
  });
}
