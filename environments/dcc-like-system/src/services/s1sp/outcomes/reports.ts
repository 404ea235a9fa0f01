import { writeCommissioningFile, type CommissioningLine } from '../../../formats/commissioning-file';
import { issueFile } from '../../../formats/issue';
import { byInstallation, writeViableFile, type ViabilityResult } from '../../../formats/viable-file';
import type { Work } from '../../../kernel/work';
import { Course } from '../migration/installation-process';
import { dcoResultsOf, membersOf, progressOf, saveProgress, type Progress } from '../file-sets/file-sets';
import { installationOf, saveInstallation, type Installation } from '../migration/installations';
import { lineOf } from '../file-sets/lines';

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
  // Seeded defect: what moves on after the first commissioning file is never reported.
  if (now.reported && work.service.defect('s1sp-reports-once')) return;
  if (now.reported) sendCommissioning(now, moved, work);
  else if (now.moving === 0) sendCommissioning(now, membersOf(work, commonFileId), work);
}

/** Keys change only for installations that are viable in both lists. */
export function goToRotation(commonFileId: string, work: Work): void {
  if (!progressOf(work, commonFileId)?.viableSent) return;
  const results = dcoResultsOf(work, commonFileId);
  // Seeded defect: the DCO's list is not waited for.
  const unasked = results === undefined && work.service.defect('s1sp-rotates-before-dco-file');
  if (results === undefined && !unasked) return;
  const byId = byInstallation(results ?? []);
  for (const installation of recordsOf(commonFileId, membersOf(work, commonFileId), work)) {
    if (installation.state !== 'Viable') continue;
    const course = new Course(installation, work);
    const result = byId.get(installation.installationId);
    if (unasked || result?.verdict === 'Viable') {
      course.enter('KeyRotation', 'KeyRotation');
    } else {
      const reason = result?.reason ?? 'The DCO does not name the installation as viable.';
      course.fail(result?.code ?? 'SIM-KEY-13', reason, 'KeyMaterial');
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
  // Seeded defect: failures are passed over in silence.
  const told = work.service.defect('s1sp-scf-omits-failed') ? lines.filter(({ result }) => result !== 'Failed') : lines;
  // Seeded defect: what is left behind is not spoken of.
  const silent = work.service.defect('s1sp-scf-omits-excluded');
  issueFile(work, 'SCF', groupId, ['commissioning-party'], (header) =>
    writeCommissioningFile({ header, commonFile, installations: silent ? told.map(withoutExclusions) : told }),
  );
}

function withoutExclusions(line: CommissioningLine): CommissioningLine {
  const { excluded, ...rest } = line;
  return excluded === undefined ? line : rest;
}
