import { z } from 'zod';
import { CODE, EUI, GROUP_ID, ID, INSTANT, listOf, NAME, SENTENCE, type Read } from './fields';

const INSTRUCTED_INSTALLATION = z.strictObject({
  installationId: ID,
  /** From 1. */
  attempt: z.int().min(1).max(99),
  importMPAN: ID,
  mprn: ID.exactOptional(),
  electricitySupplier: EUI,
  gasSupplier: EUI.exactOptional(),
});

/** Body of `migration-instruction`: what the Migration Control Centre orders for one SMSO, group and day. */
export const MIGRATION_INSTRUCTION = z
  .strictObject({
    instructionId: ID,
    groupId: GROUP_ID,
    smsoTag: NAME,
    slotStart: INSTANT,
    validUntil: INSTANT,
    installations: listOf(INSTRUCTED_INSTALLATION),
  })
  .meta({ id: 'MigrationInstruction' });

export type MigrationInstruction = Read<typeof MIGRATION_INSTRUCTION>;

/** An installation that the Migration Control Centre wants migrated. */
export type InstructedInstallation = Read<typeof INSTRUCTED_INSTALLATION>;

/** Body of `recovery-instruction`, mcc -> s1sp: an installation in Intervention is to go on. */
export const RECOVERY_INSTRUCTION = z.strictObject({ installationId: ID }).meta({ id: 'RecoveryInstruction' });

/** Body of `intervention-notice`, commissioning-party -> mcc: an attempt stopped where people must look at it. */
export const INTERVENTION_NOTICE = z
  .strictObject({ installationId: ID, code: CODE, reason: SENTENCE })
  .meta({ id: 'InterventionNotice' });
export type InterventionNotice = Read<typeof INTERVENTION_NOTICE>;
