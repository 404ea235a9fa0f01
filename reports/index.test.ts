import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROWSER_MISSING, BrowserMissingError, launchBrowser } from '../support/browser/browser';
import { readAllurePage } from './fixtures/allure-page';
import { ALL_OUTCOMES, sampleRun, writeSampleEvidence } from './fixtures/sample';
import { REPORT_JOBS, writeReports, type ReportPaths } from './index';
import { completionReportHtml, sectionIds } from './tag/document';
import { completionReport } from './tag/document-model';
import { pagesOfAnchors, printPdfs } from './tag/pdf';

const folder = mkdtempSync(join(tmpdir(), 'reports-'));
const run = sampleRun(ALL_OUTCOMES);
let first: ReportPaths;
let second: ReportPaths;

beforeAll(async () => {
  const [one, two] = [join(folder, 'one'), join(folder, 'two')];
  writeSampleEvidence(run, one);
  writeSampleEvidence(run, two);
  first = await writeReports(run, one);
  second = await writeReports(run, two, {
    earlier: [{ order: 4, id: 'first-1-0000', startedAt: run.run.startedAt, tests: run.executions }],
  });
}, 180_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('writeReports', () => {
  it('writes Allure, the Test Completion Report as HTML and PDF, and JUnit XML, with nothing to excuse', () => {
    expect(first.notes).toEqual([]);
    expect(first.missing).toEqual([]);
    const files = [first.allure, ...first.tag.flatMap(({ html, pdf }) => [html, pdf]), first.junit];
    expect(files.filter((path) => !existsSync(path ?? ''))).toEqual([]);
  });

  it('makes an Allure report that shows as many results as there were executions, in the right statuses', () => {
    const embedded = readAllurePage(readFileSync(first.allure ?? '', 'utf8'));
    const { statistic } = JSON.parse(embedded.get('widgets/summary.json') ?? '{}') as {
      statistic: Record<string, number>;
    };
    expect(statistic).toMatchObject({
      total: run.executions.length,
      passed: run.counts.passed,
      failed: run.counts.failed + run.counts['known-issue'],
      broken: run.counts.blocked + run.counts.incomplete,
      skipped: run.counts['does-not-apply'] + run.counts['not-run-here'],
    });
  });

  it('makes an Allure page that unpacks itself, down to the documents that were exchanged', async () => {
    const file = first.allure ?? '';
    const [shown] = run.executions.filter(({ outcome }) => outcome === 'passed');
    const step = shown?.steps.find(({ evidence }) => evidence.length > 0);
    const [evidence] = step?.evidence ?? [];
    if (shown === undefined || step === undefined || evidence === undefined) throw new Error('Nothing is shown.');
    const [test] = [...readAllurePage(readFileSync(file, 'utf8'))].find(
      ([name, text]) => name.startsWith('data/test-cases/') && text.includes(`"name":"${shown.id} `),
    ) ?? ['none'];
    const [line = ''] = readFileSync(join(folder, 'one', evidence.path), 'utf8')
      .trim()
      .split('\n');
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(`file://${file}#testresult/${basename(test, '.json')}`);
      await page.getByText(step.text).click();
      await page.getByText(evidence.title).click();
      await page.getByText(line).waitFor();
    } finally {
      await browser.close();
    }
  });

  it('continues trend and history of earlier runs, wherever they were made', () => {
    const embedded = (paths: ReportPaths, name: string): unknown =>
      JSON.parse(readAllurePage(readFileSync(paths.allure ?? '', 'utf8')).get(`history/${name}.json`) ?? '[]');
    expect(embedded(first, 'history-trend')).toHaveLength(1);
    expect(embedded(second, 'history-trend')).toMatchObject([{ buildOrder: 5 }, { buildOrder: 4 }]);
    const seen = (paths: ReportPaths): number[] =>
      Object.values(embedded(paths, 'history') as Record<string, { items: object[] }>).map(({ items }) => items.length);
    expect(seen(first)).toEqual(run.executions.map(() => 1));
    expect(seen(second)).toEqual(run.executions.map(() => 2));
  });

  it('keeps the results that Allure was made from only where there is no page', () => {
    expect(existsSync(join(folder, 'one', 'allure-results'))).toBe(false);
    expect(existsSync(join(folder, 'one', 'allure', 'history'))).toBe(false);
  });

  it.each(Object.keys(REPORT_JOBS) as (keyof typeof REPORT_JOBS)[])(
    'makes all others where %s fails',
    async (broken) => {
      const target = join(folder, `without-${broken}`);
      const jobs = Object.entries(REPORT_JOBS).map(([name, job]) => {
        const fails = (): Promise<never> => Promise.reject(new Error('no room is left'));
        // Allure and a browser take long, and whether they do their work is seen above.
        const leave = (): Promise<string[]> => Promise.resolve([]);
        const make = name === broken ? fails : ['allure', 'pdfs'].includes(name) ? leave : job.make;
        return [name, { ...job, make }] as const;
      });
      cpSync(join(folder, 'one'), target, { recursive: true });
      const made = await writeReports(run, target, {}, Object.fromEntries(jobs));
      const { report, files } = REPORT_JOBS[broken];
      expect(made.missing).toEqual([{ report, files, why: 'no room is left' }]);
      expect(globSync(files, { cwd: target })).toEqual([]);
      for (const other of Object.values(REPORT_JOBS)) {
        // The sample has no regression sets.
        if (![files, REPORT_JOBS.regression.files].includes(other.files))
          expect(globSync(other.files, { cwd: target }), other.report).not.toEqual([]);
      }
    },
  );

  it('makes every report also of a run that was refused before its first scenario', async () => {
    const reports = await writeReports({ ...run, executions: [] }, join(folder, 'refused'));
    expect(reports.notes).toEqual([]);
    expect(existsSync(reports.allure ?? '')).toBe(true);
  });

  it('prints a PDF with bookmarks, a structure for screen readers and no path of this machine', () => {
    const pdf = readFileSync(first.tag[0]?.pdf ?? '', 'latin1');
    expect(pdf).toContain('/Outlines');
    expect(pdf).toContain('/StructTreeRoot');
    expect(pdf).toContain('/DisplayDocTitle true');
    expect(pdf).toContain('/Lang (en-GB)');
    expect(pdf).toContain('/Author <FEFF');
    expect(pdf).toContain('<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li>');
    expect(pdf).not.toMatch(/\/URI/);
    expect(pdf).not.toContain(folder);
  });

  it('tags in each PDF its tables with captions and heads, its headings in their order, and words for each picture', () => {
    for (const { html, pdf = '' } of first.tag) {
      const page = readFileSync(html, 'utf8');
      const bytes = readFileSync(pdf, 'latin1');
      const found = structureOf(bytes);
      const said = (name: string): number => page.match(new RegExp(`<${name}[ >]`, 'g'))?.length ?? 0;
      expect(bytes).toContain('/Marked true');
      expect(found('Table')).toHaveLength(said('table'));
      expect(found('Caption')).toHaveLength(said('caption'));
      expect(found('TH').filter((head) => !head.includes('/Scope'))).toEqual([]);
      expect(found('Figure').filter((figure) => !/\/Alt [(<]./.test(figure))).toEqual([]);
      const levels = ['H1', 'H2', 'H3', 'H4'];
      expect(levels.map((level) => found(level).length)).toEqual(levels.map((level) => said(level.toLowerCase())));
    }
  });

  it('prints the same bytes for the same record', async () => {
    const bytes = (paths: ReportPaths): Buffer => readFileSync(paths.tag[0]?.pdf ?? '');
    expect(bytes(second).equals(bytes(first))).toBe(true);
    expect(bytes(first).toString('latin1')).toContain('/CreationDate (D:20261123093041');
  });

  it('knows on which page each section begins', () => {
    const pages = pagesOfAnchors(readFileSync(first.tag[0]?.pdf ?? ''));
    const numbers = sectionIds(completionReport(run, { allure: true, signedWith: undefined }, undefined)).map(
      (id) => pages.get(id) ?? 0,
    );
    expect(numbers[0]).toBe(1);
    expect(numbers.every((page, index) => page >= (numbers[index - 1] ?? 1))).toBe(true);
    expect(numbers.at(-1)).toBeGreaterThan(8);
  });
});

describe('printPdfs', () => {
  const html = (pages?: ReadonlyMap<string, number>): string =>
    completionReportHtml(completionReport(run, { allure: false, signedWith: undefined }, undefined), pages);

  it('says in one sentence that there is no browser', async () => {
    const launch = (): Promise<never> => Promise.reject(new BrowserMissingError(BROWSER_MISSING));
    expect(await printPdfs([{ html, title: '', subject: '' }], new Date(), launch)).toEqual({
      missing: expect.stringContaining(
        'The PDFs of the documents for TAG were not made: No Chromium browser',
      ) as string,
    });
  });

  it('does not hide another fault of the browser', async () => {
    await expect(
      printPdfs([{ html, title: '', subject: '' }], new Date(), () => Promise.reject(new Error('crashed'))),
    ).rejects.toThrow('crashed');
  });
});

/** The elements of a kind in the structure of a PDF, as Chromium writes them. */
function structureOf(pdf: string): (kind: string) => string[] {
  const all = pdf.split('\nendobj').filter((object) => object.includes('/Type /StructElem'));
  const kinds = Map.groupBy(all, (object) => /\/S \/(\w+)/.exec(object)?.[1]);
  return (kind) => kinds.get(kind) ?? [];
}
