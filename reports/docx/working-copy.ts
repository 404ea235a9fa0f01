/** Pages one and two and TAG's comments for a word processor: to be worked on, and never read back. */
import type { RunResult } from '../record/result-model';
import { completionReport, scopeInWords, type DocumentContext } from '../tag/document-model';
import { expandFirstUses } from '../tag/first-use';
import { Markup, markup } from '../tag/html';
import type { Section } from '../tag/parts';
import type { ScopeOfTesting } from '../tag/scope/scope-model';
import { comments } from '../tag/scope/sections/comments';
import { recommendation } from '../tag/sections/recommendation';
import { summary } from '../tag/sections/summary';
import { instant } from '../text';
import { fromMarkup, loadDocx, textRun } from './from-markup';

const TITLE = 'Test Completion Report: summary, recommendation and comments';

/** Writes the file. */
export async function workingCopy(
  run: RunResult,
  context: DocumentContext,
  scope: ScopeOfTesting | undefined,
): Promise<Buffer> {
  const docx = await loadDocx();
  const { Document, Footer, HeadingLevel, Packer, Paragraph } = docx;
  const report = completionReport(run, context, scope);
  const sections = [summary(report), recommendation(report), ...(scope === undefined ? [] : commentsOf(scope))];
  const evidence = [...report.notices, report.banner].join(' ');
  const head = [
    new Paragraph({ heading: HeadingLevel.TITLE, children: [textRun(docx, { text: TITLE })] }),
    new Paragraph({ children: [textRun(docx, { text: scopeInWords(run), bold: true })] }),
    new Paragraph(`Run ${run.run.id}, ${instant(run.run.startedAt)}. ${evidence}`),
    new Paragraph(
      'A working copy: what is written here is not read back. Comments enter through features/scope/tag-comments.csv.',
    ),
  ];
  const body = markup`${sections.map((one) => markup`<h2 id="${one.id}">${one.title}</h2>${one.body}`)}`;
  const children = [...head, ...fromMarkup(docx, new Markup(expandFirstUses(body.source)))];
  const foot = new Paragraph({
    children: [textRun(docx, { text: `${TITLE}, run ${run.run.id}. ${evidence}`, size: 16 })],
  });
  const document = new Document({
    title: TITLE,
    subject: scopeInWords(run),
    creator: 'SMETS1 Migration Testing suite',
    styles: { default: { document: { run: { font: 'Arial', size: 20, language: { value: 'en-GB' } } } } },
    sections: [{ children, footers: { default: new Footer({ children: [foot] }) } }],
  });
  return Packer.toBuffer(document);
}

function commentsOf(scope: ScopeOfTesting): Section[] {
  return [
    { ...comments(scope, 'depth-and-breadth'), title: 'Comments of TAG on Depth and Breadth' },
    { ...comments(scope, 'regression-scope'), title: 'Comments of TAG on Regression Scope' },
  ];
}
