import { spawn } from 'node:child_process';
import { existsSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chooseEnvironment, type startEnvironment } from '../../environments';
import { say, type Command, type CommandLine } from '../../runner/terminal/command-line';
import { causeLines, stepLines } from '../../runner/terminal/console';
import { explainFailures, type ExplainedFailures } from '../../runner/assessment/causes';
import { causeOf } from '../../reports/failure-words';
import type { StartEnvironment } from '../../runner/execution/environment-session';
import { RunError } from '../../support/scope/errors';
import { loadScope } from '../../support/scope/scope';
import { listenForInterruption } from '../../runner/execution/interruption';
import { recordedOrder } from '../../runner/execution/journal';
import { parseRepeat, repeatRuns, seedOfRepetition, type EndedRepetition } from '../../runner/execution/repetitions';
import { createRunFolder, REPORTS_FOLDER } from '../../runner/execution/run-folder';
import { withInformalRun } from '../../runner/execution/scenario-run';
import { arrangementOf, orderText, parseOrder } from '../../runner/planning/execution-order';
import { selectByWords } from '../../runner/planning/selection';
import type { ExecutionResult } from '../../reports/record/result-model';
import { keepLastGood } from '../../tools/authoring/show/last-good';
import { scenarioPage } from '../../tools/authoring/show/page';
import { shownScenario } from '../../tools/authoring/show/shown-scenario';
import { besideLine, shownLines } from '../../tools/authoring/show/terminal';
import { machineCapabilities } from './machine';
import {
  COLD_OPTION,
  DEFAULT_SEED,
  given,
  INFORMAL_OPTIONS,
  ORDER_OPTION,
  REPEAT_OPTION,
  SOCKETS_OPTION,
} from './texts';

/**
 * The command `scenario`.
 * @param start how its environment is started
 */
export function scenarioCommand(start: typeof startEnvironment): Command {
  return { ...SCENARIO, run: (line) => runScenario(line, start) };
}

const SCENARIO: Omit<Command, 'run'> = {
  name: 'scenario',
  summary: 'Runs one scenario or a few for one DMC, and shows their steps. Informal: nothing is judged by a plan.',
  words: 'WORDS...',
  options: {
    ...INFORMAL_OPTIONS,
    environment: { value: 'NAME', help: 'embedded or containers (default: embedded)' },
    sockets: SOCKETS_OPTION,
    stage: {
      value: 'NAME',
      help: 'stage of a plan under whose name it is run, as a report prints it (default: of its folder)',
    },
    order: ORDER_OPTION,
    repeat: REPEAT_OPTION,
    show: { help: 'show what happened: messages, devices before and after, logs; on the terminal and as a page' },
    watch: { help: 'run again whenever a feature, a step or the system changes' },
    cold: COLD_OPTION,
  },
  notes: [
    'WORDS choose what is run: an id (ST-B4-03) or its beginning (ST-B4), a place (whitelist.feature:12),',
    "a tag expression ('@ST-B2 and not @volume'), or a part of a title.",
    'Exit code: 0 everything passed; 1 a scenario failed; 2 could not run, or proved nothing.',
  ],
};

async function runScenario(line: CommandLine, start: typeof startEnvironment): Promise<number> {
  if (line.words.length === 0) throw new RunError('Say which scenario: an id, a place, a tag or a part of a title.');
  return line.isOn('watch') ? watchAndRun(process.argv.slice(2)) : runAll(line, start);
}

/** Runs what the words choose, as often as was asked. */
async function runAll(line: CommandLine, start: typeof startEnvironment): Promise<number> {
  const { name, why } = await chooseEnvironment(line.option('environment') ?? 'embedded');
  say(`Environment: ${name} (${line.option('environment') === undefined ? 'the default of this command' : why}).`);
  const times = parseRepeat(line.option('repeat'));
  const once = async (number: number): Promise<EndedRepetition> => {
    const seed = seedOfRepetition(line.option('seed') ?? DEFAULT_SEED, number);
    const executions = await runOnce(line, seed, (options) => start(name, options));
    return { exitCode: exitCodeOf(executions), repetition: { seed, executions } };
  };
  return repeatRuns({ times, once }, say);
}

