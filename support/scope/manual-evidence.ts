import { z } from 'zod';
import { nearest } from './nearest';
import { cellProblem, refuseProblems } from './problem';
import type { Requirement } from './requirements';
import { readTable } from './table';

/** What somebody tested by hand: it stands beside the results of a run and is counted in none of them. */
export interface ManualEvidence {
  /** What was tested, in words or by the id of a scenario. */
  readonly test: string;
  readonly requirement: string;
  /** Version or digest of the system that it was tested on, as a run records it. */
  readonly build: string;
  /** Role of who tested, never a name. */
  readonly role: string;
  /** `2026-11-24`. */
  readonly date: string;
  readonly outcome: 'passed' | 'failed';
  /** What records it, a file or the title of a document, and its SHA-256. */
  readonly attachment: string;
  readonly digest: string;
}

const words = z.string().min(1, 'must not be empty');

const row = z.strictObject({
  test: words,
  requirement: words,
  build: words,
  role: words,
  date: z.iso.date(),
  outcome: z.enum(['passed', 'failed']),
  attachment: words,
  digest: z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256, 64 hex digits'),
});

/**
 * Reads what was tested by hand; there may be nothing.
 * @param file path of `manual-evidence.csv`
 * @param requirements of the register
 * @throws ProblemsError naming file, line and field of every wrong row
 */
export function readManualEvidence(file: string, requirements: readonly Pick<Requirement, 'id'>[]): ManualEvidence[] {
  const rows = readTable(file, row, (value) => Object.values(value).join(' '), { mayBeEmpty: true });
  const ids = requirements.map(({ id }) => id);
  refuseProblems(
    rows
      .filter(({ value }) => !ids.includes(value.requirement))
      .map(({ line, value: { requirement } }) => {
        return cellProblem(file, line, 'requirement', `${requirement} is not in the register.`, {
          rule: 'unknown-requirement',
          nearest: nearest(requirement, ids),
        });
      }),
  );
  return rows.map(({ value }) => value);
}
