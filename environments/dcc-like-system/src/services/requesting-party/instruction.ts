import type { EstateRecord } from '../../domain/estate';
import type { InstructedInstallation, MigrationInstruction } from '../../domain/migration-instruction';
import { table } from '../../kernel/store';
import type { Work } from '../../kernel/work';

/** Keys: instruction id. */
export const INSTRUCTIONS = table<MigrationInstruction>('instructions');

/** An installation of an instruction with what its SMSO holds, or with the reason why it is left out. */
export type Extracted = { readonly instructed: InstructedInstallation } & (
  { readonly record: EstateRecord } | { readonly omitted: string }
);

/** Timer that extracts what an instruction names. */
export const EXTRACT = 'extract';

/** Stores an instruction; the extraction follows in a unit of work of its own. A repeated instruction changes nothing. */
export function receiveInstruction(work: Work, instruction: MigrationInstruction): void {
  const { instructionId, installations } = instruction;
  if (work.get(INSTRUCTIONS, instructionId)) return;
  work.put(INSTRUCTIONS, instructionId, instruction);
  work.audit('instruction-received', undefined, `${instructionId}: ${installations.length} installation(s)`);
  work.later(work.now, EXTRACT, { instructionId }, `${EXTRACT}-${instructionId}`);
}
