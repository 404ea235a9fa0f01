import type { Element } from '@xmldom/xmldom';
import { branch, documentOf, instantAt, leaf, listAt, optional, textAt } from './elements';
import {
  readHeader,
  readReference,
  writeHeader,
  writeReference,
  writeRefused,
  type FileHeader,
  type FileReference,
  type Refused,
} from './header';

/** The Commissioning Party's verdict on one installation; code and reason with `Fail`. */
export interface ValidationResult extends Partial<Refused> {
  readonly installationId: string;
  readonly verdict: 'Pass' | 'Fail';
}

/** Migration Common Validation File (MCVF). */
export interface ValidationFile {
  readonly header: FileHeader;
  readonly commonFile: FileReference;
  /** End of the attempt window, ISO 8601: nothing is begun on a device after it. */
  readonly validUntil: string;
  readonly results: readonly ValidationResult[];
}

export function writeValidationFile(file: ValidationFile): string {
  return documentOf(
    'MigrationCommonValidationFile',
    writeHeader(file.header),
    writeReference(file.commonFile),
    leaf('ValidUntil', file.validUntil),
    branch(
      'Results',
      ...file.results.map((result) =>
        branch(
          'Result',
          leaf('InstallationId', result.installationId),
          leaf('Verdict', result.verdict),
          writeRefused(result),
        ),
      ),
    ),
  );
}

export function readValidationFile(root: Element): ValidationFile {
  return {
    header: readHeader(root),
    commonFile: readReference(root),
    validUntil: instantAt(root, 'ValidUntil'),
    results: listAt(root, 'Results', (item) => ({
      installationId: textAt(item, 'InstallationId'),
      verdict: textAt(item, 'Verdict') as ValidationResult['verdict'],
      ...optional(item, 'Code', 'code'),
      ...optional(item, 'Reason', 'reason'),
    })),
  };
}

/** Installations that a file passes: an installation on which it says two different things has not passed. */
export function passedIn({ results }: Pick<ValidationFile, 'results'>): string[] {
  const failed = new Set(results.filter(({ verdict }) => verdict === 'Fail').map((result) => result.installationId));
  return [...new Set(results.map(({ installationId }) => installationId))].filter((id) => !failed.has(id));
}
