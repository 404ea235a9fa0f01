import { execFile, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { engineStatus } from '../../environments/index';

const LOCK = '/run/lock/smets1-migration-testing-engine';
const LOG = '/var/log/dockerd.log';
const READY_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 250;

async function ready(): Promise<boolean> {
  return (await engineStatus()).state === 'ready';
}

/** Takes the lock of whoever starts the engine; false while another living process holds it. */
function takeLock(): boolean {
  try {
    const file = openSync(LOCK, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch {
    const holder = existsSync(LOCK) ? readFileSync(LOCK, 'utf8') : '';
    // A holder that died leaves its lock behind; the next look takes it.
    if (holder !== '' && !existsSync(`/proc/${holder}`)) rmSync(LOCK, { force: true });
    return false;
  }
}

/** What a process is called; empty where there is none of that number. */
function nameOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return '';
  }
}

/** A second daemon beside a running one would take down the first one's network. */
function daemonRuns(): boolean {
  return readdirSync('/proc').some((entry) => /^\d+$/.test(entry) && nameOf(entry) === 'dockerd');
}

/**
 * Removes the process numbers that an engine left behind which was killed. A number that another program has by now would
 * be taken for the engine's own part, which then is waited for and never started.
 */
export function forgetEndedEngine(folder = '/var/run'): void {
  for (const [file, program] of [
    ['docker.pid', 'dockerd'],
    ['docker/containerd/containerd.pid', 'containerd'],
  ] as const) {
    const written = path.join(folder, file);
    if (existsSync(written) && nameOf(readFileSync(written, 'utf8').trim()) !== program) rmSync(written);
  }
}

async function launch(): Promise<void> {
  if (existsSync('/run/systemd/system')) {
    await promisify(execFile)('systemctl', ['start', 'docker']);
    return;
  }
  forgetEndedEngine();
  const log = openSync(LOG, 'a');
  // Detached: it serves the next run too.
  spawn('dockerd', [], { detached: true, stdio: ['ignore', log, log] })
    .on('error', () => undefined)
    .unref();
  closeSync(log);
}

/**
 * Starts the container engine of this machine, once however many ask for it at a time, and waits until it answers.
 * @throws Error where it does not answer within a minute
 */
export async function startEngine(progress: (line: string) => void): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  let locked = false;
  try {
    while (!(await ready())) {
      if (performance.now() > deadline) {
        throw new Error(`the engine does not answer within ${READY_WITHIN_MS / 1000} s, see ${LOG}`);
      }
      if (!locked && takeLock()) {
        locked = true;
        // Another may have started it between the look and the lock.
        if (!daemonRuns()) {
          progress('Starting the container engine.');
          await launch();
        }
      }
      await pause(LOOK_EVERY_MS);
    }
  } finally {
    if (locked) rmSync(LOCK, { force: true });
  }
}
