import { finishedRun, refuseOtherSuite } from '../runner/execution/finished-run';
import { REPORTS_FOLDER } from '../runner/execution/run-folder';
import { earlierRuns } from '../runner/history/earlier-runs';
import { suiteVersions } from '../runner/planning/versions';
import { runCommand, say, type Command } from '../runner/terminal/command-line';
import { RunError } from '../support/scope/errors';
import {
  makeReports,
  noteInHistory,
  reportLines,
  REPORTS_OPTION,
  SIGNING_KEY_OPTION,
  signingKeyOf,
} from './shared/report-run';

const report: Command = {
  name: 'report',
  summary: 'Makes the reports of a finished run again: documents for TAG, Allure, JUnit and evidence pack.',
  words: 'RUN',
  options: {
    reports: REPORTS_OPTION,
    'signing-key': SIGNING_KEY_OPTION,
    'other-suite': { help: 'although another version of the suite made the run' },
  },
  notes: [
    'RUN is the name of a folder in reports/runs, or a path to one. Nothing is run; only its record, inputs and evidence are read.',
    'A signed evidence pack is never overwritten.',
    'Exit code: 0 everything was made; 1 something could not be made (a sentence says what and why); 2 could not begin.',
  ],
  async run(line) {
    const [name, ...more] = line.words;
    if (name === undefined || more.length > 0) throw new RunError('Name one run: npm run report -- first-1-0001');
    const key = signingKeyOf(line);
    const reports = line.option('reports') ?? REPORTS_FOLDER;
    const { run, folder } = finishedRun(reports, name);
    if (!line.isOn('other-suite')) refuseOtherSuite(run, suiteVersions('.').suite, '--other-suite');
    const made = await makeReports(run, folder.path, key, earlierRuns(reports, run));
    const troubles = await noteInHistory(run, reports, made);
    for (const text of [...reportLines(made, folder.path), ...troubles]) say(text);
    return made.missing.length === 0 ? 0 : 1;
  },
};

void runCommand(report);
