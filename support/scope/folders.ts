import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder that somebody named, and those that it lies in. Node's own recursive `mkdir` never comes back from a file system
 * that refuses with ENOENT, such as `/proc`.
 * @throws Error of the operating system where it cannot be made, or where something else has its name
 */
export function makeFolders(folder: string): void {
  if (existsSync(folder)) {
    if (statSync(folder).isDirectory()) return;
    throw new Error(`${folder} is no folder`);
  }
  makeFolders(path.dirname(folder));
  tryMakeFolder(folder);
}

/**
 * Makes one folder.
 * @returns whether there was none
 * @throws Error of the operating system where it cannot be made
 */
export function tryMakeFolder(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
