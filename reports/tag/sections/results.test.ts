import { describe, expect, it } from 'vitest';
import { ALL_OUTCOMES, sampleRun } from '../../fixtures/sample';
import { completionReportHtml } from '../document';
import { completionReport } from '../document-model';

const run = sampleRun(ALL_OUTCOMES);
const html = completionReportHtml(completionReport(run, { allure: true, signedWith: undefined }, undefined));

/** Where the id of the first test with an outcome leads. */
function linkOf(outcome: string): string {
  const one = run.executions.find((execution) => execution.outcome === outcome);
  if (one === undefined) throw new Error(`The sample has no execution that is ${outcome}.`);
  const link = new RegExp(`<th scope="row" class="id"><a href="([^"]*)">${one.id}</a></th>`).exec(html);
  return `${one.id}: ${link?.[1] ?? 'no link'}`;
}

it('keeps the rows of a table that a step holds', () => {
  const table = 'Given two installations\n  | which |\n  | without WAN |';
  const executions = run.executions.map((one) => {
    const [first, ...rest] = one.steps;
    return first === undefined ? one : { ...one, steps: [{ ...first, text: table }, ...rest] };
  });
  const report = completionReport({ ...run, executions }, { allure: true, signedWith: undefined }, undefined);
  expect(completionReportHtml(report)).toMatch(/class="step">Given two installations\n {2}\| which \|\n/);
});

describe('the row of a test', () => {
  it('leads to the archive of the evidence of a test that passed', () => {
    expect(linkOf('passed')).toMatch(/^(\S+): \.\.\/evidence\/(\S+\/)?\1\.zip$/);
  });

  it('leads to the account of a test that did not, which lists its evidence', () => {
    const [id = '', target = ''] = linkOf('failed').split(': #');
    expect(target).toContain(`detail--${id}`);
    const account = html.split(`<h3 id="${target}">`)[1]?.split('</article>')[0] ?? '';
    expect(account).toMatch(/<a href="\.\.\/evidence\/[^"]+">/);
  });
});

describe('a reason that many tests of an area have', () => {
  const [model] = run.executions;
  if (model === undefined) throw new Error('The sample has no execution.');
  const WHY = 'Only what had not passed was run again.';
  const rows = (many: number): number => {
    const executions = Array.from({ length: many }, (_, index) => ({
      ...model,
      id: `${model.id}${index}`,
      outcome: 'not-run-here' as const,
      reason: WHY,
    }));
    const report = completionReport({ ...run, executions }, { allure: true, signedWith: undefined }, undefined);
    const annex = completionReportHtml(report).split('id="results"')[1]?.split('</section>')[0];
    if (annex === undefined) throw new Error('The report has no list of tests.');
    return annex.split(WHY).length - 1;
  };

  it('is said once above them, and beside each where they are few', () => {
    expect([rows(30), rows(3)]).toEqual([1, 3]);
  });
});
