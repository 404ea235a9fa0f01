import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runCommand, say, type Command } from '../runner/terminal/command-line';
import { listenForInterruption } from '../runner/execution/interruption';
import { REPORTS_FOLDER } from '../runner/execution/run-folder';
import type { RunResult } from '../reports/record/result-model';
import { checkLines, CHECKS, runChecks } from './checks';
import { ensurePrerequisites } from './prerequisites';

const test: Command = {
  name: 'test',
  summary: 'Checks everything: format, types, lint, tests, and a regression cycle on each environment.',
  options: {},
  notes: [
    'There is no switch to leave something out; "npm run test:unit" runs the unit and integration tests alone.',
    'Exit code: 0 everything passed; 1 something failed; 2 a program that is needed is missing (the sentence says which).',
  ],
  async run() {
    const missing = await ensurePrerequisites(['browser', 'java', 'archiver', 'container-engine'], say);
    if (missing.length > 0) {
      for (const { sentence } of missing) process.stderr.write(`${sentence}\n`);
      return 2;
    }
    const interruption = listenForInterruption(
      (signal) => `The checks were interrupted (${signal}): not all were run.`,
    );
    const run = (script: readonly string[]): Promise<number> => npmRun(script, interruption.interrupted);
    const outcomes = await runChecks(CHECKS, { run, latest, seconds: () => performance.now() / 1000 });
    interruption.stopListening();
    say('');
    for (const line of checkLines(outcomes)) say(line);
    return outcomes.every(({ passed }) => passed) ? 0 : 1;
  },
};

/** @throws InterruptedError once a script has ended that was interrupted */
async function npmRun(script: readonly string[], interrupted: AbortSignal): Promise<number> {
  say(`\n> npm run ${script.join(' ')}`);
  const child = spawn('npm', ['run', '--silent', ...script], { stdio: 'inherit' });
  const stop = (): void => void child.kill('SIGTERM');
  interrupted.addEventListener('abort', stop);
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(2));
    child.on('exit', resolve);
  });
  interrupted.removeEventListener('abort', stop);
  interrupted.throwIfAborted();
  return code ?? 2;
}

function latest(): RunResult | undefined {
  const file = path.join(REPORTS_FOLDER, 'latest', 'result.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RunResult) : undefined;
}

void runCommand(test);
