/** Writes Allure's results of a run: one file per execution, its evidence, and what the report says about the run. */
import { provenSentence } from '../proven-words';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { Status } from 'allure-js-commons';
import type { Category } from 'allure-js-commons/sdk';
import { archiveOf, EvidenceReader } from '../../support/evidence/packed-evidence';
import type { Cause, ExecutionResult, RunResult } from '../record/result-model';
import { subjectOf } from '../tag/document-model';
import { counted, identityOf, printable, requirementsOf } from '../text';
import { writeHistory, type EarlierRun } from './history';
import { causeMark, toAllure } from './results';
import { ResultsFiles } from './results-files';

/** Definitions that a person may edit; see `reports/README.md`. */
const CATEGORIES = resolve(__dirname, 'categories.json');

/** What was written. */
export interface AllureResultsWritten {
  /** Sentences about evidence that the run names but that is not there. */
  readonly notes: readonly string[];
}

/**
 * Executions of which the report shows everything. Of more, it carries the documents of what did not pass; what passed links to
 * its packed evidence, so that the page stays one that a browser can open.
 */
const SHOWN_IN_FULL = 1_000;

/**
 * Writes the results into `resultsFolder`, which is emptied first.
 *
 * @param runFolder where the evidence lies; paths in the result are relative to it
 * @param shownInFull executions of which the report shows everything
 * @param earlier runs of the same plan, the newest first, for trends and history
 * @throws Error when two executions have one identity (Allure would show one of them only), or when an evidence path
 * leaves the run folder
 */
export async function writeAllureResults(
  run: RunResult,
  runFolder: string,
  resultsFolder: string,
  earlier: readonly EarlierRun[] = [],
  shownInFull = SHOWN_IN_FULL,
): Promise<AllureResultsWritten> {
  refuseDoubles(run);
  rmSync(resultsFolder, { recursive: true, force: true });
  const files = new ResultsFiles(resultsFolder);
  const reader = new EvidenceReader(runFolder);
  const notes: string[] = [];
  for (const execution of run.executions) {
    const linked = run.executions.length > shownInFull && execution.outcome === 'passed';
    const { test, container, attachments } = toAllure(execution, run, linked ? archiveNamed(execution) : undefined);
    for (const [path, name] of attachments) {
      const body = await reader.read(path);
      files.attachment(name, Buffer.from(body ?? `The run names this evidence, but the file is missing: ${path}\n`));
      if (body === undefined) {
        notes.push(
          `Evidence of ${execution.id} is missing: ${path}; run the scenario again with "${execution.reproduce}".`,
        );
      }
    }
    files.result(test);
    if (container !== undefined) files.container(container);
  }
  const byOutcome = JSON.parse(readFileSync(CATEGORIES, 'utf8')) as Category[];
  files.categories([...run.causes.map(categoryOf), ...byOutcome]);
  files.environment(environmentOf(run));
  writeHistory(resultsFolder, earlier);
  const order = (earlier[0]?.order ?? 0) + 1;
  writeFileSync(join(resultsFolder, 'executor.json'), JSON.stringify(executorOf(run, order), undefined, 2));
  return { notes };
}

/** The failures of one cause: their messages bear its mark. */
function categoryOf(cause: Cause): Category {
  const mark = causeMark(cause).replaceAll(/[[\]]/g, (bracket) => `\\${bracket}`);
  return {
    name: printable(`Cause ${cause.id}: ${cause.sentence}`),
    messageRegex: `(?s).*${mark}.*`,
    matchedStatuses: [Status.FAILED],
  };
}

function refuseDoubles(run: RunResult): void {
  const seen = new Set<string>();
  for (const execution of run.executions) {
    const identity = identityOf(execution);
    if (seen.has(identity)) {
      throw new Error(
        `The run has two results called "${identity}"; give every scenario and every row of an outline its own id.`,
      );
    }
    seen.add(identity);
  }
}

/** The archive with the evidence of an execution; undefined when it has none. */
function archiveNamed(execution: ExecutionResult): string | undefined {
  const [first] = [...execution.steps.flatMap((step) => step.evidence), ...execution.evidence];
  return first === undefined ? undefined : archiveOf(posix.dirname(first.path));
}

function environmentOf(run: RunResult): Record<string, string> {
  return {
    Evidence: run.run.simulated ? 'simulated system, fictitious combinations, modelled codes and files' : 'real system',
    Run: run.run.id,
    Plan: run.run.planTitle,
    Formal: run.run.formal ? 'yes' : 'no: informal run, the selection was narrowed by hand',
    Verdict: run.verdict.sentence,
    'How counts add up': countsInWords(run),
    ...(run.run.proven === undefined ? {} : { 'Migration solution proven by': provenSentence(run.run.proven) }),
    Environment: run.run.environment,
    Seed: run.run.seed,
    'DUIS and MMC schemas': run.run.schemaCheck,
    ...run.run.versions,
  };
}

/** Why one view of Allure counts more than another: a test stands under each of its requirements. */
function countsInWords({ executions }: RunResult): string {
  const listed = executions.reduce((sum, one) => sum + Math.max(1, requirementsOf(one).length), 0);
  return `${counted(executions.length, 'execution')}, each once in Suites; Behaviors lists ${listed}, since a test is listed under each of its requirements`;
}

function executorOf(run: RunResult, buildOrder: number): Record<string, string | number> {
  return {
    name: run.run.executor,
    type: 'cycle',
    buildOrder,
    buildName: run.run.id,
    reportName: `${subjectOf(run)} (${run.run.id})`,
  };
}
