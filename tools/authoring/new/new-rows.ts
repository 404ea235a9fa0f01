import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import type { ExecutionResult } from '../../../reports/record/result-model';
import { PARTY_NAMES } from '../../../support/evidence/party-names';
import { RunError } from '../../../support/scope/errors';
import { SEVERITIES } from '../../../support/scope/plan';
import { nearest } from '../../../support/scope/nearest';
import { readRawTable } from '../../../support/scope/raw-table';
import { loadScope } from '../../../support/scope/scope';

/** A row that was written into a table that testers edit. */
export interface NewRow {
  readonly file: string;
  readonly id: string;
}

type Cells = Readonly<Record<string, string>>;

const KNOWN_ISSUES = 'features/scope/known-issues.csv';
const CATALOGUE = 'features/scope/dmc-catalogue.csv';

/** What a person has to say of a known issue. */
export interface KnownIssueWords {
  readonly title?: string;
  readonly workaround: string;
  readonly ownerRole: string;
  readonly fixRelease: string;
  /** `2026-12-01` */
  readonly targetDate: string;
}

/**
 * Writes a failure of a run into the ledger of known issues.
 * @param failed executions of the run that failed
 * @param id of the scenario
 * @param today `2026-11-24`
 * @throws RunError where the scenario did not fail in the run, ProblemsError where the row is wrong, which is then not kept
 */
export function addKnownIssue(
  root: string,
  failed: readonly ExecutionResult[],
  id: string,
  words: KnownIssueWords,
  today: string,
): NewRow {
  const own = failed.filter((execution) => execution.id === id);
  const [first] = own;
  if (first?.fingerprint === undefined) {
    const ids = [...new Set(failed.map((execution) => execution.id))];
    const which = ids.length === 0 ? 'nothing failed in it' : `failed are ${nearest(id, ids, 6).join(', ')}`;
    throw new RunError(`The scenario ${id} did not fail in that run: ${which}.`);
  }
  const { fingerprint, severity, reason, title, positive, negative } = first;
  const same = own.filter((execution) => execution.fingerprint === fingerprint);
  return addRow(root, KNOWN_ISSUES, (rows) => ({
    id: `KI-${numberAfter(
      rows.map((row) => row.id ?? ''),
      /^KI-(\d+)$/,
    )}`,
    title: words.title ?? (reason ?? title).split('\n')[0] ?? title,
    severity: String(SEVERITIES.indexOf(severity) + 1),
    scenario: id,
    dmcs: [...new Set(same.map(({ dmc }) => dmc))].join(';'),
    fingerprint,
    requirement: [...negative, ...positive][0] ?? '',
    workaround: words.workaround,
    ownerRole: words.ownerRole,
    fixRelease: words.fixRelease,
    openedOn: today,
    targetDate: words.targetDate,
  }));
}

/**
 * Writes one more combination into the catalogue, like another but for some cells.
 * @param from id of the combination that it is like
 * @param changes cells that are otherwise, by column
 * @throws RunError where there is no such combination or column, ProblemsError where the row is wrong, which is then not kept
 */
export function addCombination(root: string, from: string, changes: Cells): NewRow {
  return addRow(root, CATALOGUE, (rows) => {
    const ids = rows.map((row) => row.id ?? '');
    const like = rows.find(({ id }) => id === from);
    if (like === undefined) {
      throw new RunError(`There is no combination "${from}" in the catalogue: try ${nearest(from, ids).join(', ')}.`);
    }
    const strange = Object.keys(changes).find((column) => !(column in like));
    if (strange !== undefined) {
      const columns = nearest(strange, Object.keys(like)).join(', ');
      throw new RunError(`The catalogue has no column "${strange}": try ${columns}.`);
    }
    const release = from.slice(0, 3);
    const number = numberAfter(ids, new RegExp(`^${release}-(\\d+)$`));
    const id = `${release}-${String(number).padStart(2, '0')}`;
    return { ...like, id, provenance: `MODEL: as ${from}${differing(changes)}`, ...changes };
  });
}

/** ` with another esmeFirmware`, empty where nothing differs. */
function differing(changes: Cells): string {
  const columns = Object.keys(changes);
  return columns.length === 0 ? '' : ` with another ${columns.join(' and another ')}`;
}

/**
 * Judges what a person says of a known issue before anything is looked for.
 * @throws RunError for an owner that is no party, or a target that is no date or past
 */
export function judgeKnownIssue({ ownerRole, targetDate }: KnownIssueWords, today: string): void {
  const roles = [...Object.values(PARTY_NAMES), 'DCC', 'Responsible Supplier'];
  if (!roles.includes(ownerRole)) {
    throw new RunError(
      `"${ownerRole}" is no role that mends a known issue: say --owner as one of ${roles.join(', ')}.`,
    );
  }
  if (!z.iso.date().safeParse(targetDate).success) {
    throw new RunError(`"${targetDate}" is no date: say --target as year, month and day, such as 2026-12-01.`);
  }
  if (targetDate < today) throw new RunError(`--target ${targetDate} has passed: say a day to come.`);
}

function numberAfter(ids: readonly string[], form: RegExp): number {
  return Math.max(0, ...ids.map((id) => Number(form.exec(id)?.[1] ?? 0))) + 1;
}

/** Adds a row to a table, and takes it back where the table is no longer in order. */
function addRow(root: string, name: string, make: (rows: readonly Cells[]) => Cells): NewRow {
  const file = path.join(root, name);
  const { columns, rows } = readRawTable(file);
  const before = readFileSync(file, 'utf8');
  const row = make(rows.map(({ cells }) => cells));
  const line = stringify([columns.map((column) => row[column] ?? '')]);
  writeFileSync(file, `${before.trimEnd()}\n${line}`);
  try {
    loadScope(root);
  } catch (error) {
    writeFileSync(file, before);
    throw error;
  }
  return { file: name, id: row.id ?? '' };
}
