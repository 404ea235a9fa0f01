import type { DeviceType } from '../scope/devices';

export { DEVICE_TYPES, type DeviceType } from '../scope/devices';

/** Kinds of migration file, as the published interface names them. */
export const FILE_KINDS = ['MCF', 'MGF', 'MGEF', 'MCVF', 'S1SPVIF', 'DCOVIF', 'SCF', 'COF'] as const;

/** Kind of one migration file. */
export type FileKind = (typeof FILE_KINDS)[number];

/** Names of the migration files, as people say them. */
export const FILE_NAMES: Readonly<Record<FileKind, string>> = {
  MCF: 'Migration Common File',
  MGF: 'Migration Group File',
  MGEF: 'Migration Group Encrypted File',
  MCVF: 'Migration Common Validation File',
  S1SPVIF: 'S1SP Viable Installations File',
  DCOVIF: 'DCO Viable Installations File',
  SCF: 'S1SP Commissioning File',
  COF: 'Commissioning Outcome File',
};

/** The roles that sign migration files. */
export const FILE_PARTIES = ['requesting-party', 'commissioning-party', 's1sp', 'dco'] as const;

/** A role that signs migration files. */
export type FileParty = (typeof FILE_PARTIES)[number];

/** The kind of message as people say it, e.g. `Migration Common File` or `key rotation request`. */
export function messageName(kind: string): string {
  if (isFileKind(kind)) return FILE_NAMES[kind];
  return kind.replaceAll('-', ' ').replace(/^(smets1|s1sp|gbcs)/, (word) => word.toUpperCase());
}

/** Whether a message kind is a migration file. */
export function isFileKind(kind: string): kind is FileKind {
  return FILE_KINDS.some((known) => known === kind);
}

/** Names of the devices, as people say them. */
export const DEVICE_NAMES: Readonly<Record<DeviceType, string>> = {
  CHF: 'communications hub',
  ESME: 'electricity meter',
  GSME: 'gas meter',
  GPF: 'gas proxy function',
  PPMID: 'prepayment interface',
  IHD: 'in-home display',
};

/** Steps of a migration that a file can name as the one where an installation ended. */
export const PHASES_OF_MIGRATION = [
  'Authorisation',
  'Extraction',
  'CommonValidation',
  'RequiredFileSet',
  'KeyMaterial',
  'SimHandover',
  'CommunicationsCheck',
  'Whitelist',
  'KeyReading',
  'KeyRotation',
  'Commissioning',
] as const;

/** Step of a migration. */
export type PhaseOfMigration = (typeof PHASES_OF_MIGRATION)[number];

/** Pattern of the codes of refusals, outcomes, alerts and answers, as scenarios name them; nothing in it captures. */
export const CODE = 'SIM-[A-Z0-9]{3}-\\d{2}|GT01|[IEWN]\\d{1,6}|[0-9A-F]{4}';
