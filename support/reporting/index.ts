/** Writes every report of a run from its record. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateAllure } from './allure/generate';
import { writeAllureResults } from './allure/write';
import { junitXml } from './junit';
import type { RunResult } from './result-model';
import { completionReportHtml } from './tag/document';
import { bannerOf, completionReport, noticesOf } from './tag/model';
import { printPdf } from './tag/pdf';

/** Where the reports are; what could not be made is absent and has its sentence in `notes`. */
export interface ReportPaths {
  readonly allure?: string;
  readonly tagHtml: string;
  readonly tagPdf?: string;
  readonly junit: string;
  /** One sentence each: what could not be made, why, and the command that helps. */
  readonly notes: readonly string[];
}

/** What the reports of a run may take from elsewhere. */
export interface ReportOptions {
  /** Folder of the run before this one, for the trends in Allure. */
  readonly previousRun?: string;
}

/**
 * Writes Allure, the Test Completion Report and JUnit XML into the run folder.
 *
 * @param folder the run folder; evidence already lies in it, at the paths that the record names
 * @throws Error when a report would not say what the run says, e.g. when Allure shows fewer results than were executed
 */
export async function writeReports(run: RunResult, folder: string, options: ReportOptions = {}): Promise<ReportPaths> {
  const notes: string[] = [];
  const junit = join(folder, 'junit.xml');
  mkdirSync(join(folder, 'tag'), { recursive: true });
  writeFileSync(junit, junitXml(run));

  const results = join(folder, 'allure-results');
  const history = options.previousRun === undefined ? undefined : join(options.previousRun, 'allure', 'history');
  notes.push(...(await writeAllureResults(run, folder, results, history)).notes);
  const title = `${run.run.planTitle} (${run.run.id})`;
  const allure = await generateAllure({
    resultsFolder: results,
    reportFolder: join(folder, 'allure'),
    title,
    banner: [...noticesOf(run), bannerOf(run)].join(' '),
    expected: run.executions.length,
  });
  if ('missing' in allure) {
    notes.push(allure.missing);
  }

  const report = completionReport(run, 'index' in allure);
  const tagHtml = join(folder, 'tag', 'test-completion-report.html');
  writeFileSync(tagHtml, completionReportHtml(report));
  const printed = await printPdf((pages) => completionReportHtml(report, pages));
  const tagPdf = join(folder, 'tag', 'test-completion-report.pdf');
  if ('pdf' in printed) {
    writeFileSync(tagPdf, printed.pdf);
  } else {
    notes.push(printed.missing);
  }
  return {
    ...('index' in allure ? { allure: allure.index } : {}),
    tagHtml,
    ...('pdf' in printed ? { tagPdf } : {}),
    junit,
    notes,
  };
}
