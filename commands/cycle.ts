import path from 'node:path';
import { chooseEnvironment } from '../environments';
import { runCommand, say, type Command } from '../support/cycle/command-line';
import { summaryLines } from '../support/cycle/console';
import { runCycle, type CycleRequest, type MachineFacts } from '../support/cycle/cycle';
import { RunError } from '../support/cycle/errors';
import { expectationLines } from '../support/cycle/history';
import { Progress } from '../support/cycle/progress';
import { rederive } from '../support/cycle/rederive';
import { publishLatest, REPORTS_FOLDER } from '../support/cycle/run-folder';
import { OFFICIAL_SCHEMAS } from '../support/interfaces/duis/official-schemas';
import { makePack } from '../support/pack/make-pack';
import { readSigningKey, type SigningKey } from '../support/pack/signing';
import { writeReports, type ReportOptions, type ReportPaths } from '../support/reporting';
import type { RunResult } from '../support/reporting/result-model';
import { hireWorker, WORKERS_OPTION, workersOf } from './shared/hire';
import { findMachineFacts } from './shared/machine';
import { CELL_OPTIONS, DEFAULT_SEED, EXIT_CODES, given, SEED_OPTION } from './shared/texts';
import { ensurePrerequisites, type PrerequisiteKind } from './prerequisites';

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
    const { name, why } = await chooseEnvironment(line.option('environment'));
    const workers = workersOf(line.option('workers'), name);
    say(`Environment: ${name} (${why}).`);
    let progress: Progress | undefined;
    const { run, folder } = await runCycle(
      {
        root: '.',
        plan: line.option('plan') ?? 'first',
        ...given('dmc', line.option('dmc')),
        ...given('phase', line.option('phase')),
        seed: line.option('seed') ?? DEFAULT_SEED,
        reports,
        ...schemasOf(line.option('schemas')),
      },
      {
        prepare: () => prepareMachine(name),
        hire: (setUp) => hireWorker(name, setUp),
        workers,
        progress: say,
        onPlanned: ({ toRun }) => {
          progress = new Progress(toRun, say);
          for (const text of expectationLines(reports, toRun, { environment: name, workers })) say(text);
        },
        onExecution: (news) => progress?.take(news),
      },
    );
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
  const { scope } = await rederive(folder, run);
  const paths = await writeReports(run, folder, { ...options, scope });
  return { paths, pack: await makePack(run, folder, key) };
}

/** The official schemas that an option names, or else a variable. */
function schemasOf(option: string | undefined): Pick<CycleRequest, 'schemas'> {
  const folder = option ?? process.env[OFFICIAL_SCHEMAS] ?? '';
  return folder === '' ? {} : { schemas: { folder, namedBy: option === undefined ? OFFICIAL_SCHEMAS : '--schemas' } };
}

/**
 * Sees to the programs that npm does not bring, and says which are missing.
 * @throws RunError or BrowserMissingError, whose sentence is not said before, where the run cannot do without
 */
async function prepareMachine(environment: string): Promise<MachineFacts> {
  const engine: PrerequisiteKind[] = environment === 'containers' ? ['container-engine'] : [];
  const missing = await ensurePrerequisites(['browser', 'java', ...engine], say);
  const needed = missing.find(({ kind }) => kind === 'container-engine');
  if (needed !== undefined) throw new RunError(needed.sentence);
  const facts = findMachineFacts();
  for (const { sentence } of missing) say(sentence);
  return facts;
}

void runCommand(cycle);
