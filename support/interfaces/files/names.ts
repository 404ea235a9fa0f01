import type { FileKind } from '../vocabulary';
import type { Header } from './migration-files';

/** Name of a migration file: kind, Group ID and file id. */
export function migrationFileName(kind: FileKind, { groupId, fileId }: Pick<Header, 'groupId' | 'fileId'>): string {
  return `${kind}_${groupId}_${fileId}.xml`;
}

/** The two parts of a name that an authorisation and its password file share, with the tag of the SMSO. */
export interface StemParts {
  readonly smsoTag: string;
  /** EUI-64 of the sender. */
  readonly supplier: string;
  /** When it was made (virtual time). */
  readonly at: Date;
}

/** `<SMSO>_<EUI>_<YYYYMMDD>_<HHMMSS>` in UTC. */
export function authorisationStem({ smsoTag, supplier, at }: StemParts): string {
  const digits = at.toISOString().replace(/[-:]/g, '');
  return `${smsoTag}_${supplier}_${digits.slice(0, 8)}_${digits.slice(9, 15)}`;
}

/** Name of the archive of this stem. */
export function archiveName(stem: string): string {
  return `MA_${stem}.zip`;
}

/** Name of the password file of this stem. */
export function passwordFileName(stem: string): string {
  return `MAPASSWORD_${stem}.txt`;
}

/** Name of the one entry of the archive of this stem. */
export function entryName(stem: string): string {
  return `MA_${stem}.csv`;
}

/** The parts of the name of a demand file, or of the commitment file that answers it. */
export interface DemandNameParts {
  /** Short code of the party. */
  readonly partyCode: string;
  /** EUI-64 of the supplier. */
  readonly supplier: string;
  readonly smsoTag: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
}

/** `DR_<party>_<EUI>_<SMSO>_<YYYYMMDD>.csv` */
export function demandFileName({ partyCode, supplier, smsoTag, day }: DemandNameParts): string {
  return `DR_${partyCode}_${supplier}_${smsoTag}_${day.replaceAll('-', '')}.csv`;
}

/** `DC-<party>_<EUI>_<SMSO>_<YYYYMMDD>.csv`; the hyphen is that of the published sample name. */
export function commitmentFileName({ partyCode, supplier, smsoTag, day }: DemandNameParts): string {
  return `DC-${partyCode}_${supplier}_${smsoTag}_${day.replaceAll('-', '')}.csv`;
}
