/** The Test Completion Report. */
import { instant } from '../text';
import type { CompletionReport } from './document-model';
import { documentHtml } from './page';
import type { Section } from './parts';
import { cells } from './sections/cells';
import { assurance, reading, reproduce, signOff } from './sections/closing';
import { coverage } from './sections/coverage';
import { criteria } from './sections/criteria';
import { deviations, testData } from './sections/deviations';
import { failures } from './sections/failures';
import { identity } from './sections/identity';
import { issues } from './sections/issues';
import { notInPlan, notRun, outOfScope } from './sections/not-run';
import { recommendation } from './sections/recommendation';
import { refusals } from './sections/refusals';
import { regression } from './sections/regression';
import { rejectionCodes } from './sections/rejection-codes';
import { results } from './sections/results';
import { serviceRequests } from './sections/service-requests';
import { since } from './sections/since';
import { stages } from './sections/stages';
import { summary } from './sections/summary';

/** In their order; one that has nothing to say of a run writes nothing. */
const SECTIONS: readonly ((report: CompletionReport) => Section | undefined)[] = [
  summary,
  identity,
  recommendation,
  criteria,
  cells,
  stages,
  regression,
  issues,
  since,
  results,
  refusals,
  rejectionCodes,
  serviceRequests,
  coverage,
  notRun,
  deviations,
  notInPlan,
  outOfScope,
  failures,
  testData,
  reproduce,
  reading,
  assurance,
  signOff,
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
      subject: run.planTitle,
      about: `For the Testing Advisory Group (TAG). Run ${run.id}, ${instant(run.startedAt)}.`,
      foot: `Test Completion Report, run ${run.id}`,
      banner: report.banner,
      notices: report.notices,
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
