import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { RunError } from '../../support/scope/errors';

/** How long the lock of another process is waited for, and how often it is looked at, in milliseconds. */
const WAIT = { most: 30_000, between: 50 };

/**
 * Changes a file while no other process does: each reads what the one before it has written.
 * @param file the lock lies beside it, and names the process that holds it
 * @throws RunError where another process holds the lock for too long
 */
export function whileLocked<T>(file: string, change: () => T): T {
  const lock = `${file}.lock`;
  const giveUpAt = Date.now() + WAIT.most;
  while (!takeLock(lock)) {
    if (Date.now() > giveUpAt) {
      throw new RunError(`${file} is being written by process ${holderOf(lock)}: end it, or delete ${lock}.`);
    }
    pause(WAIT.between);
  }
  try {
    return change();
  } finally {
    rmSync(lock, { force: true });
  }
}

function takeLock(lock: string): boolean {
  try {
    const handle = openSync(lock, 'wx');
    writeSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const holder = holderOf(lock);
    // A holder that died leaves its lock behind; the next look takes it.
    if (holder !== '' && !isAlive(Number(holder))) rmSync(lock, { force: true });
    return false;
  }
}

/** Empty while the lock is being taken or given back. */
function holderOf(lock: string): string {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Who keeps a search does so between two steps, and has nothing else to do meanwhile. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
