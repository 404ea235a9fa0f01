import path from 'node:path';
import { say, type CommandLine, type CommandOption } from '../../runner/terminal/command-line';
import { summaryLines } from '../../runner/terminal/console';
import type { FinishedCycle } from '../../runner/execution/cycle';
import { scopeOfRun } from '../../runner/assessment/reassess';
import { publishLatest, RECORD_FILE, REPORTS_FOLDER } from '../../runner/execution/run-folder';
import { makePack } from '../../runner/evidence-pack/make-pack';
import { readPackSigningKey, type PackSigningKey } from '../../runner/evidence-pack/signing';
import { writeReports, type ReportOptions, type ReportPaths } from '../../reports';
import type { RunResult } from '../../reports/record/result-model';

/** The option `--signing-key`. */
export const SIGNING_KEY_OPTION: CommandOption = {
  value: 'FILE',
  help: 'private key (PEM, Ed25519 or P-256) that signs the evidence pack; without it the pack is unsigned',
};

/** The option `--reports`. */
export const REPORTS_OPTION: CommandOption = {
  value: 'DIR',
  help: `folder for the reports (default: ${REPORTS_FOLDER})`,
};

/**
 * The key that `--signing-key` names; undefined where it names none.
 * @throws RunError when it cannot be used
 */
export function signingKeyOf(line: CommandLine): PackSigningKey | undefined {
  const file = line.option('signing-key');
  return file === undefined ? undefined : readPackSigningKey(file);
}

/**
 * Writes every report of a run and its evidence pack, and says what came of it.
 * @param reports folder of the reports
 * @returns the exit code of the run
 */
export async function reportRun(
  { run, folder }: FinishedCycle,
  reports: string,
  key: PackSigningKey | undefined,
): Promise<number> {
  const previous = folder.previous === undefined ? {} : { previousRun: folder.previous };
  const signed = key === undefined ? {} : { signedWith: key.fingerprint };
  const { paths, pack } = await write(run, folder.path, { ...previous, ...signed }, key).finally(() =>
    publishLatest(reports, folder),
  );
  for (const summary of summaryLines(run)) say(summary);
  const { allure, tag, junit, notes } = paths;
  const record = path.join(folder.path, RECORD_FILE);
  const files = [...tag.flatMap(({ html, pdf }) => [html, pdf]), allure, junit, record];
  for (const file of files) if (file !== undefined) say(`Report: ${file}`);
  say(`Evidence pack: ${pack} (${key === undefined ? 'unsigned' : 'signed'}).`);
  for (const note of notes) say(note);
  return run.verdict.exitCode;
}

/** Writes the reports of a run, and then the pack that holds them. */
async function write(
  run: RunResult,
  folder: string,
  options: ReportOptions,
  key: PackSigningKey | undefined,
): Promise<{ readonly paths: ReportPaths; readonly pack: string }> {
  const scope = await scopeOfRun(folder);
  const paths = await writeReports(run, folder, { ...options, scope });
  return { paths, pack: await makePack(run, folder, key) };
}
