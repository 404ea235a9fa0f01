import { existsSync } from 'node:fs';
import { z } from 'zod';
import { cellProblem, refuseProblems } from './problem';
import { RELEASES } from './releases';
import { readTable } from './table';
import { SCOPE_DOCUMENTS } from './tag-comments';

const words = z.string().min(1, 'must not be empty');

const row = z.strictObject({
  document: z.enum(SCOPE_DOCUMENTS),
  release: z.enum(RELEASES),
  version: z.string().regex(/^\d+\.\d+$/, 'expected the form 1.0'),
  date: z.iso.date('expected a date such as 2019-05-08'),
  /** Role of who issued it; never a name. */
  role: words,
  change: words,
  /** Beginning of the digest of the scope, as the document prints it; empty where it was not noted. */
  scope: z.string().regex(/^([0-9a-f]{12})?$/, 'expected the twelve digits that the document prints, or nothing'),
  provenance: words,
});

/** A version of a document about scope that was issued for a release. */
export type IssuedVersion = z.output<typeof row>;

/**
 * Reads which versions of the documents about scope were issued.
 * @param file path of `document-versions.csv`; it may be missing where none was
 * @throws ProblemsError naming file, line and field of every wrong row, and every version that is older than the one above it
 */
export function readDocumentVersions(file: string): IssuedVersion[] {
  if (!existsSync(file)) return [];
  const keyOf = ({ document, release, version }: IssuedVersion): string => `${document} ${release} ${version}`;
  const rows = readTable(file, row, keyOf, { mayBeEmpty: true });
  const problems = rows.flatMap(({ line, value }, index) => {
    const before = rows
      .slice(0, index)
      .findLast((one) => one.value.document === value.document && one.value.release === value.release);
    if (before === undefined || before.value.date <= value.date) return [];
    const text = `version ${value.version} is older than version ${before.value.version} above it: put rows in the order in which they were issued.`;
    return [cellProblem(file, line, 'date', text)];
  });
  refuseProblems(problems);
  return rows.map(({ value }) => value);
}
