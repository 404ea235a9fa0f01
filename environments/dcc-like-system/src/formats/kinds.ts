import type { Element } from '@xmldom/xmldom';
import { readCommissioningFile, type CommissioningFile } from './commissioning-file';
import { readCommonFile, type CommonFile } from './common-file';
import { readEncryptedFile, type EncryptedFile } from './encrypted-file';
import { readGroupFile, type GroupFile } from './group-file';
import type { FileReference, FileSender } from './header';
import { readOutcomeFile, type OutcomeFile } from './outcome-file';
import { readValidationFile, type ValidationFile } from './validation-file';
import { readViableFile, type ViableFile } from './viable-file';

/** What each kind of migration file says. */
export interface FileModels {
  MCF: CommonFile;
  MGF: GroupFile;
  MGEF: EncryptedFile;
  MCVF: ValidationFile;
  S1SPVIF: ViableFile;
  DCOVIF: ViableFile;
  SCF: CommissioningFile;
  COF: OutcomeFile;
}

export type FileKind = keyof FileModels;

export const FILE_KIND_NAMES = [
  'MCF',
  'MGF',
  'MGEF',
  'MCVF',
  'S1SPVIF',
  'DCOVIF',
  'SCF',
  'COF',
] as const satisfies FileKind[];

/** What distinguishes one kind of file from another. */
export interface KindRules<K extends FileKind> {
  readonly root: string;
  /** File name below `schemas/` of the contracts folder. */
  readonly schema: string;
  /** The only role that may send it. */
  readonly sender: FileSender;
  readonly read: (root: Element) => FileModels[K];
}

export const FILE_KINDS: { readonly [K in FileKind]: KindRules<K> } = {
  MCF: {
    root: 'MigrationCommonFile',
    schema: 'migration-common-file.xsd',
    sender: 'requesting-party',
    read: readCommonFile,
  },
  MGF: {
    root: 'MigrationGroupFile',
    schema: 'migration-group-file.xsd',
    sender: 'requesting-party',
    read: readGroupFile,
  },
  MGEF: {
    root: 'MigrationGroupEncryptedFile',
    schema: 'migration-group-encrypted-file.xsd',
    sender: 'requesting-party',
    read: readEncryptedFile,
  },
  MCVF: {
    root: 'MigrationCommonValidationFile',
    schema: 'migration-common-validation-file.xsd',
    sender: 'commissioning-party',
    read: readValidationFile,
  },
  S1SPVIF: {
    root: 'S1SPViableInstallationsFile',
    schema: 'viable-installations-file.xsd',
    sender: 's1sp',
    read: readViableFile,
  },
  DCOVIF: {
    root: 'DCOViableInstallationsFile',
    schema: 'viable-installations-file.xsd',
    sender: 'dco',
    read: readViableFile,
  },
  SCF: {
    root: 'S1SPCommissioningFile',
    schema: 's1sp-commissioning-file.xsd',
    sender: 's1sp',
    read: readCommissioningFile,
  },
  COF: {
    root: 'CommissioningOutcomeFile',
    schema: 'commissioning-outcome-file.xsd',
    sender: 'commissioning-party',
    read: readOutcomeFile,
  },
};

/** The Migration Common File that a file refers to; undefined for kinds that refer to none. */
export function referenceOf(model: FileModels[FileKind]): FileReference | undefined {
  return 'commonFile' in model ? model.commonFile : undefined;
}
