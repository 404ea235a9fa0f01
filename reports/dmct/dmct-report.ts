/** The DMCT Report: what supports the entry of a combination in the EPCL that was added after its release was proven. */
import type { RunResult } from '../record/result-model';
import { toneOfRun } from '../tag/document-model';
import { documentHtml } from '../tag/page';
import type { Section } from '../tag/parts';
import { criteria } from '../tag/sections/criteria';
import { failures } from '../tag/sections/failures';
import { faults } from '../tag/sections/faults';
import { instant } from '../text';
import type { DmctReport } from './report-model';
import { alerts, requests } from './sections/exchange';
import { limits } from './sections/limits';
import { migration } from './sections/migration';
import { summary } from './sections/summary';
import { tested } from './sections/tested';

/** Title of the report. */
export const DMCT_REPORT_TITLE = 'DMCT Report';

/** In their order; one that has nothing to say of a run writes nothing. */
const SECTIONS: readonly ((report: DmctReport) => Section | undefined)[] = [
  summary,
  tested,
  criteria,
  migration,
  requests,
  alerts,
  (report) => (report.problems.length === 0 ? undefined : faults(report)),
  (report) => (report.problems.length === 0 ? undefined : failures(report)),
  limits,
];

/** What the report is about. */
export function dmctSubject({ cells }: RunResult): string {
  return `Device Model Combination Testing of ${cells.map(({ dmc }) => dmc.id).join(', ')}`;
}

/** Writes the report. It is short: there is no table of contents. */
export function dmctReportHtml(report: DmctReport): string {
  const { run } = report.run;
  return documentHtml({
    title: DMCT_REPORT_TITLE,
    subject: dmctSubject(report.run),
    about: `For the Testing Advisory Group (TAG). Run ${run.id}, ${instant(run.startedAt)}.`,
    foot: `${DMCT_REPORT_TITLE}, run ${run.id}`,
    banner: report.banner,
    notices: report.notices,
    tone: toneOfRun(report.run),
    sections: SECTIONS.flatMap((write) => write(report) ?? []),
    isShort: true,
  });
}
