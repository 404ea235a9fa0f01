import { existsSync, writeFileSync } from 'node:fs';
import { durationsOfPlan } from '../runner/history/durations-of-plan';
import { rebuildIndex } from '../runner/history/index-runs';
import { historyLines, testHistories } from '../runner/history/last-failure';
import { readLedger } from '../runner/history/ledger';
import { prune, pruneDecisions } from '../runner/history/prune';
import { INDEX_FILE, RunIndex } from '../runner/history/run-index';
import { REPORTS_FOLDER } from '../runner/execution/run-folder';
import { runCommand, say, type Command, type CommandLine } from '../runner/terminal/command-line';
import { counted } from '../reports/text';
import { RunError } from '../support/scope/errors';
import { nearest } from '../support/scope/nearest';
import { REPORTS_OPTION } from './shared/report-run';

const history: Command = {
  name: 'history',
  summary: 'Says when a test last failed, on what build and with which cause; makes the index again; prunes runs.',
  words: '[ID]',
  options: {
    reports: REPORTS_OPTION,
    rebuild: { help: 'make the index again from the records in the folder of the reports, and from packs' },
    prune: { help: 'remove the folders of runs that are not formal and of which --packs holds a sound pack' },
    'dry-run': { help: 'with --prune: say what would go and what would stay, and remove nothing' },
    durations: {
      value: 'FILE',
      help: 'write what the tests of a plan took, the median of its newest five runs, for "npm run cycle -- --durations FILE"',
    },
    plan: { value: 'NAME', help: 'with --durations: the plan (default: first)' },
    packs: { value: 'DIR', help: 'folder with evidence packs, outside the folders of runs' },
    json: { help: 'what is known of a test as JSON: [{id, dmc, phase, stage, runs, failures, newest, lastFailed?}]' },
  },
  notes: [
    'ID is that of a scenario or a row, such as ST-B4-03. Without it: what the history holds.',
    'Exit code: 0 done; 1 a record or pack could not be taken in; 2 could not begin.',
  ],
  async run(line) {
    const reports = line.option('reports') ?? REPORTS_FOLDER;
    if (!existsSync(reports)) throw new RunError(`There is no folder ${reports}: nothing was run here yet.`);
    const [id, ...more] = line.words;
    if (more.length > 0) throw new RunError('Name one test: npm run history -- ST-B4-03');
    if (line.isOn('rebuild')) return rebuild(reports, line.option('packs'));
    if (line.isOn('prune')) return pruneRuns(line, reports);
    const index = RunIndex.open(reports);
    try {
      const file = line.option('durations');
      if (file !== undefined) writeDurations(index, line.option('plan') ?? 'first', file);
      else if (id !== undefined) sayHistoryOf(index, id, line.isOn('json'));
      else sayWhatIsHeld(index, reports);
    } finally {
      index.close();
    }
    return 0;
  },
};

function writeDurations(index: RunIndex, plan: string, file: string): void {
  const found = durationsOfPlan(index, plan);
  writeFileSync(file, `${JSON.stringify(found)}\n`);
  say(`${counted(found.durations.length, 'test')} of the plan "${plan}", with what each took, in ${file}.`);
}

/** @throws RunError for a test that the index does not know */
function sayHistoryOf(index: RunIndex, id: string, json: boolean): void {
  const histories = testHistories(id, index.resultsOf(id));
  if (histories.length === 0) {
    const known = index.testIds();
    const offer = known.length === 0 ? 'no run is in the history' : `the nearest are ${nearest(id, known).join(', ')}`;
    throw new RunError(`No run in the history has a test ${id}: ${offer}.`);
  }
  if (json) say(JSON.stringify(histories, null, 2));
  else for (const text of histories.flatMap(historyLines)) say(text);
}

function sayWhatIsHeld(index: RunIndex, reports: string): void {
  const { runs, results, bytes } = index.size();
  const judged = readLedger(reports).filter(({ kind }) => kind === 'judged').length;
  say(`${counted(runs, 'run')} with ${counted(results, 'result')} in ${reports}/${INDEX_FILE} (${megabytes(bytes)}).`);
  say(`The ledger knows ${counted(judged, 'judged run')}.`);
}

async function rebuild(reports: string, packs: string | undefined): Promise<number> {
  const { runs, refused } = await rebuildIndex(reports, packs);
  say(`The history was made again from ${counted(runs, 'record')}.`);
  for (const sentence of refused) say(sentence);
  return refused.length === 0 ? 0 : 1;
}

async function pruneRuns(line: CommandLine, reports: string): Promise<number> {
  const packs = line.option('packs');
  if (packs === undefined) throw new RunError('Name the folder with the packs that stay: --prune --packs DIR');
  const decisions = await pruneDecisions(reports, packs);
  for (const { run, bytes, kept, pack = '' } of decisions) {
    say(kept === undefined ? `goes   ${run} (${megabytes(bytes)}), ${pack} is sound` : `stays  ${run}: ${kept}`);
  }
  const going = decisions.filter(({ kept }) => kept === undefined);
  const freed = megabytes(going.reduce((sum, { bytes }) => sum + bytes, 0));
  if (!line.isOn('dry-run')) prune(reports, decisions);
  say(`${counted(going.length, 'run')}, ${freed}: ${line.isOn('dry-run') ? 'nothing was removed' : 'removed'}.`);
  return 0;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

void runCommand(history);
