import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EnvironmentDescription } from '../environments/environment';
import { countWork, engineStatus, profileWork, startEnvironment, timeSignatures } from '../environments';
import { cycleFigures } from '../tools/benchmark/cycle-figures';
import { figureText, machineText, measureAll, type Measurement } from '../tools/benchmark/figures';
import { loadFigures } from '../tools/benchmark/load-figures';
import { migrationFigures } from '../tools/benchmark/migration-figures';
import { nightFigures } from '../tools/benchmark/night-figures';
import { serviceRequestFigures } from '../tools/benchmark/service-request-figures';
import { workFigures } from '../tools/benchmark/work-figures';
import { runCommand, say, type Command } from '../runner/terminal/command-line';
import { withEnvironment } from '../runner/execution/environment-session';
import { RunError } from '../support/scope/errors';
import { findDmc } from '../support/scope/dmc-catalogue';
import { loadScope } from '../support/scope/scope';
import { nearest } from '../support/scope/nearest';
import { runWithMemoryLimits } from '../runner/execution/workers/memory-limits';
import { REPORTS_FOLDER } from '../runner/execution/run-folder';
import { DEFAULT_SEED } from './shared/texts';

/** What is migrated in masses: two meters of which one sleeps, and two displays. */
const DMC = 'IOC-01';

const bench: Command = {
  name: 'bench',
  summary: 'Measures how fast the suite and its environments are, against targets.',
  words: '[NAME...]',
  options: {
    json: { help: 'as JSON: {machine, figures: [{name, value, unit, target, met, details?, shares?}]}' },
    installations: { value: 'N', help: 'installations that are migrated (default: 10000)' },
    minutes: { value: 'N', help: 'how long the soak lasts (default: 60)' },
  },
  notes: [
    'NAME is one of the figures: embedded-cycle, executions-per-second-1, executions-per-second-2, cpu-per-execution,',
    'memory-2, reports-10000, history-year, morning-10000, one-scenario, containers-up, maf-10000-rows, migrations-per-second, memory-growth,',
    'service-requests, commits-per-execution, inside-calls-per-execution, floor-ratio, signature-making, signature-checking, peak-day, large-inventory,',
    'soak, release-cycle, release-memory (the last three take half an hour and more).',
    'Exit code: 0 every measured figure meets its target; 1 one does not; 2 could not run.',
  ],
  async run(line) {
    const folder = mkdtempSync(path.join(tmpdir(), 'smets1-bench-'));
    try {
      const chosen = choose(
        measurements(
          folder,
          installationsOf(line.option('installations')),
          minutesOf(line.option('minutes')),
          line.words,
        ),
        line.words,
      );
      const asJson = line.isOn('json');
      const figures = await measureAll(chosen, (figure) => {
        if (!asJson) say(figureText(figure));
      });
      const result = { machine: machineText(), figures };
      const text = JSON.stringify(result, null, 2);
      const kept = path.join(REPORTS_FOLDER, 'bench');
      mkdirSync(kept, { recursive: true });
      writeFileSync(path.join(kept, 'bench.json'), `${text}\n`);
      say(asJson ? text : `Machine: ${result.machine}`);
      return figures.every(({ met }) => met !== false) ? 0 : 1;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function measurements(folder: string, installations: number, minutes: number, names: readonly string[]): Measurement[] {
  return [
    ...cycleFigures({
      folder,
      runCycle: (plan, workers, reports) =>
        runNpm([
          ...['cycle', '--', '--plan', plan, '--environment', 'embedded'],
          ...['--workers', String(workers), '--reports', reports],
        ]),
    }),
    ...nightFigures(path.join(folder, 'nights')),
    ...workFigures({
      folder: path.join(folder, 'work'),
      start: (options) => startEnvironment('embedded', options),
      countWork,
    }),
    {
      name: 'one-scenario',
      what: 'one scenario by its id on the embedded system, from command to result',
      unit: 's',
      target: { atMost: 5 },
      measure: async () => secondsOf(() => runNpm(['scenario', '--', 'ST-B4-03'])),
    },
    {
      name: 'containers-up',
      what: 'the containers of the system started and answering, once their image exists',
      unit: 's',
      target: { atMost: 30 },
      measure: measureContainers,
    },
    ...migrationFigures(
      {
        withEnvironment: withEmbedded,
        profile: profileWork,
        dmc: findDmc(loadScope('.').catalogue, DMC),
        installations,
      },
      names,
    ),
    ...loadFigures({ withEnvironment: withEmbedded, dmc: findDmc(loadScope('.').catalogue, DMC), minutes }),
    ...serviceRequestFigures({
      withEnvironment: withEmbedded,
      timeSystem: timeSignatures,
      dmc: findDmc(loadScope('.').catalogue, DMC),
    }),
  ];
}

/** Does something with an embedded environment of its own. */
function withEmbedded<T>(work: (environment: EnvironmentDescription) => Promise<T>): Promise<T> {
  return withEnvironment(
    (options) => startEnvironment('embedded', options),
    DEFAULT_SEED,
    () => undefined,
    ({ description }) => work(description),
  );
}

function installationsOf(text = '10000'): number {
  if (/^[1-9][0-9]{1,4}$/.test(text)) return Number(text);
  throw new RunError(`"${text}" is no number of installations: 10 to 99999 can be migrated.`);
}

function minutesOf(text = '60'): number {
  if (/^[1-9][0-9]{0,3}$/.test(text)) return Number(text);
  throw new RunError(`"${text}" is no number of minutes: a soak lasts 1 to 9999.`);
}

async function measureContainers(): Promise<number | { note: string }> {
  const engine = await engineStatus();
  if (engine.state !== 'ready') return { note: engine.sentence };
  const start = (): Promise<void> =>
    withEnvironment(
      (options) => startEnvironment('containers', options),
      DEFAULT_SEED,
      () => undefined,
      async () => {
        measured = performance.now();
      },
    );
  let measured = 0;
  // The first start may build the image; the second finds it.
  await start();
  const before = performance.now();
  await start();
  return (measured - before) / 1000;
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const before = performance.now();
  await work();
  return (performance.now() - before) / 1000;
}

/** Runs another command of the project and waits for it; what it judges is its own affair, as long as it ran. */
function runNpm(words: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0 || code === 1) resolve();
      else reject(new RunError(`"npm run ${words.join(' ')}" could not run: ${errors.trim()}`));
    });
  });
}

function choose(all: readonly Measurement[], words: readonly string[]): readonly Measurement[] {
  const names = all.map(({ name }) => name);
  const unknown = words.find((word) => !names.includes(word));
  if (unknown !== undefined) {
    throw new RunError(`There is no figure "${unknown}": try ${nearest(unknown, names).join(', ')}.`);
  }
  return words.length === 0 ? all : all.filter(({ name }) => words.includes(name));
}

void runWithMemoryLimits(() => runCommand(bench));
