/** Every report of a run says the same of it: record, completion report, Allure, JUnit, terminal and the summary of a job. */
import { describe, expect, it } from 'vitest';
import { toAllure } from '../../reports/allure/results';
import { words } from '../../reports/fixtures/page-tests';
import { releaseRun } from '../../reports/fixtures/release';
import { ALL_OUTCOMES, sampleRun, wholePhaseRun } from '../../reports/fixtures/sample';
import { junitXml } from '../../reports/junit/junit';
import { OUTCOMES, type Outcome, type RunResult } from '../../reports/record/result-model';
import { regressionPage } from '../../reports/regression/regression-page';
import { jobSummary } from '../../reports/summary/job-summary';
import { completionReportHtml } from '../../reports/tag/document';
import { completionReport, INFORMAL, subjectOf } from '../../reports/tag/document-model';
import { OUTCOME_WORDS } from '../../reports/text';
import { summaryLines } from './console';

const RUNS: readonly [string, RunResult][] = [
  ['that met its criteria', sampleRun()],
  ['with every outcome', consistent(sampleRun(ALL_OUTCOMES))],
  ['of a whole Test Phase, with known issues and a waiver', consistent(wholePhaseRun())],
  ['of a whole release', consistent(releaseRun(300))],
  ['that is informal', informal(sampleRun())],
];

function informal(run: RunResult): RunResult {
  return { ...run, run: { ...run.run, formal: false } };
}

/** Fixtures count loosely; a record counts what it holds. */
function consistent(run: RunResult): RunResult {
  const count = (outcome: Outcome): number => run.executions.filter((one) => one.outcome === outcome).length;
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, count(outcome)])) as Record<Outcome, number>;
  const planned = run.executions.length - counts['does-not-apply'];
  const executed = counts.passed + counts.failed + counts['known-issue'];
  return { ...run, counts: { ...counts, planned, executed } };
}

/** Numbers of the tiles of page one, by their label. */
function tilesOf(html: string): ReadonlyMap<string, number> {
  const tiles = html.matchAll(/<div><dt>(.*?)<\/dt><dd>(\d+)<\/dd><\/div>/g);
  return new Map([...tiles].map(([, label = '', number = '']) => [words(label).trim(), Number(number)]));
}

