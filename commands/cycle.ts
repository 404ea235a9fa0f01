import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chooseEnvironment } from '../environments';
import { runCommand, say, type Command, type CommandLine } from '../runner/terminal/command-line';
import { parseBail } from '../runner/execution/bail';
import { resumeCycle, runCycle, type FinishedCycle } from '../runner/execution/cycle';
import { isPartial } from '../reports/record/repetition';
import { rerunFailed, type RerunCycle } from '../runner/execution/rerun-failed';
import { RunError } from '../support/scope/errors';
import { orderText, parseOrder } from '../runner/planning/execution-order';
import { readRunManifest } from '../runner/planning/run-manifest';
import { JOURNAL_FILES, readJournal } from '../runner/execution/journal';
import {
  parseRepeat,
  repeatRuns,
  repetitionSummary,
  seedOfRepetition,
  type EndedRepetition,
  type Repetition,
} from '../runner/execution/repetitions';
import { findRunFolder, RECORD_FILE, REPORTS_FOLDER } from '../runner/execution/run-folder';
import { resumeShard, runShard, type FinishedShard } from '../runner/sharding/run-shard';
import { parseShard } from '../runner/sharding/shard';
import { shardExitCode, shardLines } from '../runner/sharding/shard-console';
import { OFFICIAL_SCHEMAS } from '../support/interfaces/duis/official-schemas';
import { withUnpacked } from '../runner/evidence-pack/unpack';
import { environmentFor, hostOf } from './shared/cycle-host';
import { WORKERS_OPTION } from './shared/spawn-worker';
import { NOTIFY_OPTION, receiverOf } from './shared/notify';
import { repeatAfterRun, repeatOfRun } from './shared/repeat-failures';
import { reportRun, REPORTS_OPTION, SIGNING_KEY_OPTION, signingKeyOf } from './shared/report-run';
import {
  CELL_OPTIONS,
  DEFAULT_SEED,
  EXIT_CODES,
  given,
  ORDER_OPTION,
  REPEAT_OPTION,
  SEED_OPTION,
  SOCKETS_OPTION,
} from './shared/texts';
import { SUMMARY_FILE } from '../reports';
import type { CycleRequest } from '../runner/execution/cycle-request';
import type { CycleHost } from '../runner/execution/cycle-host';

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
    sockets: SOCKETS_OPTION,
    seed: SEED_OPTION,
    order: ORDER_OPTION,
    repeat: REPEAT_OPTION,
    bail: {
      value: 'N',
      help: 'stop after N new causes of failures: the run is incomplete then, and --resume goes on with it',
    },
    shard: {
      value: 'K/N',
      help: 'run the Kth of N shards of the plan (auto/N: K as the engine sets it); "npm run merge" judges all together',
    },
    durations: {
      value: 'FILE',
      help: 'cut shards and chunks by what executions took (npm run history -- --durations FILE), the same file for all shards',
    },
    resume: { value: 'RUN', help: 'go on with a run that was interrupted: name of its folder in reports/runs' },
    'rerun-failed': {
      value: 'RUN|PACK',
      help: 'run again what did not pass in a run, or in an evidence pack; on its own build the rest is taken over; informal',
    },
    forensics: {
      value: 'RUN',
      help: 'repeat the new failures of an ended run, such as a merged one, and say what they depend on; a cycle does it itself',
    },
    reports: REPORTS_OPTION,
    schemas: {
      value: 'DIR',
      help: `folder with the official DUIS and MMC schemas (default: ${OFFICIAL_SCHEMAS})`,
    },
    detection: {
      value: 'FILE',
      help: 'put what searches for weak places found (reports/detection.json) into the record, held against this build',
    },
    'signing-key': SIGNING_KEY_OPTION,
    notify: NOTIFY_OPTION,
  },
  notes: [
    ...EXIT_CODES,
    '           Of what failed on another build (--rerun-failed): 0 all of it is mended; 1 not all of it.',
    '           A shard has no verdict: 0 everything in it passed; 1 something did not; 2 could not run.',
  ],
  async run(line) {
    const reports = line.option('reports') ?? REPORTS_FOLDER;
    const key = signingKeyOf(line);
    const receiver = receiverOf(line);
    const times = parseRepeat(line.option('repeat'));
    if (times > 1) refuseRepetition(line);
    const examined = line.option('forensics');
    if (examined !== undefined) return examine(line, reports, examined);
    let folder: string | undefined;
    const once = async (number: number): Promise<EndedRepetition> => {
      const { finished, host } = await start(line, reports, number);
      if (!('run' in finished)) {
        for (const text of shardLines(finished)) say(text);
        return { exitCode: shardExitCode(finished) };
      }
      if (times === 1 && !('again' in finished)) await repeatAfterRun(finished, host);
      const verdict = await reportRun(finished, reports, key, receiver);
      folder = finished.folder.path;
      const { id, seed } = finished.run.run;
      const repetition = { seed, run: id, executions: finished.run.executions };
      return { exitCode: 'again' in finished ? sayAgain(finished, verdict) : verdict, repetition };
    };
    // Each run has a summary of its own: that of the newest begins with what all have come to.
    const onFinished = (finished: readonly Repetition[]): void => {
      if (folder !== undefined) prependToSummary(folder, repetitionSummary(finished, times));
    };
    return repeatRuns({ times, once, onFinished }, say);
  },
};

