import { rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { RunError } from '../../support/scope/errors';
import type { RunFolder } from './run-folder';

/** Inside the folder of a run, while a process runs it. */
const LOCK_FILE = '.running';

/**
 * Takes the folder of a run for this process alone. The lock is the operating system's, by way of SQLite, so that it goes with the
 * process, however that ends.
 * @returns gives the folder back
 * @throws RunError when another process has it
 */
export function lockRunFolder({ id, path: folder }: RunFolder): () => void {
  const file = path.join(folder, LOCK_FILE);
  const lock = new DatabaseSync(file);
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new RunError(`Another process is running ${id}: wait for its end, or stop it first.`);
  }
  return () => {
    lock.close();
    rmSync(file, { force: true });
  };
}
