import { area } from '../../../kernel/rules';
import type { ServiceContext } from '../../../kernel/service-context';
import { csvText, withoutFormula } from '../../../domain/csv-text';
import { REPORTS, type CurrentReport, type KeptReport } from './report';

type Report = KeptReport | CurrentReport;

/** How a report becomes comma-separated values. */
export const REPORT_CSV = area('mcc-report-csv', {
  /** One line with the names of the columns, then one for each row. */
  linesOf: ({ kind, rows }: Report): (string | number | undefined)[][] => {
    const { columns } = REPORTS[kind];
    const names = columns.map(({ name }) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
    return [names, ...rows.map((row) => columns.map(({ name }) => row[name]))];
  },
  /** The text of a field before it is quoted. */
  fieldText: withoutFormula,
});

/** A report as comma-separated values. */
export function reportCsv(service: ServiceContext, report: Report): string {
  const { linesOf, fieldText } = service.rules(REPORT_CSV);
  return csvText(linesOf(report), fieldText);
}

/** Name under which the csv of a report is saved. */
export function reportFileName(report: Report): string {
  if ('reportId' in report) return `${report.kind}_${report.period}_${report.reportId}.csv`;
  return `${report.kind}_${report.asOf.replaceAll(/[-:]|\.\d+/g, '')}.csv`;
}
