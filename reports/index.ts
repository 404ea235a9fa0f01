/** Writes every report of a run from its record. */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { sentenceOf } from '../support/scope/errors';
import { readJson } from '../support/scope/json';
import { workingCopy } from './docx/working-copy';
import { generateAllure } from './allure/generate';
import type { EarlierRun } from './allure/history';
import { writeAllureResults } from './allure/write';
import { FORENSICS_FILE, forensicsSchema, type Forensics } from './forensics/forensics-model';
import { junitXml } from './junit/junit';
import { MORNING_PAGE, morningPage } from './morning/document';
import type { RunResult } from './record/result-model';
import { REGRESSION_PAGE, regressionPage } from './regression/regression-page';
import { jobSummary } from './summary/job-summary';
import { documentsOf } from './tag/documents';
import { bannerOf, noticesOf, subjectOf, toneOfRun } from './tag/document-model';
import { printPdfs } from './tag/pdf';
import { scopeDocuments } from './tag/scope/documents';
import type { ScopeOfTesting } from './tag/scope/scope-model';
import type { TagDocument } from './tag/tag-document';

/** A report that could not be made, although nothing that it needs is known to be missing. */
export interface MissingReport {
  readonly report: string;
  /** What it would be, inside the folder of the run, as a pattern. */
  readonly files: string;
  /** What went wrong, a sentence. */
  readonly why: string;
}

/** Where the reports are; what could not be made is absent and has its sentence in `notes` or stands in `missing`. */
export interface ReportPaths {
  readonly allure?: string;
  /** The documents for TAG; the first is the Test Completion Report. */
  readonly tag: readonly { readonly html: string; readonly pdf?: string }[];
  readonly junit?: string;
  readonly morning?: string;
  /** Both regression sets side by side; absent where the run has none. */
  readonly regression?: string;
  /** Pages one and two and the comments for a word processor. */
  readonly docx?: string;
  /** One sentence each: what could not be made on this machine, why, and the command that helps. */
  readonly notes: readonly string[];
  readonly missing: readonly MissingReport[];
}

/** What the reports of a run may take from elsewhere. */
export interface ReportOptions {
  /** Runs of the same plan before this one, the newest first, for trends and history in Allure. */
  readonly earlier?: readonly EarlierRun[];
  /** SHA-256 of the public key that checks the evidence pack of the run; without it the documents call the pack unsigned. */
  readonly signedWith?: string;
  /** What the plan set out to test, for the documents about scope. */
  readonly scope?: () => Promise<ScopeOfTesting>;
}

/** What a job makes its report of. */
interface JobInput extends ReportOptions {
  readonly run: RunResult;
  /** Folder of the run. */
  readonly folder: string;
}

/** One report, which may fail without another one being touched. */
interface ReportJob extends Omit<MissingReport, 'why'> {
  /** What else it writes, as patterns; what it has written is gone when it fails. */
  readonly beside?: readonly string[];
  /** @returns sentences: what could not be made on this machine */
  readonly make: (input: JobInput) => Promise<readonly string[]>;
}

/** The summary of the job, in the folder of a run. */
export const SUMMARY_FILE = 'summary.md';

const ALLURE_PAGE = 'allure/index.html';
const WORKING_COPY = 'tag/summary-and-comments.docx';

/** In the order in which they are made: documents say whether there is an Allure report, PDFs print documents, the morning page links to all. */
export const REPORT_JOBS = {
  junit: { report: 'JUnit XML', files: 'junit.xml', make: makeJunit },
  allure: { report: 'the Allure report', files: 'allure/**', beside: ['allure-results/**'], make: makeAllure },
  documents: { report: 'the documents for TAG', files: 'tag/*.html', make: makeDocuments },
  pdfs: { report: 'the PDFs of the documents for TAG', files: 'tag/*.pdf', make: makePdfs },
  docx: { report: 'the working copy for a word processor', files: WORKING_COPY, make: makeWorkingCopy },
  regression: { report: 'the page of both regression sets', files: REGRESSION_PAGE, make: makeRegressionPage },
  summary: { report: 'the summary of the job', files: SUMMARY_FILE, make: makeSummary },
  morning: { report: 'the morning page', files: MORNING_PAGE, make: makeMorningPage },
} satisfies Readonly<Record<string, ReportJob>>;

/**
 * Writes Allure, the documents for TAG and JUnit XML into the run folder, each by itself: one that fails leaves the others made.
 *
 * @param folder the run folder; evidence already lies in it, at the paths that the record names
 * @param jobs replaced in tests
 */
export async function writeReports(
  run: RunResult,
  folder: string,
  options: ReportOptions = {},
  jobs: Readonly<Record<string, ReportJob>> = REPORT_JOBS,
): Promise<ReportPaths> {
  mkdirSync(folder, { recursive: true });
  const notes: string[] = [];
  const missing: MissingReport[] = [];
  for (const { report, files, beside = [], make } of Object.values(jobs)) {
    try {
      notes.push(...(await make({ ...options, run, folder })));
    } catch (error) {
      removeFiles(folder, [files, ...beside]);
      missing.push({ report, files, why: sentenceOf(error) });
    }
  }
  return { ...pathsIn(folder), notes, missing };
}