/**
 * Says what became of what was run again.
 * @returns the exit code: on another build, where only this was run, whether all of it was mended
 */
function sayAgain({ run, again, folder }: RerunCycle, verdict: number): number {
  const { executions, mended } = again;
  say(`Mended: ${mended} of ${executions} that had not passed. ${folder.id} is informal.`);
  if (!isPartial(run.run)) return verdict;
  return executions > 0 && mended === executions ? 0 : 1;
}

/** What an earlier run fixes for one that goes on with it. */
const FIXED = ['plan', 'dmc', 'phase', 'seed', 'order', 'environment', 'shard', 'durations'];

/** Repeats the new failures of an ended run. */
function examine(line: CommandLine, reports: string, run: string): Promise<number> {
  refuseBeside(line, ['resume', 'rerun-failed', 'repeat', 'bail', 'detection', 'signing-key', ...FIXED]);
  return repeatOfRun(reports, run, async (environment) => {
    const host = await hostLike(line, reports, environment, run);
    await host.useSchemas(schemasOf(line.option('schemas')).schemas);
    return host;
  });
}

/** Begins a cycle or a shard of one, or goes on with an earlier one, as the options say. */
async function start(
  line: CommandLine,
  reports: string,
  repetition: number,
): Promise<{ readonly finished: FinishedCycle | RerunCycle | FinishedShard; readonly host: CycleHost }> {
  const [resumed, rerun] = [line.option('resume'), line.option('rerun-failed')];
  if (resumed !== undefined) {
    refuseBeside(line, ['rerun-failed', 'schemas', 'detection', ...FIXED]);
    const { opening } = readJournal(findRunFolder(reports, resumed, ...JOURNAL_FILES).path);
    const host = await hostLike(line, reports, opening.environment, resumed);
    const resume = opening.request.shard === undefined ? resumeCycle : resumeShard;
    const asked = { root: '.', reports, ...bailOf(line) };
    return { finished: await resume(resumed, asked, host), host };
  }
  if (rerun !== undefined) {
    refuseBeside(line, ['detection', 'bail', ...FIXED]);
    return withUnpacked(rerun, async (folder) => {
      const { environment } = readRunManifest(findRunFolder(reports, folder, RECORD_FILE).path);
      const host = await hostLike(line, reports, environment.name, rerun);
      const asked = { root: '.', reports, ...schemasOf(line.option('schemas')) };
      return { finished: await rerunFailed(folder, asked, host), host };
    });
  }
  const plan = line.option('plan') ?? 'first';
  const typed = line.option('shard');
  if (typed !== undefined) refuseSigning(line);
  const shard = typed === undefined ? undefined : parseShard(typed);
  const order = orderText(parseOrder(line.option('order')));
  if (order !== undefined) say(`Order: ${order}.`);
  const request = {
    root: '.',
    plan,
    ...given('dmc', line.option('dmc')),
    ...given('phase', line.option('phase')),
    seed: seedOfRepetition(line.option('seed') ?? DEFAULT_SEED, repetition),
    ...given('order', order),
    ...bailOf(line),
    ...given('durations', line.option('durations')),
    reports,
    ...given('detection', line.option('detection')),
    ...schemasOf(line.option('schemas')),
  };
  const host = hostOf(line, reports, await environmentFor(line, plan));
  const finished = await (shard === undefined ? runCycle(request, host) : runShard({ ...request, shard }, host));
  return { finished, host };
}

/** After how many new causes it stops. */
function bailOf(line: CommandLine): Pick<CycleRequest, 'bail'> {
  const bail = parseBail(line.option('bail'));
  return bail === undefined ? {} : { bail };
}

/** Puts text before the summary of a run, where it has one. */
function prependToSummary(folder: string, text: string): void {
  const file = path.join(folder, SUMMARY_FILE);
  if (existsSync(file)) writeFileSync(file, `${text}${readFileSync(file, 'utf8')}`);
}

/** A shard has no evidence pack. */
function refuseSigning(line: CommandLine): void {
  if (line.option('signing-key') === undefined) return;
  throw new RunError('A shard has no evidence pack to be signed: give --signing-key to "npm run merge".');
}

/** An earlier run and a shard are what they are; a plan can be run again. */
function refuseRepetition(line: CommandLine): void {
  const strange = ['resume', 'rerun-failed', 'shard'].find((name) => line.option(name) !== undefined);
  if (strange !== undefined) throw new RunError(`Only a whole plan is repeated: leave out --repeat or --${strange}.`);
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
