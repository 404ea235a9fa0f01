import { runCommand, type Command } from '../runner/terminal/command-line';
import { REPORTS_FOLDER } from '../runner/execution/run-folder';
import { knownFromHistory } from '../runner/history/known-from-history';
import { mergeShards } from '../runner/sharding/merge';
import { reportRun, REPORTS_OPTION, SIGNING_KEY_OPTION, signingKeyOf } from './shared/report-run';
import { NOTIFY_OPTION, receiverOf } from './shared/notify';
import { EXIT_CODES } from './shared/texts';

const merge: Command = {
  name: 'merge',
  summary:
    'Puts all shards of a cycle (npm run cycle -- --shard K/N) together, judges them as one, and writes the reports.',
  words: 'RUN|DIR RUN|DIR ...',
  options: { reports: REPORTS_OPTION, 'signing-key': SIGNING_KEY_OPTION, notify: NOTIFY_OPTION },
  notes: [
    'RUN is the name of the folder of a shard in reports/runs, DIR a path to one. Nothing is run again.',
    ...EXIT_CODES,
  ],
  async run(line) {
    const reports = line.option('reports') ?? REPORTS_FOLDER;
    const key = signingKeyOf(line);
    const receiver = receiverOf(line);
    const merged = await mergeShards(line.words, reports, (run) => knownFromHistory(reports, run));
    return reportRun(merged, reports, key, receiver);
  },
};

void runCommand(merge);
