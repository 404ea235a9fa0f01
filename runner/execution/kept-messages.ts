/** Cucumber's messages as the folder of a run keeps them: packed, since nothing in it is as long and says as little. */
import { appendFileSync, createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip, gzipSync } from 'node:zlib';
import { MESSAGES_FILE } from './run-folder';

/** Inside the folder of a run; packs hold it unpacked. */
const KEPT_MESSAGES_FILE = `${MESSAGES_FILE}.gz`;

/** Adds messages to those of a run. */
export function keepMessages(runFolder: string, messages: string): void {
  // Several of its kind, one after the other, are one.
  appendFileSync(path.join(runFolder, KEPT_MESSAGES_FILE), gzipSync(messages));
}

/** The file with the messages of a run, or of a pack; undefined where there is none. */
export function messagesIn(folder: string): string | undefined {
  return [KEPT_MESSAGES_FILE, MESSAGES_FILE].map((name) => path.join(folder, name)).find((file) => existsSync(file));
}

/** The content of a file, unpacked where its name says that it is packed. */
export function unpackedStream(file: string): Readable {
  const source = createReadStream(file, { highWaterMark: 1 << 20 });
  if (!file.endsWith('.gz')) return source;
  // Whoever reads learns of a failure.
  return pipeline(source, createGunzip(), () => undefined);
}
