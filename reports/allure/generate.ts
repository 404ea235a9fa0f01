/** Makes the Allure report from its results, as one file that opens from disk without a web server. */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Markup, markup } from '../tag/html';
import { findJava, javaEnvironment } from './java';
import { carriedFiles, packData, type CarriedFile } from './packed-data';

/** What the report is made of. */
export interface AllureInput {
  readonly resultsFolder: string;
  readonly reportFolder: string;
  readonly title: string;
  /** What the evidence is and what keeps it from being formal: at the head of every page. */
  readonly banner: string;
  /** Whose colour it has: that of the verdict. */
  readonly tone: 'met' | 'open' | 'not-met' | 'plain';
  /** Number of executions; a report that shows another number is an error. */
  readonly expected: number;
}

/** Text and ground of the banner, by the verdict. */
const BANNER_COLOURS: Readonly<Record<AllureInput['tone'], { readonly text: string; readonly ground: string }>> = {
  met: { text: '#0b6b3a', ground: '#eaf6ef' },
  open: { text: '#7a4b00', ground: '#fdf3e3' },
  'not-met': { text: '#a4161a', ground: '#fdeeee' },
  plain: { text: '#5f3000', ground: '#fdf3e3' },
};

/** Allure writes dates as the browser's language has them (11/12/2026); here they are those of ISO 8601, in UTC. */
const ISO_DATES = `
Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
  get() {
    const { year, dateStyle, hour, timeStyle } = this.resolvedOptions();
    return (at) => {
      const iso = (at === undefined ? new Date() : new Date(at)).toISOString();
      const parts = [year || dateStyle ? iso.slice(0, 10) : '', hour || timeStyle ? iso.slice(11, 19) + ' UTC' : ''];
      return parts.filter(Boolean).join(' ');
    };
  },
});
`;

/** A generous limit: 5,000 results take about 20 seconds. */
const TIME_LIMIT_MS = 10 * 60_000;

/** The report, or the sentence that says why there is none. */
export type AllureReport = { readonly index: string } | { readonly missing: string };

/**
 * Runs allure-commandline on the results, which are gone once the page is made.
 *
 * @param look finds Java; tests replace it
 * @returns the path of the report's page, or the sentence for people when Java is absent
 * @throws Error when the report cannot be made or shows another number of results
 */
export async function generateAllure(input: AllureInput, look: typeof findJava = findJava): Promise<AllureReport> {
  const { resultsFolder, reportFolder } = input;
  const java = await look();
  if (java.state !== 'present') {
    return { missing: `The Allure report was not made, only its results: ${java.sentence}` };
  }
  const command = join(dirname(require.resolve('allure-commandline/package.json')), 'bin', 'allure');
  const { code, output } = await finished(process.execPath, [
    command,
    'generate',
    '--single-file',
    '--clean',
    '--report-name',
    input.title,
    '--output',
    reportFolder,
    resultsFolder,
  ]);
  if (code !== 0) {
    // What follows the first line is a stack trace of Java.
    const [reason = ''] = output.trim().split('\n');
    throw new Error(`Allure could not make its report from ${resultsFolder}: ${reason || 'it gave no reason'}`);
  }
  const index = join(reportFolder, 'index.html');
  const page = readFileSync(index, 'utf8');
  const files = carriedFiles(page);
  checkCount(files, input.expected);
  writeFileSync(index, withBanner(packData(page, files), input.banner, input.tone, emptyTrends(files)));
  // The page holds all of it.
  rmSync(resultsFolder, { recursive: true });
  return { index };
}

/**
 * Compares what the report shows with what was executed.
 *
 * @throws Error when the numbers differ: a result that Allure hides must not go unnoticed
 */
export function checkCount(files: readonly CarriedFile[], expected: number): void {
  const summary = files.find(({ name }) => name === 'widgets/summary.json');
  if (summary === undefined) {
    throw new Error('The Allure report has no summary, so its number of results cannot be checked.');
  }
  const { statistic } = JSON.parse(summary.content.toString('utf8')) as { statistic: { total: number } };
  if (statistic.total !== expected) {
    throw new Error(
      `The Allure report shows ${statistic.total} results but the run has ${expected} executions; the report is not to be used.`,
    );
  }
}

/**
 * Trends that know fewer than two runs: Allure draws none of them, and a frame would say "There is nothing to show".
 * @returns names of their widgets
 */
export function emptyTrends(files: readonly CarriedFile[]): string[] {
  return files.flatMap(({ name, content }) => {
    const [, widget] = /^widgets\/(.+-trend)\.json$/.exec(name) ?? [];
    return widget !== undefined && (JSON.parse(content.toString('utf8')) as unknown[]).length < 2 ? [widget] : [];
  });
}

/**
 * Puts the banner above Allure's own page, which then fills the rest of the window.
 *
 * @param leftOut names of widgets that the page does not show
 * @throws Error when the page is not built as expected: without its banner the report must not be shown
 */
export function withBanner(
  page: string,
  banner: string,
  tone: AllureInput['tone'] = 'plain',
  leftOut: readonly string[] = [],
): string {
  const { text, ground } = BANNER_COLOURS[tone];
  const opening = '<body>';
  if (!page.includes(opening)) {
    throw new Error('The Allure page has no body to put the banner into, so the report is not to be used.');
  }
  const note = markup`<body>
    <style>
        body { display: flex; flex-direction: column; height: 100vh; margin: 0; }
        #content { flex: 1; height: auto; min-height: 0; }
        #content .app { height: 100%; }
        #evidence { padding: 6px 16px; color: ${text}; background: ${ground}; border-bottom: 2px solid ${text};
            font: 14px/1.3 Arial, 'Liberation Sans', sans-serif; text-align: center; }
        ${leftOut.map((widget) => markup`.widget[data-id=${widget}] { display: none; } `)}
    </style>
    <script>${new Markup(ISO_DATES)}</script>
    <div id="evidence" role="note">${banner}</div>`;
  return page.replace(opening, () => note.source);
}

/** Runs a program to its end; without the analytics call that Allure makes otherwise. */
function finished(program: string, args: readonly string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((settle, fail) => {
    const child = spawn(program, args, {
      env: { ...javaEnvironment(), ALLURE_NO_ANALYTICS: 'true' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: TIME_LIMIT_MS,
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', fail);
    child.on('close', (code) => settle({ code, output }));
  });
}
