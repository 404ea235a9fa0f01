import { writeCommissioningFile, type CommissioningLine } from '../../../formats/commissioning-file';
import { issueFile } from '../../../formats/issue';
import { byInstallation, writeViableFile, type ViabilityResult } from '../../../formats/viable-file';
import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { InstallationMigration } from '../migration/installation-migration';
import { dcoResultsOf, membersOf, progressOf, saveProgress, type Progress } from '../file-sets/file-sets';
import { installationOf, saveInstallation, type Installation } from '../migration/installations';
import { lineOf } from '../file-sets/commissioning-lines';

/** What the S1SP reports of a set, and what it waits for. */
export const REPORTS = area('s1sp-reports', {
  /** Installations that moved on after the first S1SP Commissioning File are reported in a further one. */
  reportMoved: sendCommissioning,
  /** What the DCO's list says; undefined before it has come. */
  dcoResults: (commonFileId: string, work: Work): readonly ViabilityResult[] | undefined =>
    dcoResultsOf(work, commonFileId),
  /** The S1SP Commissioning File names every installation with its result, failed ones too. */
  isReported: (_line: CommissioningLine): boolean => true,
  /** What it says of one, with every device that is left behind. */
  contentOf: (line: CommissioningLine): CommissioningLine => line,
});

/**
 * Says what there is to say of a set after some of its installations have moved: the list of viable installations once all
 * are tested, and with it key rotation where the DCO's list is there already; the S1SP Commissioning File once every
 * installation is at rest, and further ones for those that moved on from an intervention.
 * @param moved installations that have moved, by id
 */
export function report(commonFileId: string, moved: readonly string[], work: Work): void {
  const progress = progressOf(work, commonFileId);
  if (!progress) return;
  if (!progress.viableSent && progress.untested === 0) {
    sendViable(progress, work);
    goToRotation(commonFileId, work);
  }
  // Going to rotation may have moved some of them again.
  const now = progressOf(work, commonFileId) ?? progress;
  if (now.reported) work.rules(REPORTS).reportMoved(now, moved, work);
  else if (now.moving === 0) sendCommissioning(now, membersOf(work, commonFileId), work);
}

/** Keys change only for installations that are viable in both lists. */
export function goToRotation(commonFileId: string, work: Work): void {
  if (!progressOf(work, commonFileId)?.viableSent) return;
  const results = work.rules(REPORTS).dcoResults(commonFileId, work);
  if (results === undefined) return;
  const byId = byInstallation(results);
  for (const installation of recordsOf(commonFileId, membersOf(work, commonFileId), work)) {
    if (installation.state !== 'Viable') continue;
    const migration = new InstallationMigration(installation, work);
    const result = byId.get(installation.installationId);
    if (result?.verdict === 'Viable') {
      migration.enter('KeyRotation', 'KeyRotation');
    } else {
      const reason = result?.reason ?? 'The DCO does not name the installation as viable.';
      migration.fail(result?.code ?? 'SIM-KEY-13', reason, 'KeyMaterial');
    }
  }
}

/** The installations of a set among these, unless a later attempt has taken their place. */
export function recordsOf(commonFileId: string, ids: readonly string[], work: Work): Installation[] {
  return ids.flatMap((installationId) => {
    const installation = installationOf(work, installationId);
    return installation?.commonFileId === commonFileId ? [installation] : [];
  });
}

function sendViable(progress: Progress, work: Work): void {
  const { commonFile, groupId } = progress;
  saveProgress(work, { ...progress, viableSent: true });
  const results = recordsOf(commonFile.fileId, membersOf(work, commonFile.fileId), work).map(
    ({ installationId, viable, code = '', reason = '' }): ViabilityResult =>
      viable ? { installationId, verdict: 'Viable' } : { installationId, verdict: 'NotViable', code, reason },
  );
  issueFile(work, 'S1SPVIF', groupId, ['dco', 'requesting-party'], (header) =>
    writeViableFile('S1SPVIF', { header, commonFile, results }),
  );
}

/** One file with everything among `ids` that has not been said before. */
function sendCommissioning(progress: Progress, ids: readonly string[], work: Work): void {
  const { commonFile, groupId } = progress;
  const lines: CommissioningLine[] = [];
  for (const installation of recordsOf(commonFile.fileId, ids, work)) {
    const line = lineOf(installation);
    if (!line || line.result === installation.reported) continue;
    saveInstallation(work, { ...installation, reported: line.result });
    lines.push(line);
  }
  if (lines.length === 0) return;
  saveProgress(work, { ...progress, reported: true });
  const { isReported, contentOf } = work.rules(REPORTS);
  const installations = lines.filter(isReported).map(contentOf);
  issueFile(work, 'SCF', groupId, ['commissioning-party'], (header) =>
    writeCommissioningFile({ header, commonFile, installations }),
  );
}
