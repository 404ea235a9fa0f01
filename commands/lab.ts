import { fstatSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chooseEnvironment, REMOTE_DESCRIPTION, startEnvironment, writeDescription } from '../environments';
import type { EnvironmentDescription } from '../environments/environment';
import { runCommand, say, type Command } from '../runner/terminal/command-line';
import { tableLines } from '../runner/terminal/table';
import { withEnvironment } from '../runner/execution/environment-session';
import { writePool } from '../support/pool/pool-file';
import { provisionPool, readWishes } from '../support/pool/provision';
import { LabHandover } from '../support/roles/lab-handover';
import { InterruptedError, RunError, sentenceOf } from '../support/scope/errors';
import { makeFolders } from '../support/scope/folders';
import { loadScope } from '../support/scope/scope';
import { USERS_IN_STEPS } from '../tools/authoring/console/users-in-steps';
import { CONSOLE_OPTIONS, converse, wantsConsole } from './shared/lab-console';
import { DEFAULT_SEED, SEED_OPTION } from './shared/texts';
import { stayOpen } from './shared/stay-open';

const lab: Command = {
  name: 'lab',
  summary: 'Keeps a system running to play with, until Ctrl-C; at a terminal, with a console in which steps are said.',
  options: {
    environment: { value: 'NAME', help: 'embedded or containers (default: embedded)' },
    seed: SEED_OPTION,
    clock: { value: 'KIND', help: 'virtual, which the lab moves, or real, which runs by itself (default: virtual)' },
    speed: {
      value: 'FACTOR',
      help: 'how many times as fast as the wall clock a real clock runs, 1 to 3600 (default: 1)',
    },
    ...CONSOLE_OPTIONS,
    pool: {
      value: 'FILE',
      help: 'makes the installations of features/scope/pool.json, describes the system in FILE and gives the lab up for good',
    },
  },
  notes: [
    'Users, passwords and tokens go to a file that only you can read; it is gone with the system.',
    'With --pool the credentials lie in a folder beside FILE: --environment remote runs on it, see docs/remote.md.',
  ],
  async run(line) {
    if (!wantsConsole(line) && line.option('pool') === undefined && isPiped()) {
      throw new RunError('Steps come through a pipe, and nobody would read them: add --console.');
    }
    const { name } = await chooseEnvironment(line.option('environment') ?? 'embedded');
    say(`Environment: ${name}.`);
    const seed = line.option('seed') ?? DEFAULT_SEED;
    const speed = speedOf(line.option('clock') ?? 'virtual', line.option('speed'));
    const pool = line.option('pool');
    if (pool !== undefined && speed === undefined)
      throw new RunError('A pool is for a system on its own clock: add --clock real.');
    if (pool !== undefined) makeFolderOf(pool);
    const secrets = mkdtempSync(path.join(tmpdir(), 'smets1-lab-'));
    try {
      await withEnvironment(
        (options) => startEnvironment(name, options),
        seed,
        say,
        async ({ description }) => {
          const file = path.join(secrets, 'users.json');
          if (pool === undefined) writeFileSync(file, secretsOf(description), { mode: 0o600 });
          const about =
            pool === undefined ? welcome(description, file) : await handOver(description, pool, seed, speed ?? 1);
          if (pool === undefined && speed !== undefined) await handoverOf(description).runClock(speed);
          for (const text of about) say(text);
          if (pool === undefined && wantsConsole(line)) return converse(line, seed);
          return stayOpen();
        },
      );
    } catch (error) {
      if (!(error instanceof InterruptedError)) throw error;
    } finally {
      rmSync(secrets, { recursive: true, force: true });
    }
    say('The system has been stopped.');
    return 0;
  },
};

/** Whether another program or a file gives what is said. */
function isPiped(): boolean {
  const input = fstatSync(0);
  return input.isFIFO() || input.isFile();
}

const FASTEST = 3_600;

/** How many times as fast as the wall clock time runs; undefined where the lab moves it. @throws RunError for any other word or number */
function speedOf(clock: string, speed: string | undefined): number | undefined {
  if (clock === 'virtual' && speed === undefined) return undefined;
  const factor = Number(speed ?? '1');
  if (clock === 'real' && Number.isInteger(factor) && factor >= 1 && factor <= FASTEST) return factor;
  throw new RunError(`--clock is virtual, or real with a --speed of 1 to ${FASTEST}.`);
}

/** @throws RunError where the environment has no lab */
function handoverOf({ lab: bench }: EnvironmentDescription): LabHandover {
  if (bench === undefined) throw new RunError('The environment has no lab.');
  return new LabHandover(bench);
}

/**
 * Before anything is started.
 * @throws RunError where the folder of a file cannot be made
 */
function makeFolderOf(file: string): void {
  try {
    makeFolders(path.dirname(path.resolve(file)));
  } catch (error) {
    throw new RunError(`The pool cannot be written to ${file} (${sentenceOf(error)}): choose another place.`);
  }
}

/** Milliseconds between two looks, for what is done at once, and that a step waits at most. */
const WAITING = { lookEvery: 250, settle: 750, patience: 300_000 };

/** Makes the pool, starts the clock, describes the system for a remote run, and gives the lab up; says what is where. */
async function handOver(
  description: EnvironmentDescription,
  file: string,
  seed: string,
  speed: number,
): Promise<string[]> {
  const handover = handoverOf(description);
  const pool = `${file.replace(/\.json$/, '')}-pool.json`;
  rmSync(`${pool}.reserved`, { recursive: true, force: true });
  const installations = await provisionPool(description, readWishes(), loadScope('.').catalogue, seed);
  writePool(pool, installations);
  writeDescription(file, description, { speed, ...WAITING }, pool);
  await handover.runClock(speed);
  await handover.retire();
  return [
    `${installations.length} installations: ${pool}`,
    `The lab has been given up. To run on this system: ${REMOTE_DESCRIPTION}=${file} npm run scenario -- ID --environment remote`,
    'Ctrl-C stops the system.',
  ];
}

function secretsOf({ organisations, partyTokens, lab: bench }: EnvironmentDescription): string {
  const users = organisations.map(({ key, name, eui, roles, portal, token }) => ({
    key,
    name,
    eui,
    roles,
    portal,
    token,
  }));
  return `${JSON.stringify({ users, partyTokens, labToken: bench?.token }, null, 2)}\n`;
}

function welcome({ services, lab: bench, organisations }: EnvironmentDescription, file: string): string[] {
  const users = organisations.map(({ key, name, roles }) => [
    key,
    name,
    USERS_IN_STEPS.get(key) ?? '',
    roles.join(', '),
  ]);
  return [
    '',
    `Portal: ${services.mcc}/portal/`,
    `Users, passwords and tokens: ${file}`,
    '',
    ...tableLines([['User', 'name', 'in steps', 'roles'], ...users]),
    '',
    ...tableLines([['Service', 'address'], ...Object.entries(services), ['(lab)', bench?.url ?? 'none']]),
    '',
    'The interfaces are described in environments/contracts. Ctrl-C stops the system.',
  ];
}

void runCommand(lab);
