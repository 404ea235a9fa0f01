/** The DMCT Report: what supports the entry of a combination in the EPCL that was added after its release was proven. */
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

/** Writes the report. It is short: there is no table of contents. */
export function dmctReportHtml(report: DmctReport): string {
  const { run, cells } = report.run;
  const combinations = cells.map(({ dmc }) => dmc.id).join(', ');
  return documentHtml({
    title: DMCT_REPORT_TITLE,
    subject: `Device Model Combination Testing of ${combinations}`,
    about: `For the Testing Advisory Group (TAG). Run ${run.id}, ${instant(run.startedAt)}.`,
    foot: `${DMCT_REPORT_TITLE}, run ${run.id}`,
    banner: report.banner,
    notices: report.notices,
    tone: toneOfRun(report.run),
    sections: SECTIONS.flatMap((write) => write(report) ?? []),
    isShort: true,
  });
}