describe.each(RUNS)('a run %s', (_name, run) => {
  const html = completionReportHtml(completionReport(run, { allure: true, signedWith: undefined }, undefined));
  const tiles = tilesOf(html);
  const { counts, criteria } = run;

  it('has the counts of its record on page one', () => {
    expect(tiles.get('Executions planned')).toBe(counts.planned);
    expect(tiles.get('Executed')).toBe(counts.executed);
    for (const outcome of OUTCOMES.filter((one) => one !== 'does-not-apply' && counts[one] > 0)) {
      expect(tiles.get(OUTCOME_WORDS[outcome].label)).toBe(counts[outcome]);
    }
  });

  it('has as many results in Allure as in its record, each with its id first', () => {
    const tests = run.executions.map((execution) => ({ execution, test: toAllure(execution, run).test }));
    expect(tests.filter(({ test }) => String(test.status) === 'passed')).toHaveLength(counts.passed);
    expect(tests.filter(({ test }) => String(test.status) === 'failed')).toHaveLength(
      counts.failed + counts['known-issue'],
    );
    expect(tests.filter(({ execution, test }) => !test.name?.startsWith(`${execution.id} `))).toEqual([]);
  });

  it('has the same totals in JUnit', () => {
    const [root = ''] = /<testsuites[^>]*>/.exec(junitXml(run)) ?? [];
    const total = (name: string): number => Number(new RegExp(`${name}="(\\d+)"`).exec(root)?.[1]);
    expect(total('tests')).toBe(run.executions.length);
    expect(total('failures')).toBe(counts.failed + counts['known-issue']);
    expect(total('errors')).toBe(counts.blocked + counts.incomplete);
    expect(junitXml(run).split('<skipped').length - 1).toBe(counts['does-not-apply'] + counts['not-run-here']);
  });

  it('has the same totals in the summary of a job, and the same verdict on the terminal', () => {
    const known = counts['known-issue'];
    const failed = `${counts.failed + known} failed${known === 0 ? '' : `, ${known} of them as known`}`;
    expect(jobSummary(run)).toContain(`${counts.passed} of ${counts.planned} passed, ${failed}.`);
    expect(summaryLines(run).at(-1)).toBe(`Verdict: ${run.verdict.sentence}`);
  });

  it('says on page one, on the terminal and in the summary of a job whether it is informal, and there what was run', () => {
    const shown = [words(html), summaryLines(run).join('\n'), jobSummary(run)];
    expect(shown.map((one) => one.includes(INFORMAL))).toEqual(shown.map(() => !run.run.formal));
    const titled = [words(html), jobSummary(run), junitXml(run)];
    expect(titled.filter((one) => !one.includes(subjectOf(run)))).toEqual([]);
  });

  it('tells as many failures, new and known, under Faults as on page one', () => {
    const under = words(html.split('id="faults-title"')[1]?.split('</section>')[0] ?? '');
    const [, anew = '0'] = /(\d+) executions? failed(?! as known)/.exec(under) ?? [];
    const [, known = '0'] = /(\d+) (?:executions? )?failed as known/.exec(under) ?? [];
    expect([Number(anew), Number(known)]).toEqual([counts.failed, counts['known-issue']]);
  });

  it('names every criterion on page one', () => {
    const [glance = ''] = (html.split('id="criteria-at-a-glance"')[1] ?? '').split('</section>');
    expect(criteria.filter(({ id }) => !glance.includes(`#criterion--${id}"`))).toEqual([]);
  });

  it('names each criterion that is open, and each waiver, in the report and on the terminal', () => {
    const terminal = summaryLines(run).join('\n');
    const text = words(html);
    for (const { id, verdict } of criteria) {
      expect(terminal).toMatch(new RegExp(`${id}\\b.*${verdict}`));
      expect(html).toContain(`id="criterion--${id}"`);
    }
    for (const { criterion, reference } of run.waivers) {
      expect(text).toContain(reference);
      expect(html).toContain(`href="#criterion--${criterion}"`);
    }
  });

  it('marks a criterion that is waived as such, wherever its verdict stands', () => {
    const [one, ...others] = criteria;
    const [waiver] = wholePhaseRun().waivers;
    if (one === undefined || waiver === undefined) throw new Error('The sample has no criteria or no waiver.');
    const waived = { ...run, criteria: [{ ...one, verdict: 'not met' as const, waivers: [waiver] }, ...others] };
    const report = completionReportHtml(completionReport(waived, { allure: true, signedWith: undefined }, undefined));
    expect(words(report)).toContain(`Waived by ${waiver.approver}`);
    expect(summaryLines(waived).join('\n')).toMatch(new RegExp(`${one.id}\\b.*not met, waived`));
  });

  it('adds up in the table of areas, and tells every execution that did not pass', () => {
    const [, foot = ''] = /<tfoot>(.*?)<\/tfoot>/s.exec(html) ?? [];
    const { planned, passed, failed, 'known-issue': known, 'does-not-apply': aside } = counts;
    expect([...foot.matchAll(/<td[^>]*>(\d+)<\/td>/g)].map(([, number]) => Number(number))).toEqual([
      ...[planned, passed, failed, known],
      ...[planned - passed - failed - known, aside],
    ]);
    const told = new Set([...html.matchAll(/ id="(detail--[^"]+)"/g)].map(([, id]) => id));
    expect(told.size).toBe(failed + known + counts.blocked + counts.incomplete);
  });

  it('says of each comparison of regression sets what the page of both sets says', () => {
    const page = words(regressionPage(run) ?? '');
    const report = words(html);
    for (const { sameOutcome, sameTranscript, compared } of run.cells.flatMap(({ regressions }) => regressions)) {
      expect(page).toMatch(new RegExp(`\\b${compared} +${sameOutcome} +${sameTranscript}\\b`));
      if (run.cells.length === 1) expect(report).toContain(`${sameOutcome} of ${compared}`);
    }
  });

  it('tells as many causes on page one as on the terminal', () => {
    const terminal = summaryLines(run).join('\n');
    const [first = ''] = html.split('id="recommendation"');
    const told = run.causes.slice(0, 2);
    expect(told.filter(({ id }) => !first.includes(`>${id}</a>`))).toEqual([]);
    expect(/>(\d+) faults?<\/h3>/.exec(first)?.[1] ?? '0').toBe(String(run.causes.length));
    expect(run.causes.filter(({ sentence }) => !terminal.includes(sentence.slice(0, 40)))).toEqual([]);
  });

  it('recommends nobody for the EPCL where a criterion of the whole run is open', () => {
    if (run.verdict.result !== 'not met' || run.cells.length > 1) return;
    expect(words(html)).not.toMatch(/EPCL[^:]*: [^.]* would be recommended/);
  });
});
