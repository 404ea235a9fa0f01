import { DatabaseSync } from 'node:sqlite';
import { RunError } from '../../support/scope/errors';

/** How long another process is waited for, in milliseconds. */
const LONGEST_WAIT = 30_000;

/**
 * Changes a file while no other process does: each reads what the one before it has written. An empty database beside the file is the
 * lock, since the operating system takes it back from a process that dies.
 * @throws RunError where another process holds the lock for too long
 */
export function whileLocked<T>(file: string, change: () => T): T {
  const lock = new DatabaseSync(`${file}.lock`, { timeout: LONGEST_WAIT });
  try {
    take(lock, file);
    return change();
  } finally {
    lock.close();
  }
}

function take(lock: DatabaseSync, file: string): void {
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    throw new RunError(`${file} has been written by another process for half a minute: end that one and try again.`);
  }
}
