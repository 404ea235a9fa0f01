import { z } from 'zod';
import { unknownDmc, type DeviceModelCombination } from './dmc-catalogue';
import { nearest } from './nearest';
import { cellProblem, refuseProblems, type Problem } from './problem';
import type { Requirement } from './requirements';
import { SEVERITY_LEVELS, type SeverityLevel } from './severity';
import { readTable } from './table';

/** A failure that is known and was accepted for a time: a row of the ledger. */
export interface KnownIssue {
  readonly id: string;
  readonly title: string;
  readonly severity: SeverityLevel;
  /** Scenario or row, and the combinations that it concerns; none stands for all. */
  readonly scenario: string;
  readonly dmcs: readonly string[];
  /** Of version 2 (`2-` and 12 hex digits); those of version 1, 12 hex digits alone, cannot be compared any more. */
  readonly fingerprint: string;
  readonly requirement: string;
  readonly workaround: string;
  readonly ownerRole: string;
  readonly fixRelease: string;
  /** Date on which it was recorded, `2026-11-24`: its age counts from then. */
  readonly openedOn: string;
  /** Date by which it is to be mended, `2026-12-01`. */
  readonly targetDate: string;
}

const words = z.string().min(1, 'must not be empty');

const severity = z
  .string()
  .regex(/^[1-5]$/, 'expected 1 to 5, 1 the worst')
  .transform((text): SeverityLevel => SEVERITY_LEVELS.find((level) => String(level) === text) ?? 1);

const row = z.strictObject({
  id: z.string().regex(/^KI-\d{1,4}$/, 'expected the form KI-7'),
  title: words,
  severity,
  scenario: words,
  dmcs: z
    .string()
    .min(1, 'expected combinations joined by semicolons, or all')
    .transform((text) => (text === 'all' ? [] : text.split(';').map((id) => id.trim()))),
  fingerprint: z
    .string()
    .regex(/^(2-)?[0-9a-f]{12}$/, 'expected 2- and 12 hex digits, as a run prints with the failure'),
  requirement: words,
  workaround: words,
  ownerRole: words,
  fixRelease: words,
  openedOn: z.iso.date(),
  targetDate: z.iso.date(),
});

/** A row of the ledger with its line. */
export interface LedgerRow extends KnownIssue {
  readonly line: number;
}

/**
 * Reads the ledger of known issues; it may have no rows.
 * @param file path of `known-issues.csv`
 * @param catalogue the combinations that rows may name
 * @param register the requirements that rows may name
 * @throws ProblemsError naming file, line and field of every wrong row
 */
export function readKnownIssues(
  file: string,
  catalogue: readonly DeviceModelCombination[],
  register: readonly Requirement[],
): LedgerRow[] {
  const rows = readTable(file, row, ({ id }) => id, { mayBeEmpty: true });
  const dmcs = catalogue.map(({ id }) => id);
  const requirements = register.map(({ id }) => id);
  refuseProblems(
    rows.flatMap(({ line, value: { dmcs: named, requirement } }) => [
      ...named.filter((id) => !dmcs.includes(id)).map((id) => unknownDmc(file, line, 'dmcs', id, dmcs)),
      ...(requirements.includes(requirement)
        ? []
        : [
            cellProblem(file, line, 'requirement', `${requirement} is not in the register.`, {
              rule: 'unknown-requirement',
              nearest: nearest(requirement, requirements),
            }),
          ]),
    ]),
  );
  return rows.map(({ line, value }) => ({ ...value, line }));
}

/** The rows that name a scenario which does not exist: they could never be stale. */
export function strangeScenarios(file: string, ledger: readonly LedgerRow[], ids: readonly string[]): Problem[] {
  return ledger
    .filter(({ scenario }) => !ids.includes(scenario))
    .map(({ line, id, scenario }) =>
      cellProblem(file, line, 'scenario', `${id} names the scenario ${scenario}, which does not exist.`, {
        rule: 'unknown-scenario',
        nearest: nearest(scenario, ids),
      }),
    );
}
