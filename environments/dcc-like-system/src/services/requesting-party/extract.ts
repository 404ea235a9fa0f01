import type { InstructedInstallation } from '../../domain/migration-instruction';
import { minutesLater } from '../../domain/durations';
import type { EstateRecord } from '../../domain/estate';
import { lookUpMany, PeerUnavailable } from '../../kernel/look-up';
import type { Work } from '../../kernel/work';
import { sendFileSet } from './file-set';
import { EXTRACT, INSTRUCTIONS, type Extracted } from './instruction';
import type { ServiceContext } from '../../kernel/service-context';

/** Minutes after which the extraction is tried again when the SMSO does not answer (MODEL). */
const RETRY_MINUTES = 15;

/** Extracts the installations of an instruction from the SMSO and sends the migration files (timer `extract`). */
export async function extract(body: unknown, work: Work): Promise<void> {
  const { instructionId } = body as { instructionId: string };
  const instruction = work.get(INSTRUCTIONS, instructionId);
  if (!instruction) return;
  const { installations, groupId, validUntil } = instruction;
  const again = minutesLater(work.now, RETRY_MINUTES);
  let extracted: Extracted[];
  try {
    extracted = await fromSmso(work.service, installations, groupId);
  } catch (error) {
    if (!(error instanceof PeerUnavailable)) throw error;
    if (again.toISOString() < validUntil) {
      work.later(again, EXTRACT, { instructionId }, `${EXTRACT}-${instructionId}`);
      work.audit('extraction-postponed', undefined, `${instructionId}: the SMSO does not answer`);
      return;
    }
    const omitted = 'The SMSO did not answer within the attempt window.';
    extracted = installations.map((instructed) => ({ instructed, omitted }));
  }
  for (const one of extracted) {
    const { installationId, importMPAN } = one.instructed;
    if ('omitted' in one) work.audit('installation-omitted', installationId, `SIM-RPE-11 ${one.omitted}`);
    else work.audit('installation-extracted', installationId, `MPAN ${importMPAN}`);
  }
  sendFileSet(work, groupId, extracted);
}

async function fromSmso(
  service: ServiceContext,
  installations: readonly InstructedInstallation[],
  groupId: string,
): Promise<Extracted[]> {
  const mpans = installations.map(({ importMPAN }) => importMPAN);
  const estate = await lookUpMany<EstateRecord>(service, 'smso', '/estate', mpans);
  return installations.map((instructed): Extracted => {
    const { importMPAN } = instructed;
    const record = estate.get(importMPAN);
    if (!record) return { instructed, omitted: `The SMSO does not know MPAN ${importMPAN}.` };
    if (record.groupId === groupId) return { instructed, record };
    return { instructed, omitted: `The SMSO has MPAN ${importMPAN} in group ${record.groupId}.` };
  });
}
