import type { InstructedInstallation, MigrationInstruction } from '../../domain/migration-instruction';
import type { CommonFile, CommonInstallation } from '../../formats/common-file';
import { table } from '../../kernel/store';
import type { Work } from '../../kernel/work';

/** One authorised attempt to migrate one installation; it ends with exactly one outcome. */
export interface Attempt extends InstructedInstallation {
  readonly groupId: string;
  readonly validUntil: string;
  /** What it passed validation with, and in which Migration Common File. */
  readonly passed?: { readonly commonFileId: string; readonly installation: CommonInstallation };
  /** Code with which people were called in: by the S1SP, or because what is ready cannot be commissioned. */
  readonly intervention?: string | undefined;
  readonly outcome?: 'Migrated' | 'NotMigrated';
}

/** By installation and attempt. */
const ATTEMPTS = table<Attempt>('attempts');
/** By instruction id: which attempts it began. */
const INSTRUCTIONS = table<{ attempts: { installationId: string; attempt: number }[] }>('instructions');
/** By file id. */
export const COMMON_FILES = table<CommonFile>('common-files');

export function openAttempts(work: Work, instruction: MigrationInstruction): void {
  const { groupId, validUntil, installations } = instruction;
  for (const installation of installations) {
    // An instruction that comes again does not undo what has happened since.
    if (attemptOf(work, installation.installationId, installation.attempt)) continue;
    saveAttempt(work, { ...installation, groupId, validUntil });
  }
  work.put(INSTRUCTIONS, instruction.instructionId, {
    attempts: installations.map(({ installationId, attempt }) => ({ installationId, attempt })),
  });
}

export function attemptsOf(work: Work, instructionId: string): Attempt[] {
  const { attempts } = work.get(INSTRUCTIONS, instructionId) ?? { attempts: [] };
  return attempts.flatMap(({ installationId, attempt }) => attemptOf(work, installationId, attempt) ?? []);
}

export function attemptOf(work: Work, installationId: string, attempt: number): Attempt | undefined {
  return work.get(ATTEMPTS, keyOf(installationId, attempt));
}

/** The latest attempt that an installation was instructed for. */
export function latestAttempt(work: Work, installationId: string): Attempt | undefined {
  return work
    .list(ATTEMPTS, `${installationId}/`)
    .map(({ value }) => value)
    .at(-1);
}

export function saveAttempt(work: Work, attempt: Attempt): void {
  work.put(ATTEMPTS, keyOf(attempt.installationId, attempt.attempt), attempt);
}

/** Whether an attempt is authorised now: instructed for this group, inside its window, without an outcome yet. */
export function isLive(attempt: Attempt | undefined, groupId: string, now: Date): attempt is Attempt {
  return attempt?.groupId === groupId && attempt.outcome === undefined && now.toISOString() <= attempt.validUntil;
}

function keyOf(installationId: string, attempt: number): string {
  return `${installationId}/${String(attempt).padStart(2, '0')}`;
}
