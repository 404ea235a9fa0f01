import type { DeviceType, FileKind, FileParty, PhaseOfMigration } from '../vocabulary';

/** Namespace and version of the migration files (MODEL: the real schema is not public). */
export const FILES_NAMESPACE = 'urn:smets1-migration-simulator:files:1';
export const FILES_SCHEMA_VERSION = '1.0';

/** Opens every migration file. */
export interface Header {
  readonly fileId: string;
  readonly sender: FileParty;
  /** Two letters. */
  readonly groupId: string;
  /** Unsigned 64-bit; increases strictly per sender, recipient and kind. */
  readonly sequenceCounter: bigint;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** Binds a file to the Migration Common File it belongs to. */
export interface CommonFileReference {
  readonly fileId: string;
  /** SHA-256 of the file's bytes as delivered, base64. */
  readonly digest: string;
}

/** A code of the published list with its reason in words. */
export interface Fault {
  readonly code?: string;
  readonly reason?: string;
}

/** One device as the SMSO declares it. */
interface CommonDevice {
  readonly deviceId: string;
  readonly deviceType: DeviceType;
  /** Four hex digits. */
  readonly manufacturer: string;
  /** Eight hex digits. */
  readonly model: string;
  readonly firmware: string;
  /** Whether it has keys of its own. */
  readonly holdsKeys: boolean;
}

/** One installation of a Migration Common File. */
export interface CommonInstallation {
  readonly installationId: string;
  readonly attempt: number;
  readonly importMPAN: string;
  readonly mprn?: string;
  readonly electricitySupplier: string;
  readonly gasSupplier?: string;
  readonly communicationsProvider: string;
  readonly devices: readonly CommonDevice[];
}

interface MigrationCommonFile {
  readonly kind: 'MCF';
  readonly header: Header;
  readonly installations: readonly CommonInstallation[];
  /** Authorised installations that the Requesting Party could not extract. */
  readonly omissions: readonly (Required<Fault> & { readonly installationId: string; readonly importMPAN: string })[];
}

/** Configuration of the hub or a meter, and its key state where it holds keys. */
export interface DeviceState {
  readonly deviceId: string;
  /** With a key version comes an execution counter. */
  readonly keyVersion?: number;
  readonly executionCounter?: bigint;
  /** base64. */
  readonly configurationDigest: string;
}

export interface GroupInstallation {
  readonly installationId: string;
  readonly iccid: string;
  readonly imsi: string;
  /** The hub listens only after a wake-up message. */
  readonly needsWakeUp: boolean;
  readonly paymentMode: 'Credit' | 'Prepayment';
  readonly whitelist: readonly string[];
  readonly deviceStates: readonly DeviceState[];
}

interface MigrationGroupFile {
  readonly kind: 'MGF';
  readonly header: Header;
  readonly commonFile: CommonFileReference;
  readonly installations: readonly GroupInstallation[];
}

/** Secrets of one installation, for the eyes of the recipient alone. */
export interface EncryptedInstallation {
  readonly installationId: string;
  /** 12 bytes, base64. */
  readonly nonce: string;
  /** Cipher text followed by the 16-byte tag, base64. */
  readonly cipherText: string;
}

/** Who can open a Migration Group Encrypted File. */
type SecretsRecipient = 's1sp' | 'dco';

export interface MigrationGroupEncryptedFile {
  readonly kind: 'MGEF';
  readonly header: Header;
  readonly commonFile: CommonFileReference;
  readonly recipient: SecretsRecipient;
  /** Uncompressed P-256 point, base64. */
  readonly ephemeralPublicKey: string;
  readonly installations: readonly EncryptedInstallation[];
}

interface MigrationCommonValidationFile {
  readonly kind: 'MCVF';
  readonly header: Header;
  readonly commonFile: CommonFileReference;
  /** End of the attempt window, ISO 8601. */
  readonly validUntil: string;
  readonly results: readonly (Fault & { readonly installationId: string; readonly verdict: 'Pass' | 'Fail' })[];
}

/** The S1SP and the DCO each say which installations they find viable. */
interface ViableInstallationsFile<K extends 'S1SPVIF' | 'DCOVIF'> {
  readonly kind: K;
  readonly header: Header;
  readonly commonFile: CommonFileReference;
  readonly results: readonly (Fault & { readonly installationId: string; readonly verdict: 'Viable' | 'NotViable' })[];
}

export interface CommissioningInstallation extends Fault {
  readonly installationId: string;
  readonly result: 'ReadyToCommission' | 'Failed' | 'Intervention';
  readonly phase?: PhaseOfMigration;
  readonly devices: readonly {
    readonly deviceId: string;
    readonly keyVersion: number;
    readonly keyRotatedAt: string;
  }[];
  /** Devices that are left behind; absent when there are none. */
  readonly excluded?: readonly (Required<Fault> & { readonly deviceId: string })[];
}

interface S1spCommissioningFile {
  readonly kind: 'SCF';
  readonly header: Header;
  readonly commonFile: CommonFileReference;
  readonly installations: readonly CommissioningInstallation[];
}

/** The final result of one attempt to migrate one installation. */
export interface CommissioningOutcome extends Fault {
  readonly installationId: string;
  readonly attempt: number;
  readonly importMPAN: string;
  readonly mprn?: string;
  readonly result: 'Migrated' | 'NotMigrated';
  readonly phase: PhaseOfMigration;
  readonly completedAt: string;
  readonly devices: readonly (Fault & {
    readonly deviceId: string;
    readonly deviceType: DeviceType;
    readonly status: 'Commissioned' | 'NotCommissioned' | 'Excluded';
  })[];
}

interface CommissioningOutcomeFile {
  readonly kind: 'COF';
  readonly header: Header;
  readonly outcomes: readonly CommissioningOutcome[];
}

/** Any migration file. */
export type MigrationFile =
  | MigrationCommonFile
  | MigrationGroupFile
  | MigrationGroupEncryptedFile
  | MigrationCommonValidationFile
  | ViableInstallationsFile<'S1SPVIF'>
  | ViableInstallationsFile<'DCOVIF'>
  | S1spCommissioningFile
  | CommissioningOutcomeFile;

/** The model of the files of one kind. */
export type MigrationFileOf<K extends FileKind> = Extract<MigrationFile, { readonly kind: K }>;

/** Root element of each kind. */
export const ROOT_ELEMENTS: Readonly<Record<FileKind, string>> = {
  MCF: 'MigrationCommonFile',
  MGF: 'MigrationGroupFile',
  MGEF: 'MigrationGroupEncryptedFile',
  MCVF: 'MigrationCommonValidationFile',
  S1SPVIF: 'S1SPViableInstallationsFile',
  DCOVIF: 'DCOViableInstallationsFile',
  SCF: 'S1SPCommissioningFile',
  COF: 'CommissioningOutcomeFile',
};
