import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { MESSAGES_FILE } from '../run-folder';
import { messagesFile } from './protocol';

/** Puts the messages of all chunks together in `messages.ndjson`, in the planned order. */
export function mergeMessages(runFolder: string, chunks: number): void {
  const target = path.join(runFolder, MESSAGES_FILE);
  for (let number = 1; number <= chunks; number += 1) {
    const part = path.join(runFolder, messagesFile(number));
    if (existsSync(part)) appendFileSync(target, readFileSync(part));
  }
  rmSync(path.dirname(path.join(runFolder, messagesFile(1))), { recursive: true, force: true });
}
