/** Writes every report of a run from its record. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateAllure } from './allure/generate';
import { writeAllureResults } from './allure/write';
import { junitXml } from './junit/junit';
import type { RunResult } from './record/result-model';
import { documentsOf } from './tag/documents';
import { bannerOf, noticesOf } from './tag/document-model';
import { printPdfs } from './tag/pdf';
import { scopeDocuments } from './tag/scope/documents';
import type { ScopeOfTesting } from './tag/scope/scope-model';
import type { TagDocument } from './tag/tag-document';

/** Where the reports are; what could not be made is absent and has its sentence in `notes`. */
export interface ReportPaths {
  readonly allure?: string;
  /** The documents for TAG; the first is the Test Completion Report. */
  readonly tag: readonly { readonly html: string; readonly pdf?: string }[];
  readonly junit: string;
  /** One sentence each: what could not be made, why, and the command that helps. */
  readonly notes: readonly string[];
}

/** What the reports of a run may take from elsewhere. */
export interface ReportOptions {
  /** Folder of the run before this one, for the trends in Allure. */
  readonly previousRun?: string;
  /** SHA-256 of the public key that checks the evidence pack of the run; without it the documents call the pack unsigned. */
  readonly signedWith?: string;
  /** What the plan set out to test, for the documents about scope. */
  readonly scope?: ScopeOfTesting;
}

/**
 * Writes Allure, the documents for TAG and JUnit XML into the run folder.
 *
 * @param folder the run folder; evidence already lies in it, at the paths that the record names
 * @throws Error when a report would not say what the run says, e.g. when Allure shows fewer results than were executed
 */
export async function writeReports(run: RunResult, folder: string, options: ReportOptions = {}): Promise<ReportPaths> {
  const notes: string[] = [];
  const junit = join(folder, 'junit.xml');
  mkdirSync(folder, { recursive: true });
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

  const documents = documentsOf(run, { allure: 'index' in allure, signedWith: options.signedWith }, options.scope);
  const { written, notes: missing } = await writeDocuments(documents, folder, new Date(run.run.finishedAt));
  return { ...('index' in allure ? { allure: allure.index } : {}), tag: written, junit, notes: [...notes, ...missing] };
}

/**
 * Writes the documents that need no run.
 * @param folder is made where it is missing
 * @returns lines for people: the files, and what could not be made
 */
export async function writeScopeDocuments(scope: ScopeOfTesting, folder: string): Promise<readonly string[]> {
  const { written, notes } = await writeDocuments(scopeDocuments(scope), folder, new Date());
  return [...written.flatMap(({ html, pdf }) => [html, pdf ?? []].flat()).map((file) => `Document: ${file}`), ...notes];
}

/** Writes documents as HTML, and as PDF where there is a browser. */
async function writeDocuments(
  documents: readonly TagDocument[],
  folder: string,
  at: Date,
): Promise<{ readonly written: ReportPaths['tag']; readonly notes: readonly string[] }> {
  mkdirSync(join(folder, 'tag'), { recursive: true });
  for (const { file, html } of documents) writeFileSync(join(folder, file), html());
  const printed = await printPdfs(documents, at);
  const written = documents.map(({ file }, index) => {
    const pdf = 'pdfs' in printed ? printed.pdfs[index] : undefined;
    const html = join(folder, file);
    if (pdf === undefined) return { html };
    const target = html.replace(/\.html$/, '.pdf');
    writeFileSync(target, pdf);
    return { html, pdf: target };
  });
  return { written, notes: 'missing' in printed ? [printed.missing] : [] };
}
