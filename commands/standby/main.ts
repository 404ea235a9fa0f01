import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { keepLoopbackOffProxies } from '../../runner/terminal/loopback';
import { checkProject } from '../../tools/authoring/check';
import { checkCommand } from '../shared/check-command';
import { scenarioCommand } from '../shared/scenario-command';
import { stampOf } from './freshness';
import { StandbyServer } from './server';
import { SpareSystem } from './spare-system';

/** Minutes without a command after which the process ends. */
const IDLE_MINUTES = 10;

/** Bytes of memory above which the process ends after a command; the next one finds a new process. */
const MOST_MEMORY = 1_500_000_000;

/**
 * Stands by in a checkout: has everything loaded and a system started, so that a command need only be carried out.
 * @param folder where the socket and the file that names it are put; nobody else can enter it
 */
async function standBy(folder: string): Promise<void> {
  removeRemains(folder);
  const own = path.join(folder, String(process.pid));
  mkdirSync(own, { mode: 0o700 });
  const root = realpathSync('.');
  const stamp = stampOf(root);
  process.umask(0o077);
  keepLoopbackOffProxies();
  const spare = new SpareSystem(own);
  const commands = new Map([scenarioCommand(spare.start), checkCommand].map((command) => [command.name, command]));
  const socket = path.join(own, 'socket');
  const identity = { token: randomBytes(32).toString('base64url'), root, stamp, commands };

  const end = (): void => {
    server.close();
    void spare.end().finally(() => {
      rmSync(own, { recursive: true, force: true });
      process.exit(0);
    });
  };
  let minutes = 0;
  const idle = (): void => {
    minutes = 0;
    if (process.memoryUsage.rss() > MOST_MEMORY) end();
    else spare.prepare();
  };
  const server = new StandbyServer(identity, { idle, stale: end });
  const endInTime = (): void => {
    minutes += 1;
    if (!server.isBusy && (minutes >= IDLE_MINUTES || namedIn(folder) !== process.pid)) end();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);

  // Whatever is slow the first time is done before anybody asks.
  spare.prepare();
  await checkProject('.');
  await server.listen(socket);
  const file = path.join(own, 'current.json');
  writeFileSync(file, JSON.stringify({ pid: process.pid, socket, token: identity.token }));
  // The newest process is the one that clients find; an earlier one ends.
  renameSync(file, path.join(folder, 'current.json'));
  rmSync(path.join(folder, 'starting'), { force: true });
  setInterval(endInTime, 60_000);
}

/** Removes what processes left that were killed: each has a folder named by its number. */
function removeRemains(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (/^\d+$/.test(name) && !isRunning(Number(name)))
      rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The process that clients find; undefined where there is none. */
function namedIn(folder: string): number | undefined {
  try {
    const { pid } = JSON.parse(readFileSync(path.join(folder, 'current.json'), 'utf8')) as { pid?: number };
    return pid;
  } catch {
    return undefined;
  }
}

const [, , folder] = process.argv;
if (folder !== undefined) {
  standBy(folder).catch((error: unknown) => {
    // Into its log: the next command, which finds no standby process, meets the same error and tells it to somebody.
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  });
}
