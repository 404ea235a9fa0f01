/** The documents for TAG, each of them text that can be written again from the same record. */
import { DMCT_REPORT_TITLE, dmctReportHtml, dmctSubject } from '../dmct/dmct-report';
import type { RunResult } from '../record/result-model';
import { completionReportHtml } from './document';
import { completionReport, subjectOf, type DocumentContext } from './document-model';
import { scopeDocuments } from './scope/documents';
import type { ScopeOfTesting } from './scope/scope-model';
import type { TagDocument } from './tag-document';

/**
 * The documents that a run gives rise to.
 * @param scope what its plan set out to test; without it there are no documents about scope
 */
export function documentsOf(
  run: RunResult,
  context: DocumentContext,
  scope: ScopeOfTesting | undefined,
): readonly TagDocument[] {
  const report = completionReport(run, context, scope);
  const { proven } = run.run;
  if (proven !== undefined) {
    const html = (): string => dmctReportHtml({ ...report, proven });
    return [{ file: 'tag/dmct-report.html', title: DMCT_REPORT_TITLE, subject: dmctSubject(run), html }];
  }
  return [
    {
      file: 'tag/test-completion-report.html',
      title: 'Test Completion Report',
      subject: subjectOf(run),
      html: (pages) => completionReportHtml(report, pages),
    },
    ...(scope === undefined ? [] : scopeDocuments(scope)),
  ];
}
