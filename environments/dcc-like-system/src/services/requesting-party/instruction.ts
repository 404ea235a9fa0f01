import type { EstateRecord } from '../../domain/estate';
import { table } from '../../kernel/store';
import type { Work } from '../../kernel/work';

/** An installation that the Migration Control Centre wants migrated. */
export interface InstructedInstallation {
  readonly installationId: string;
  readonly attempt: number;
  readonly importMPAN: string;
  readonly mprn?: string;
  /** EUI. */
  readonly electricitySupplier: string;
  readonly gasSupplier?: string;
}

/** What the Migration Control Centre orders for one SMSO, group and day: body of `migration-instruction`. */
export interface Instruction {
  readonly instructionId: string;
  readonly groupId: string;
  readonly smsoTag: string;
  /** ISO 8601. */
  readonly slotStart: string;
  readonly validUntil: string;
  readonly installations: readonly InstructedInstallation[];
}

/** Keys: instruction id. */
export const INSTRUCTIONS = table<Instruction>('instructions');

/** An installation of an instruction with what its SMSO holds, or with the reason why it is left out. */
export type Extracted = { readonly instructed: InstructedInstallation } & (
  { readonly record: EstateRecord } | { readonly omitted: string }
);

/** Timer that extracts what an instruction names. */
export const EXTRACT = 'extract';

/** Stores an instruction; the extraction follows in a unit of work of its own. A repeated instruction changes nothing. */
export function receiveInstruction(work: Work, instruction: Instruction): void {
  const { instructionId, installations } = instruction;
  if (work.get(INSTRUCTIONS, instructionId)) return;
  work.put(INSTRUCTIONS, instructionId, instruction);
  work.audit('instruction-received', undefined, `${instructionId}: ${installations.length} installation(s)`);
  work.later(work.now, EXTRACT, { instructionId }, `${EXTRACT}-${instructionId}`);
}
