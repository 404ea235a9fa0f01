import path from 'node:path';
import { say, type CommandLine, type CommandOption } from '../../runner/terminal/command-line';
import { sinceLines, summaryLines } from '../../runner/terminal/console';
import type { FinishedCycle } from '../../runner/execution/cycle';
import { scopeOfRun } from '../../runner/assessment/reassess';
import { publishLatest, RECORD_FILE, REPORTS_FOLDER } from '../../runner/execution/run-folder';
import { giveBack, keepOnce } from '../../runner/evidence-pack/keep-once';
import { makePack, PACK_FILE } from '../../runner/evidence-pack/make-pack';
import { signerOfPack } from '../../runner/evidence-pack/read-pack';
import { readPackSigningKey, type PackSigningKey } from '../../runner/evidence-pack/signing';
import { digestOfFile } from '../../runner/history/index-runs';
import { addToLedger } from '../../runner/history/ledger';
import { earlierRuns } from '../../runner/history/earlier-runs';
import { RunIndex } from '../../runner/history/run-index';
import { sentenceOf } from '../../support/scope/errors';
import { writeReports, type MissingReport, type ReportPaths } from '../../reports';
import type { EarlierRun } from '../../reports/allure/history';
import type { RunResult } from '../../reports/record/result-model';
import { notify } from './notify';

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

/** The reports of a run and its evidence pack, as far as they could be made. */
export interface MadeReports extends ReportPaths {
  /** The pack that was made; absent where there is none or a signed one stays. */
  readonly packed?: { readonly file: string; readonly signedWith?: string };
  /** What there is to say of the pack, a sentence. */
  readonly pack: string;
}

/**
 * Writes every report of a run and its evidence pack, and says what came of it.
 * @param reports folder of the reports
 * @param receiver who is told where something has changed
 * @returns the exit code of the run; 2 in place of 0 where something could not be made
 */
export async function reportRun(
  { run, folder }: FinishedCycle,
  reports: string,
  key: PackSigningKey | undefined,
  receiver: URL | undefined,
): Promise<number> {
  const made = await makeReports(run, folder.path, key, earlierRuns(reports, run)).finally(() =>
    publishLatest(reports, folder),
  );
  const troubles = await noteInHistory(run, reports, made);
  for (const summary of summaryLines(run)) say(summary);
  const told = await notify(run, receiver);
  const last = [...troubles, ...(told === undefined ? [] : [told]), ...sinceLines(run)];
  for (const text of [...reportLines(made, folder.path), ...last]) say(text);
  return made.missing.length > 0 && run.verdict.exitCode === 0 ? 2 : run.verdict.exitCode;
}

/**
 * Makes the reports of a run, each by itself, and then closes the pack over what was made. A signed pack stays as it is.
 * @param earlier runs of the same plan before this one, for trends and history in Allure
 */
export async function makeReports(
  run: RunResult,
  folder: string,
  key: PackSigningKey | undefined,
  earlier: readonly EarlierRun[],
): Promise<MadeReports> {
  const target = path.join(folder, PACK_FILE);
  const signer = await signerOfPack(target);
  await giveBack(folder);
  const signedWith = signer ?? key?.fingerprint;
  const paths = await writeReports(run, folder, {
    earlier,
    ...(signedWith === undefined ? {} : { signedWith }),
    scope: () => scopeOfRun(folder),
  });
  if (signer !== undefined && key === undefined) {
    await keepOnce(run, folder);
    return { ...paths, pack: `The signed evidence pack ${target} stays as it is.` };
  }
  try {
    const pack = await makePack(run, folder, key, paths.missing);
    await keepOnce(run, folder);
    const packed = { file: pack, ...(key === undefined ? {} : { signedWith: key.fingerprint }) };
    return { ...paths, packed, pack: `Evidence pack: ${pack} (${key === undefined ? 'unsigned' : 'signed'}).` };
  } catch (error) {
    const missing: MissingReport = { report: 'the evidence pack', files: PACK_FILE, why: sentenceOf(error) };
    return { ...paths, missing: [...paths.missing, missing], pack: 'There is no evidence pack of this run.' };
  }
}

/** Where the reports are, what could not be made, and the command that makes them again. */
export function reportLines(
  { allure, tag, junit, morning, regression, docx, notes, missing, pack }: MadeReports,
  folder: string,
): string[] {
  const files = [
    ...tag.flatMap(({ html, pdf }) => [html, pdf]),
    docx,
    regression,
    allure,
    junit,
    path.join(folder, RECORD_FILE),
    morning,
  ];
  const failed = missing.map(({ report, why }) => `Could not make ${report}: ${why.replace(/\.?$/, '.')}`);
  const again = `What is missing can be made again: npm run report -- ${path.basename(folder)}`;
  return [
    ...files.flatMap((file) => (file === undefined ? [] : [`Report: ${file}`])),
    pack,
    ...notes,
    ...failed,
    ...(missing.length === 0 ? [] : [again]),
  ];
}

/**
 * Notes the pack of a run in the ledger, and takes the run into the history.
 * @param made what `makeReports` gave
 * @returns sentences: what could not be noted; the run is as good without it
 */
export async function noteInHistory(run: RunResult, reports: string, { packed }: MadeReports): Promise<string[]> {
  const sha256 = packed === undefined ? undefined : await digestOfFile(packed.file);
  try {
    if (packed !== undefined && sha256 !== undefined) {
      const { signedWith } = packed;
      const signed = signedWith === undefined ? {} : { signedWith };
      addToLedger(reports, { kind: 'packed', at: new Date().toISOString(), run: run.run.id, sha256, ...signed });
    }
    const index = RunIndex.open(reports);
    try {
      index.add(run, sha256);
    } finally {
      index.close();
    }
    return [];
  } catch (error) {
    return [sentenceOf(error)];
  }
}
