import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { MESSAGES_FILE } from '../run-folder';
import { messagesFile } from './protocol';

/** Number of the last chunk with messages of an earlier attempt at the run; 0 where there is none. */
export function lastChunk(runFolder: string): number {
  const folder = path.dirname(path.join(runFolder, messagesFile(1)));
  if (!existsSync(folder)) return 0;
  return Math.max(0, ...readdirSync(folder).map((name) => Number.parseInt(name, 10)));
}

/** Appends the messages of all chunks to `messages.ndjson`, in the planned order. */
export function mergeMessages(runFolder: string, chunks: number): void {
  const target = path.join(runFolder, MESSAGES_FILE);
  for (let number = 1; number <= chunks; number += 1) {
    const part = path.join(runFolder, messagesFile(number));
    if (existsSync(part)) appendFileSync(target, readFileSync(part));
  }
  rmSync(path.dirname(path.join(runFolder, messagesFile(1))), { recursive: true, force: true });
}
