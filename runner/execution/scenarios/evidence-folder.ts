import { rmSync } from 'node:fs';
import path from 'node:path';
import { archiveOf } from '../../../support/evidence/packed-evidence';
import type { PlannedExecution } from '../../planning/planned-execution';
import { slug } from './evidence-files';

/** Folder of the evidence of an execution, inside the folder of the run. */
export function evidenceFolder({ scenario, dmc, phase, stage }: PlannedExecution): string {
  return path.posix.join('evidence', slug(`${dmc.id} ${phase} ${stage}`), scenario.id);
}

/** Deletes the evidence of an execution that did not finish, packed or not. */
export function discardEvidence(runFolder: string, execution: PlannedExecution): void {
  const folder = path.join(runFolder, evidenceFolder(execution));
  for (const trace of [folder, archiveOf(folder)]) rmSync(trace, { recursive: true, force: true });
}
