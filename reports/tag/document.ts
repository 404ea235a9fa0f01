/** The Test Completion Report: page one, ten headings of body that answer TAG's questions, and annexes. */
import { instant } from '../text';
import { subjectOf, toneOfRun, type CompletionReport } from './document-model';
import { documentHtml } from './page';
import type { Section } from './parts';
import { baseline } from './sections/baseline';
import { coverage, traces } from './sections/coverage';
import { criteria } from './sections/criteria';
import { detection } from './sections/detection';
import { testData } from './sections/devices';
import { failures } from './sections/failures';
import { faults } from './sections/faults';
import { files } from './sections/files';
import { notRun } from './sections/not-run';
import { reading } from './sections/reading';
import { recommendation } from './sections/recommendation';
import { rejectionCodes } from './sections/rejection-codes';
import { results } from './sections/results';
import { risk } from './sections/risk';
import { serviceRequests } from './sections/service-requests';
import { since } from './sections/since';
import { summary } from './sections/summary';

/** In their order; an annex that has nothing to say of a run writes nothing. */
const SECTIONS: readonly ((report: CompletionReport) => Section | undefined)[] = [
  summary,
  recommendation,
  criteria,
  faults,
  since,
  detection,
  coverage,
  files,
  notRun,
  risk,
  baseline,
  failures,
  results,
  traces,
  rejectionCodes,
  serviceRequests,
  testData,
  reading,
];

/**
 * Writes the document.
 *
 * @param pages page on which each section begins in print; the contents then name it
 */
export function completionReportHtml(report: CompletionReport, pages?: ReadonlyMap<string, number>): string {
  const { run } = report.run;
  return documentHtml(
    {
      title: 'Test Completion Report',
      subject: subjectOf(report.run),
      about: `For the Testing Advisory Group (TAG). Run ${run.id}, ${instant(run.startedAt)}.`,
      foot: `Test Completion Report, run ${run.id}`,
      banner: report.banner,
      notices: report.notices,
      tone: toneOfRun(report.run),
      sections: sectionsOf(report),
    },
    pages,
  );
}

/** Ids of the sections, in order: what the contents point at. */
export function sectionIds(report: CompletionReport): readonly string[] {
  return sectionsOf(report).map(({ id }) => id);
}

function sectionsOf(report: CompletionReport): Section[] {
  return SECTIONS.flatMap((write) => write(report) ?? []);
}
