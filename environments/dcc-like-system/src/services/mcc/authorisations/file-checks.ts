import {
  type AuthorisationHeader,
  type AuthorisationRow,
  decodeAuthorisation,
  MAXIMUM_AUTHORISATION_BYTES,
  openArchive,
  parseAuthorisationName,
  readAuthorisation,
} from '../../../domain/maf';
import type { Exception, Submission } from '../mcc-records';

/** What the file checks need to know beyond the file. */
export interface FileContext {
  readonly submission: Submission;
  readonly archive: Buffer;
  /** Content of the password file; undefined when none arrived in time. */
  readonly password: string | undefined;
  readonly fileIdUsed: (fileId: string) => boolean;
  readonly smsoTagKnown: (tag: string) => boolean;
  /** Seeded defect `mcc-ignores-password`. */
  readonly passwordIgnored: boolean;
  /** Seeded defect `mcc-checks-headers-from-behind`. */
  readonly fromBehind: boolean;
  /** Seeded defect `mcc-takes-an-authorisation-twice`. */
  readonly repetitionIgnored: boolean;
}

/** A file that passed, or the first fault in the fixed order of checks. */
export type FileVerdict =
  | { readonly header: AuthorisationHeader | undefined; readonly rows: readonly AuthorisationRow[] }
  | { readonly exception: Exception; readonly fileId?: string };

/**
 * Checks an authorisation file as a whole, in the order that the interface publishes: name (01), password file (02), size
 * (10), archive (03), encoding (04), header record and columns (05), rows (09), row count (06), supplier (07), used before
 * (08), SMSO tag (17).
 */
export async function checkFile(context: FileContext): Promise<FileVerdict> {
  const { submission, archive, password } = context;
  const name = parseAuthorisationName(submission.archiveName ?? '');
  if (!name) {
    const reason = 'The file name does not follow MA_<SMSO>_<EUI>_<YYYYMMDD>_<HHMMSS>.zip.';
    return refused('SIM-AUT-01', reason);
  }
  if (password === undefined) {
    return refused('SIM-AUT-02', `No password file MAPASSWORD_${name.stem}.txt arrived within 24 hours.`);
  }
  if (archive.length > MAXIMUM_AUTHORISATION_BYTES) {
    return refused('SIM-AUT-10', 'The archive is larger than 10 MB: split the authorisation.');
  }
  const content = await openArchive(archive, password, name.stem);
  if ('fault' in content) {
    // Seeded defect: the archive that its password does not open is waved through.
    if (context.passwordIgnored && content.kind === 'password') return { header: undefined, rows: [] };
    return refused(content.kind === 'size' ? 'SIM-AUT-10' : 'SIM-AUT-03', content.fault);
  }
  const text = decodeAuthorisation(content);
  if (typeof text !== 'string') return refused('SIM-AUT-04', text.fault);
  const read = readAuthorisation(text);
  if ('fault' in read) return refused('SIM-AUT-05', read.fault);
  const { header, rows } = read;
  const exception = checkHeader({ ...context, name, header, rows: rows.length });
  return exception ? { exception, fileId: header.fileId } : { header, rows };
}

interface HeaderFacts extends FileContext {
  readonly name: { readonly smsoTag: string; readonly eui: string };
  readonly header: AuthorisationHeader;
  /** How many rows the file holds. */
  readonly rows: number;
}

/** Checks of the header record, in the order that the interface publishes. */
const HEADER_CHECKS: readonly (readonly [code: string, check: (facts: HeaderFacts) => string | undefined])[] = [
  ['SIM-AUT-09', ({ rows }) => when(rows === 0, 'The file holds no rows.')],
  [
    'SIM-AUT-06',
    ({ rows, header: { rowCount } }) =>
      when(rows !== rowCount, `The header record announces ${rowCount} rows, the file holds ${rows}.`),
  ],
  [
    'SIM-AUT-07',
    ({ header: { supplierEui }, name: { eui }, submission: { supplier } }) =>
      when(
        supplierEui !== eui || eui !== supplier,
        'Header record, file name and the supplier who delivered the file name different EUIs.',
      ),
  ],
  ['SIM-AUT-08', repetition],
  ['SIM-AUT-17', smsoTagFault],
];

function checkHeader(facts: HeaderFacts): Exception | undefined {
  // Seeded defect: the last check speaks first.
  for (const [code, check] of facts.fromBehind ? HEADER_CHECKS.toReversed() : HEADER_CHECKS) {
    const reason = check(facts);
    if (reason !== undefined) return fault(code, reason);
  }
  return undefined;
}

function repetition({
  submission,
  header: { fileId },
  fileIdUsed,
  repetitionIgnored,
}: HeaderFacts): string | undefined {
  if (submission.number > 1) {
    // Seeded defect: what was delivered before is judged as if it were new.
    return when(!repetitionIgnored, `An authorisation named ${submission.stem} was delivered before: use a new name.`);
  }
  return when(fileIdUsed(fileId), `The file id ${fileId} was used before: use a new one.`);
}

function smsoTagFault({ header: { smsoTag }, name, smsoTagKnown }: HeaderFacts): string | undefined {
  if (smsoTag !== name.smsoTag) return `The header record names SMSO ${smsoTag}, the file name ${name.smsoTag}.`;
  return when(!smsoTagKnown(smsoTag), `No SMSO has the tag ${smsoTag}.`);
}

function when(condition: boolean, reason: string): string | undefined {
  return condition ? reason : undefined;
}

function refused(code: string, reason: string): FileVerdict {
  return { exception: fault(code, reason) };
}

function fault(code: string, reason: string): Exception {
  return { code, reason };
}