/** The reports that stand in the folder of a run. */
function pathsIn(folder: string): Pick<ReportPaths, 'allure' | 'tag' | 'junit' | 'morning' | 'regression' | 'docx'> {
  const single = {
    allure: ALLURE_PAGE,
    junit: 'junit.xml',
    morning: MORNING_PAGE,
    regression: REGRESSION_PAGE,
    docx: WORKING_COPY,
  };
  const tag = globSync('tag/*.html', { cwd: folder })
    .map((file) => join(folder, file))
    // The Test Completion Report comes first.
    .sort(
      (a, b) =>
        Number(b.endsWith('completion-report.html')) - Number(a.endsWith('completion-report.html')) || (a < b ? -1 : 1),
    )
    .map((html) => {
      const pdf = html.replace(/\.html$/, '.pdf');
      return existsSync(pdf) ? { html, pdf } : { html };
    });
  const there = Object.entries(single)
    .map(([name, file]) => [name, join(folder, file)] as const)
    .filter(([, file]) => existsSync(file));
  return { tag, ...Object.fromEntries(there) };
}

function removeFiles(folder: string, files: readonly string[]): void {
  for (const file of files.flatMap((pattern) => globSync(pattern, { cwd: folder }))) {
    rmSync(join(folder, file), { recursive: true, force: true });
  }
}

async function makeJunit({ run, folder }: JobInput): Promise<string[]> {
  writeFileSync(join(folder, 'junit.xml'), junitXml(run));
  return [];
}

async function makeAllure({ run, folder, earlier }: JobInput): Promise<string[]> {
  const resultsFolder = join(folder, 'allure-results');
  const { notes } = await writeAllureResults(run, folder, resultsFolder, earlier);
  const made = await generateAllure({
    resultsFolder,
    reportFolder: join(folder, 'allure'),
    title: `${subjectOf(run)} (${run.run.id})`,
    banner: [...noticesOf(run), bannerOf(run)].join(' '),
    tone: toneOfRun(run),
    expected: run.executions.length,
  });
  return 'missing' in made ? [...notes, made.missing] : [...notes];
}

/** Of a DMCT run, whose report is short, there is none. */
async function makeWorkingCopy({ run, folder, signedWith, scope }: JobInput): Promise<string[]> {
  if (run.run.proven !== undefined) return [];
  const context = { allure: existsSync(join(folder, ALLURE_PAGE)), signedWith };
  mkdirSync(join(folder, 'tag'), { recursive: true });
  writeFileSync(join(folder, WORKING_COPY), await workingCopy(run, context, await scope?.()));
  return [];
}

/** A run without regression sets has no such page. */
async function makeRegressionPage({ run, folder }: JobInput): Promise<string[]> {
  const html = regressionPage(run);
  if (html !== undefined) writeFileSync(join(folder, REGRESSION_PAGE), html);
  return [];
}

async function makeSummary({ run, folder }: JobInput): Promise<string[]> {
  writeFileSync(join(folder, SUMMARY_FILE), jobSummary(run, forensicsIn(folder)));
  return [];
}

async function makeMorningPage({ run, folder }: JobInput): Promise<string[]> {
  const { allure, tag, junit, regression, docx } = pathsIn(folder);
  const files = [...tag.flatMap(({ html, pdf }) => [html, pdf]), docx, regression, allure, junit].flatMap(
    (file) => file ?? [],
  );
  const reports = files
    .map((file) => relative(folder, file).split(sep).join('/'))
    .map((path) => ({ name: path, path }));
  const evidence = (path: string): string | undefined => {
    const file = join(folder, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
  const forensics = forensicsIn(folder);
  const repeated = forensics === undefined ? {} : { forensics };
  const { file, html } = morningPage(run, { reports, evidence, ...repeated });
  writeFileSync(join(folder, file), html());
  return [];
}

/** What came of repeating the new failures; undefined where nobody has. */
function forensicsIn(folder: string): Forensics | undefined {
  const file = join(folder, FORENSICS_FILE);
  return existsSync(file) ? readJson(file, forensicsSchema) : undefined;
}

async function makeDocuments(input: JobInput): Promise<string[]> {
  writeDocuments(await documentsIn(input), input.folder);
  return [];
}

async function makePdfs(input: JobInput): Promise<readonly string[]> {
  removeFiles(input.folder, [REPORT_JOBS.pdfs.files]);
  return writePdfs(await documentsIn(input), input.folder, new Date(input.run.run.finishedAt));
}

async function documentsIn({ run, folder, signedWith, scope }: JobInput): Promise<readonly TagDocument[]> {
  return documentsOf(run, { allure: existsSync(join(folder, ALLURE_PAGE)), signedWith }, await scope?.());
}

/**
 * Writes the documents that need no run.
 * @param folder is made where it is missing
 * @returns lines for people: the files, and what could not be made
 */
export async function writeScopeDocuments(scope: ScopeOfTesting, folder: string): Promise<readonly string[]> {
  const documents = scopeDocuments(scope);
  writeDocuments(documents, folder);
  const notes = await writePdfs(documents, folder, new Date());
  const files = documents.flatMap(({ file }) => [join(folder, file), join(folder, pdfOf(file))]);
  return [...files.filter((file) => existsSync(file)).map((file) => `Document: ${file}`), ...notes];
}

function writeDocuments(documents: readonly TagDocument[], folder: string): void {
  mkdirSync(join(folder, 'tag'), { recursive: true });
  for (const { file, html } of documents) writeFileSync(join(folder, file), html());
}

/** Prints documents where there is a browser. @returns the sentence that says why they were not printed */
async function writePdfs(documents: readonly TagDocument[], folder: string, at: Date): Promise<readonly string[]> {
  const printed = await printPdfs(documents, at);
  if ('missing' in printed) return [printed.missing];
  mkdirSync(join(folder, 'tag'), { recursive: true });
  documents.forEach(({ file }, index) => {
    const pdf = printed.pdfs[index];
    if (pdf !== undefined) writeFileSync(join(folder, pdfOf(file)), pdf);
  });
  return [];
}

function pdfOf(file: string): string {
  return file.replace(/\.html$/, '.pdf');
}