async function runOnce(line: CommandLine, seed: string, start: StartEnvironment): Promise<readonly ExecutionResult[]> {
  const order = parseOrder(line.option('order'));
  if (order.kind !== 'planned') say(`Order: ${orderText(order)}; seed ${seed}.`);
  const arrange = arrangementOf(order, (run) => recordedOrder(REPORTS_FOLDER, run));
  let folder = '';
  const { causes, executions: results } = await withInformalRun(
    {
      root: '.',
      dmc: line.option('dmc') ?? 'IOC-01',
      ...given('phase', line.option('phase')),
      seed,
      ...given('stage', line.option('stage')),
      select: (scenarios) => selectByWords(scenarios, line.words),
    },
    {
      start: (options) => start({ ...options, sockets: line.isOn('sockets') }),
      capabilities: () => machineCapabilities(),
      progress: () => undefined,
    },
    () => (folder = createRunFolder(REPORTS_FOLDER, 'scenario', seed).path),
    async (planned, run, { logs }) => {
      const phases = [...new Set(planned.map(({ phase }) => phase))];
      if (phases.some((phase) => phase !== 'Active')) say(`Test Phase: ${phases.join(', ')}.`);
      const results = await run(arrange(planned), {
        keepTranscript: true,
        ...(line.isOn('show') ? { show: true } : {}),
        onExecution: (result) => {
          for (const text of stepLines(result, folder)) say(text);
        },
      });
      const explained = explainFailures(results, loadScope('.').codes);
      await showScenarios(explained, folder, logs, line.isOn('show'));
      keepLastGood(LAST_GOOD_FOLDER, results, folder);
      return explained;
    },
  );
  if (exitCodeOf(results) !== 0) {
    for (const text of causeLines(causes)) say(text);
    say(
      'A cause is what the system does otherwise than the scenario expects: of a new scenario look first whether it is right.',
    );
  }
  const passed = results.filter(({ outcome }) => outcome === 'passed').length;
  if (results.every(({ outcome }) => outcome === 'does-not-apply'))
    say(
      'Nothing was run: --phase and --dmc ID choose a cell in which it applies, as its tags @phase: and @applies: say.',
    );
  say(`${passed} of ${results.length} passed. Evidence: ${folder}`);
  return results;
}

/** Messages of what passed, for whoever looks at a failure later. */
const LAST_GOOD_FOLDER = path.join(REPORTS_FOLDER, 'last-good');

/** Writes a page for each execution that is wanted or failed; of those that are wanted, says in short what happened. */
async function showScenarios(
  { causes, executions }: ExplainedFailures,
  folder: string,
  logs: () => Promise<Readonly<Record<string, string>>>,
  isWanted: boolean,
): Promise<void> {
  const { published, explained } = loadScope('.').codes;
  const meanings = new Map([...published, ...explained].map(({ code, meaning }) => [code, meaning]));
  for (const result of executions.filter(({ outcome }) => isWanted || outcome === 'failed')) {
    const cause = causeOf(result, causes);
    const known = { lastGood: LAST_GOOD_FOLDER, meanings, ...(cause === undefined ? {} : { cause: cause.sentence }) };
    const shown = shownScenario(result, folder, known, await logs());
    const page = path.join(folder, `${result.id}-${result.stage.replaceAll(/[^A-Za-z0-9]+/g, '-')}.html`);
    writeFileSync(page, scenarioPage(shown));
    const lines = isWanted
      ? shownLines(shown, page)
      : [...besideLine(shown.beside), ...fingerprintLine(result), `What happened: ${page}`];
    for (const text of lines) say(text);
  }
}

/** By which the ledger of known issues knows the failure. */
function fingerprintLine({ fingerprint }: ExecutionResult): string[] {
  return fingerprint === undefined ? [] : [`  Fingerprint ${fingerprint}`];
}

/** 0 something passed and nothing else came; 1 something failed; 2 something could not run, or nothing was proved. */
export function exitCodeOf(results: readonly ExecutionResult[]): number {
  if (results.some(({ outcome }) => outcome === 'failed')) return 1;
  if (!results.some(({ outcome }) => outcome === 'passed')) return 2;
  return results.every(({ outcome }) => outcome === 'passed' || outcome === 'does-not-apply') ? 0 : 2;
}

/** Everything whose change may change the result of a scenario. */
const WATCHED = ['features', 'steps', 'support', 'environments'];

/** Has the standby process carry out commands, or a process of its own where there is none. */
const CLIENT = path.resolve(__dirname, '../../tools/standby/client.cjs');

/** Runs the same command without `--watch`, now and after every change. */
async function watchAndRun(args: readonly string[]): Promise<number> {
  const rest = args.filter((word) => word !== '--watch');
  let changed = false;
  let wake = (): void => undefined;
  const watchers = WATCHED.filter((folder) => existsSync(folder)).map((folder) =>
    watch(folder, { recursive: true }, (_event, file) => {
      if (file === null || !['.feature', '.ts', '.csv', '.json'].includes(path.extname(file))) return;
      changed = true;
      wake();
    }),
  );
  const interruption = listenForInterruption(() => 'The watch was ended.');
  const { interrupted } = interruption;
  interrupted.addEventListener('abort', () => wake());
  while (!interrupted.aborted) {
    changed = false;
    await new Promise((resolve) => {
      spawn(process.execPath, [CLIENT, 'scenario', ...rest], { stdio: 'inherit' }).once('exit', resolve);
    });
    say('Waiting for a change; Ctrl-C ends.');
    await new Promise<void>((resolve) => {
      wake = resolve;
      // Either may have come while the scenarios ran.
      if (interrupted.aborted || changed) resolve();
    });
  }
  interruption.stopListening();
  for (const watcher of watchers) watcher.close();
  return 0;
}
