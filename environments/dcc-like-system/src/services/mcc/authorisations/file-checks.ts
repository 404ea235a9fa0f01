import { decodeText } from '../../../domain/csv-file';
import {
  type AuthorisationHeader,
  type AuthorisationRow,
  parseAuthorisationName,
  readAuthorisation,
} from '../../../domain/maf';
import {
  type ArchiveFault,
  CONTENT_LIMITS,
  MAXIMUM_AUTHORISATION_BYTES,
  openArchive,
  passwordOf,
} from '../../../domain/maf-archive';
import { area, firstFault, type Ordered } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { faultIf } from '../faults';
import { FILE_IDS, SMSO_TAGS, type Exception, type Submission } from '../mcc-records';

/** An authorisation as it was delivered. */
interface DeliveredFile {
  readonly submission: Submission;
  readonly archive: Buffer;
  /** Absent when none arrived in time. */
  readonly passwordFile?: Buffer;
}

/** A file that passed, or the first fault in the fixed order of checks. The file id is known once the header record is. */
export type FileVerdict = { readonly fileId?: string } & (
  { readonly smsoTag: string; readonly rows: readonly AuthorisationRow[] } | { readonly exception: Exception }
);

/** What the checks of the header record look at. */
interface HeaderFacts {
  readonly submission: Submission;
  readonly name: { readonly smsoTag: string; readonly eui: string };
  readonly header: AuthorisationHeader;
  /** How many rows the file holds. */
  readonly rows: number;
  readonly fileIdUsed: boolean;
  readonly smsoTagKnown: boolean;
}

/** In the order that the interface publishes. */
const HEADER_CHECKS = {
  noRows: ({ rows }) => faultIf(rows === 0, 'SIM-AUT-09', 'The file holds no rows.'),
  rowCount: ({ rows, header: { rowCount } }) =>
    faultIf(rows !== rowCount, 'SIM-AUT-06', `The header record announces ${rowCount} rows, the file holds ${rows}.`),
  supplier: ({ header: { supplierEui }, name: { eui }, submission: { supplier } }) =>
    faultIf(
      supplierEui !== eui || eui !== supplier,
      'SIM-AUT-07',
      'Header record, file name and the supplier who delivered the file name different EUIs.',
    ),
  repeatedName: ({ submission: { number, stem } }) =>
    faultIf(number > 1, 'SIM-AUT-08', `An authorisation named ${stem} was delivered before: use a new name.`),
  usedFileId: ({ fileIdUsed, header: { fileId } }) =>
    faultIf(fileIdUsed, 'SIM-AUT-08', `The file id ${fileId} was used before: use a new one.`),
  smsoTagOfName: ({ header: { smsoTag }, name }) =>
    faultIf(
      smsoTag !== name.smsoTag,
      'SIM-AUT-17',
      `The header record names SMSO ${smsoTag}, the file name ${name.smsoTag}.`,
    ),
  smsoTag: ({ header: { smsoTag }, smsoTagKnown }) =>
    faultIf(!smsoTagKnown, 'SIM-AUT-17', `No SMSO has the tag ${smsoTag}.`),
} satisfies Ordered<(facts: HeaderFacts) => Exception | undefined>;

/** How an authorisation file is checked as a whole. */
export const AUTHORISATION_FILES = area('mcc-authorisation-files', {
  passwordOf,
  contentLimits: CONTENT_LIMITS,
  /** The verdict on an archive whose content cannot be had. */
  unopened: ({ kind, fault }: ArchiveFault): FileVerdict =>
    refused(kind === 'size' ? 'SIM-AUT-10' : 'SIM-AUT-03', fault),
  headerChecks: HEADER_CHECKS,
  /** Whether the supplier can use the file id for no other file: not where the file was refused as a whole. */
  usesUpFileId: (verdict: FileVerdict): boolean => !('exception' in verdict),
});

/**
 * Checks an authorisation file as a whole, in the order that the interface publishes: name (01), password file (02), size
 * (10), archive (03), encoding (04), header record and columns (05), rows (09), row count (06), supplier (07), used before
 * (08), SMSO tag (17).
 */
export async function checkFile(
  work: Work,
  { submission, archive, passwordFile }: DeliveredFile,
): Promise<FileVerdict> {
  const rules = work.rules(AUTHORISATION_FILES);
  const name = parseAuthorisationName(submission.archiveName ?? '');
  if (!name) {
    const reason = 'The file name does not follow MA_<SMSO>_<EUI>_<YYYYMMDD>_<HHMMSS>.zip.';
    return refused('SIM-AUT-01', reason);
  }
  if (passwordFile === undefined) {
    return refused('SIM-AUT-02', `No password file MAPASSWORD_${name.stem}.txt arrived within 24 hours.`);
  }
  if (archive.length > MAXIMUM_AUTHORISATION_BYTES) {
    return refused('SIM-AUT-10', 'The archive is larger than 10 MB: split the authorisation.');
  }
  const password = rules.passwordOf(passwordFile);
  const locked = { archive, stem: name.stem };
  const content =
    typeof password === 'string' ? await openArchive({ ...locked, password }, rules.contentLimits) : password;
  if ('fault' in content) return rules.unopened(content);
  const text = decodeText(content);
  if (typeof text !== 'string') return refused('SIM-AUT-04', text.fault);
  const read = readAuthorisation(text);
  if ('fault' in read) return refused('SIM-AUT-05', read.fault);
  const { header, rows } = read;
  const { fileId, smsoTag } = header;
  const exception = firstFault(rules.headerChecks, {
    submission,
    name,
    header,
    rows: rows.length,
    fileIdUsed: work.get(FILE_IDS, fileIdKey(submission, fileId)) !== undefined,
    smsoTagKnown: work.get(SMSO_TAGS, smsoTag) !== undefined,
  });
  return exception ? { exception, fileId } : { fileId, smsoTag, rows };
}

/** Key of a file id in the store. */
export function fileIdKey({ supplier }: Pick<Submission, 'supplier'>, fileId: string): string {
  return `${supplier}/${fileId}`;
}

function refused(code: string, reason: string): FileVerdict {
  return { exception: { code, reason } };
}
