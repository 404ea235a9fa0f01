import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runCommand, say, type Command } from '../support/cycle/command-line';
import { REPORTS_FOLDER } from '../support/cycle/run-folder';
import type { RunResult } from '../support/reporting/result-model';
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
    const missing = await ensurePrerequisites(['browser', 'java', 'container-engine'], say);
    if (missing.length > 0) {
      for (const { sentence } of missing) process.stderr.write(`${sentence}\n`);
      return 2;
    }
    const outcomes = await runChecks(CHECKS, { run: npmRun, latest, seconds: () => performance.now() / 1000 });
    say('');
    for (const line of checkLines(outcomes)) say(line);
    return outcomes.every(({ passed }) => passed) ? 0 : 1;
  },
};

function npmRun(script: readonly string[]): Promise<number> {
  say(`\n> npm run ${script.join(' ')}`);
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', ...script], { stdio: 'inherit' });
    child.on('error', () => resolve(2));
    child.on('exit', (code) => resolve(code ?? 2));
  });
}

function latest(): RunResult | undefined {
  const file = path.join(REPORTS_FOLDER, 'latest', 'result.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RunResult) : undefined;
}

void runCommand(test);
