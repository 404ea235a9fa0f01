import { csvText } from '../csv';
import { REPORTS, type CurrentReport, type KeptReport } from './report';
import type { ServiceContext } from '../../../kernel/service-context';

/** A report as comma-separated values: one line with the names of the columns, then one for each row. */
export function reportCsv(service: ServiceContext, { kind, rows }: KeptReport | CurrentReport): string {
  const { columns } = REPORTS[kind];
  // Seeded defect: the last line is lost on the way to the file.
  const written = service.defect('mcc-csv-loses-last-row') ? rows.slice(0, -1) : rows;
  const names = columns.map(({ name }) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
  const lines = [names, ...written.map((row) => columns.map(({ name }) => row[name]))];
  return csvText(lines, { formulasKept: service.defect('mcc-csv-keeps-formulas') });
}

/** Name under which the csv of a report is saved. */
export function reportFileName(report: KeptReport | CurrentReport): string {
  if ('reportId' in report) return `${report.kind}_${report.period}_${report.reportId}.csv`;
  return `${report.kind}_${report.asOf.replaceAll(/[-:]|\.\d+/g, '')}.csv`;
}
