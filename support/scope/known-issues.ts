import { z } from 'zod';
import { RunError } from './errors';
import type { DeviceModelCombination } from './dmc-catalogue';
import type { Requirement } from './requirements';
import { readTable } from './table';

/** Levels of a failure, 1 the worst: those of the severities of scenarios in their order. */
export const SEVERITY_LEVELS = [1, 2, 3, 4, 5] as const;
export type SeverityLevel = (typeof SEVERITY_LEVELS)[number];

/** A failure that is known and was accepted for a time: a row of the ledger. */
export interface KnownIssue {
  readonly id: string;
  readonly title: string;
  readonly severity: SeverityLevel;
  /** Scenario or row, and the combinations that it concerns; none stands for all. */
  readonly scenario: string;
  readonly dmcs: readonly string[];
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
  fingerprint: z.string().regex(/^[0-9a-f]{12}$/, 'expected the 12 hex digits that a run prints with the failure'),
  requirement: words,
  workaround: words,
  ownerRole: words,
  fixRelease: words,
  openedOn: z.iso.date(),
  targetDate: z.iso.date(),
});

/**
 * Reads the ledger of known issues; it may have no rows.
 * @param file path of `known-issues.csv`
 * @param catalogue the combinations that rows may name
 * @param register the requirements that rows may name
 * @throws RunError naming file, line and field of every wrong row
 */
export function readKnownIssues(
  file: string,
  catalogue: readonly DeviceModelCombination[],
  register: readonly Requirement[],
): KnownIssue[] {
  const rows = readTable(file, row, ({ id }) => id, { mayBeEmpty: true });
  const problems = rows.flatMap(({ line, value }) => {
    const strangers = value.dmcs.filter((id) => !catalogue.some((dmc) => dmc.id === id));
    const known = register.some(({ id }) => id === value.requirement);
    return [
      ...strangers.map((id) => `${file}:${line}: field "dmcs": there is no combination "${id}" in the catalogue.`),
      ...(known ? [] : [`${file}:${line}: field "requirement": ${value.requirement} is not in the register.`]),
    ];
  });
  if (problems.length > 0) throw new RunError(problems.join('\n'));
  return rows.map(({ value }) => value);
}

/**
 * Refuses rows that name a scenario which does not exist: they could never be stale.
 * @throws RunError naming each of them
 */
export function refuseStrangeScenarios(ledger: readonly KnownIssue[], ids: ReadonlySet<string>): void {
  const strange = ledger.filter(({ scenario }) => !ids.has(scenario));
  if (strange.length === 0) return;
  throw new RunError(
    strange
      .map(
        ({ id, scenario }) =>
          `features/scope/known-issues.csv: ${id} names the scenario ${scenario}, which does not exist.`,
      )
      .join('\n'),
  );
}
