import type { DeviceModelCombination } from './dmc-catalogue';
import { cellProblem, type Problem } from './problem';
import type { EvidenceRecord } from './records';

/** A combination with the line of the catalogue it stands on. */
export interface CatalogueRow {
  readonly line: number;
  readonly dmc: DeviceModelCombination;
}

/** What every row of a cohort has in common. */
const COMMON = ['release', 'groupId', 'smso', 's1sp'] as const;

/**
 * Where rows of the catalogue contradict each other.
 * @param file path of the catalogue, for the sentences
 */
export function disagreements(file: string, rows: readonly CatalogueRow[]): Problem[] {
  const found = [...cohorts(rows), ...groups(rows), ...makers(rows), ...combinations(rows)];
  return found.map(({ line, field, text }) => cellProblem(file, line, field, text));
}

/**
 * Where the catalogue and the recorded evidence say different things about leaving SIT.
 * @param file path of the catalogue, for the sentences
 */
export function sitContradictions(
  file: string,
  rows: readonly CatalogueRow[],
  records: readonly EvidenceRecord[],
): Problem[] {
  return rows.flatMap(({ line, dmc: { id, sitStatus, sitExitDate } }) => {
    const record = records.find(({ kind, dmc }) => kind === 'sit-exit' && dmc === id);
    if (record === undefined || record.date === sitExitDate) return [];
    const says = sitStatus === 'exited' ? `left SIT on ${sitExitDate ?? ''}` : `is ${sitStatus} in SIT`;
    const field = sitStatus === 'exited' ? 'sitExitDate' : 'sitStatus';
    const text = `${id} ${says}, but its record in evidence.json says that it left on ${record.date}: correct the one that is wrong.`;
    return [cellProblem(file, line, field, text)];
  });
}

interface CatalogueProblem {
  readonly line: number;
  readonly field: string;
  readonly text: string;
}

function cohorts(rows: readonly CatalogueRow[]): CatalogueProblem[] {
  return rows.flatMap(({ line, dmc }) => {
    const first = rows.find((other) => other.dmc.cohort === dmc.cohort);
    if (first === undefined) return [];
    return COMMON.filter((field) => dmc[field] !== first.dmc[field]).map((field) => ({
      line,
      field,
      text: `the cohort ${dmc.cohort} has ${first.dmc[field]} on line ${first.line}, not ${dmc[field]}: all rows of a cohort have the same release, Group ID, SMSO and S1SP.`,
    }));
  });
}

function groups(rows: readonly CatalogueRow[]): CatalogueProblem[] {
  return rows.flatMap(({ line, dmc: { groupId, cohort } }) => {
    const first = rows.find(({ dmc }) => dmc.groupId === groupId);
    if (first === undefined || first.dmc.cohort === cohort) return [];
    const text = `${groupId} is the Group ID of the cohort ${first.dmc.cohort} on line ${first.line}: give the cohort ${cohort} one of its own.`;
    return [{ line, field: 'groupId', text }];
  });
}

function makers(rows: readonly CatalogueRow[]): CatalogueProblem[] {
  const known = new Map<string, { readonly name: string; readonly line: number }>();
  return rows.flatMap(({ line, dmc }) =>
    dmc.devices.flatMap(({ type, manufacturer, manufacturerName }): CatalogueProblem[] => {
      const first = known.get(manufacturer) ?? { name: manufacturerName, line };
      known.set(manufacturer, first);
      if (first.name === manufacturerName) return [];
      const text = `the maker ${manufacturer} is "${first.name}" on line ${first.line}, not "${manufacturerName}".`;
      return [{ line, field: `${type.toLowerCase()}ManufacturerName`, text }];
    }),
  );
}

function combinations(rows: readonly CatalogueRow[]): CatalogueProblem[] {
  const known = new Map<string, CatalogueRow>();
  return rows.flatMap((row) => {
    const { communicationsProvider, devices } = row.dmc;
    const key = JSON.stringify([communicationsProvider, devices]);
    const first = known.get(key);
    known.set(key, first ?? row);
    if (first === undefined) return [];
    const text = `${row.dmc.id} is the same combination as ${first.dmc.id} on line ${first.line}.`;
    return [{ line: row.line, field: 'id', text }];
  });
}
