import path from 'node:path';
import { chooseEnvironment } from '../environments';
import { runCommand, say, type Command, type CommandLine } from '../support/cycle/command-line';
import { summaryLines } from '../support/cycle/console';
import {
  rerunFailed,
  resumeCycle,
  runCycle,
  type CycleHost,
  type CycleRequest,
  type FinishedCycle,
} from '../support/cycle/cycle';
import { RunError } from '../support/cycle/errors';
import { readBasis } from '../support/cycle/basis';
import { JOURNAL_FILE, readJournal } from '../support/cycle/journal';
import { scopeOfRun } from '../support/cycle/rederive';
import { findRunFolder, publishLatest, RECORD_FILE, REPORTS_FOLDER } from '../support/cycle/run-folder';
import { OFFICIAL_SCHEMAS } from '../support/interfaces/duis/official-schemas';
import { makePack } from '../support/pack/make-pack';
import { withUnpacked } from '../support/pack/unpack';
import { readSigningKey, type SigningKey } from '../support/pack/signing';
import { writeReports, type ReportOptions, type ReportPaths } from '../support/reporting';
import type { RunResult } from '../support/reporting/result-model';
import { environmentFor, hostOf } from './shared/cycle-host';
import { WORKERS_OPTION } from './shared/hire';
import { CELL_OPTIONS, DEFAULT_SEED, EXIT_CODES, given, SEED_OPTION } from './shared/texts';

const cycle: Command = {
  name: 'cycle',
  summary: 'Runs a regression cycle, judges it by the criteria of its plan, and writes the reports.',
  options: {
    ...CELL_OPTIONS,
    environment: {
      value: 'NAME',
      help: 'embedded or containers (default: containers where an engine answers, else embedded)',
    },
    workers: WORKERS_OPTION,
    seed: SEED_OPTION,
    resume: { value: 'RUN', help: 'go on with a run that was interrupted: name of its folder in reports/runs' },
    'rerun-failed': {
      value: 'RUN|PACK',
      help: 'run again what did not pass in a run, or in an evidence pack, and take over the rest; informal',
    },
    reports: { value: 'DIR', help: `folder for the reports (default: ${REPORTS_FOLDER})` },
    schemas: {
      value: 'DIR',
      help: `folder with the official DUIS and MMC schemas (default: ${OFFICIAL_SCHEMAS})`,
    },
    'signing-key': {
      value: 'FILE',
      help: 'private key (PEM, Ed25519 or P-256) that signs the evidence pack; without it the pack is unsigned',
    },
  },
  notes: EXIT_CODES,
  async run(line) {
    const reports = line.option('reports') ?? REPORTS_FOLDER;
    const signing = line.option('signing-key');
    const key = signing === undefined ? undefined : readSigningKey(signing);
    const { run, folder } = await start(line, reports);
    const previous = folder.previous === undefined ? {} : { previousRun: folder.previous };
    const signed = key === undefined ? {} : { signedWith: key.fingerprint };
    const { paths, pack } = await report(run, folder.path, { ...previous, ...signed }, key).finally(() =>
      publishLatest(reports, folder),
    );
    for (const summary of summaryLines(run)) say(summary);
    const { allure, tag, junit, notes } = paths;
    const record = path.join(folder.path, 'result.json');
    const files = [...tag.flatMap(({ html, pdf }) => [html, pdf]), allure, junit, record];
    for (const file of files) if (file !== undefined) say(`Report: ${file}`);
    say(`Evidence pack: ${pack} (${key === undefined ? 'unsigned' : 'signed'}).`);
    for (const note of notes) say(note);
    return run.verdict.exitCode;
  },
};

/** Writes the reports of a run, and then the pack that holds them. */
async function report(
  run: RunResult,
  folder: string,
  options: ReportOptions,
  key: SigningKey | undefined,
): Promise<{ readonly paths: ReportPaths; readonly pack: string }> {
  const scope = await scopeOfRun(folder);
  const paths = await writeReports(run, folder, { ...options, scope });
  return { paths, pack: await makePack(run, folder, key) };
}

/** What an earlier run fixes for one that goes on with it. */
const FIXED = ['plan', 'dmc', 'phase', 'seed', 'environment'];

/** Begins a cycle, or goes on with an earlier one, as the options say. */
async function start(line: CommandLine, reports: string): Promise<FinishedCycle> {
  const [resumed, rerun] = [line.option('resume'), line.option('rerun-failed')];
  if (resumed !== undefined) {
    refuseBeside(line, ['rerun-failed', 'schemas', ...FIXED]);
    const { opening } = readJournal(findRunFolder(reports, resumed, JOURNAL_FILE).path);
    return resumeCycle(resumed, { root: '.', reports }, await hostLike(line, reports, opening.environment, resumed));
  }
  if (rerun !== undefined) {
    refuseBeside(line, FIXED);
    return withUnpacked(rerun, async (folder) => {
      const { environment } = readBasis(findRunFolder(reports, folder, RECORD_FILE).path);
      const host = await hostLike(line, reports, environment.name, rerun);
      return rerunFailed(folder, { root: '.', reports, ...schemasOf(line.option('schemas')) }, host);
    });
  }
  const plan = line.option('plan') ?? 'first';
  const request = {
    root: '.',
    plan,
    ...given('dmc', line.option('dmc')),
    ...given('phase', line.option('phase')),
    seed: line.option('seed') ?? DEFAULT_SEED,
    reports,
    ...schemasOf(line.option('schemas')),
  };
  return runCycle(request, hostOf(line, reports, await environmentFor(line, plan)));
}

function refuseBeside(line: CommandLine, options: readonly string[]): void {
  const strange = options.find((name) => line.option(name) !== undefined);
  if (strange !== undefined) throw new RunError(`A run goes on as it began: leave out --${strange}.`);
}

/** What a run stands on that goes on with an earlier one: the same environment. */
async function hostLike(line: CommandLine, reports: string, environment: string, earlier: string): Promise<CycleHost> {
  const { name } = await chooseEnvironment(environment);
  return hostOf(line, reports, { name, why: `that of ${earlier}` });
}

/** The official schemas that an option names, or else a variable. */
function schemasOf(option: string | undefined): Pick<CycleRequest, 'schemas'> {
  const folder = option ?? process.env[OFFICIAL_SCHEMAS] ?? '';
  return folder === '' ? {} : { schemas: { folder, namedBy: option === undefined ? OFFICIAL_SCHEMAS : '--schemas' } };
}

void runCommand(cycle);
