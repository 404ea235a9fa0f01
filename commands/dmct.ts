import { runDmct } from '../runner/dmct/run-dmct';
import { REPORTS_FOLDER } from '../runner/execution/run-folder';
import { runCommand, type Command } from '../runner/terminal/command-line';
import { RunError } from '../support/scope/errors';
import { chooseEnvironment } from '../environments';
import { hostOf } from './shared/cycle-host';
import { reportRun, REPORTS_OPTION, SIGNING_KEY_OPTION, signingKeyOf } from './shared/report-run';
import { WORKERS_OPTION } from './shared/spawn-worker';
import { DEFAULT_SEED, EXIT_CODES, given, SEED_OPTION, SOCKETS_OPTION } from './shared/texts';

const dmct: Command = {
  name: 'dmct',
  summary: 'Tests a combination that was added after the migration solution of its release was proven (DMCT).',
  options: {
    dmc: { value: 'ID', help: 'Device Model Combination of the catalogue' },
    pack: {
      value: 'FILE',
      help: 'signed evidence pack of the Migration Testing of its release; without it a decision has to be recorded',
    },
    environment: {
      value: 'NAME',
      help: 'embedded or containers (default: containers where an engine answers, else embedded)',
    },
    workers: WORKERS_OPTION,
    sockets: SOCKETS_OPTION,
    seed: SEED_OPTION,
    reports: REPORTS_OPTION,
    'signing-key': SIGNING_KEY_OPTION,
  },
  notes: [...EXIT_CODES, '           2 also where nothing shows that the Migration Testing of the release has exited.'],
  async run(line) {
    const dmc = line.option('dmc');
    if (dmc === undefined) throw new RunError('Name the combination to test: npm run dmct -- --dmc ID');
    const reports = line.option('reports') ?? REPORTS_FOLDER;
    const key = signingKeyOf(line);
    const seed = line.option('seed') ?? DEFAULT_SEED;
    const request = { root: '.', dmc, seed, reports, ...given('pack', line.option('pack')) };
    const host = hostOf(line, reports, await chooseEnvironment(line.option('environment')));
    return reportRun(await runDmct(request, host), reports, key, undefined);
  },
};

void runCommand(dmct);
