import { expect, it } from 'vitest';
import { words } from '../../fixtures/page-tests';
import { ALL_OUTCOMES, sampleRun } from '../../fixtures/sample';
import type { ExecutionResult } from '../../record/result-model';
import { completionReportHtml } from '../document';
import { completionReport } from '../document-model';

/** Page one and the section on residual risk, of a run in which one fault fails twice, with these outcomes. */
function told(...outcomes: readonly ExecutionResult['outcome'][]): { readonly first: string; readonly risk: string } {
  const run = sampleRun(ALL_OUTCOMES);
  const failing = run.executions.find(({ outcome, failure }) => outcome === 'failed' && failure?.cause !== undefined);
  if (failing === undefined) throw new Error('The sample has no failure.');
  const others = run.executions.filter(({ failure }) => failure?.cause !== failing.failure?.cause);
  const same = outcomes.map((outcome, index) => ({ ...failing, id: `ST-A1-9${index}`, outcome, knownIssue: 'KI-1' }));
  const report = completionReport(
    { ...run, executions: [...others, ...same] },
    { allure: true, signedWith: undefined },
    undefined,
  );
  const html = completionReportHtml(report);
  const cause = `${failing.failure?.cause ?? ''}:`;
  const [first = ''] = html.split('id="recommendation"');
  const [, risk = ''] = html.split('id="risk"');
  return { first: words(first), risk: words(risk.split('</section>')[0] ?? '').includes(cause) ? cause : '' };
}

it('counts a fault that is known in a part of its tests among the risks, and says that it is partly known', () => {
  const { first, risk } = told('known-issue', 'failed');
  expect(first).toMatch(/Partly known, as KI-/);
  expect(risk).not.toBe('');
});

it('leaves a fault that is known as a whole to its known issue', () => {
  const { first, risk } = told('known-issue', 'known-issue');
  expect(first).toMatch(/Known as KI-/);
  expect(risk).toBe('');
});
